import { BeatboardError, type ErrorFacts, type Trouble } from '../errors.ts'
import { keyName, redactor } from '../redact.ts'
import { field, listOf, parseJson, textOf } from './json.ts'
import { restIn } from './rest-time.ts'
import { wayOut, whatHappened } from './way-out.ts'

/** What a provider sent back. `status` is `undefined` when no answer came. */
export interface Answer {
  readonly status: number | undefined
  readonly headers: Headers
  readonly body: string
}

/** What a provider's own file knows better than the general rules; every absent field falls back to them. */
export interface Reading {
  readonly kind?: Trouble
  readonly code?: string
  readonly words?: string
  /** ms from now. */
  readonly restMs?: number
  readonly permanent?: boolean
  readonly billing?: NonNullable<ErrorFacts['billing']>
  readonly costUsd?: number
  /** A better way out than the general one, one sentence without a full stop. */
  readonly hint?: string | undefined
}

/** Whom we asked. Nothing of it but the key's last four characters goes into an error. */
export interface Where {
  /** Provider id. */
  readonly provider: string
  readonly title: string
  readonly key?: string | undefined
  readonly keyPage?: string | undefined
  readonly model?: string | undefined
  /** Who comes after the model, from its card. */
  readonly successor?: string | undefined
  /** Epoch ms; only a fallback for answers without a date. */
  readonly now: number
}

export type Read = (json: unknown, answer: Answer) => Reading | undefined

const longestWords = 2_000

function isHtml(answer: Answer): boolean {
  return /^\s*<(?:!doctype|html|head|body)\b/i.test(answer.body) || (answer.headers.get('content-type') ?? '').includes('text/html')
}

function detailText(value: unknown): string | undefined {
  return textOf(value) ?? textOf(field(value, 'message')) ?? textOf(field(value, 'msg'))
}

/** The sentence for humans in whatever shape an error body has; `undefined` for HTML and empty bodies. */
function wordsIn(json: unknown, answer: Answer): string | undefined {
  const places = [field(json, 'error'), field(json, 'message'), field(json, 'detail'), field(json, 'errors')]
  for (const place of places) {
    const words = [place, ...listOf(place)].map(detailText).filter((text) => text !== undefined)
    if (words.length > 0) return words.join('; ')
  }
  return isHtml(answer) || json !== undefined ? undefined : textOf(answer.body)
}

function codeIn(json: unknown): string | undefined {
  const places = [
    field(json, 'error', 'code'),
    field(json, 'error', 'status'),
    field(json, 'rc'),
    field(json, 'name'),
    field(json, 'error', 'type'),
  ]
  return places.map(textOf).find((code) => code !== undefined)
}

/** The general rules, by status. 504 and 408 leave it open whether the picture was made, so they are a timeout and not a retry like the other 5xx. */
function kindOf(answer: Answer): Trouble {
  const { status } = answer
  if (/out of memory|OutOfMemoryError/i.test(answer.body) && status !== 429) return 'bad-request'
  if (status === undefined) return 'overloaded'
  if (status < 300) return isHtml(answer) ? 'overloaded' : 'no-image'
  if (status === 401) return 'key-rejected'
  if (status === 402) return 'out-of-credit'
  if (status === 403) return 'forbidden'
  if (status === 404 || status === 410) return isHtml(answer) ? 'bad-request' : 'model-gone'
  if (status === 408 || status === 504) return 'timeout'
  if (status === 429) return 'rate-limited'
  return status >= 500 ? 'overloaded' : 'bad-request'
}

/** An error status of the provider itself is not billed; a gateway's, a page's or silence may hide a picture that was made. */
function billingOf(kind: Trouble, answer: Answer): NonNullable<ErrorFacts['billing']> {
  const { status } = answer
  if (status === undefined || status < 300 || kind === 'timeout') return 'unknown'
  return status >= 500 && (status === 502 || isHtml(answer)) ? 'unknown' : 'not-charged'
}

function defined<T extends object>(facts: T): { [Name in keyof T]: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as never
}

/**
 * The one reason in a provider's answer. `read` goes first, then the general rules for status, headers and body. Words are the
 * provider's own, without keys and at most 2,000 characters; request bodies never come in here and so never leave.
 */
export function troubleIn(answer: Answer, where: Where, read?: Read): BeatboardError {
  const json = parseJson(answer.body)
  const reading = read?.(json, answer) ?? {}
  const outOfMemory = /out of memory|OutOfMemoryError/i.test(answer.body)
  const kind = reading.kind ?? kindOf(answer)
  const rests = kind === 'rate-limited' || kind === 'day-exhausted' || kind === 'overloaded'
  return troubleFor(where, kind, {
    status: answer.status,
    code: reading.code ?? (outOfMemory && kind === 'bad-request' ? 'out-of-memory' : codeIn(json)),
    words: reading.words ?? wordsIn(json, answer),
    restMs: reading.restMs ?? (rests ? restIn(answer, json, where.now) : undefined),
    billing: reading.billing ?? billingOf(kind, answer),
    costUsd: reading.costUsd,
    permanent: reading.permanent,
    hint: reading.hint,
  })
}

type LooseFacts = { readonly [Name in keyof Omit<ErrorFacts, 'cause'>]?: ErrorFacts[Name] | undefined }

/** An error for a reason that is already known: message, way out and clean words are added. */
export function troubleFor(where: Where, kind: Trouble, facts: LooseFacts = {}): BeatboardError {
  const redact = redactor(where.key === undefined ? [] : [where.key])
  const clean = (text: string | undefined, most: number): string | undefined =>
    text === undefined ? undefined : redact(text.slice(0, 20_000)).trim().slice(0, most)
  const words = clean(facts.words, longestWords)
  const code = clean(facts.code, 100)
  const name = where.key === undefined ? undefined : keyName(where.key)
  const told = { ...facts, words, code, keyName: name }
  const hint = clean(facts.hint ?? wayOut(kind, where, told), 500)
  const message = `${whatHappened(kind, where, told)}: ${hint}.`
  return new BeatboardError(kind, message, defined({ ...facts, words, code, hint }))
}

const neverSent =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_TLS\w*|CERT_\w*|DEPTH_ZERO\w*|SELF_SIGNED\w*|UNABLE_TO\w*)$/

/** The first error code down the chain of causes, e.g. `ECONNRESET`. */
function codeOf(error: unknown): string | undefined {
  let inner = error
  for (let depth = 0; depth < 5 && inner instanceof Error; depth += 1) {
    const code = textOf(field(inner, 'code'))
    if (code !== undefined) return code
    inner = inner instanceof AggregateError ? (inner.errors[0] as unknown) : inner.cause
  }
  return undefined
}

/** The reason in something thrown while asking: our own abort or deadline, or a network that failed. A BeatboardError stays as it is. */
export function troubleThrown(error: unknown, signal: AbortSignal, where: Where): BeatboardError {
  if (error instanceof BeatboardError) return error
  const reason: unknown = signal.aborted ? signal.reason : error
  const name = reason instanceof Error || reason instanceof DOMException ? reason.name : ''
  if (name === 'TimeoutError') return troubleFor(where, 'timeout', { billing: 'unknown' })
  if (signal.aborted || name === 'AbortError') return troubleFor(where, 'cancelled', { billing: 'unknown' })
  const code = codeOf(error)
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT')
    return troubleFor(where, 'timeout', { code, billing: 'unknown' })
  return troubleFor(where, 'overloaded', { code, billing: code !== undefined && neverSent.test(code) ? 'not-charged' : 'unknown' })
}

/** Rejects a call that was cancelled before anything was sent: that one cost nothing. */
export function refuseIfAborted(signal: AbortSignal, where: Where): void {
  if (!signal.aborted) return
  const trouble = troubleThrown(signal.reason, signal, where)
  throw troubleFor(where, trouble.kind === 'timeout' ? 'timeout' : 'cancelled', { billing: 'not-charged' })
}
