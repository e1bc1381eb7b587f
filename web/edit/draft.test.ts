import { expect, test } from 'vitest'
import type { Board } from '../../src/browser.ts'
import { insertBeats, moveBeat, removeBeat } from './draft.ts'
import { readTime } from './read-time.ts'

const board: Board = {
  title: 'Two shots',
  kind: 'film',
  styles: [],
  shots: [
    {
      id: '1',
      beats: [
        { id: '1.1', prompt: 'a', transition: 'hard_cut' },
        { id: '1.2', prompt: 'b', transition: 'continue' },
      ],
    },
    { id: '2', beats: [{ id: '2.1', prompt: 'c', transition: 'continue' }] },
  ],
}

function ids(next: Board): readonly (readonly string[])[] {
  return next.shots.map((shot) => shot.beats.map((beat) => beat.id))
}

test('a moved beat keeps its id, and crosses into the next shot at the end of its own', () => {
  expect(ids(moveBeat(board, '1.1', 1))).toEqual([['1.2', '1.1'], ['2.1']])
  expect(ids(moveBeat(board, '1.2', 1))).toEqual([['1.1'], ['1.2', '2.1']])
  expect(ids(moveBeat(board, '2.1', -1))).toEqual([['1.1', '1.2', '2.1']])
  expect(moveBeat(board, '2.1', 1)).toBe(board)
})

test('whatever beat comes first is a hard cut', () => {
  expect(moveBeat(board, '1.1', 1).shots[0]?.beats[0]).toEqual({ id: '1.2', prompt: 'b', transition: 'hard_cut' })
  expect(removeBeat(board, '1.1').shots[0]?.beats[0]?.transition).toBe('hard_cut')
})

test('new beats get ids that nobody has, and stand where they were asked for', () => {
  const { board: next, ids: made } = insertBeats(board, '1.1', ['x', 'y'])
  expect(made).toEqual(['1.3', '1.4'])
  expect(ids(next)).toEqual([['1.1', '1.3', '1.4', '1.2'], ['2.1']])
})

test('the last beat of a shot takes the shot with it', () => {
  expect(ids(removeBeat(board, '2.1'))).toEqual([['1.1', '1.2']])
})

test.for([
  ['0:21', 21],
  ['1:02:03', 3723],
  ['6s', 6],
  ['6', 6],
  ['+2', 12],
  ['-1.5', 8.5],
  ['-20', undefined],
  ['soon', undefined],
] as const)('the time ‘%s’ is read as %s s where 10 s stood', ([text, seconds]) => {
  expect(readTime(text, 10)).toBe(seconds)
})
