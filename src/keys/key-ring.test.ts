import { expect, test } from 'vitest'
import { jumpingClock } from '../clock.ts'
import type { KeyChange, KeyEntry, KeyPool, Pace } from './key-pool.ts'
import { openKeyRing } from './key-ring.ts'
import { memoryPoolMemory } from './pool-memory.ts'

const pace: Pace = { requests: 2, windowMs: 60_000, dayZone: 'America/Los_Angeles' }
const still = new AbortController().signal
const patient = { signal: still, maxWaitMs: 3_600_000 }
const hasty = { signal: still, maxWaitMs: 0 }
const noon = Date.UTC(2026, 10, 20, 12)

function entry(key: string, more: Partial<KeyEntry> = {}): KeyEntry {
  return { provider: 'gemini', key: `key-of-gemini-${key}`, domain: key, from: 'GEMINI_API_KEYS', ...more }
}

function ringOf(entries: readonly KeyEntry[], memory = memoryPoolMemory()) {
  const clock = jumpingClock(noon)
  const ring = openKeyRing({ entries, memory, clock, random: () => 0 })
  const changes: KeyChange[] = []
  ring.onChange((change) => changes.push(change))
  return { ring, clock, changes, memory, pool: ring.pool('gemini', 'clear', pace) }
}

async function keysOf(pool: KeyPool, count: number): Promise<string[]> {
  const keys: string[] = []
  for (let index = 0; index < count; index += 1) keys.push((await pool.borrow('m', patient)).key.slice(-2))
  return keys
}

async function took(entries: readonly KeyEntry[]): Promise<number> {
  const { pool, clock } = ringOf(entries)
  await keysOf(pool, 8)
  return clock.now() - noon
}

async function refusalOf(pool: KeyPool, model = 'm', wait: Parameters<KeyPool['borrow']>[1] = hasty) {
  const error: unknown = await pool.borrow(model, wait).catch((reason: unknown) => reason)
  return { ...(error as { kind: string; facts: object }) }
}

test('A4: a domain with room lends at once, a full one at the moment its window has moved on', async () => {
  const { pool, clock } = ringOf([entry('a1')])
  const waits: number[] = []
  for (let index = 0; index < 5; index += 1) {
    await pool.borrow('m', patient)
    waits.push(clock.now() - noon)
  }
  expect(waits).toEqual([0, 0, 60_900, 60_900, 121_800])
})

test('A4: a second key of the same domain adds nothing, a second domain doubles', async () => {
  const one = await took([entry('a1')])
  expect([await took([entry('a1'), entry('a2', { domain: 'a1' })]), await took([entry('a1'), entry('b1')])]).toEqual([one, one / 3])
})

test('keys of one domain are used in turn, and the domain with most room first', async () => {
  const { pool } = ringOf([entry('a1'), entry('a2', { domain: 'a1' }), entry('b1')])
  expect(await keysOf(pool, 4)).toEqual(['a1', 'b1', 'a2', 'b1'])
})

test('a window belongs to a model: another model has one of its own', async () => {
  const { pool, clock } = ringOf([entry('a1')])
  await keysOf(pool, 2)
  await pool.borrow('other', patient)
  expect(clock.now()).toBe(noon)
})

test('A5: after a 429 the next key is lent at once, the limited one rests as long as it was told, and the rotation is told', async () => {
  const { pool, clock, changes, ring } = ringOf([entry('a1'), entry('b1')])
  const first = await pool.borrow('m', patient)
  first.giveBack({ trouble: 'rate-limited', restMs: 34_000 })
  expect(await keysOf(pool, 2)).toEqual(['b1', 'b1'])
  expect(clock.now()).toBe(noon)
  const rest = { state: 'resting', until: noon + 34_000, why: 'rate-limited' }
  expect(changes).toEqual([{ provider: 'gemini', style: 'clear', model: 'm', key: '…i-a1', domain: 'a1', ...rest }])
  expect(ring.health()).toEqual([
    { provider: 'gemini', name: '…i-a1', domain: 'a1', from: 'GEMINI_API_KEYS', model: 'm', ...rest },
    { provider: 'gemini', name: '…i-b1', domain: 'b1', from: 'GEMINI_API_KEYS', state: 'ready' },
  ])
  expect(await keysOf(pool, 1)).toEqual(['a1'])
  expect(clock.now()).toBe(noon + 34_000)
  expect(changes.at(-1)).toMatchObject({ key: '…i-a1', state: 'ready', why: 'rested' })
})

test('a rest holds for every key of the domain and every style, and not for another model', async () => {
  const { ring, clock } = ringOf([entry('a1'), entry('a2', { domain: 'a1' })])
  const lease = await ring.pool('gemini', 'clear', pace).borrow('m', patient)
  lease.giveBack({ trouble: 'rate-limited', restMs: 5_000 })
  await ring.pool('gemini', 'ink', pace).borrow('other', patient)
  expect(clock.now()).toBe(noon)
  await ring.pool('gemini', 'ink', pace).borrow('m', patient)
  expect(clock.now()).toBeGreaterThanOrEqual(noon + 5_000)
})

test('a day that is spent comes back at midnight Pacific, and is refused at once to those who cannot wait so long', async () => {
  const { pool, clock } = ringOf([entry('a1')])
  const lease = await pool.borrow('m', patient)
  lease.giveBack({ trouble: 'day-exhausted', restMs: 34_000 })
  const midnight = Date.UTC(2026, 10, 21, 8)
  expect(await refusalOf(pool, 'm', patient)).toMatchObject({ kind: 'day-exhausted', facts: { restMs: midnight - noon } })
  await pool.borrow('m', { signal: still, maxWaitMs: 86_400_000 })
  expect(clock.now()).toBe(midnight)
})

test.for([
  ['key-rejected', undefined, { a1: 'rejected', a2: 'ready', b1: 'ready' }],
  ['out-of-credit', undefined, { a1: 'out-of-credit', a2: 'out-of-credit', b1: 'ready' }],
  ['forbidden', true, { a1: 'rejected', a2: 'ready', b1: 'ready' }],
  ['forbidden', undefined, { a1: 'ready', a2: 'ready', b1: 'ready' }],
  ['rate-limited', true, { a1: 'out-of-credit', a2: 'ready', b1: 'ready' }],
  ['timeout', undefined, { a1: 'ready', a2: 'ready', b1: 'ready' }],
] as const)('after %s (for good: %s) the keys stand as %o', async ([trouble, permanent, states]) => {
  const { pool } = ringOf([entry('a1'), entry('a2', { domain: 'a1' }), entry('b1')])
  const lease = await pool.borrow('m', patient)
  lease.giveBack({ trouble, ...(permanent && { permanent }) })
  expect(Object.fromEntries(pool.health().map((key) => [key.name.slice(-2), key.state]))).toEqual(states)
})

test('a quota of zero takes the key from that model only', async () => {
  const { pool } = ringOf([entry('a1')])
  const lease = await pool.borrow('m', patient)
  lease.giveBack({ trouble: 'rate-limited', permanent: true })
  expect(await refusalOf(pool)).toMatchObject({ kind: 'out-of-credit' })
  expect((await pool.borrow('other', hasty)).domain).toBe('a1')
})

test('a key that is forbidden twice in a row is taken from that model', async () => {
  const { pool } = ringOf([entry('a1')])
  for (const outcome of [{ trouble: 'forbidden' }, undefined, { trouble: 'forbidden' }] as const) {
    const lease = await pool.borrow('m', patient)
    lease.giveBack(outcome)
  }
  const last = await pool.borrow('m', patient)
  last.giveBack({ trouble: 'forbidden' })
  expect(await refusalOf(pool)).toMatchObject({ kind: 'forbidden' })
})

test('C4: when no key is usable the truest trouble is told at once, with the way out', async () => {
  const { pool } = ringOf([entry('a1'), entry('b1')])
  const [one, two] = [await pool.borrow('m', patient), await pool.borrow('m', patient)]
  one.giveBack({ trouble: 'key-rejected' })
  two.giveBack({ trouble: 'out-of-credit' })
  expect(await refusalOf(pool, 'm', patient)).toMatchObject({
    kind: 'out-of-credit',
    facts: { hint: 'Add credit at the provider, or a key of another account.' },
  })
})

test('C4: without any key the pool is empty and says what to do', async () => {
  const { pool } = ringOf([entry('a1', { provider: 'openai' })])
  expect([pool.size, await refusalOf(pool)]).toMatchObject([
    0,
    { kind: 'no-provider', facts: { hint: expect.stringContaining('keys add') } },
  ])
})
