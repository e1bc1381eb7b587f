import { readFileSync } from 'node:fs'
import type { Picture } from '../src/board/picture.ts'

/** One answer of a provider. A string or bytes are sent as they are, anything else as JSON. */
export interface Reply {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** One request as it left, with its body read to the end. */
export interface Seen {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  readonly bytes: Uint8Array
  readonly text: string
  /** The fields of a JSON body. */
  readonly json: unknown
  form(): Promise<FormData>
}

/** A picture of one pixel; `tint` (0 to 255) tells several apart, byte by byte. */
export function tinyPng(tint = 0): Picture {
  const bytes = readFileSync(new URL('fixtures/one-pixel.png', import.meta.url))
  return { type: 'image/png', bytes: Uint8Array.from([...bytes, tint]) }
}

export function base64(picture: Picture): string {
  return Buffer.from(picture.bytes).toString('base64')
}

/** A recorded file under `test/fixtures/`, parsed where it is JSON. */
export function recorded(path: string): unknown {
  const text = readFileSync(new URL(`fixtures/${path}`, import.meta.url), 'utf8')
  return path.endsWith('.json') ? JSON.parse(text) : text
}

function responseOf({ status = 200, headers, body = '' }: Reply): Response {
  const plain = typeof body === 'string' || body instanceof Uint8Array
  const type = plain ? {} : { 'content-type': 'application/json' }
  return new Response(plain ? (body as string) : JSON.stringify(body), { status, headers: { ...type, ...headers } })
}

async function seen(input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Seen> {
  const request = new Request(input, { ...init, signal: null })
  const copy = request.clone()
  const bytes = new Uint8Array(await request.arrayBuffer())
  const text = Buffer.from(bytes).toString('latin1')
  let json: unknown
  if ((request.headers.get('content-type') ?? '').includes('json')) json = JSON.parse(Buffer.from(bytes).toString('utf8'))
  return { method: request.method, url: new URL(request.url), headers: request.headers, bytes, text, json, form: () => copy.formData() }
}

/** A provider that answers with these replies in order and remembers what it was asked; one request too many fails the test. */
export function provider(replies: readonly Reply[]): { fetch: typeof fetch; requests: Seen[] } {
  const requests: Seen[] = []
  const answer: typeof fetch = async (input, init) => {
    const request = await seen(input, init)
    const reply = replies[requests.push(request) - 1]
    if (!reply) throw new Error(`one request too many: ${request.method} ${request.url.href}`)
    return responseOf(reply)
  }
  return { fetch: answer, requests }
}

/** A provider that never answers, and lets go when it is told to. */
export const silent: typeof fetch = (_input, init) =>
  new Promise((_resolve, reject) => {
    const signal = init?.signal
    if (signal?.aborted) return reject(signal.reason as Error)
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })

/** A network that fails with this code before an answer came. */
export function unreachable(code: string): typeof fetch {
  return () => Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error(`connect ${code}`), { code }) }))
}
