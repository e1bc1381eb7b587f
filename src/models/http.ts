import { sniffMediaType, type Picture } from '../board/picture.ts'
import { deadline } from '../clock.ts'
import { isTrouble, type BeatboardError } from '../errors.ts'
import { checkUrl, pinned, systemLookup, type Lookup } from './addresses.ts'
import type { Dispatcher } from './dispatcher.ts'
import type { Call } from './image-model.ts'
import { parseJson } from './json.ts'
import { refuseIfAborted, troubleFor, troubleIn, troubleThrown, type Answer, type Read, type Where } from './trouble.ts'

/** The longest answer that is read, in bytes: a picture, or a picture in JSON. Of a failure only the beginning is kept. */
const longestAnswer = 64 * 1024 * 1024
const longestFailure = 64 * 1024

/** Whom to ask, in which world, and how long to wait for the whole answer. */
export interface Line {
  readonly call: Pick<Call, 'fetch' | 'signal'>
  readonly where: Where
  readonly deadlineMs: number
  readonly dispatcher?: Dispatcher | undefined
  /** The job was sent before: whatever fails from here on, it may be billed. */
  readonly begun?: boolean
}

/** A whole answer. `bytes` is complete for a success, and at most 64 KiB of a failure. */
export interface Received {
  readonly ok: boolean
  readonly status: number
  readonly headers: Headers
  readonly bytes: Uint8Array
}

/** One request, one try: a whole answer of any status, or a BeatboardError. Redirects are not followed, so that no header leaves the provider. */
export async function send(url: string | URL, init: RequestInit, line: Line): Promise<Received> {
  const { call, where } = line
  if (line.begun !== true) refuseIfAborted(call.signal, where)
  const { signal, end } = deadline(call.signal, line.deadlineMs)
  try {
    const dispatcher = line.dispatcher && { dispatcher: line.dispatcher }
    const response = await call.fetch(url, { redirect: 'manual', ...dispatcher, ...init, signal })
    const { bytes, whole } = await readBytes(response, response.ok ? longestAnswer : longestFailure)
    if (response.ok && !whole) throw tooLong(where, longestAnswer)
    return { ok: response.ok, status: response.status, headers: response.headers, bytes }
  } catch (error) {
    const trouble = troubleThrown(error, signal, where)
    throw line.begun === true ? maybeBilled(trouble, where) : trouble
  } finally {
    end()
  }
}

/** `send` that takes a success only; `read` knows the provider's failures better than the general rules. */
export async function ask(url: string | URL, init: RequestInit, line: Line, read?: Read): Promise<Received> {
  const received = await send(url, init, line)
  if (received.ok) return received
  const billing = line.begun === true && ({ billing: 'unknown' } as const)
  throw troubleIn(answerOf(received), line.where, (json, answer) => ({ ...billing, ...read?.(json, answer) }))
}

/** A path under a provider's address, which may end with a slash. */
export function urlAt(baseUrl: string, path: string): string {
  return `${baseUrl.replace(/\/+$/, '')}/${path}`
}

export function jsonPost(json: unknown, headers: Readonly<Record<string, string>> = {}): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify(json),
  }
}

/** A multipart body; absent fields are left out, pictures become files. */
export function formOf(fields: Readonly<Record<string, string | number | Picture | undefined>>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue
    if (typeof value !== 'object') form.append(name, String(value))
    else form.append(name, new Blob([new Uint8Array(value.bytes)], { type: value.type }), `${name}.${value.type.slice(6)}`)
  }
  return form
}

export function jsonOf(received: Received): unknown {
  return parseJson(viewOf(received.bytes).toString('utf8'))
}

/** The answer as `troubleIn` reads it. */
export function answerOf(received: Received): Answer {
  const body = viewOf(received.bytes.subarray(0, longestFailure)).toString('utf8')
  return { status: received.status, headers: received.headers, body }
}

/** A picture out of bytes; anything else is `broken-image`. The first bytes decide, never a header: some providers name the wrong type. */
export function pictureOf(bytes: Uint8Array, where: Where): Picture {
  const type = sniffMediaType(bytes)
  if (type === undefined) throw troubleFor(where, 'broken-image', { billing: 'unknown' })
  return { bytes, type }
}

/** A picture out of base64, with or without `data:…;base64,` before it. */
export function pictureOfBase64(text: string, where: Where): Picture {
  const start = text.startsWith('data:') ? text.indexOf(',') + 1 : 0
  return pictureOf(plain(Buffer.from(text.slice(start), 'base64')), where)
}

export function base64Of(picture: Picture): string {
  return viewOf(picture.bytes).toString('base64')
}

/** A picture is a megabyte: both are views of the same bytes, not copies. */
function viewOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function plain(bytes: Buffer): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

export function dataUrlOf(picture: Picture): string {
  return `data:${picture.type};base64,${base64Of(picture)}`
}

interface Download {
  /** The provider's own origin: the only one that may be a local or private address. */
  readonly origin: string
  readonly fetch: typeof fetch
  readonly signal: AbortSignal
  readonly where: Where
  /** Default 64 MiB. */
  readonly maxBytes?: number
  /** For all hops together. Default 2 minutes. */
  readonly deadlineMs?: number
  readonly lookup?: Lookup
}

/**
 * The bytes behind a URL that a provider returned, never with a key: http and https only, bounded in size and time, and only from
 * the open internet or the provider's own origin. Every redirect, at most three, is checked like the first URL.
 */
export async function download(url: string, options: Download): Promise<Uint8Array> {
  const { where } = options
  const { signal, end } = deadline(options.signal, options.deadlineMs ?? 120_000)
  try {
    let next = URL.parse(url)
    for (let hop = 0; hop <= 3; hop += 1) {
      if (next === null) throw refusal(where, 'it is no URL')
      const result = await fetchChecked(next, options, signal)
      if (result instanceof Uint8Array) return result
      next = URL.parse(result.location, next.href)
    }
    throw refusal(where, 'it redirects more than three times')
  } catch (error) {
    throw maybeBilled(troubleThrown(error, signal, where), where)
  } finally {
    end()
  }
}

async function fetchChecked(url: URL, options: Download, signal: AbortSignal): Promise<Uint8Array | { readonly location: string }> {
  const { where, maxBytes = longestAnswer } = options
  const checked = await checkUrl(url, options.origin, options.lookup ?? systemLookup)
  if ('refused' in checked) throw refusal(where, checked.refused)
  const dispatcher = pinned(url.hostname, checked.addresses)
  try {
    const response = await options.fetch(url, { redirect: 'manual', signal, ...(dispatcher && { dispatcher }) })
    const location = response.headers.get('location')
    const redirects = response.status >= 300 && response.status < 400 && location !== null
    const { bytes, whole } = await readBytes(response, response.ok ? maxBytes : redirects ? 0 : longestFailure)
    if (redirects) return { location }
    if (!response.ok) throw gone({ ok: false, status: response.status, headers: response.headers, bytes }, where)
    if (!whole) throw tooLong(where, maxBytes)
    return bytes
  } finally {
    void dispatcher?.close()
  }
}

/** The picture was ordered: a network that cannot be reached now does not take that back. */
function maybeBilled(trouble: BeatboardError, where: Where): BeatboardError {
  if (trouble.facts.billing !== 'not-charged' || !isTrouble(trouble.kind)) return trouble
  return troubleFor(where, trouble.kind, { ...trouble.facts, billing: 'unknown' })
}

/** A picture that was made and is not to be had any more, or not now. */
function gone(received: Received, where: Where): Error {
  const lost = received.status >= 400 && received.status < 500 && received.status !== 429
  return troubleIn(answerOf(received), where, () => ({ billing: 'unknown', ...(lost && { kind: 'job-lost' as const }) }))
}

function refusal(where: Where, why: string): Error {
  const words = `the address of the picture was refused: ${why}`
  return troubleFor(where, 'no-image', { code: 'address-refused', words, billing: 'unknown' })
}

function tooLong(where: Where, maxBytes: number): Error {
  const words = `the answer is longer than ${maxBytes} bytes`
  return troubleFor(where, 'broken-image', { code: 'too-long', words, billing: 'unknown' })
}

/** Reads no more than `maxBytes`, whatever the answer declares. */
async function readBytes(response: Response, maxBytes: number): Promise<{ bytes: Uint8Array; whole: boolean }> {
  const chunks: Uint8Array[] = []
  let room = Number(response.headers.get('content-length') ?? 0) > maxBytes && response.ok ? -1 : maxBytes
  if (room > 0 && response.body !== null)
    for await (const chunk of response.body) {
      chunks.push((chunk as Uint8Array).subarray(0, Math.max(0, room)))
      room -= (chunk as Uint8Array).length
      if (room < 0) break // leaving the loop cancels the body
    }
  else await response.body?.cancel()
  return { bytes: plain(Buffer.concat(chunks)), whole: room >= 0 }
}
