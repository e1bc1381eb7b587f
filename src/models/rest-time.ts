import { field, listOf, textOf } from './json.ts'

const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const longest = 31 * 86_400_000

/** Milliseconds in `34s`, `3.299s`, `6m0s`, `850ms`, `1h2m`; a bare number counts as seconds; `undefined` when it is no duration. */
export function durationMs(text: string): number | undefined {
  const plain = text.trim()
  if (/^\d+(?:\.\d+)?$/.test(plain)) return Number(plain) * 1_000
  if (!/^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/.test(plain)) return undefined
  const parts = plain.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)
  return [...parts].reduce((sum, [, amount, unit]) => sum + Number(amount) * (units[unit ?? 's'] ?? 1_000), 0)
}

/** A moment in epoch seconds or milliseconds, or a duration, as ms from `now`. */
function untilReset(text: string, now: number): number | undefined {
  const amount = Number(text)
  if (amount > 1e11) return amount - now
  if (amount > 1e9) return amount * 1_000 - now
  return durationMs(text)
}

function fromRetryInfo(json: unknown): number | undefined {
  const delays = listOf(field(json, 'error', 'details'))
    .filter((detail) => textOf(field(detail, '@type'))?.endsWith('RetryInfo'))
    .map((detail) => durationMs(textOf(field(detail, 'retryDelay')) ?? ''))
  return delays.find((delay) => delay !== undefined)
}

function fromRetryAfter(headers: Headers, now: number): number | undefined {
  const exact = headers.get('retry-after-ms')
  if (exact !== null && Number.isFinite(Number(exact))) return Number(exact)
  const after = headers.get('retry-after')
  if (after === null) return undefined
  const seconds = durationMs(after)
  if (seconds !== undefined) return seconds
  // A date is read against the sender's own clock, which may differ from ours.
  const sent = Date.parse(headers.get('date') ?? '')
  const until = Date.parse(after)
  return Number.isNaN(until) ? undefined : until - (Number.isNaN(sent) ? now : sent)
}

/** The longest reset among the allowances that are used up; one with something left is not what we wait for. */
function fromReset(headers: Headers, now: number): number | undefined {
  const waits = [...headers]
    .filter(([name]) => /^(?:x-)?ratelimit-reset/.test(name))
    .filter(([name]) => Number(headers.get(name.replace('reset', 'remaining')) ?? 0) === 0)
    .map(([, value]) => untilReset(value, now))
    .filter((wait) => wait !== undefined)
  return waits.length > 0 ? Math.max(...waits) : undefined
}

function fromText(body: string): number | undefined {
  const found = /(?:retry|try again|available)\s+(?:in|after)\s+(\d+(?:\.\d+)?)\s*(milliseconds?|ms|s|m|h|d)?/i.exec(body)
  if (!found) return undefined
  const unit = found[2]?.toLowerCase() ?? 's'
  return Number(found[1]) * (units[unit.startsWith('mil') ? 'ms' : unit] ?? 1_000)
}

/** How long the answer asks us to rest, ms from now, 0 to 31 days: RetryInfo, retry-after-ms, retry-after, used-up x-ratelimit-reset-*, words. */
export function restIn(answer: { readonly headers: Headers; readonly body: string }, json: unknown, now: number): number | undefined {
  const { headers, body } = answer
  const rest = fromRetryInfo(json) ?? fromRetryAfter(headers, now) ?? fromReset(headers, now) ?? fromText(body.slice(0, 20_000))
  return rest === undefined ? undefined : Math.min(longest, Math.max(0, Math.ceil(rest)))
}
