import type { Trouble } from '../errors.ts'
import type { Failure } from './outcome.ts'
import type { Painter } from './world.ts'

/** What one picture has been through in this run. */
export interface Tries {
  /** Requests sent. */
  count: number
  /** Added to the seed after a picture was refused. */
  seedShift: number
  /** Name of the key last used. */
  key: string | undefined
  /** What went wrong last, and with whom. */
  last: Failure | undefined
  /** Models that this picture has given up on. */
  readonly passed: Set<Painter>
  /** Writes down a failure; answers how often this trouble has come with this model. */
  meets(painter: Painter, failure: Failure): number
  /** ms since limits began to hold this picture up. */
  waitedMs(now: number): number
}

export function newTries(now: () => number): Tries {
  const met = new Map<Painter, Map<Trouble, number>>()
  let limitedSince: number | undefined
  return {
    count: 0,
    seedShift: 0,
    key: undefined,
    last: undefined,
    passed: new Set(),
    meets(painter, failure) {
      const times = met.get(painter) ?? new Map<Trouble, number>()
      met.set(painter, times)
      times.set(failure.trouble, (times.get(failure.trouble) ?? 0) + 1)
      if (failure.trouble === 'rate-limited') limitedSince ??= now()
      this.last = failure
      return times.get(failure.trouble) ?? 0
    },
    waitedMs: (time) => (limitedSince === undefined ? 0 : time - limitedSince),
  }
}
