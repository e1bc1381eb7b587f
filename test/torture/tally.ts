import type { Books } from './books.ts'
import type { Observer, Sight } from './observe.ts'

/** What a scenario has come to. */
export interface Tally {
  readonly name: string
  /** Processes killed. */
  kills: number
  /** Disks and files broken. */
  breaks: number
  /** Finished pictures over all its rounds. */
  pictures: number
  /** Pictures that the provider billed. */
  bills: number
  lost: number
  paidTwice: number
  cutOff: number
  listed: number
  listedUsd: number
  readonly problems: string[]
}

export function newTally(name: string): Tally {
  return { name, kills: 0, breaks: 0, pictures: 0, bills: 0, lost: 0, paidTwice: 0, cutOff: 0, listed: 0, listedUsd: 0, problems: [] }
}

/** Looks at disk, journal and bills, and adds what they show. */
export async function settleInto(
  tally: Tally,
  { observer, books }: { readonly observer: Observer; readonly books: Books },
  left = false,
): Promise<Sight> {
  const sight = await observer.look()
  const settled = books.settle(sight, left)
  tally.lost += sight.problems.filter((problem) => problem.startsWith('lost')).length
  tally.paidTwice += settled.paidAgain
  tally.cutOff += settled.cutOff
  tally.listed += settled.listed
  tally.listedUsd += settled.listedUsd
  tally.problems.push(...sight.problems, ...settled.problems)
  return sight
}
