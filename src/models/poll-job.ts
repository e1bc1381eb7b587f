import { BeatboardError } from '../errors.ts'
import type { Clock } from '../clock.ts'
import { troubleFor, troubleThrown, type Where } from './trouble.ts'

interface Poll<T> {
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly where: Where
  /** ms from now, for the whole wait. */
  readonly deadlineMs: number
  readonly firstWaitMs: number
  /** One look: what was waited for, or how long to wait until the next look. */
  readonly look: () => Promise<{ readonly done: T } | { readonly waitMs: number }>
}

/** A look that fails in passing is not the end of a job that was paid for; this many in a row are. */
const mostMisses = 5
const missWaitMs = 5_000

/** Looks after a job on the provider's side until it is done, fails, or its time is over. */
export async function pollJob<T>(poll: Poll<T>): Promise<T> {
  const { clock, signal, where } = poll
  const end = clock.now() + poll.deadlineMs
  let waitMs = poll.firstWaitMs
  for (let misses = 0; clock.now() + waitMs <= end;) {
    if (waitMs > 0) await sleep(poll, waitMs)
    try {
      const look = await poll.look()
      if ('done' in look) return look.done
      misses = 0
      waitMs = look.waitMs
    } catch (error) {
      misses += 1
      if (signal.aborted || !passes(error) || misses === mostMisses) throw error
      waitMs = missWaitMs
    }
  }
  throw troubleFor(where, 'timeout', { billing: 'unknown' })
}

async function sleep({ clock, signal, where }: Pick<Poll<unknown>, 'clock' | 'signal' | 'where'>, ms: number): Promise<void> {
  try {
    await clock.sleep(ms, signal)
  } catch (error) {
    throw troubleThrown(error, signal, where)
  }
}

function passes(error: unknown): boolean {
  return error instanceof BeatboardError && ['overloaded', 'rate-limited', 'timeout'].includes(error.kind)
}
