/** The time, handed in so that tests live through an hour of limits in milliseconds. All times are epoch milliseconds. */
export interface Clock {
  now(): number
  /** Resolves after `ms`; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** The wall clock. Sleeping keeps the process alive. */
export const wallClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const stop = (): void => {
        clearTimeout(timer)
        reject(signal?.reason)
      }
      const timer = setTimeout(
        () => {
          signal?.removeEventListener('abort', stop)
          resolve()
        },
        Math.min(Math.max(0, ms), 2_147_483_647),
      )
      signal?.addEventListener('abort', stop, { once: true })
    }),
}

/**
 * A signal that is aborted with `parent`, or with a `TimeoutError` after `ms` of wall time; `end` lets go of both. What
 * `AbortSignal.timeout` makes stays in memory until its time is up, which may be half an hour for each of 100,000 requests.
 */
export function deadline(parent: AbortSignal, ms: number): { readonly signal: AbortSignal; readonly end: () => void } {
  const own = new AbortController()
  const stop = (): void => own.abort(parent.reason)
  const timer = setTimeout(() => own.abort(new DOMException('The time is up.', 'TimeoutError')), Math.min(ms, 2_147_483_647))
  timer.unref()
  parent.addEventListener('abort', stop, { once: true })
  if (parent.aborted) stop()
  return {
    signal: own.signal,
    end() {
      clearTimeout(timer)
      parent.removeEventListener('abort', stop)
    },
  }
}

/** A clock that jumps to the next sleeper as soon as everybody sleeps. Starts at `start`. */
export function jumpingClock(start: number = Date.UTC(2026, 10, 20, 12)): Clock {
  let now = start
  let sleepers: { at: number; wake: () => void }[] = []
  let scheduled = false
  const jump = (): void => {
    scheduled = false
    const next = sleepers.toSorted((a, b) => a.at - b.at)[0]
    if (!next) return
    now = Math.max(now, next.at)
    sleepers = sleepers.filter((sleeper) => sleeper !== next)
    next.wake()
    schedule()
  }
  const schedule = (): void => {
    if (scheduled || sleepers.length === 0) return
    scheduled = true
    setImmediate(jump)
  }
  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const sleeper = { at: now + Math.max(0, ms), wake: resolve }
        signal?.addEventListener('abort', () => {
          sleepers = sleepers.filter((other) => other !== sleeper)
          reject(signal.reason)
        })
        sleepers.push(sleeper)
        schedule()
      }),
  }
}
