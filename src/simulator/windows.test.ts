import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { slidingWindows } from './windows.ts'

const noon = Date.UTC(2026, 10, 20, 20) // 12:00 in California

describe('sliding windows', () => {
  const script = fc.record({
    requests: fc.integer({ min: 1, max: 6 }),
    windowMs: fc.integer({ min: 1, max: 100 }),
    gaps: fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 60 }),
  })

  test('A16: no stretch of a window’s length ever holds more than it gives, and a request is turned away only when it is full', () => {
    fc.assert(
      fc.property(script, ({ requests, windowMs, gaps }) => {
        const windows = slidingWindows({ requests, windowMs })
        const taken: number[] = []
        let now = noon
        for (const gap of gaps) {
          now += gap
          const recent = taken.filter((at) => at > now - windowMs).length
          const seat = windows.take('bucket', now)
          expect(seat.free).toBe(recent < requests)
          if (seat.free) taken.push(now)
        }
      }),
    )
  })

  test('the rest it asks for is exact: one millisecond earlier is too early', () => {
    fc.assert(
      fc.property(script, ({ requests, windowMs, gaps }) => {
        const windows = slidingWindows({ requests, windowMs })
        let now = noon
        for (const gap of gaps) {
          now += gap
          const seat = windows.take('bucket', now)
          if (seat.free) continue
          expect(windows.take('bucket', now + seat.retryAfterMs - 1).free).toBe(false)
          now += seat.retryAfterMs
          expect(windows.take('bucket', now).free).toBe(true)
        }
      }),
    )
  })

  test('buckets do not share', () => {
    const windows = slidingWindows({ requests: 1, windowMs: 1000 })
    expect(windows.take('a', noon).free).toBe(true)
    expect(windows.take('b', noon)).toEqual({ free: true, limit: 1, remaining: 0, resetMs: 1000 })
    expect(windows.take('a', noon + 10)).toEqual({ free: false, why: 'window', limit: 1, retryAfterMs: 990 })
  })

  test('a day’s quota comes back at midnight in California', () => {
    const windows = slidingWindows({ requests: 100, windowMs: 1, perDay: 2 })
    const answers = [0, 1, 2].map((hours) => windows.take('bucket', noon + hours * 3_600_000))
    expect(answers.map((seat) => seat.free)).toEqual([true, true, false])
    expect(answers[2]).toEqual({ free: false, why: 'day', limit: 2, retryAfterMs: 10 * 3_600_000 })
    expect(windows.take('bucket', noon + 12 * 3_600_000 - 1).free).toBe(false)
    expect(windows.take('bucket', noon + 12 * 3_600_000).free).toBe(true)
  })

  test('without limits everything is free', () => {
    expect(slidingWindows(undefined).take('bucket', noon)).toEqual({ free: true })
  })
})
