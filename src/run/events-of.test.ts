import { expect, test } from 'vitest'
import type { Written } from './events.ts'
import { eventsOf } from './events-of.ts'
import type { Journal } from './journal.ts'

/** A journal of warnings that counts how often it is asked. */
function paper(): { journal: Journal; write: (many: number) => void; asked: () => number; end: () => void } {
  const written: Written[] = []
  const listeners = new Set<(event: Written) => void>()
  let asked = 0
  const put = (event: object): void => {
    const next = { event: written.length + 1, at: '2026-11-20T10:00:00.000Z', run: '1', ...event } as Written
    written.push(next)
    for (const listener of listeners) listener(next)
  }
  const journal: Pick<Journal, 'eventsAfter' | 'listen'> = {
    eventsAfter(event, most) {
      asked += 1
      return written.slice(event, event + most)
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return {
    journal: journal as Journal,
    write(many) {
      for (let at = 0; at < many; at++) put({ type: 'warning', message: `${at}` })
    },
    asked: () => asked,
    end: () => put({ type: 'run-ended', ending: 'complete' }),
  }
}

const never = new Promise<never>(() => undefined)

test('a reader who keeps up hears everything once, in order, and the journal is asked only while it reads what was there before', async () => {
  const { journal, write, asked, end } = paper()
  write(3)
  const heard: number[] = []
  let before = 0
  for await (const { event } of eventsOf({ journal }, { run: '1', after: 0, over: never })) {
    heard.push(event)
    if (event === 3) setImmediate(() => write(2))
    if (event === 4) before = asked()
    if (event === 5) setImmediate(end)
  }
  expect(heard).toEqual([1, 2, 3, 4, 5, 6])
  expect(asked() - before).toBe(1) // once between, to be sure that nothing waits
})

test.for([400, 2_000])('a reader who falls %i events behind misses none and hears none twice', async (behind) => {
  const { journal, write, end } = paper()
  write(1)
  const heard: number[] = []
  for await (const { event } of eventsOf({ journal }, { run: '1', after: 0, over: never })) {
    heard.push(event)
    if (event === 1 || event === 100) write(behind)
    if (event === 300) end()
  }
  expect(heard).toEqual(Array.from({ length: 2 * behind + 2 }, (_, at) => at + 1))
})
