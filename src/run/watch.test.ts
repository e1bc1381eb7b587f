import { expect, test } from 'vitest'
import { jumpingClock } from '../clock.ts'
import { openJournal } from './journal.ts'
import { watch } from './watch.ts'

const started = { type: 'run-started', run: '1', board: 'b', styles: [], priceUsd: 0, seconds: 0 } as const

async function seen(world: Parameters<typeof watch>[0], after: number) {
  const types: string[] = []
  const watching = watch(world, after)
  for (;;) {
    const next = await watching.next()
    if (next.done === true) return [...types, next.value]
    types.push(next.value.type)
  }
}

test("a second process sees the events of the first as they come, to the run's end", async () => {
  const clock = jumpingClock()
  const journal = openJournal(':memory:', clock)
  const run = await journal.begin({ pid: 1, host: 'h', options: {} }, () => started)
  const watching = seen({ journal, clock, signal: new AbortController().signal, isHeld: () => true }, 0)
  await clock.sleep(1_000)
  await journal.tell(run, [{ type: 'run-paused' }])
  await clock.sleep(1_000)
  await journal.end(run, { type: 'run-ended', ending: 'complete' })
  expect(await watching).toEqual(['run-started', 'run-paused', 'run-ended', 'run-ended'])
})

test('a holder that dies without a word is noticed', async () => {
  const clock = jumpingClock()
  const journal = openJournal(':memory:', clock)
  let isHeld = true
  await journal.begin({ pid: 1, host: 'h', options: {} }, () => started)
  const watching = seen({ journal, clock, signal: new AbortController().signal, isHeld: () => isHeld }, 0)
  await clock.sleep(500)
  isHeld = false
  expect(await watching).toEqual(['run-started', 'holder-gone'])
})
