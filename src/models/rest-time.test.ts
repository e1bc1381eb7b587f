import fc from 'fast-check'
import { expect, test } from 'vitest'
import { durationMs, restIn } from './rest-time.ts'

const now = Date.UTC(2026, 10, 20, 12)

function rest(headers: Record<string, string>, body = ''): number | undefined {
  let json: unknown
  if (body.startsWith('{')) json = JSON.parse(body)
  return restIn({ headers: new Headers(headers), body }, json, now)
}

test.for([
  ['34s', 34_000],
  ['3.299376739s', 3299.376739],
  ['6m0s', 360_000],
  ['1h2m', 3_720_000],
  ['850ms', 850],
  ['12', 12_000],
  ['soon', undefined],
  ['', undefined],
] as const)('a duration %s is %s ms', ([text, ms]) => {
  expect(durationMs(text)).toBe(ms)
})

const retryInfo = '{"error":{"details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"34s"}]}}'

test('RetryInfo goes before milliseconds, these before seconds, these before resets, these before words', () => {
  const all = { 'retry-after-ms': '2500', 'retry-after': '9', 'x-ratelimit-reset-requests': '6m0s' }
  const { 'retry-after-ms': _ms, ...noMs } = all
  expect([
    rest(all, retryInfo),
    rest(all, 'try again in 3s'),
    rest(noMs, 'try again in 3s'),
    rest({ 'x-ratelimit-reset-requests': '6m0s' }, 'try again in 3s'),
    rest({}, 'Please try again in 232ms.'),
    rest({}),
  ]).toEqual([34_000, 2500, 9_000, 360_000, 232, undefined])
})

test('a date is read by the sender’s clock where the answer has one, else by ours', () => {
  const until = new Date(now + 60_000).toUTCString()
  const sent = new Date(now + 50_000).toUTCString()
  expect([rest({ 'retry-after': until }), rest({ 'retry-after': until, date: sent })]).toEqual([60_000, 10_000])
})

test('resets may be durations or moments; one with something left is not waited for', () => {
  expect([
    rest({ 'x-ratelimit-reset': String(now / 1_000 + 30) }),
    rest({ 'x-ratelimit-reset': String(now + 40_000) }),
    rest({ 'x-ratelimit-reset': '20', 'x-ratelimit-remaining': '5' }),
    rest({ 'x-ratelimit-reset-a': '20s', 'x-ratelimit-remaining-a': '0', 'x-ratelimit-reset-b': '90s', 'x-ratelimit-remaining-b': '1' }),
  ]).toEqual([30_000, 40_000, undefined, 20_000])
})

test.for([
  ['Please retry in 1.68122827s.', 1682],
  ['try again after 51.84 seconds', 51_840],
  ['available in 2 m', 120_000],
  ['nothing here', undefined],
] as const)('words: %s', ([body, ms]) => {
  expect(rest({}, body)).toBe(ms)
})

test('law: a rest is a whole number of ms between 0 and 31 days, whatever the headers say', () => {
  const value = fc.oneof(
    fc.integer().map(String),
    fc.double().map(String),
    fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
  )
  fc.assert(
    fc.property(fc.constantFrom('retry-after', 'retry-after-ms', 'x-ratelimit-reset'), value, (name, text) => {
      const ms = rest({ [name]: text })
      expect(ms === undefined || (Number.isInteger(ms) && ms >= 0 && ms <= 31 * 86_400_000)).toBe(true)
    }),
  )
})
