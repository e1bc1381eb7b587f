import type { Clock } from '../clock.ts'
import type { Written } from './events.ts'
import type { Journal } from './journal.ts'

export interface WatchWorld {
  readonly journal: Pick<Journal, 'eventsAfter'>
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Whether the process at work is still there. */
  readonly isHeld: () => boolean
}

/** How often another process's events are looked for, in ms. */
const lookMs = 100
const pageful = 500

/**
 * The events that another process writes, as they come. Ends when a run ends, or when its process is gone without a word
 * (`holder-gone`): the same command then goes on where it stopped.
 */
export async function* watch(world: WatchWorld, after: number): AsyncGenerator<Written, 'run-ended' | 'holder-gone'> {
  let last = after
  for (;;) {
    const wasHeld = world.isHeld()
    const page = world.journal.eventsAfter(last, pageful)
    for (const event of page) {
      last = event.event
      yield event
      if (event.type === 'run-ended') return 'run-ended'
    }
    if (page.length === pageful) continue
    if (!wasHeld) return 'holder-gone'
    await world.clock.sleep(lookMs, world.signal)
  }
}
