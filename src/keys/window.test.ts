import { expect, test } from 'vitest'
import type { Pace } from './key-pool.ts'
import { emptyBucket, lessonOf, readyAt, roomIn, withStart, type Bucket } from './window.ts'

const now = 10_000_000
const pace: Pace = { requests: 3, windowMs: 60_000 }
const unpaced: Pace = { windowMs: 60_000 }

function started(...ago: number[]): Bucket {
  return { starts: ago.map((ms) => now - ms) }
}

test.for<[string, Bucket, Pace, { waitMs: number; room: number }]>([
  ['an empty window has all its room', emptyBucket, pace, { waitMs: 0, room: 3 }],
  ['a full one waits for its oldest start and the margin', started(50_000, 40_000, 1), pace, { waitMs: 10_900, room: 0 }],
  ['what has left the window is forgotten', started(70_000, 61_000, 60_900, 1), pace, { waitMs: 0, room: 2 }],
  ['more than the allowance waits until enough have left', started(50_000, 40_000, 30_000, 20_000), pace, { waitMs: 20_900, room: -1 }],
  ['what is not paced never waits', started(1, 1, 1, 1), unpaced, { waitMs: 0, room: 1e9 - 4 }],
  ['starts from a clock that was ahead do not block', started(-9_000_000, -8_000_000, -7_000_000), pace, { waitMs: 0, room: 3 }],
  [
    'a rest goes before room',
    { starts: [], rest: { since: now, until: now + 5_000, trouble: 'rate-limited', streak: 1 } },
    pace,
    { waitMs: 5_000, room: 3 },
  ],
  ['a lesson spreads the starts evenly', { starts: [now], lesson: { requests: 3, at: now } }, pace, { waitMs: 21_000, room: 2 }],
  ['a lesson that has faded is over', { starts: [now], lesson: { requests: 2, at: now - 600_000 } }, pace, { waitMs: 0, room: 2 }],
  ['a smaller one comes back by a tenth', { starts: [], lesson: { requests: 1, at: now - 600_000 } }, pace, { waitMs: 0, room: 2 }],
])('%s', ([, bucket, ofPace, expected]) => {
  expect({ waitMs: readyAt(bucket, ofPace, now) - now, room: roomIn(bucket, ofPace, now) }).toEqual(expected)
})

test('a start is put in its place, and those that left every window are dropped', () => {
  expect(withStart({ starts: [now - 99_000, now - 5, now + 3] }, pace, now).starts).toEqual([now - 5, now, now + 3])
})

test.for<[string, Bucket, Pace, number, number]>([
  ['the first 429 keeps the allowance and spreads it', started(5, 4, 3), pace, now - 3, 3],
  ['the next takes a quarter', { starts: [], lesson: { requests: 9, at: now - 10 } }, { ...pace, requests: 9 }, now - 3, 6],
  ['one that was under way teaches nothing', { starts: [], lesson: { requests: 9, at: now - 10 } }, { ...pace, requests: 9 }, now - 20, 9],
  ['one a minute is the least', { starts: [], lesson: { requests: 1, at: now - 10 } }, pace, now - 3, 1],
  ['without a pace a quarter less than was sent is the lesson', started(40, 30, 20, 10), unpaced, now - 10, 3],
])('%s', ([, bucket, ofPace, start, requests]) => {
  expect(lessonOf(bucket, ofPace, start, now).requests).toBe(requests)
})
