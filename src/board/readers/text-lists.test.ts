import { expect, test } from 'vitest'
import type { Shot } from '../board.ts'
import { readList } from './catalog.ts'

const read = (text: string, name: string): ReturnType<typeof readList> => readList(text, name)

const told = (shot: Shot): unknown[] => [shot.title, shot.beats.map((beat) => [beat.prompt, beat.caption, beat.passage])]

test.for([
  ['page,prompt\n1,a', 'story'],
  ['step,prompt\n1,a', 'steps'],
  ['start,end,prompt\n0:01,0:02,a', 'timeline'],
  ['shot,start,prompt\n1,0,a', 'film'],
  ['prompt\na', 'film'],
] as const)('the columns of %j make a %s', async ([text, kind]) => {
  expect((await read(text, 'x')).board.kind).toBe(kind)
})

test('A1111: options are kept with their line, quotes are taken off, the size is that of the styles', async () => {
  const text =
    '--prompt "a \\"red\\" boat" --negative_prompt \'no text\' --steps 20 --width 512 --height 768 --do_not_save_grid\na plain tree\n'
  const { board } = await read(text, 'x')
  expect(board.styles[0]?.size).toEqual({ width: 512, height: 768 })
  expect(board.shots[0]?.beats).toEqual([
    {
      id: '1.1',
      prompt: 'a "red" boat',
      negativePrompt: 'no text',
      transition: 'hard_cut',
      extra: { steps: '20', do_not_save_grid: 'true' },
    },
    { id: '1.2', prompt: 'a plain tree', transition: 'hard_cut' },
  ])
})

test('SwarmUI lists are cut at their bars', async () => {
  const { format, board, ignored } = await read('a boat || a tree\n|| ||\n a house', 'x')
  expect([format, board.shots[0]?.beats.map((beat) => beat.prompt), ignored]).toEqual([
    'SwarmUI list',
    ['a boat', 'a tree', 'a house'],
    ['an empty place between bars, at line 2'],
  ])
})

test('Fountain: notes and boneyard are left out, dialogue before any action is drawn as its speaker', async () => {
  const text =
    'Title:\n    _**The Well**_\n\n/* cut\nthis */\nINT. HALL - DAY #1#\n\nANN (V.O.)\nHello [[really?]]\n\n= synopsis\n\n.GARDEN\n\n!RAIN falls.\n\n> WIPE TO:\n\nEXT. ROAD - NIGHT\nA *red* car.\n'
  const { board, ignored } = await read(text, 'a.fountain')
  expect(board.title).toBe('The Well')
  expect(board.shots.map(told)).toEqual([
    ['INT. HALL - DAY', [['INT. HALL - DAY. ANN', 'ANN: Hello', undefined]]],
    ['GARDEN', [['GARDEN. RAIN falls.', undefined, undefined]]],
    ['EXT. ROAD - NIGHT', [['EXT. ROAD - NIGHT. A red car.', undefined, 'wipe']]],
  ])
  expect(ignored).toEqual(['a section, synopsis or lyric line, at line 11'])
})

test('plain text: headings name the film and its shots', async () => {
  const { board } = await read('# The Film\n\n## Harbour\na boat\na tree\n---\n1) a house\n', 'x')
  expect([board.title, board.shots.map((shot) => [shot.title, shot.beats.length])]).toEqual([
    'The Film',
    [
      ['Harbour', 2],
      ['Harbour', 1],
    ],
  ])
})
