import { expect, test } from 'vitest'
import { beatsOf, type Board } from '../board.ts'
import { readList } from './catalog.ts'

const lines = (board: Board): string[] =>
  [...beatsOf(board)].map(({ shot, beat }) => `${shot.id} ${beat.id} ${beat.transition === 'continue' ? 'C' : 'H'} ${beat.prompt}`)
const asLines = async (data: unknown, name = 'list.json'): Promise<string[]> =>
  lines((await readList(typeof data === 'string' ? data : JSON.stringify(data), name)).board)

test.for([
  ['Beat 1.1', '1.1'],
  ['Beat_1.1', '1.1'],
  ['beat-7', '7'],
  ['1.1', '1.1'],
  ['Step 4', '4'],
  ['#3', '3'],
  ['../../etc/passwd', 'etc-passwd'],
  ['con', '_con'],
  ['Küche 2', 'Kuche-2'],
  ['..', '1.1'],
  ['x'.repeat(200), 'x'.repeat(80)],
] as const)('A1: the beat number %s becomes the id %s', async ([written, id]) => {
  const { board } = await readList(JSON.stringify([{ shot_number: 1, beat_number: written, ai_prompt: 'a boat' }]), 'a.json')
  expect(board.shots[0]?.beats[0]?.id).toBe(id)
})

test('A1: equal beat numbers in two shots do not collide, and the account says so', async () => {
  const items = [
    { shot_number: 1, beat_number: 'Beat 1', ai_prompt: 'a' },
    { shot_number: 1, beat_number: 'Beat 2', ai_prompt: 'b' },
    { shot_number: 2, beat_number: 'Beat 1', ai_prompt: 'c' },
  ]
  const { board, mapped, warnings } = await readList(JSON.stringify(items), 'a.json')
  expect(lines(board)).toEqual(['1 1.1 H a', '1 1.2 C b', '2 2.1 H c'])
  expect(mapped).toContain('shots count their beats anew, so every beat has its shot before it, e.g. `1` in shot 2 is `2.1`')
  expect(warnings).toEqual([])
})

test('A1: a beat number that is there twice in a shot gets a count and a warning; case does not tell ids apart', async () => {
  const list = ['7', '7', 'a', 'A'].map((beat) => ({ shot: 1, beat, prompt: 'p' }))
  const { board, warnings } = await readList(JSON.stringify(list), 'a.json')
  expect([...beatsOf(board)].map(({ beat }) => beat.id)).toEqual(['7', '7_2', 'a', 'A_2'])
  expect(warnings).toEqual(['a beat number that is there twice got a count behind it, e.g. `7_2`, 2 times, first at [1]'])
})

test.for([
  ['H', 'H', undefined],
  ['C', 'C', undefined],
  ['hard_cut', 'H', undefined],
  ['Continuous', 'C', undefined],
  ['Cut', 'H', undefined],
  ['SMASH CUT TO:', 'H', undefined],
  ['Fade', 'C', 'fade'],
  ['Cross-dissolve', 'C', 'dissolve'],
  ['Wipe left', 'C', 'wipe'],
  ['None', 'C', undefined],
  [undefined, 'C', undefined],
] as const)('A1: inside a shot the transition %s is %s with the passage %s', async ([word, way, passage]) => {
  const list = [
    { shot: 1, beat: '1.1', prompt: 'a' },
    { shot: 1, beat: '1.2', prompt: 'b', transition_type: word },
  ]
  const { board, warnings } = await readList(JSON.stringify(list), 'a.json')
  const beat = board.shots[0]?.beats[1]
  expect([beat?.transition === 'continue' ? 'C' : 'H', beat?.passage, warnings]).toEqual([way, passage, []])
})

test('A1: the first beat of a shot is a hard cut unless the list itself continues; the first of the board always is', async () => {
  const said = [
    [1, 'C'],
    [2, 'C'],
    [3, 'Fade'],
    [4, ''],
    [4, ''],
  ] as const
  expect(await asLines(said.map(([shot, transition]) => ({ shot, transition, prompt: 'p' })))).toEqual([
    '1 1.1 H p',
    '2 2.1 C p',
    '3 3.1 H p',
    '4 4.1 H p',
    '4 4.2 C p',
  ])
})

test('a transition nobody knows is kept beside the beat with a warning', async () => {
  const { board, warnings } = await readList(JSON.stringify([{ prompt: 'a', transition: 'Whoosh' }]), 'a.json')
  expect(board.shots[0]?.beats[0]?.extra).toEqual({ transition_type: 'Whoosh' })
  expect(warnings).toEqual(['the transition "Whoosh" is none we know and is kept beside the beat, at [0]'])
})

const flat = ['1 1.1 H a', '1 1.2 C b', '2 2.1 H c']
test.for([
  [
    'an array of items',
    [
      { shot: 1, prompt: 'a' },
      { shot: 1, prompt: 'b' },
      { shot: 2, prompt: 'c' },
    ],
  ],
  [
    'items under a name',
    {
      title: 'T',
      beats: [
        { beat: '1.1', prompt: 'a' },
        { beat: '1.2', prompt: 'b' },
        { beat: '2.1', prompt: 'c' },
      ],
    },
  ],
  ['shots with beats inside', { shots: [{ beats: [{ prompt: 'a' }, { prompt: 'b' }] }, { shot_number: 2, beats: ['c'] }] }],
  ['one JSON object a line', '{"shot":1,"prompt":"a"}\n{"shot":1,"prompt":"b"}\n{"shot":2,"prompt":"c"}'],
  ['JSON with comments and trailing commas', '// film\n[{"shot":1,"prompt":"a"},{shot:1,prompt:\'b\'},/* c */{"shot":2,"prompt":"c",},]'],
  ['a default export', 'export default [{shot:1,prompt:"a"},{shot:1,prompt:`b`},{shot:2,prompt:"" + \'c\'}];'],
  ['a named export', 'export const prompts = [{shot:1,prompt:"a"},{shot:1,prompt:"b"},{shot:2,prompt:"c"}]'],
  [
    'a constant exported after',
    "import x from 'y'\nconst p = [{shot:1,prompt:'a'},{shot:1,prompt:'b'},{shot:2,prompt:'c'}]; export default p",
  ],
  ['module.exports', '"use strict";\nmodule.exports = [{shot:1,prompt:"a"},{shot:1,prompt:"b"},{shot:2,prompt:"c"}]'],
  ['YAML', 'title: T\nbeats:\n  - {shot: 1, prompt: a}\n  - {shot: 1, prompt: b}\n  - {shot: 2, prompt: c}\n'],
  ['byte order mark and CRLF', '\u{FEFF}shot,prompt\r\n1,a\r\n1,b\r\n2,c\r\n'],
  ['semicolons', 'Shot;Prompt\n1;a\n1;b\n2;c'],
  ['a Markdown table', '| Shot | Prompt |\n|---|:-:|\n| 1 | a |\n| 1 | b |\n| 2 | c |'],
  ['plain text with bullets', '- a\n2. b\n\n* c'],
  ['marked text', '=== Beat 1.1 (Shot 1) ===\na\n=== 1.2 (Shot 1) ===\nb\n\n=== 2.1 (Shot 2) ===\n\nc\n'],
  ['beats.md', '# Film\n\n## 1.1\na\n## Beat 1.2\nb\n## 2.1\nc'],
] as const)('A17: %s holds shots and beats', async ([, data]) => {
  expect(await asLines(data, 'list')).toEqual(flat)
})

test('bare strings are prompts', async () => {
  expect((await readList('["a boat","a tree"]', 'p.json')).format).toBe('Prompts (JSON)')
})

test('A2: lists by style become prompts of their own under one board', async () => {
  const script = `export const illustrationPrompts = [{beat_number:'1.1',ai_prompt:'i1'},{beat_number:'1.2',ai_prompt:'i2'}]
export const clearPrompts = [{beat_number:'Beat 1.1',ai_prompt:'c1'},{beat_number:'9.9',ai_prompt:'c9'}]`
  const { board, warnings } = await readList(script, 'prompts.js')
  expect(board.styles.map((style) => style.id)).toEqual(['illustration', 'clear'])
  expect([...beatsOf(board)].map(({ beat }) => [beat.id, beat.prompts])).toEqual([
    ['1.1', { illustration: 'i1', clear: 'c1' }],
    ['1.2', { illustration: 'i2' }],
    ['9.9', { clear: 'c9' }],
  ])
  expect(warnings).toEqual(['a beat that only the style clear has stands at the end, at clearPrompts[1]'])
})

test.for([
  [{ prompts: { illustration: 'i', 'my ink': 'm' } }, ['illustration', 'my-ink']],
  [{ prompt: 'p', prompt_clear: 'c', negative_prompt: 'n' }, ['clear']],
  [{ illustration: 'i', consistent: 'c' }, ['illustration', 'consistent']],
] as const)('A2: prompts of single styles inside an item: %j', async ([item, styles]) => {
  const { board } = await readList(JSON.stringify([item]), 'a.json')
  expect(board.styles.map((style) => style.id)).toEqual(styles)
  expect(Object.keys(board.shots[0]?.beats[0]?.prompts ?? {})).toEqual(styles)
})

test('A2: a file name of the documents says its style', async () => {
  expect((await readList('[{"beat_number":"1.1","ai_prompt":"a"}]', 'prompts-clear.json')).board.styles.map((style) => style.id)).toEqual([
    'clear',
  ])
})
