import type { Clock } from '../clock.ts'

/** One alarm at a time. Rings once; `Infinity` = not at all, and then nothing keeps the process alive. */
export function alarmClock(clock: Clock, ring: () => void): { setTo(at: number): void } {
  let set: { readonly at: number; readonly stop: AbortController } | undefined
  return {
    setTo: (at) => {
      if (set?.at === at) return
      set?.stop.abort()
      set = undefined
      if (at === Infinity) return
      const mine = { at, stop: new AbortController() }
      set = mine
      const rang = (): void => {
        if (set !== mine) return
        set = undefined
        ring()
      }
      clock.sleep(at - clock.now(), mine.stop.signal).then(rang, () => undefined)
    },
  }
}
