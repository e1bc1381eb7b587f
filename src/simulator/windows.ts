/** What one quota bucket gives: `requests` in any `windowMs`, and at most `perDay` between two midnights in California. */
export interface Limits {
  readonly requests: number
  readonly windowMs: number
  readonly perDay?: number
}

/** What a request met on arrival. Times in ms from now. */
export type Seat =
  | { readonly free: true; readonly limit?: number; readonly remaining?: number; readonly resetMs?: number }
  | { readonly free: false; readonly why: 'window' | 'day'; readonly limit: number; readonly retryAfterMs: number }

export interface Windows {
  /** Counts a request of this bucket that arrives at `now` (epoch ms, never going back), or says why it may not. Turned away is not counted. */
  take(bucket: string, now: number): Seat
}

/** True sliding windows: no `windowMs` long stretch of time ever holds more than `requests`, and none that has room turns a request away. */
export function slidingWindows(limits: Limits | undefined): Windows {
  const arrivals = new Map<string, readonly number[]>()
  const days = new Map<string, { readonly day: string; readonly count: number }>()
  return {
    take(bucket, now) {
      if (!limits) return { free: true }
      const { requests, windowMs, perDay } = limits
      const recent = (arrivals.get(bucket) ?? []).filter((at) => at > now - windowMs)
      const today = dayInCalifornia(now)
      const before = days.get(bucket)
      const count = before?.day === today.day ? before.count : 0
      if (perDay !== undefined && count >= perDay) return { free: false, why: 'day', limit: perDay, retryAfterMs: today.leftMs }
      const oldest = recent[0] ?? now
      if (recent.length >= requests) return { free: false, why: 'window', limit: requests, retryAfterMs: oldest + windowMs - now }
      arrivals.set(bucket, [...recent, now])
      days.set(bucket, { day: today.day, count: count + 1 })
      return { free: true, limit: requests, remaining: requests - recent.length - 1, resetMs: oldest + windowMs - now }
    },
  }
}

const dayMs = 86_400_000
const california = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/Los_Angeles',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

/** The date in California and the time left of it, blind to the hour that two nights a year win or lose. */
function dayInCalifornia(now: number): { readonly day: string; readonly leftMs: number } {
  const [day = '', time = ''] = california.format(now).split(', ')
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number)
  const passedMs = ((hours * 60 + minutes) * 60 + seconds) * 1000 + (now % 1000)
  return { day, leftMs: Math.max(1, dayMs - passedMs) }
}
