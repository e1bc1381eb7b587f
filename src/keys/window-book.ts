import type { Clock } from '../clock.ts'
import type { Trouble } from '../errors.ts'
import type { Outcome, Pace } from './key-pool.ts'
import type { PoolMemory } from './pool-memory.ts'
import { afterEnd } from './rest.ts'
import { readyAt, roomIn, withStart, type Bucket, type Rest } from './window.ts'

/** Until when a bucket gives nothing, and why. */
export interface Closed {
  /** Epoch ms. */
  readonly at: number
  readonly trouble: Trouble
}

/** The windows and rests of one provider's domains, read and written in the shared memory. */
export interface WindowBook {
  /** Requests that may start now; 0 when the window is full or the domain rests. */
  room(name: string, pace: Pace): number
  /** Counts a start, as one transaction with the check that there is room; `undefined` when another process was faster. */
  claim(name: string, pace: Pace): number | undefined
  /** Why there was no room at the last look. */
  closed(name: string): Closed | undefined
  /** Takes in how a request ended; returns the rest that this began or made longer. Never throws. */
  end(name: string, pace: Pace, end: { readonly start: number; readonly outcome: Outcome | undefined }): Rest | undefined
}

export interface BookWorld {
  readonly memory: PoolMemory
  readonly clock: Clock
  /** 0 to 1. */
  readonly random: () => number
}

const restWithoutMemoryMs = 20_000

export function windowBook({ memory, clock, random }: BookWorld): WindowBook {
  // A bucket that is closed need not be read before its time: nothing opens it earlier.
  const closed = new Map<string, Closed>()
  return {
    closed: (name) => closed.get(name),
    room: (name, pace) => {
      const now = clock.now()
      if ((closed.get(name)?.at ?? 0) > now) return 0
      const bucket = memory.read(name)
      const at = readyAt(bucket, pace, now)
      if (at <= now) return roomIn(bucket, pace, now)
      closed.set(name, closedAt(bucket, at))
      return 0
    },
    claim: (name, pace) => {
      let start: number | undefined
      memory.change(name, (was) => {
        // Read inside the transaction: waiting for another process may have taken time.
        const now = clock.now()
        const at = readyAt(was, pace, now)
        if (at > now) {
          closed.set(name, closedAt(was, at))
          return undefined
        }
        start = now
        return withStart(was, pace, now)
      })
      return start
    },
    end: (name, pace, end) => {
      try {
        const { next, rest } = written({ memory, clock, random }, name, pace, end)
        if (next?.rest) closed.set(name, closedAt(next, next.rest.until))
        return rest
      } catch {
        // A memory that cannot be written must not cost the picture that has just arrived; this process rests all the same.
        if (end.outcome) closed.set(name, { at: clock.now() + (end.outcome.restMs ?? restWithoutMemoryMs), trouble: end.outcome.trouble })
        return undefined
      }
    },
  }
}

function closedAt(bucket: Bucket, at: number): Closed {
  return { at, trouble: bucket.rest && bucket.rest.until >= at ? bucket.rest.trouble : 'rate-limited' }
}

type End = Parameters<WindowBook['end']>[2]

function written(world: BookWorld, name: string, pace: Pace, { start, outcome }: End): { next?: Bucket; rest?: Rest } {
  const { memory, clock, random } = world
  // Most requests end well and find no rest to lift: they cost a read, not a transaction.
  if (!outcome && !memory.read(name).rest) return {}
  let found: { next?: Bucket; rest?: Rest } = {}
  memory.change(name, (was) => {
    const next = afterEnd(was, pace, outcome, { start, now: clock.now(), chance: random() })
    const longer = next?.rest && next.rest.until !== was.rest?.until ? next.rest : undefined
    found = { ...(next && { next }), ...(longer && { rest: longer }) }
    return next
  })
  return found
}
