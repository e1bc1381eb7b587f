import { BeatboardError } from '../errors.ts'
import { type Micros, microsOf, usdOf } from './money.ts'
import type { Cap, Limits } from './world.ts'

/** What is spent, or maybe spent, before the run: the board's over all its runs. */
export interface Spent {
  readonly costUsd: number
  readonly images: number
}

/** Money set aside for one try. Exactly one of its ends is called, once. */
export interface Hold {
  /** What it cost, in USD; where nobody knows, what it may have cost. `image` = it counts towards a cap in pictures. */
  settle(costUsd: number, image: boolean): void
}

/** Nothing is sent but what fits: reserved before, settled after, refused beyond (architecture, rule 7). */
export interface Budget {
  /** Throws `over-limit` when the price, or one more picture, would pass a cap. */
  reserve(priceUsd: number): Hold
  /** Money that an earlier run set aside and the board's sum holds already. */
  takeOver(priceUsd: number): Hold
  spent(): { readonly run: Spent; readonly board: Spent }
}

interface Purse {
  readonly name: 'run' | 'board'
  readonly cap: { readonly cost: Micros; readonly images: number }
  cost: Micros
  images: number
}

export function openBudget(limits: Limits, board: Spent): Budget {
  const run = purse('run', limits.run, { costUsd: 0, images: 0 })
  const whole = purse('board', limits.board, board)

  return {
    reserve(priceUsd) {
      const price = microsOf(priceUsd)
      for (const each of [run, whole]) refuseBeyond(each, price)
      for (const each of [run, whole]) {
        each.cost += price
        each.images += 1
      }
      return hold(price, [run, whole])
    },
    takeOver: (priceUsd) => hold(microsOf(priceUsd), [whole]),
    spent: () => ({ run: spentOf(run), board: spentOf(whole) }),
  }
}

function hold(price: Micros, purses: readonly Purse[]): Hold {
  let isOpen = true
  return {
    settle(costUsd, image) {
      if (!isOpen) return
      isOpen = false
      for (const each of purses) {
        each.cost += microsOf(costUsd) - price
        if (!image) each.images -= 1
      }
    },
  }
}

function purse(name: Purse['name'], cap: Cap | undefined, spent: Spent): Purse {
  const cost = cap?.maxCostUsd === undefined ? Infinity : Math.floor(cap.maxCostUsd * 1e6 + 1e-6)
  return { name, cap: { cost, images: cap?.maxImages ?? Infinity }, cost: microsOf(spent.costUsd), images: spent.images }
}

function refuseBeyond({ name, cap, cost, images }: Purse, price: Micros): void {
  const option =
    name === 'run' ? { money: '--max-cost', images: '--max-images' } : { money: 'limits.maxCostUsd', images: 'limits.maxImages' }
  if (images + 1 > cap.images)
    throw new BeatboardError('over-limit', `The ${name}'s limit of ${cap.images} pictures is reached.`, {
      hint: `Raise ${option.images} and run again: what is made stays.`,
    })
  if (cost + price > cap.cost)
    throw new BeatboardError(
      'over-limit',
      `The next picture at ${dollars(price)} would pass the ${name}'s limit of ${dollars(cap.cost)}; ${dollars(cost)} are spent or set aside.`,
      { hint: `Raise ${option.money} and run again: what is made stays.` },
    )
}

function spentOf({ cost, images }: Purse): Spent {
  return { costUsd: usdOf(cost), images }
}

function dollars(micros: Micros): string {
  return `$${usdOf(micros).toFixed(micros % 10_000 === 0 ? 2 : 4)}`
}
