import { expect, test } from 'vitest'
import { jumpingClock } from '../clock.ts'
import type { KeyEntry, KeyPool, Pace } from './key-pool.ts'
import { openKeyRing } from './key-ring.ts'
import { memoryPoolMemory } from './pool-memory.ts'

const noon = Date.UTC(2026, 10, 20, 12)
const pace: Pace = { requests: 2, windowMs: 60_000 }
const still = new AbortController().signal
const patient = { signal: still, maxWaitMs: 36_000_000 }
const hasty = { signal: still, maxWaitMs: 0 }
const entries: readonly KeyEntry[] = [{ provider: 'gemini', key: 'key-of-gemini-a1', domain: 'a', from: 'vault' }]

function opened(memory = memoryPoolMemory(), clock = jumpingClock(noon)) {
  return { memory, clock, ring: openKeyRing({ entries, memory, clock, random: () => 0 }) }
}

async function kindOf(lending: Promise<unknown>): Promise<unknown> {
  return lending.then(
    () => 'lent',
    (error: unknown) => (error as { kind: string }).kind,
  )
}

function used(pool: KeyPool, times: number): Promise<unknown> {
  return Promise.all(Array.from({ length: times }, () => pool.borrow('m', patient)))
}

test('A2: three styles on one pool take turns, however many wait in each', async () => {
  const { ring } = opened()
  const served: string[] = []
  const waiting = ['clear', 'ink', 'oil'].flatMap((style, at) =>
    Array.from({ length: 4 - at }, async () => {
      await ring.pool('gemini', style, pace).borrow('m', patient)
      served.push(style)
    }),
  )
  await Promise.all(waiting)
  expect(served).toEqual(['clear', 'clear', 'ink', 'oil', 'clear', 'ink', 'oil', 'clear', 'ink'])
})

test('within a style who came first is served first', async () => {
  const pool = opened().ring.pool('gemini', 'ink', pace)
  const served: number[] = []
  await Promise.all([0, 1, 2, 3, 4, 5].map(async (each) => pool.borrow('m', patient).then(() => served.push(each))))
  expect(served).toEqual([0, 1, 2, 3, 4, 5])
})

test('one who stops waiting takes no place, and rejects with the reason', async () => {
  const { ring, clock } = opened()
  const pool = ring.pool('gemini', 'ink', pace)
  await used(pool, 2)
  const stop = new AbortController()
  const stopped = pool.borrow('m', { ...patient, signal: stop.signal })
  const others = used(pool, 2)
  stop.abort('enough')
  await expect(stopped).rejects.toBe('enough')
  await expect(pool.borrow('m', { ...patient, signal: stop.signal })).rejects.toBe('enough')
  await others
  expect(clock.now()).toBe(noon + 60_900)
})

test('C6: nobody waits longer than he said, and is told at once when he would', async () => {
  const { ring, clock } = opened()
  const pool = ring.pool('gemini', 'ink', pace)
  await used(pool, 2)
  await expect(pool.borrow('m', { signal: still, maxWaitMs: 60_000 })).rejects.toMatchObject({
    kind: 'rate-limited',
    message: 'No key of gemini can draw with m now (1 known, rate-limited); the first is back in 61 s.',
    facts: { restMs: 60_900 },
  })
  expect(clock.now()).toBe(noon)
})

test('requests at once stay within the concurrency of the provider, over all styles', async () => {
  const { ring, clock } = opened()
  const one: Pace = { windowMs: 60_000, concurrency: 1 }
  const first = await ring.pool('local', 'ink', one, { keyless: true }).borrow('m', patient)
  const other = ring.pool('local', 'oil', one, { keyless: true })
  expect(await kindOf(other.borrow('m', hasty))).toBe('rate-limited')
  const limited = kindOf(other.borrow('m', { signal: still, maxWaitMs: 500 }))
  expect([await limited, clock.now()]).toEqual(['rate-limited', noon + 500])
  const second = other.borrow('m', patient)
  first.giveBack()
  first.giveBack()
  expect(await second).toMatchObject({ key: '', domain: 'none', name: '' })
  expect(await kindOf(other.borrow('m', hasty))).toBe('rate-limited')
})

test('a provider that needs no key is paced like any other', async () => {
  const { ring, clock } = opened()
  const pool = ring.pool('horde', 'ink', pace, { keyless: true })
  await used(pool, 3)
  expect([pool.size, pool.domains, pool.health().map((key) => key.state), clock.now()]).toEqual([1, 1, ['ready'], noon + 60_900])
})

test('A3: a style with keys of its own uses those only, the others share the rest', () => {
  const own = [...entries, { ...entries[0], key: 'own-key-of-pen', style: 'pen-and-ink' } as KeyEntry]
  const ring = openKeyRing({ entries: own, memory: memoryPoolMemory(), clock: jumpingClock() })
  const names = (style: string): readonly string[] =>
    ring
      .pool('gemini', style, pace)
      .health()
      .map((key) => key.name)
  expect([names('Pen and ink'), names('oil')]).toEqual([['…-pen'], ['…i-a1']])
})

test('A9: windows, rests and spent days survive a restart', async () => {
  const { ring, memory, clock } = opened()
  await used(ring.pool('gemini', 'ink', pace), 2)
  const spent = await ring.pool('gemini', 'ink', pace).borrow('other', patient)
  spent.giveBack({ trouble: 'day-exhausted' })
  const again = opened(memory, clock).ring
  const pool = again.pool('gemini', 'ink', pace)
  expect(again.health()).toMatchObject([{ state: 'exhausted', model: 'other', until: Date.UTC(2026, 10, 21), why: 'day-exhausted' }])
  expect([await kindOf(pool.borrow('other', hasty)), await kindOf(pool.borrow('m', hasty))]).toEqual(['day-exhausted', 'rate-limited'])
  await pool.borrow('m', patient)
  expect(clock.now()).toBe(noon + 60_900)
})

test('a rejected key is left alone for ten minutes by later processes, an empty account only by this one', async () => {
  const { ring, memory, clock } = opened()
  const lease = await ring.pool('gemini', 'ink', pace).borrow('m', patient)
  lease.giveBack({ trouble: 'key-rejected' })
  const again = opened(memory, clock).ring.pool('gemini', 'ink', pace)
  expect([await kindOf(again.borrow('m', hasty)), again.health()[0]?.until]).toEqual(['key-rejected', noon + 600_000])
  await clock.sleep(600_000)
  const third = await again.borrow('m', hasty)
  third.giveBack({ trouble: 'out-of-credit' })
  expect(await kindOf(again.borrow('m', hasty))).toBe('out-of-credit')
  expect(await kindOf(opened(memory, clock).ring.pool('gemini', 'ink', pace).borrow('m', hasty))).toBe('lent')
})

test('a key that was forgiven is tried again, here and by later processes', async () => {
  const { ring, memory, clock } = opened()
  const pool = ring.pool('gemini', 'ink', pace)
  for (const outcome of [{ trouble: 'key-rejected' }, { trouble: 'forbidden', permanent: true }] as const) {
    const lease = await pool.borrow('m', patient)
    lease.giveBack(outcome)
    expect(pool.health()[0]?.state).toBe('rejected')
    ring.forgive('gemini')
    expect(pool.health()[0]?.state).toBe('ready')
  }
  expect(await kindOf(opened(memory, clock).ring.pool('gemini', 'ink', pace).borrow('m', patient))).toBe('lent')
})

test('C3: new keys serve those who wait already, and old ones are lent no more', async () => {
  const { ring, clock } = opened()
  const pool = ring.pool('gemini', 'ink', pace)
  await used(pool, 2)
  const waiting = pool.borrow('m', patient)
  ring.use([{ provider: 'gemini', key: 'key-of-gemini-b2', domain: 'b', from: 'vault' }])
  expect([(await waiting).name, clock.now()]).toEqual(['…i-b2', noon])
})

test('a listener that has left hears nothing more', async () => {
  const { ring } = opened()
  const heard: string[] = []
  const leave = ring.onChange((change) => heard.push(change.state))
  const pool = ring.pool('gemini', 'ink', pace)
  const [one, two] = [await pool.borrow('m', patient), await pool.borrow('m', patient)]
  one.giveBack({ trouble: 'rate-limited', restMs: 10 })
  await pool.borrow('n', patient)
  leave()
  two.giveBack({ trouble: 'key-rejected' })
  await pool.borrow('m', hasty).catch(() => undefined)
  expect(heard).toEqual(['resting'])
})

test('ten thousand waiters are served, and stopped all at once', async () => {
  const { ring } = opened()
  const stop = new AbortController()
  const pool = ring.pool('gemini', 'ink', { requests: 100, windowMs: 1_000 })
  const borrow = () => pool.borrow('m', { signal: stop.signal, maxWaitMs: 1e9 }).then(() => 'lent', String)
  const all = Array.from({ length: 10_000 }, borrow)
  await Promise.all(all.slice(0, 5_000))
  stop.abort('enough')
  const ends = await Promise.all(all)
  expect([ends.filter((end) => end === 'lent').length, ends.filter((end) => end === 'enough').length]).toEqual([5_000, 5_000])
})

test('a memory that fails refuses those who ask and spares what has arrived', async () => {
  const { ring, memory } = opened()
  const pool = ring.pool('gemini', 'ink', pace)
  const [one, two] = [await pool.borrow('m', patient), await pool.borrow('m', patient)]
  memory.change = () => {
    throw new Error('disk full')
  }
  one.giveBack({ trouble: 'rate-limited', restMs: 5_000 })
  expect(await kindOf(pool.borrow('m', hasty))).toBe('rate-limited')
  await expect(pool.borrow('n', patient)).rejects.toThrow('disk full')
  two.giveBack({ trouble: 'key-rejected' })
  expect(await kindOf(pool.borrow('n', patient))).toBe('key-rejected')
})
