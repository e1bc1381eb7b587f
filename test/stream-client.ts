import { type Listening, listen } from '../src/server/listen.ts'
import { type Stage, openStage } from './studio-stage.ts'

export interface Frame {
  readonly id: string
  readonly event: string
  readonly data: {
    readonly type?: string
    readonly event?: unknown
    readonly beat?: string
    readonly board?: string
    readonly why?: string
  }
}

/** A client of the stream over a real socket: collects frames, remembers the last id. */
export async function follow(
  url: string,
  after?: string,
): Promise<{
  frames: Frame[]
  last: () => string
  until: (isSo: () => boolean) => Promise<void>
  leave: () => void
  ended: Promise<void>
}> {
  const leaving = new AbortController()
  const frames: Frame[] = []
  const waiting: (() => void)[] = []
  const answer = await fetch(`${url}/api/events`, {
    signal: leaving.signal,
    headers: after === undefined ? {} : { 'last-event-id': after },
  })
  const read = async (): Promise<void> => {
    let rest = ''
    for await (const text of (answer.body ?? new ReadableStream()).pipeThrough(
      new TextDecoderStream(),
    ) as unknown as AsyncIterable<string>) {
      const parts = (rest + text).split('\n\n')
      rest = parts.pop() ?? ''
      frames.push(...parts.map(frameOf))
      for (const ring of waiting.splice(0)) ring()
    }
  }
  const ended = read()
    .catch(() => undefined)
    .finally(() => waiting.splice(0).forEach((ring) => ring()))
  return {
    frames,
    ended,
    last: () => frames.findLast(({ id }) => id !== '')?.id ?? '',
    leave: () => leaving.abort(),
    async until(isSo) {
      while (!isSo()) await new Promise<void>((resolve) => void waiting.push(resolve))
    },
  }
}

function frameOf(text: string): Frame {
  const line = (name: string): string =>
    text
      .split('\n')
      .find((each) => each.startsWith(`${name}: `))
      ?.slice(name.length + 2) ?? ''
  return { id: line('id'), event: line('event'), data: JSON.parse(line('data') || '{}') as Frame['data'] }
}

export interface Served extends AsyncDisposable {
  readonly stage: Stage
  readonly url: string
  readonly listening: Listening
}

export async function served(options: Parameters<typeof openStage>[0] = {}): Promise<Served> {
  const stage = await openStage(options)
  const listening = await listen(stage.studio, { port: 0, host: '127.0.0.1' })
  return {
    stage,
    listening,
    url: listening.url,
    async [Symbol.asyncDispose]() {
      await listening.close()
      await stage[Symbol.asyncDispose]()
    },
  }
}
