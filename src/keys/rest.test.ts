import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Outcome, Pace } from './key-pool.ts'
import { afterEnd, nextMidnight, retirementOf } from './rest.ts'
import { emptyBucket, type Bucket } from './window.ts'

const pacific = 'America/Los_Angeles'
const now = Date.UTC(2026, 10, 20, 12)
const pace: Pace = { requests: 9, windowMs: 60_000, dayZone: pacific }

function restMs(outcome: Outcome, more: { bucket?: Bucket; pace?: Pace; now?: number; start?: number; chance?: number } = {}) {
  const at = more.now ?? now
  const end = { start: more.start ?? at - 100, now: at, chance: more.chance ?? 0 }
  const until = afterEnd(more.bucket ?? emptyBucket, more.pace ?? pace, outcome, end)?.rest?.until
  return until === undefined ? undefined : until - at
}

test.for([
  [pacific, '2026-11-20T12:00:00Z', '2026-11-21T08:00:00Z'],
  [pacific, '2026-07-01T06:59:59Z', '2026-07-01T07:00:00Z'],
  [pacific, '2026-07-01T07:00:00Z', '2026-07-02T07:00:00Z'],
  [pacific, '2026-11-01T07:30:00Z', '2026-11-02T08:00:00Z'], // the day has 25 hours
  [pacific, '2026-03-08T08:30:00Z', '2026-03-09T07:00:00Z'], // the day has 23 hours
  ['UTC', '2026-12-31T23:59:59.999Z', '2027-01-01T00:00:00Z'],
  ['Asia/Kolkata', '2026-11-20T12:00:00Z', '2026-11-20T18:30:00Z'],
] as const)('in %s the midnight after %s is %s', ([zone, at, midnight]) => {
  expect(new Date(nextMidnight(zone, Date.parse(at)))).toEqual(new Date(midnight))
})

test('a midnight is always ahead, and at most a day of 25 hours', () => {
  const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(day, fc.constantFrom(pacific, 'UTC', 'Europe/Berlin', 'Asia/Kolkata', 'Pacific/Auckland'), (at, zone) => {
      const ahead = nextMidnight(zone, at.getTime()) - at.getTime()
      expect(ahead).toBeGreaterThan(0)
      expect(ahead).toBeLessThanOrEqual(25 * 3_600_000)
    }),
  )
})

test.for<[string, Outcome, number | undefined]>([
  ['a limit with a hint rests as long as it says', { trouble: 'rate-limited', restMs: 34_000 }, 34_000],
  ['a limit without one rests 20 s', { trouble: 'rate-limited' }, 20_000],
  ['no hint is believed beyond 25 hours', { trouble: 'rate-limited', restMs: 1e12 }, 90_000_000],
  ['nor below zero', { trouble: 'rate-limited', restMs: -5 }, 0],
  ['a spent day rests until midnight Pacific, whatever RetryInfo says', { trouble: 'day-exhausted', restMs: 34_000 }, 20 * 3_600_000],
  ['unless it says longer', { trouble: 'day-exhausted', restMs: 23 * 3_600_000 }, 23 * 3_600_000],
  ['overloaded rests when it is asked to', { trouble: 'overloaded', restMs: 3_000 }, 3_000],
  ['overloaded without a hint is not the key’s business', { trouble: 'overloaded' }, undefined],
  ['nor is a refusal', { trouble: 'refused-input', restMs: 9 }, undefined],
])('%s', ([, outcome, ms]) => {
  expect(restMs(outcome)).toBe(ms)
})

test('a spent day at a provider without a known midnight rests as asked, else until midnight UTC', () => {
  const unknown: Pace = { requests: 9, windowMs: 60_000 }
  expect([
    restMs({ trouble: 'day-exhausted', restMs: 518_000 }, { pace: unknown }),
    restMs({ trouble: 'day-exhausted' }, { pace: unknown }),
  ]).toEqual([518_000, 12 * 3_600_000])
})

test('a day that is still spent minutes after midnight is looked at again soon, not a day later', () => {
  const justAfter = Date.UTC(2026, 10, 21, 8, 2)
  expect(restMs({ trouble: 'day-exhausted' }, { now: justAfter })).toBe(15 * 60_000)
})

test('rests without a hint grow to a minute, are parted by chance, and begin anew after a success', () => {
  let bucket = emptyBucket
  const rests: number[] = []
  for (let at = now; rests.length < 4; at += 100_000) {
    bucket = afterEnd(bucket, pace, { trouble: 'rate-limited' }, { start: at, now: at, chance: 0.5 }) ?? bucket
    rests.push((bucket.rest?.until ?? 0) - at)
  }
  expect(rests).toEqual([21_000, 42_000, 63_000, 63_000])
  const later = { start: now + 1e6, now: now + 1e6, chance: 0 }
  bucket = afterEnd(bucket, pace, undefined, later) ?? bucket
  expect(bucket.rest).toBeUndefined()
  expect(restMs({ trouble: 'rate-limited' }, { bucket, now: now + 2e6 })).toBe(20_000)
})

test('nine requests that are limited together are one limit, and the longest hint counts', () => {
  let bucket = emptyBucket
  for (const [at, restMsOf] of [30_000, 50_000, undefined, 10_000].entries()) {
    const outcome: Outcome = { trouble: 'rate-limited', ...(restMsOf !== undefined && { restMs: restMsOf }) }
    bucket = afterEnd(bucket, pace, outcome, { start: now, now: now + 100 + at, chance: 0 }) ?? bucket
  }
  expect(bucket.rest).toEqual({ since: now + 100, until: now + 50_101, trouble: 'rate-limited', streak: 1 })
  expect(bucket.lesson).toEqual({ requests: 9, at: now + 100 })
})

test('a success that was under way before a rest does not end it, and a limit does not shorten a spent day', () => {
  const exhausted = afterEnd(emptyBucket, pace, { trouble: 'day-exhausted' }, { start: now - 9, now, chance: 0 }) ?? emptyBucket
  const early = { start: now - 5, now: now + 5, chance: 0 }
  expect(afterEnd(exhausted, pace, undefined, early)).toBeUndefined()
  expect(afterEnd(exhausted, pace, { trouble: 'rate-limited', restMs: 10 }, early)?.rest).toEqual(exhausted.rest)
})

test.for<[Outcome, string | undefined]>([
  [{ trouble: 'key-rejected' }, 'key'],
  [{ trouble: 'out-of-credit' }, 'domain'],
  [{ trouble: 'out-of-credit', permanent: true }, 'model'],
  [{ trouble: 'rate-limited', permanent: true }, 'model'],
  [{ trouble: 'forbidden', permanent: true }, 'model'],
  [{ trouble: 'forbidden' }, undefined],
  [{ trouble: 'model-gone', permanent: true }, undefined],
  [{ trouble: 'rate-limited' }, undefined],
])('%o retires: %s', ([outcome, width]) => {
  expect(retirementOf(outcome)).toBe(width)
})
