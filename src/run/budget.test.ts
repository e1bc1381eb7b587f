import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openBudget } from './budget.ts'

const nothing = { costUsd: 0, images: 0 }

test.for([
  ['money of the run', { run: { maxCostUsd: 0.1 } }, nothing, 2, "would pass the run's limit of $0.10; $0.08 are spent or set aside."],
  [
    'money of the board, earlier runs and doubts counted',
    { board: { maxCostUsd: 1 } },
    { costUsd: 0.95, images: 9 },
    1,
    "the board's limit of $1.00; $0.99",
  ],
  ['pictures of the run', { run: { maxImages: 3 } }, nothing, 3, "The run's limit of 3 pictures is reached."],
  ['pictures of the board', { board: { maxImages: 10 } }, { costUsd: 0, images: 9 }, 1, "The board's limit of 10 pictures is reached."],
] as const)('B13: refuses beyond the cap in %s', ([, limits, spent, fits, words]) => {
  const budget = openBudget(limits, spent)
  for (let count = 0; count < fits; count++) budget.reserve(0.04)
  expect(() => budget.reserve(0.04)).toThrow(words)
})

test('sums in money do not drift: a hundred thousand prices of 0.039 fit a cap of exactly that', () => {
  const budget = openBudget({ run: { maxCostUsd: 3900 } }, nothing)
  for (let count = 0; count < 100_000; count++) budget.reserve(0.039).settle(0.039, true)
  expect(budget.spent().run).toEqual({ costUsd: 3900, images: 100_000 })
  expect(() => budget.reserve(0.000001)).toThrow('limit')
})

test('what an earlier run set aside is not counted twice', () => {
  const budget = openBudget({}, { costUsd: 0.5, images: 5 })
  budget.takeOver(0.1).settle(0.08, true)
  expect(budget.spent()).toEqual({ run: nothing, board: { costUsd: 0.48, images: 5 } })
})

test('an unbilled try gives its money and its place back, once', () => {
  const budget = openBudget({}, nothing)
  const hold = budget.reserve(0.04)
  hold.settle(0, false)
  hold.settle(0.04, true)
  expect(budget.spent().run).toEqual(nothing)
})

test('B13: under any interleaving the caps hold, whatever settles at or below its price', () => {
  const step = fc.record({
    price: fc.integer({ min: 0, max: 500_000 }),
    settle: fc.nat(10),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    image: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 0, max: 2_000_000 }), fc.nat(20), (steps, micros, maxImages) => {
      const cap = { maxCostUsd: micros / 1e6, maxImages }
      const budget = openBudget({ run: cap, board: cap }, nothing)
      const holds: { price: number; hold: ReturnType<typeof budget.reserve> }[] = []
      for (const { price, settle, share, image } of steps) {
        try {
          holds.push({ price, hold: budget.reserve(price / 1e6) })
        } catch {
          const { hold, price: held } = holds.splice(settle % Math.max(1, holds.length), 1)[0] ?? {}
          hold?.settle(((held ?? 0) / 1e6) * share, image)
        }
        const { run, board } = budget.spent()
        expect(run).toEqual(board)
        expect(Math.round(run.costUsd * 1e6)).toBeLessThanOrEqual(micros)
        expect(run.images).toBeLessThanOrEqual(maxImages)
      }
    }),
  )
})
