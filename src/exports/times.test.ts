import fc from 'fast-check'
import { expect, test } from 'vitest'
import { beat } from '../../test/boards.ts'
import { paceOf, timesOf } from './times.ts'

type Row = readonly [start?: number | undefined, end?: number | undefined]
const beatsAt = (...rows: Row[]) =>
  rows.map(([start, end], index) => beat(`b${index}`, { ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) }))
const spansOf = (...rows: Row[]) => timesOf(beatsAt(...rows), 'film').beats.map(({ beat: { id }, start, end }) => [id, start, end])

test.for<[string, Row[], [string, number, number][]]>([
  [
    'each stands until the next one starts, the last to its own end',
    [[0, 1], [2], [5, 9]],
    [
      ['b0', 0, 2],
      ['b1', 2, 5],
      ['b2', 5, 9],
    ],
  ],
  [
    'a last beat without an end stands for its pace',
    [[0], [2]],
    [
      ['b0', 0, 2],
      ['b1', 2, 5],
    ],
  ],
  [
    'a list may begin later than 0',
    [[3.5], [5, 6]],
    [
      ['b0', 3.5, 5],
      ['b1', 5, 6],
    ],
  ],
  [
    'no times at all: one after the other',
    [[], []],
    [
      ['b0', 0, 3],
      ['b1', 3, 6],
    ],
  ],
  [
    'missing times are spread between their neighbours',
    [[0], [], [], [6, 7]],
    [
      ['b0', 0, 2],
      ['b1', 2, 4],
      ['b2', 4, 6],
      ['b3', 6, 7],
    ],
  ],
  [
    'missing times at the start and at the end',
    [[], [4], []],
    [
      ['b0', 0, 4],
      ['b1', 4, 7],
      ['b2', 7, 10],
    ],
  ],
  [
    'times out of order are shown in order of time',
    [[0], [10], [5], [20, 21]],
    [
      ['b0', 0, 5],
      ['b2', 5, 10],
      ['b1', 10, 20],
      ['b3', 20, 21],
    ],
  ],
  [
    'times before the start are put at 0',
    [[-3], [2, 3]],
    [
      ['b0', 0, 2],
      ['b1', 2, 3],
    ],
  ],
  ['an end before the start is passed over', [[5, 1]], [['b0', 5, 8]]],
])('%s', ([, rows, spans]) => {
  expect(spansOf(...rows)).toEqual(spans)
})

test('what could not be shown as the list says is said', () => {
  expect(timesOf(beatsAt([-1], [5], [2], [5, 6]), 'film').warnings).toEqual([
    'Before the start, put at 0: b0.',
    'Shown in order of time, not of the list: b2, b1.',
    'Never seen, the next beat starts at the same instant: b1.',
  ])
})

test('D9: a pace of the user’s own is even and in the order of the list', () => {
  expect(timesOf(beatsAt([4], [1]), 'steps', 0.5).beats.map(({ start, end }) => [start, end])).toEqual([
    [0, 0.5],
    [0.5, 1],
  ])
})

test.for<[string, string | undefined, number]>([
  ['a caption stands as long as it takes to say', 'one two three four five six seven eight', 3.7],
  ['a short one no less than 2 s', 'Yes.', 2],
  ['a long one no more than 12 s', 'word '.repeat(200), 12],
  ['script without spaces counts by signs', '字'.repeat(45), 3.6],
  ['none stands for 3 s', undefined, 3],
])('%s', ([, caption, seconds]) => {
  expect(paceOf(beat('1', caption === undefined ? {} : { caption }), 'film')).toBe(seconds)
})

test('a step of a how-to stands for 1.5 s', () => {
  expect(paceOf(beat('1', { caption: 'word '.repeat(50) }), 'steps')).toBe(1.5)
})

test('whatever the times: every beat has a span, in order, none before 0, none overlapping', () => {
  const time = fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { nil: undefined })
  fc.assert(
    fc.property(fc.array(fc.tuple(time, time), { minLength: 1, maxLength: 30 }), (rows) => {
      const { beats } = timesOf(beatsAt(...rows), 'film')
      expect(beats.map(({ beat: { id } }) => id).toSorted()).toEqual(rows.map((_, index) => `b${index}`).toSorted())
      for (const [index, { start, end }] of beats.entries()) {
        expect(start).toBeGreaterThanOrEqual(0)
        expect(end).toBeGreaterThanOrEqual(start)
        expect(start).toBe(beats[index - 1]?.end ?? start)
      }
    }),
  )
})
