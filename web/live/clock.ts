import { useSyncExternalStore } from 'react'

/** One clock for every counter of the page: it stands still while nobody looks at it, and while the stream is not live. */
export interface PageClock {
  readonly subscribe: (listener: () => void) => () => void
  /** Whole seconds since the epoch, in ms. */
  readonly now: () => number
  freeze(frozen: boolean): void
}

function openClock(now: () => number): PageClock {
  const listeners = new Set<() => void>()
  let frozen = false
  let shown = second(now())
  let timer: ReturnType<typeof setInterval> | undefined
  const tick = (): void => {
    if (frozen) return
    shown = second(now())
    for (const listener of listeners) listener()
  }
  return {
    subscribe(listener) {
      listeners.add(listener)
      timer ??= setInterval(tick, 1000)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clearInterval(timer)
        timer = undefined
      }
    },
    now: () => {
      if (timer === undefined && !frozen) shown = second(now())
      return shown
    },
    freeze(next) {
      frozen = next
      if (!next) tick()
    },
  }
}

function second(ms: number): number {
  return Math.floor(ms / 1000) * 1000
}

export const pageClock: PageClock = openClock(() => Date.now())

/** The time, once a second, for whoever counts. */
export function useNow(): number {
  return useSyncExternalStore(pageClock.subscribe, pageClock.now)
}
