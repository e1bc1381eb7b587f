import { expect, test } from 'vitest'
import { deadline, jumpingClock, wallClock } from './clock.ts'

test('the jumping clock wakes sleepers in the order of their times, and is there when they wake', async () => {
  const clock = jumpingClock(1_000)
  const woke: [string, number][] = []
  const sleep = async (name: string, ms: number): Promise<void> => {
    await clock.sleep(ms)
    woke.push([name, clock.now()])
  }
  await Promise.all([sleep('hour', 3_600_000), sleep('now', -5), sleep('second', 1_000)])
  expect(woke).toEqual([
    ['now', 1_000],
    ['second', 2_000],
    ['hour', 3_601_000],
  ])
})

test.for([
  ['wall', wallClock],
  ['jumping', jumpingClock()],
] as const)('a sleep on the %s clock ends with the reason when it is aborted, before or during', async ([, clock]) => {
  const reason = new Error('enough')
  const stop = new AbortController()
  const sleeping = clock.sleep(1_000_000_000, stop.signal)
  stop.abort(reason)
  await expect(sleeping).rejects.toBe(reason)
  await expect(clock.sleep(0, stop.signal)).rejects.toBe(reason)
})

test('an aborted sleeper does not move the jumping clock', async () => {
  const clock = jumpingClock(0)
  const stop = new AbortController()
  const gone = clock.sleep(10, stop.signal).catch(() => 'gone')
  stop.abort()
  await clock.sleep(50)
  expect([await gone, clock.now()]).toEqual(['gone', 50])
})

test('the wall clock is the time of day and goes on while one sleeps', async () => {
  const before = wallClock.now()
  await wallClock.sleep(2)
  expect(wallClock.now()).toBeGreaterThan(before)
})

test('a deadline passes on why its parent was aborted, before or during', () => {
  const parent = new AbortController()
  const { signal } = deadline(parent.signal, 60_000)
  expect(signal.aborted).toBe(false)
  const reason = new Error('enough')
  parent.abort(reason)
  expect(signal.reason).toBe(reason)
  expect(deadline(parent.signal, 60_000).signal.reason).toBe(reason)
})

test('a deadline says TimeoutError when its time is up', async () => {
  const { signal } = deadline(new AbortController().signal, 0)
  await expect.poll(() => (signal.reason as DOMException | undefined)?.name).toBe('TimeoutError')
})

test('a deadline that has ended is never aborted', () => {
  const parent = new AbortController()
  const { signal, end } = deadline(parent.signal, 60_000)
  end()
  parent.abort()
  expect(signal.aborted).toBe(false)
})
