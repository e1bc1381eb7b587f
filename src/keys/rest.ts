import type { Trouble } from '../errors.ts'
import type { Outcome, Pace } from './key-pool.ts'
import { lessonOf, type Bucket, type Rest } from './window.ts'

/** Rest after a 429 that names no time: 20 s, then 40 s, then 60 s at most, each with up to a tenth more so that processes part. */
const standardRestMs = 20_000
const longestStandardRestMs = 60_000
const longestRestMs = 25 * 3_600_000
/** A day's quota that is still spent so soon after midnight is a counter that lags, not a spent day. */
const lagAfterMidnightMs = 15 * 60_000

/** One request's end, as far as its bucket is concerned. */
export interface End {
  readonly start: number
  readonly now: number
  /** 0 to 1. */
  readonly chance: number
}

/** The bucket after a request ended: rests begin, grow or are over. `undefined` = nothing changed. */
export function afterEnd(bucket: Bucket, pace: Pace, outcome: Outcome | undefined, end: End): Bucket | undefined {
  if (!outcome) return bucket.rest && end.start >= bucket.rest.since ? withoutRest(bucket) : undefined
  const until = restUntil(bucket.rest, pace, outcome, end)
  if (until === undefined) return undefined
  const sameEvent = bucket.rest !== undefined && end.start < bucket.rest.since
  const rest: Rest = {
    since: sameEvent ? bucket.rest.since : end.now,
    until: Math.max(until, sameEvent ? bucket.rest.until : 0),
    trouble: sameEvent && bucket.rest.trouble === 'day-exhausted' ? 'day-exhausted' : outcome.trouble,
    streak: sameEvent ? bucket.rest.streak : (bucket.rest?.streak ?? 0) + 1,
  }
  return outcome.trouble === 'rate-limited' ? { ...bucket, rest, lesson: lessonOf(bucket, pace, end.start, end.now) } : { ...bucket, rest }
}

function withoutRest(bucket: Bucket): Bucket {
  const { rest: _over, ...others } = bucket
  return others
}

function restUntil(before: Rest | undefined, pace: Pace, outcome: Outcome, end: End): number | undefined {
  const asked = outcome.restMs === undefined ? undefined : end.now + Math.min(Math.max(0, outcome.restMs), longestRestMs)
  if (outcome.trouble === 'day-exhausted') return dayRestUntil(pace, asked, end.now)
  if (outcome.trouble === 'overloaded') return asked
  if (outcome.trouble !== 'rate-limited') return undefined
  const streak = end.start < (before?.since ?? 0) ? (before?.streak ?? 1) - 1 : (before?.streak ?? 0)
  return asked ?? end.now + Math.min(longestStandardRestMs, standardRestMs * (1 + streak)) * (1 + end.chance / 10)
}

/** Where the provider's day is known its midnight counts, and a shorter rest it asked for is not believed; otherwise the rest counts. */
function dayRestUntil(pace: Pace, asked: number | undefined, now: number): number {
  if (pace.dayZone === undefined && asked !== undefined) return asked
  const zone = pace.dayZone ?? 'UTC'
  if (nextMidnight(zone, now - lagAfterMidnightMs) <= now) return Math.max(asked ?? 0, now + lagAfterMidnightMs)
  return Math.max(asked ?? 0, nextMidnight(zone, now))
}

/** The next midnight after `now` in an IANA time zone, through summer time. Epoch ms; throws RangeError for an unknown zone. */
export function nextMidnight(zone: string, now: number): number {
  const day = 86_400_000
  const local = now + zoneOffset(zone, now)
  const midnight = (Math.floor(local / day) + 1) * day
  const guess = midnight - zoneOffset(zone, now)
  return midnight - zoneOffset(zone, guess)
}

/** How far the zone's wall clock is ahead of UTC, in ms. */
function zoneOffset(zone: string, at: number): number {
  const whole = Math.floor(at / 1000) * 1000
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
      .formatToParts(whole)
      .map((part) => [part.type, Number(part.value)]),
  )
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) - whole
}

/** What retires a key, and how wide: for one model, for all models, or the whole domain. */
export type Retirement = 'model' | 'key' | 'domain'

/** Money belongs to the account, so its lack takes the whole domain; a rejection takes the key; a quota of zero the key for that model. */
export function retirementOf(outcome: Outcome): Retirement | undefined {
  if (outcome.trouble === 'key-rejected') return 'key'
  if (outcome.permanent) return retiresForModel.has(outcome.trouble) ? 'model' : undefined
  return outcome.trouble === 'out-of-credit' ? 'domain' : undefined
}

const retiresForModel: ReadonlySet<Trouble> = new Set(['rate-limited', 'day-exhausted', 'out-of-credit', 'forbidden'])
