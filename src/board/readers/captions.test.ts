import { expect, test } from 'vitest'
import { beatsOf } from '../board.ts'
import { readList } from './catalog.ts'

type Cue = readonly [start: number | undefined, end: number | undefined, text: string]

async function cuesIn(text: string, name = 'a.srt'): Promise<Cue[]> {
  return [...beatsOf((await readList(text, name)).board)].map(({ beat }) => [beat.start, beat.end, beat.prompt])
}

const two: readonly Cue[] = [
  [1, 2.5, 'A boat'],
  [3, 4, 'A tree'],
]

/** The messy files that captions come as in life. */
test.for([
  [
    'byte order mark and CRLF',
    '\u{FEFF}1\r\n00:00:01,000 --> 00:00:02,500\r\nA boat\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nA tree\r\n',
  ],
  ['dots for commas', '1\n00:00:01.000 --> 00:00:02.500\nA boat\n\n2\n00:00:03.000 --> 00:00:04.000\nA tree\n'],
  ['no numbers', '00:00:01,000 --> 00:00:02,500\nA boat\n\n00:00:03,000 --> 00:00:04,000\nA tree'],
  ['an empty line after the timing', '1\n00:00:01,000 --> 00:00:02,500\n\nA boat\n\n2\n00:00:03,000 --> 00:00:04,000\n\nA tree\n'],
  ['no empty line between', '1\n00:00:01,000 --> 00:00:02,500\nA boat\n2\n00:00:03,000 --> 00:00:04,000\nA tree\n'],
  ['short times', '1\n0:01,0 --> 0:02,5\nA boat\n\n2\n0:03 --> 0:04\nA tree'],
  [
    'tags',
    '1\n00:00:01,000 --> 00:00:02,500\n<i>A</i> <font color="#fff">boat</font>\n\n2\n00:00:03,000 --> 00:00:04,000\n{\\an8}<v Ann>A&nbsp;tree</v>',
  ],
  [
    'a VTT header, styles and notes',
    'WEBVTT\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nNOTE one\ntwo\n\nfirst\n00:01.000 --> 00:02.500 align:start\nA boat\n\nNOTE x\n\n00:03.000 --> 00:04.000\nA tree\n',
  ],
  ['words with times inside', 'WEBVTT\n\n00:01.000 --> 00:02.500\nA<00:00:01.500><c> boat</c>\n\n00:03.000 --> 00:04.000\nA tree'],
  ['text that is no caption', 'garbage\n\n1\n00:00:01,000 --> 00:00:02,500\nA boat\n\n2\n00:00:03,000 --> 00:00:04,000\nA tree\n'],
  ['a wrong order', '2\n00:00:03,000 --> 00:00:04,000\nA tree\n\n1\n00:00:01,000 --> 00:00:02,500\nA boat\n'],
  [
    'an empty caption',
    '1\n00:00:01,000 --> 00:00:02,500\nA boat\n\n2\n00:00:02,600 --> 00:00:02,700\n\n\n3\n00:00:03,000 --> 00:00:04,000\nA tree',
  ],
  ['a single arrow line', '1\n00:00:01,000 -> 00:00:02,500\nA boat\n\n2\n00:00:03,000 -> 00:00:04,000\nA tree'],
] as const)('B2: captions with %s are read', async ([, text]) => {
  expect(await cuesIn(text)).toEqual(two)
})

test('text after an empty line belongs to its caption, two lines are one', async () => {
  const text = '1\n00:00:01,000 --> 00:00:02,000\nA boat\nat night\n\nand rain\n\n2\n00:00:03,000 --> 00:00:02,000\nA tree'
  expect(await cuesIn(text)).toEqual([
    [1, 2, 'A boat at night and rain'],
    [3, undefined, 'A tree'],
  ])
})

test('captions are known without a name', async () => {
  expect((await readList('00:01.000 --> 00:02.000\nA boat', 'x')).format).toBe('SRT captions')
})

test('a file of captions without any is refused', async () => {
  await expect(readList('WEBVTT\n\nnothing', 'a.vtt')).rejects.toMatchObject({
    kind: 'unreadable-list',
    facts: { line: 1, expected: 'captions with a time and words', found: 'none' },
  })
})
