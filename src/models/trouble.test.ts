import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BeatboardError, troubles } from '../errors.ts'
import { refuseIfAborted, troubleFor, troubleIn, troubleThrown, type Where } from './trouble.ts'

const key = 'sk-1234567890abcdef-7f3a'
const where: Where = { provider: 'acme', title: 'Acme', key, keyPage: 'https://acme.test/keys', model: 'acme-1', now: 0 }
const live = new AbortController().signal

function read(status: number | undefined, body = '{}', headers: Record<string, string> = {}): BeatboardError {
  return troubleIn({ status, body, headers: new Headers(headers) }, where)
}

test.for([
  [401, 'key-rejected', 'not-charged'],
  [402, 'out-of-credit', 'not-charged'],
  [403, 'forbidden', 'not-charged'],
  [404, 'model-gone', 'not-charged'],
  [408, 'timeout', 'unknown'],
  [400, 'bad-request', 'not-charged'],
  [413, 'bad-request', 'not-charged'],
  [422, 'bad-request', 'not-charged'],
  [429, 'rate-limited', 'not-charged'],
  [500, 'overloaded', 'not-charged'],
  [502, 'overloaded', 'unknown'],
  [503, 'overloaded', 'not-charged'],
  [504, 'timeout', 'unknown'],
  [529, 'overloaded', 'not-charged'],
  [200, 'no-image', 'unknown'],
  [undefined, 'overloaded', 'unknown'],
] as const)('status %s is %s, %s', ([status, kind, billing]) => {
  const error = read(status)
  expect({ kind: error.kind, billing: error.facts.billing }).toEqual({ kind, billing })
})

test.for([
  [500, 'overloaded'],
  [200, 'overloaded'],
  [403, 'forbidden'],
  [404, 'bad-request'],
] as const)('a page instead of data with status %i is %s, and its words are not repeated', ([status, kind]) => {
  const error = read(status, '<!DOCTYPE html><html><p>Error</p></html>')
  expect([error.kind, error.facts.words]).toEqual([kind, undefined])
})

test.for([
  ['{"error":{"message":"one"}}', 'one'],
  ['{"error":"two"}', 'two'],
  ['{"error":["three","four"]}', 'three; four'],
  ['{"errors":["five"],"name":"bad"}', 'five'],
  ['{"message":"six"}', 'six'],
  ['{"detail":"seven"}', 'seven'],
  ['{"detail":[{"loc":["body"],"msg":"eight"}]}', 'eight'],
  ['nine', 'nine'],
  ['{"other":1}', undefined],
  ['', undefined],
] as const)('the provider’s own words in %s', ([body, words]) => {
  expect(read(400, body).facts.words).toBe(words)
})

test.for([
  ['key-rejected', 'Acme does not accept the key …7f3a: check the key, or make a new one at https://acme.test/keys.'],
  ['out-of-credit', 'Acme has no credit left for the key …7f3a: add credits at https://acme.test/keys, or use another key or provider.'],
  ['rate-limited', 'Acme asks to slow down: wait 12 s, ask less often (--rpm), add a key of another account, or upgrade the plan.'],
  ['model-gone', 'Acme does not have acme-1: choose another model; "beatboard models" lists them.'],
  ['cancelled', 'The request to Acme was cancelled: run the same command again to go on.'],
] as const)('B12: %s names the way out', ([kind, message]) => {
  expect(troubleFor(where, kind, kind === 'rate-limited' ? { restMs: 11_500 } : {}).message).toBe(message)
})

test('B12: a model that is gone names who comes after, and a wrong address the address', () => {
  const gone = troubleFor({ ...where, successor: 'acme-2' }, 'model-gone').facts.hint
  expect([gone, read(302).facts.hint]).toEqual(['use acme-2 instead', 'check the address of the provider'])
})

test('B12: out of memory is no fault of the network, whatever its status', () => {
  const error = read(500, '{"error":"OutOfMemoryError","detail":"CUDA out of memory"}')
  expect([error.kind, error.facts.code, error.message]).toEqual([
    'bad-request',
    'out-of-memory',
    'Acme ran out of memory: choose a smaller size, a smaller model, or the CPU (--device cpu).',
  ])
})

test('a reading goes before the general rules, field by field', () => {
  const answer = { status: 400, body: '{"message":"no money"}', headers: new Headers() }
  const error = troubleIn(answer, where, () => ({ kind: 'out-of-credit', permanent: true, hint: 'pay' }))
  expect([error.kind, error.message, error.facts]).toEqual([
    'out-of-credit',
    'Acme has no credit left for the key …7f3a: pay.',
    { status: 400, words: 'no money', billing: 'not-charged', permanent: true, hint: 'pay' },
  ])
})

test('law: whatever a provider says, every error is a named trouble, without the key and bounded', () => {
  const noise = fc.oneof(fc.string({ maxLength: 3_000 }), fc.json())
  const body = fc.tuple(noise, noise).map(([a, b]) => `${a}${key}${b}`)
  const bodies = fc.oneof(
    body,
    body.map((text) => JSON.stringify({ error: { message: text, code: text } })),
  )
  fc.assert(
    fc.property(fc.integer({ min: 200, max: 599 }), bodies, (status, text) => {
      const error = read(status, text, { 'retry-after': text.replaceAll(/[^ -~]/g, '') })
      expect(troubles).toContain(error.kind)
      expect(error.message + JSON.stringify(error.facts)).not.toContain(key)
      expect((error.facts.words ?? '').length).toBeLessThanOrEqual(2_000)
      expect(error.message.length).toBeLessThan(800)
    }),
  )
})

test.for([
  ['ECONNRESET', 'overloaded', 'unknown'],
  ['ECONNREFUSED', 'overloaded', 'not-charged'],
  ['ENOTFOUND', 'overloaded', 'not-charged'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'overloaded', 'not-charged'],
  ['UND_ERR_HEADERS_TIMEOUT', 'timeout', 'unknown'],
] as const)('a network that fails with %s is %s, %s', ([code, kind, billing]) => {
  const error = troubleThrown(new TypeError('fetch failed', { cause: Object.assign(new Error(key), { code }) }), live, where)
  expect({ kind: error.kind, ...error.facts }).toMatchObject({ kind, code, billing })
  expect(error.cause).toBeUndefined()
})

test('of several addresses that failed the first one’s reason is told', () => {
  const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })
  const error = troubleThrown(new TypeError('fetch failed', { cause: new AggregateError([refused]) }), live, where)
  expect(error.message).toBe('Acme could not be reached (ECONNREFUSED): check the network and the address, then go on.')
})

test('a trouble that has its name keeps it', () => {
  const trouble = troubleFor(where, 'job-lost')
  expect(troubleThrown(trouble, live, where)).toBe(trouble)
})

test('a call that ended before it began costs nothing', () => {
  const ended = [AbortSignal.abort(), AbortSignal.abort(new DOMException('late', 'TimeoutError'))]
  const errors = ended.map((signal) => {
    try {
      refuseIfAborted(signal, where)
      return undefined
    } catch (error) {
      return error instanceof BeatboardError ? [error.kind, error.facts.billing] : error
    }
  })
  expect(errors).toEqual([
    ['cancelled', 'not-charged'],
    ['timeout', 'not-charged'],
  ])
})
