import type { Clock } from '../clock.ts'
import { BeatboardError } from '../errors.ts'
import { alarmClock } from './alarm.ts'
import { keyDesk, type Blocked, type DeskWorld, type Want } from './key-desk.ts'
import type { KeyPool, Lease } from './key-pool.ts'
import { waitingLine, type Lane, type Waiter, type WaitingLine } from './waiting-line.ts'

type Wait = Parameters<KeyPool['borrow']>[1]

/** The borrowers of one provider: lends at once when it can, otherwise wakes at the moment the next place frees. */
export interface Borrowing {
  borrow(want: Want, wait: Wait): Promise<Lease>
  /** Looks again: keys have changed. */
  serve(): void
}

export function borrowing(world: DeskWorld & { readonly clock: Clock }): Borrowing {
  const { clock } = world
  const line = waitingLine<Want, Lease>()
  const alarm = alarmClock(clock, () => serve())
  const desk = keyDesk(world, () => serve())

  /** Serves the first lane that can be served; when none can, `at` is the next moment worth a look. */
  const serveOne = (): { readonly served: boolean; readonly at: number } => {
    let at = Infinity
    for (const lane of line.lanes()) {
      const found = attempt(lane)
      if ('giveBack' in found) {
        line.takeFirst(lane)?.grant(found)
        return { served: true, at: 0 }
      }
      const now = clock.now()
      const hopeless = found.final ? Infinity : Number.isFinite(found.at) ? found.at : now + 1
      for (const waiter of line.takeThoseBefore(lane, hopeless)) waiter.refuse(refusal(lane.want, found, now))
      if (lane.waiters.size > 0) at = Math.min(at, found.at, lane.earliest)
    }
    return { served: false, at }
  }

  /** A memory that cannot be read or written refuses those who wait, and never breaks the alarm. */
  const attempt = (lane: Lane<Want, Lease>): Lease | Blocked => {
    try {
      return desk.lend(lane.want)
    } catch (error) {
      for (const waiter of line.takeThoseBefore(lane, Infinity)) waiter.refuse(error)
      return { at: Infinity, trouble: 'rate-limited', final: true }
    }
  }

  const serve = (): void => {
    let next = serveOne()
    while (next.served) next = serveOne()
    alarm.setTo(next.at)
  }

  const borrow: Borrowing['borrow'] = (want, wait) => standInLine({ line, serve, now: () => clock.now() }, want, wait)
  return { serve, borrow }
}

interface Place {
  readonly line: WaitingLine<Want, Lease>
  readonly serve: () => void
  readonly now: () => number
}

function standInLine({ line, serve, now }: Place, want: Want, { signal, maxWaitMs }: Wait): Promise<Lease> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const lane = JSON.stringify([want.style, want.model, want.pace])
    const stop = (): void => {
      line.remove(lane, waiter)
      reject(signal.reason)
      serve()
    }
    const leave = (): void => signal.removeEventListener('abort', stop)
    const waiter: Waiter<Lease> = {
      deadline: now() + Math.max(0, maxWaitMs),
      grant: (lease) => {
        leave()
        resolve(lease)
      },
      refuse: (reason) => {
        leave()
        reject(reason)
      },
    }
    signal.addEventListener('abort', stop, { once: true })
    line.add(lane, want, waiter)
    serve()
  })
}

const hints: Readonly<Partial<Record<Blocked['trouble'], string>>> = {
  'no-provider': 'Give it a key in the environment, in .env or with `beatboard keys add`.',
  'out-of-credit': 'Add credit at the provider, or a key of another account.',
  'key-rejected': 'Check the key with `beatboard keys test`, or replace it.',
  forbidden: 'See at the provider what the account may use, or choose another model.',
  'day-exhausted': 'Wait for the new day, or add a key of another project.',
}

function refusal({ provider, model, entries }: Want, blocked: Blocked, now: number): BeatboardError {
  const count = entries().length
  const seconds = Math.ceil((blocked.at - now) / 1000)
  const when = Number.isFinite(blocked.at) ? `; the first is back in ${seconds} s` : ''
  const message =
    blocked.trouble === 'no-provider'
      ? `Expected a key for ${provider}, found none.`
      : `No key of ${provider} can draw with ${model} now (${count} known, ${blocked.trouble})${when}.`
  const hint = hints[blocked.trouble]
  return new BeatboardError(blocked.trouble, message, {
    ...(hint && { hint }),
    ...(Number.isFinite(blocked.at) && { restMs: Math.max(0, blocked.at - now) }),
  })
}
