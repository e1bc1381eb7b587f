import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boardOf, painter, poolOf, rehearse } from '../../test/run-world.ts'
import { BeatboardError, type Trouble } from '../errors.ts'
import type { Lease } from '../keys/key-pool.ts'
import { advance, nothingYet } from './run-state.ts'
import { startRun } from './run.ts'

const board = boardOf(['1', '2', '|3', '4', '|5'], [{ id: 'ink' }, { id: 'oil', fallBackOnRefusal: true }])
const kinds: readonly Trouble[] = [
  'rate-limited',
  'refused-input',
  'refused-output',
  'no-image',
  'bad-request',
  'overloaded',
  'timeout',
  'broken-image',
  'job-lost',
  'model-gone',
  'key-rejected',
]
const billings = ['charged', 'not-charged', 'unknown'] as const
const answer = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom(...kinds), billing: fc.constantFrom(...billings) }) },
)

/** A pool that counts what is out and never runs dry. */
function countingPool() {
  const pool = poolOf('aaaa', 'bbbb')
  let [out, lent] = [0, 0]
  const borrow = async (): Promise<Lease> => {
    const name = ['aaaa', 'bbbb'][(lent += 1) % 2] ?? ''
    out += 1
    return { key: name, name: `…${name}`, domain: name, giveBack: () => void (out -= 1) }
  }
  return { ...pool, borrow, out: () => out }
}

test('rules 2, 7, 8: whatever goes wrong, the run ends, keys are back, caps hold, accounts agree, and the replay is the live state', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 30 }), fc.integer({ min: 4, max: 60 }), async (script, cents) => {
      const keys = countingPool()
      let asked = 0
      const answers = (): Error | Record<string, never> => {
        const next = script[asked++ % script.length]
        return next === undefined ? {} : new BeatboardError(next.kind, next.kind, { billing: next.billing })
      }
      const painters = [painter({ keys, answer: answers }), painter({ model: 'm2', answer: answers })]
      const limits = { run: { maxCostUsd: cents / 100 } }
      const byStyle = new Map(board.styles.map((style) => [style.id, painters]))
      const world = await rehearse({ board, painters: byStyle, limits, options: { maxWaitMs: 60_000 } })
      const run = await startRun(world)
      const state = await run.done
      const events = world.journal.eventsAfter(0, 10_000)
      expect(state.phase).toBe('ended')
      expect(keys.out()).toBe(0)
      expect(world.journal.attempts('sending')).toEqual([])
      const spent = world.journal.spend().reduce((sum, spend) => sum + spend.spentUsd + spend.doubtUsd, 0)
      expect(spent).toBeLessThanOrEqual(cents / 100 + 1e-9)
      expect(state.spentUsd).toBeCloseTo(spent, 6)
      const replayed = events.reduce(advance, nothingYet)
      expect({ ...replayed, pictures: 0 }).toEqual({ ...state, pictures: 0 })
      const done = state.styles.reduce((sum, style) => sum + style.done, 0)
      expect((await world.gallery.list()).size).toBe(done)
      expect(state.ending === 'complete').toBe(done === 10)
    }),
    { numRuns: 60 },
  )
})
