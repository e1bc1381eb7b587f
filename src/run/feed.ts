import type { Journal } from './journal.ts'
import { type RunState, advance } from './run-state.ts'
import type { Heard } from './world.ts'

/** What a run says, folded and passed on. */
export interface Feed {
  readonly state: () => RunState
  readonly hear: (event: Heard) => void
  readonly listen: (listener: (event: Heard) => void) => () => void
  /** From now on only this run's events; those of the run that begins are heard before it has its name. */
  readonly follow: (run: string) => void
  readonly close: () => void
}

export function openFeed(journal: Journal, start: RunState): Feed {
  const listeners = new Set<(event: Heard) => void>()
  let state = start
  let run: string | undefined
  const hear = (event: Heard): void => {
    state = advance(state, event)
    for (const listener of listeners) listener(event)
  }
  const close = journal.listen((event) => {
    if (run === undefined || event.run === run) hear(event)
  })
  return {
    state: () => state,
    hear,
    close,
    follow: (id) => void (run = id),
    listen(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
