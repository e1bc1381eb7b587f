import { expect, test } from 'vitest'
import { boardJsonSchema, readBoardFile, writeBoard } from './board-file.ts'
import type { Board } from './board.ts'
import { readList } from './readers/catalog.ts'
import { readyStyles } from './styles.ts'

const board: Board = {
  title: 'Film',
  kind: 'film',
  cast: 'Ida',
  format: 'webp',
  limits: { maxCostUsd: 1.5 },
  styles: readyStyles,
  shots: [
    {
      id: '1',
      title: 'Sea',
      beats: [
        {
          id: '1.1',
          prompt: 'a boat',
          prompts: { clear: 'b' },
          start: 0,
          end: 2,
          transition: 'hard_cut',
          passage: 'fade',
          extra: { sfx: ['rain'] },
        },
      ],
    },
    { id: '2', beats: [{ id: '2.1', prompt: 'a tree', transition: 'continue' }] },
  ],
}

test('a board reads back as it was written, with a line end at the end', () => {
  const text = writeBoard(board)
  expect(readBoardFile(text)).toEqual(board)
  expect(readBoardFile(`\u{FEFF}${text}`)).toEqual(board)
  expect(text.endsWith('}\n')).toBe(true)
})

test('the same board gives the same text whatever the order of its fields', () => {
  const { title, shots, ...rest } = board
  expect(writeBoard({ shots, ...rest, title })).toBe(writeBoard(board))
})

test('board.json is a list like any other', async () => {
  const { format, board: read, mapped } = await readList(writeBoard(board), 'x')
  expect([format, read, mapped]).toEqual(['Board', board, ['2 beats in 2 shots and 3 styles']])
})

const [first, second] = board.shots
const beat = first?.beats[0]
test.for([
  ['an unknown field', { ...board, colour: 1 }, 'a board: Unrecognized key: "colour"'],
  [
    'an unsafe beat id',
    { ...board, shots: [{ id: '1', beats: [{ ...beat, id: '../x' }] }] },
    'a board: Invalid string: must match pattern /^[A-Za-z0-9._-]+$/',
  ],
  [
    'a name that Windows keeps',
    { ...board, shots: [{ id: 'nul', beats: [beat] }] },
    'a board: no dot at either end and no name that Windows keeps',
  ],
  [
    'a style in capitals',
    { ...board, styles: [{ ...readyStyles[0], id: 'Ink' }] },
    'a board: Invalid string: must match pattern /^[a-z0-9-]+$/',
  ],
  [
    'a reference outside the folder',
    { ...board, styles: [{ ...readyStyles[0], reference: '../../x.png' }] },
    'a board: a path inside the project folder',
  ],
  ['a beat id twice', { ...board, shots: [first, { ...second, beats: [beat] }] }, 'every beat id once'],
  ['a shot id twice', { ...board, shots: [first, { ...second, id: '1' }] }, 'every shot id once'],
  ['a style twice', { ...board, styles: [readyStyles[0], readyStyles[0]] }, 'every style id once'],
  ['a first beat that continues', { ...board, shots: [second] }, 'hard_cut for the first beat'],
  ['an impossible kind', { ...board, kind: 'opera' }, 'a board: Invalid option: expected one of "film"|"timeline"|"story"|"steps"'],
] as const)('board.json with %s is refused, with the line where it is read as a list', async ([, data, expected]) => {
  const text = JSON.stringify(data, null, 1)
  const thrown: unknown = await readList(text, 'board.json').catch((error: unknown) => error)
  expect(thrown).toMatchObject({ kind: 'unreadable-list', facts: { expected } })
  expect(() => readBoardFile(text)).toThrow(expected)
})

test('the line is that of the value itself', async () => {
  const text = writeBoard(board).replace('"continue"', '"continues"')
  const line = text.slice(0, text.indexOf('"continues"')).split('\n').length
  await expect(readList(text, 'board.json')).rejects.toMatchObject({
    facts: { line, found: '"continues" at shots[1].beats[0].transition' },
  })
})

test('a board.json that is no JSON is refused', () => {
  expect(() => readBoardFile('{')).toThrow('expected valid JSON in board.json')
})

test('the JSON Schema describes every field of a board', () => {
  const schema = boardJsonSchema() as { properties: object; required: string[]; additionalProperties: boolean }
  expect(Object.keys(schema.properties)).toEqual(['$schema', 'title', 'kind', 'cast', 'format', 'limits', 'styles', 'shots', 'extra'])
  expect([schema.required, schema.additionalProperties]).toEqual([['title', 'kind', 'styles', 'shots'], false])
})
