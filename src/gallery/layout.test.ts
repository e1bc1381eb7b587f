import { posix } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pictureBoard } from '../../test/pictures.ts'
import type { Beat, Board, BoardKind } from '../board/board.ts'
import { pictureId } from '../board/picture.ts'
import { layoutOf, picturePath } from './layout.ts'

const beat = (id: string, start?: number): Beat => ({ id, prompt: '', transition: 'hard_cut', ...(start === undefined ? {} : { start }) })
const style = (id: string): Board['styles'][number] => ({ id, words: '', models: [], continuity: 'none', size: { width: 1, height: 1 } })

test.for<[BoardKind, string]>([
  ['film', 'generated_images/clear/Shot_1/Beat_1.1.png'],
  ['steps', 'generated_images/clear/Step_1.1.webp'],
  ['story', 'generated_images/clear/Page_1.1.png'],
])('A7, D6: a picture of a %s is at %s', ([kind, path]) => {
  expect(picturePath(pictureBoard(kind, ['1.1']), 'clear', '1.1')).toBe(path)
})

describe('a timeline', () => {
  const beats = [beat('0', 0), beat('1', 3.5), beat('2', 3.5), beat('3', 7.8), beat('4'), beat('5', -1), beat('6', 123_456.789)]
  const names = ['frame_00000000', 'frame_00003500', 'frame_00003500_2', 'frame_00007800', 'beat_4', 'beat_5', 'frame_123456789']

  test('B5: frames are named by their milliseconds, in the project folder itself', () => {
    const layout = layoutOf(pictureBoard('timeline', [], { styles: [style('clear')], shots: [{ id: '1', beats }] }))
    expect(beats.map(({ id }) => layout.pathOf(pictureId('clear', id)))).toEqual(names.map((name) => `${name}.png`))
  })

  test('with several styles has a folder for each', () => {
    const layout = layoutOf(pictureBoard('timeline', [], { shots: [{ id: '1', beats }] }))
    expect(layout.pathOf('illustration/2')).toBe('illustration/frame_00003500_2.png')
  })

  test('finds the pictures that its first style had while it was alone', () => {
    const layout = layoutOf(pictureBoard('timeline', [], { shots: [{ id: '1', beats }] }))
    expect(layout.idOf('frame_00003500.png')).toBe('clear/1')
    expect(layout.candidatesOf('clear/1').slice(0, 5)).toEqual([
      'clear/frame_00003500.png',
      'clear/frame_00003500.webp',
      'clear/frame_00003500.jpeg',
      'clear/frame_00003500.jpg',
      'frame_00003500.png',
    ])
  })

  test('gives no style a folder that is something else', () => {
    const layout = layoutOf(pictureBoard('timeline', ['1'], { styles: [style('references'), style('exports')] }))
    expect(layout.pathOf('references/1')).toMatch(/^references~[0-9a-f]{16}\/beat_1\.png$/)
  })
})

test('the format of the board decides the file type', () => {
  expect(picturePath(pictureBoard('film', ['1'], { format: 'jpeg' }), 'clear', '1')).toMatch(/Beat_1\.jpeg$/)
})

test.for([
  'generated_images/clear/Shot_1/Beat_9.png',
  'generated_images/other/Shot_1/Beat_1.png',
  'generated_images/clear/Shot_1/Beat_1.txt',
  'picks.json',
])('%s is no picture of the board', (path) => {
  expect(layoutOf(pictureBoard('film', ['1'])).idOf(path)).toBeUndefined()
})

test('a beat that is not on the board has no path', () => {
  expect(() => picturePath(pictureBoard('film', ['1']), 'clear', '2')).toThrow(expect.objectContaining({ kind: 'wrong-usage' }))
})

const hostile = fc.oneof(
  fc.constantFrom(
    '..',
    '../../etc/passwd',
    'CON',
    'aux.png',
    'a.',
    'a ',
    'A',
    'a',
    '~',
    'com1',
    '\u0000',
    'x'.repeat(400),
    '\ud800',
    '\ud801',
    'é',
    'e\u0301',
    '.',
  ),
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.string({ minLength: 1 }),
)
const ids = fc.uniqueArray(hostile, { minLength: 1, maxLength: 12 })
const kinds = fc.constantFrom<BoardKind>('film', 'timeline', 'story', 'steps')

test('whatever the ids are: no path leaves the folder, none are the same in any case, and each leads back', () => {
  fc.assert(
    fc.property(kinds, ids, ids, ids, (kind, beats, shots, styles) => {
      const slashless = [...new Set(styles.map((id) => id.replaceAll('/', '|')))]
      const list = beats.map((id, index) => ({
        shot: shots[index % shots.length] ?? '',
        beat: beat(id, index % 3 === 0 ? index / 2 : undefined),
      }))
      const board: Board = {
        title: '',
        kind,
        styles: slashless.map(style),
        shots: list.map((item) => ({ id: item.shot, beats: [item.beat] })),
      }
      const layout = layoutOf(board)
      const all = slashless.flatMap((one) => beats.map((id) => pictureId(one, id)))
      const paths = all.flatMap((id) => [layout.pathOf(id), `${layout.takesOf(id)}/1.png`])
      expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length)
      for (const path of paths) {
        expect(posix.normalize(path)).toBe(path)
        expect(path).toMatch(/^[\w.~-]+(?:\/[\w.~-]+)*$/)
        for (const name of path.split('/')) expect(name).not.toMatch(/^\.\.?$|\.$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)|^.{120,}$/i)
      }
      for (const id of all) expect(layout.idOf(layout.pathOf(id))).toBe(id)
    }),
  )
})
