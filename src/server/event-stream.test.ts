import { type Socket, connect } from 'node:net'
import { expect, test } from 'vitest'
import { type Stage, openStage, runEnded } from '../../test/studio-stage.ts'
import { main } from '../cli/main.ts'
import { type Listening, listen } from './listen.ts'

interface Frame {
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
async function follow(
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
  let waiting: (() => void)[] = []
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
      while (!isSo()) await new Promise<void>((resolve) => void (waiting = [...waiting, resolve]))
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

interface Served extends AsyncDisposable {
  readonly stage: Stage
  readonly url: string
  readonly listening: Listening
}

async function served(options: Parameters<typeof openStage>[0] = {}): Promise<Served> {
  const stage = await openStage(options)
  const listening = await listen(stage.studio, { port: 0, host: '127.0.0.1' })
  return {
    ...{ stage, listening, url: listening.url },
    async [Symbol.asyncDispose]() {
      await listening.close()
      await stage[Symbol.asyncDispose]()
    },
  }
}

const tell = ({ stage }: Served, from: number, to: number): void => {
  for (let beat = from; beat < to; beat++) stage.studio.server.hub.publish({ type: 'picked', board: 'boat', beat: String(beat) })
}
const beats = (frames: readonly Frame[]): number[] =>
  frames.filter(({ data }) => data.type === 'picked').map(({ data }) => Number(data.beat))
const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

test('the first frame is hello with an id; a client that drops before any event goes on after it and misses nothing', async () => {
  await using here = await served()
  const first = await follow(here.url)
  await first.until(() => first.frames.length > 0)
  expect([first.frames[0]?.event, first.frames[0]?.id]).toEqual(['hello', here.stage.studio.server.hub.position()])
  first.leave()
  tell(here, 0, 5)
  const second = await follow(here.url, first.last())
  await second.until(() => beats(second.frames).length === 5)
  expect([second.frames[0]?.event, beats(second.frames)]).toEqual(['hello', upTo(5)])
  second.leave()
})

test('a client that drops ten times hears every event once', async () => {
  await using here = await served()
  const heard: number[] = []
  let last: string | undefined
  for (let turn = 0; turn < 10; turn++) {
    const client = await follow(here.url, last)
    tell(here, turn * 20, turn * 20 + 20)
    await client.until(() => beats(client.frames).length > 7)
    heard.push(...beats(client.frames))
    last = client.last()
    client.leave()
    const missing = (turn + 1) * 20 - heard.length
    const next = await follow(here.url, last)
    await next.until(() => beats(next.frames).length === missing)
    heard.push(...beats(next.frames))
    last = next.last()
    next.leave()
  }
  expect(heard).toEqual(upTo(200))
})

test('an id that is too old, or of another server, is answered with resync and the id to go on after', async () => {
  await using here = await served()
  for (const after of ['0123456789-7', 'nonsense']) {
    const client = await follow(here.url, after)
    await client.until(() => client.frames.length > 1)
    expect(client.frames.map(({ event, id }) => [event, id])).toEqual(
      ['hello', 'resync'].map((event) => [event, here.stage.studio.server.hub.position()]),
    )
    client.leave()
  }
})

test('two hundred clients and bursts of events: none loses one', async () => {
  await using here = await served()
  const clients = await Promise.all(upTo(200).map(() => follow(here.url)))
  for (let burst = 0; burst < 10; burst++) {
    tell(here, burst * 60, burst * 60 + 60)
    await new Promise(setImmediate)
  }
  await Promise.all(clients.map((client) => client.until(() => beats(client.frames).length === 600)))
  for (const client of clients) expect(beats(client.frames)).toEqual(upTo(600))
  for (const client of clients) client.leave()
})

/** A client that asks and then reads nothing. */
function deaf(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write('GET /api/events HTTP/1.1\r\nhost: localhost\r\n\r\n')
      socket.once('data', () => resolve(socket.pause()))
    })
  })
}

test('a client that does not read is cut off and costs no memory; one that does goes on', async () => {
  await using here = await served({ bounds: { events: 100_000, bytes: 8e6, lagBytes: 200_000, pieceBytes: 16_384 } })
  const socket = await deaf(here.url.replace('localhost', '127.0.0.1'))
  const client = await follow(here.url)
  const { hub } = here.stage.studio.server
  expect(hub.readers).toBe(2)
  let told = 0
  while (hub.readers > 1 && told < 400_000) {
    tell(here, told, told + 200)
    told += 200
    await client.until(() => beats(client.frames).length === told)
  }
  expect(hub.readers).toBe(1)
  expect(beats(client.frames).length).toBe(told)
  socket.destroy()
  client.leave()
})

test('a heartbeat says that the server is alive', async () => {
  await using here = await served({ heartbeatMs: 5 })
  const client = await follow(here.url)
  await client.until(() => client.frames.some(({ event }) => event === 'heartbeat'))
  client.leave()
})

test('a server that stops says goodbye to its streams', async () => {
  const here = await served()
  const client = await follow(here.url)
  await here[Symbol.asyncDispose]()
  await client.ended
  expect(client.frames.at(-1)?.event).toBe('goodbye')
})

test('A10: a run of this server is told live, and a snapshot plus the events after it is the whole truth', async () => {
  await using here = await served()
  const client = await follow(here.url)
  await here.stage.ask('POST', '/api/boards/boat/runs', {})
  await client.until(() => client.frames.some(({ data }) => data.type === 'run-ended'))
  const kept = client.frames.filter(({ data }) => data.type === 'picture-kept')
  expect(kept.map(({ data }) => [data.board, 'v' in data])).toEqual(upTo(5).map(() => ['boat', true]))
  client.leave()
  await runEnded(here.stage, 'boat')
})

test('a run of the command line on the same folder shows live, as do its picks; the other way round it is watched', async () => {
  await using here = await served()
  const client = await follow(here.url)
  const { root, home } = here.stage
  const run = (...argv: string[]): Promise<number> => {
    const sink = { write: () => true, isTTY: false, columns: 80 } as never
    return main({
      argv,
      env: { BEATBOARD_HOME: home, CI: '1' },
      cwd: () => root,
      stdin: process.stdin,
      stdout: sink,
      stderr: sink,
      signal: new AbortController().signal,
    })
  }
  expect(await run('generate', 'boat', '--yes')).toBe(0)
  await client.until(() => client.frames.some(({ data }) => data.type === 'run-ended'))
  expect(client.frames.filter(({ data }) => data.type === 'picture-kept').length).toBe(5)
  expect(await run('pick', 'boat', '1.1', 'ink')).toBe(0)
  await client.until(() => client.frames.some(({ data }) => data.type === 'picked'))
  client.leave()
})

test('two servers on one folder: the second joins the run of the first and both tell it', async () => {
  await using here = await served()
  await using other = await here.stage.again()
  const stream = await other.raw('/api/events')
  const reader = (stream.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream()).getReader()
  const [one, two] = await Promise.all([
    here.stage.ask('POST', '/api/boards/boat/runs', {}),
    other.ask('POST', '/api/boards/boat/runs', {}),
  ])
  const what = [one, two].map(({ json }) => (json as { what: string }).what)
  expect(what.toSorted()).toEqual(['joined', 'started'])
  let text = ''
  while (!text.includes('run-ended')) text += (await reader.read()).value ?? ''
  expect(text.split('"type":"picture-kept"').length - 1).toBe(5)
  await reader.cancel()
  await runEnded(here.stage, 'boat')
  await runEnded(other, 'boat')
})
