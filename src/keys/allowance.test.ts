import fc from 'fast-check'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { jumpingClock, type Clock } from '../clock.ts'
import type { KeyEntry, KeyRing, Pace } from './key-pool.ts'
import { openKeyRing } from './key-ring.ts'
import { memoryPoolMemory, sqlitePoolMemory, type PoolMemory } from './pool-memory.ts'

const windowMs = 60_000
const still = new AbortController().signal
const patient = { signal: still, maxWaitMs: 1e9 }
/** How much longer one request may travel than another without a 429: the margin of 1.5 % of the window. */
const jitterMs = 900

interface World {
  readonly requests: number
  readonly domains: number
  readonly keysEach: number
  readonly styles: number
  readonly pictures: number
  readonly seed: number
}

/** Reproducible chance, 0 to 1. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

function entriesOf({ domains, keysEach }: World): KeyEntry[] {
  return Array.from({ length: domains * keysEach }, (_, at) => ({
    provider: 'gemini',
    key: `key-number-${at}-of-gemini`,
    domain: `project${at % domains}`,
    from: 'vault',
  }))
}

/** Draws `pictures` and tells when each request arrived at the provider, by domain; it ends 5 to 20 s after it started. */
async function arrivals(world: World, rings: readonly KeyRing[], clock: Clock): Promise<Map<string, number[]>> {
  const { requests, styles, pictures, seed } = world
  const found = new Map<string, number[]>()
  const random = chance(seed)
  const draw = async (at: number): Promise<void> => {
    const ring = rings[at % rings.length] as KeyRing
    const lease = await ring.pool('gemini', `style${at % styles}`, { requests, windowMs }).borrow('m', patient)
    const travelMs = Math.floor(random() * jitterMs)
    found.set(lease.domain, [...(found.get(lease.domain) ?? []), clock.now() + travelMs])
    await clock.sleep(travelMs + 5_000 + random() * 15_000)
    lease.giveBack()
  }
  await Promise.all(Array.from({ length: pictures }, (_, at) => draw(at)))
  return found
}

/** Most arrivals in any window, as a provider with a true sliding window counts. */
function most(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b)
  return Math.max(0, ...sorted.map((end) => sorted.filter((each) => each > end - windowMs && each <= end).length))
}

const worlds: fc.Arbitrary<World> = fc.record({
  requests: fc.integer({ min: 1, max: 15 }),
  domains: fc.integer({ min: 1, max: 4 }),
  keysEach: fc.integer({ min: 1, max: 3 }),
  styles: fc.integer({ min: 1, max: 3 }),
  pictures: fc.integer({ min: 1, max: 120 }),
  seed: fc.nat(),
})

function ringsOf(world: World, memory: PoolMemory, clock: Clock, count: number): KeyRing[] {
  return Array.from({ length: count }, () => openKeyRing({ entries: entriesOf(world), memory, clock, random: chance(world.seed) }))
}

test('A4: no domain ever exceeds its allowance in any window, by one process or three', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, fc.constantFrom(1, 3), async (world, processes) => {
      const clock = jumpingClock()
      const rings = ringsOf(world, memoryPoolMemory(), clock, processes)
      const times = await arrivals(world, rings, clock)
      for (const each of times.values()) expect(most(each)).toBeLessThanOrEqual(world.requests)
      expect([...times.values()].flat().length).toBe(world.pictures)
    }),
    { numRuns: 60 },
  )
})

test('A4, A9: nor when it is killed and started again in the midst', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pools-'))
  let file = 0
  await fc.assert(
    fc.asyncProperty(worlds, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 3 }), async (world, lives) => {
      const clock = jumpingClock()
      file += 1
      const all = new Map<string, number[]>()
      for (const pictures of lives) {
        // Nothing is carried over but the file; what was under way is lost with the process.
        const memory = sqlitePoolMemory(join(folder, `${file}.db`))
        const times = await arrivals({ ...world, pictures }, ringsOf(world, memory, clock, 1), clock)
        memory.close()
        for (const [domain, more] of times) all.set(domain, [...(all.get(domain) ?? []), ...more])
      }
      for (const each of all.values()) expect(most(each)).toBeLessThanOrEqual(world.requests)
    }),
    { numRuns: 20 },
  )
  rmSync(folder, { recursive: true })
})

test('A4: at least 97 % of the throughput that the allowance permits at all', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, async (world) => {
      const clock = jumpingClock()
      const start = clock.now()
      const times = await arrivals({ ...world }, ringsOf(world, memoryPoolMemory(), clock, 1), clock)
      const last = Math.max(...[...times.values()].flat()) - start
      const windows = Math.floor((world.pictures - 1) / (world.requests * world.domains))
      // Nobody can start the last picture earlier; the usual picture takes 12.5 s.
      expect((windows * windowMs + 12_500) / (last + 12_500 - jitterMs)).toBeGreaterThanOrEqual(0.97)
    }),
    { numRuns: 60 },
  )
})

test('after a 429 in spite of the pace the true allowance is learnt: few more follow', async () => {
  const clock = jumpingClock()
  const pace: Pace = { requests: 9, windowMs }
  const ring = openKeyRing({
    entries: [{ provider: 'gemini', key: 'key-of-gemini', domain: 'a', from: 'vault' }],
    memory: memoryPoolMemory(),
    clock,
    random: () => 0,
  })
  const accepted: number[] = []
  const refused: number[] = []
  while (accepted.length < 120) {
    const lease = await ring.pool('gemini', 'ink', pace).borrow('m', patient)
    const now = clock.now()
    const full = accepted.filter((each) => each > now - windowMs).length >= 4
    ;(full ? refused : accepted).push(now)
    lease.giveBack(full ? { trouble: 'rate-limited' } : undefined)
  }
  expect(refused.length).toBeLessThanOrEqual(6)
})
