import fc from 'fast-check'
import { expect, test } from 'vitest'
import { beat } from '../../test/boards.ts'
import { readList } from '../board/readers/catalog.ts'
import { clockText, cuesOf, linesOf } from './cues.ts'
import { srtText } from './srt.ts'
import { timesOf } from './times.ts'
import { vttText } from './vtt.ts'

const heardOf = (rows: readonly (readonly [start: number, caption: string, end?: number])[]) => {
  const beats = rows.map(([start, caption, end], index) => beat(`${index + 1}`, { start, caption, ...(end === undefined ? {} : { end }) }))
  const heard = timesOf(beats, 'film').beats
  return { heard, seconds: heard.at(-1)?.end ?? 0 }
}

test('a caption stands from its beat’s start to its end, or to the next beat', () => {
  const cues = cuesOf(
    heardOf([
      [0, 'One', 1],
      [2, ''],
      [3, 'Two'],
      [4, 'Three', 6],
    ]),
  )
  expect(cues).toEqual([
    { beat: '1', start: 0, end: 1, lines: ['One'] },
    { beat: '3', start: 3, end: 4, lines: ['Two'] },
    { beat: '4', start: 4, end: 6, lines: ['Three'] },
  ])
})

test('what needs more than two lines follows in cues of its own', () => {
  const cues = cuesOf(heardOf([[0, 'word '.repeat(40), 10]]))
  expect(cues.map((cue) => cue.lines.length)).toEqual([2, 2, 1])
  expect([cues[0]?.start, cues.at(-1)?.end]).toEqual([0, 10])
  expect(cues.slice(1).map((cue) => cue.start)).toEqual(cues.slice(0, -1).map((cue) => cue.end))
})

test.for<[string, string, string[]]>([
  ['short words stay in a line', 'The lamp went out.', ['The lamp went out.']],
  [
    'lines are of about equal length',
    'Somewhere above the trees, the snow lets go of a drop.',
    ['Somewhere above the trees, the', 'snow lets go of a drop.'],
  ],
  ['script without spaces is cut', '字'.repeat(50), ['字'.repeat(42), '字'.repeat(8)]],
  ['a family of one sign is not torn', '👩‍👩‍👧‍👦'.repeat(43), ['👩‍👩‍👧‍👦'.repeat(42), '👩‍👩‍👧‍👦']],
  ['controls and breaks become spaces', 'a\u0000b\r\n\r\nc', ['a b c']],
  ['nothing is no line', ' \n ', []],
])('%s', ([, text, lines]) => {
  expect(linesOf(text, 42)).toEqual(lines)
})

test.for<[number, string]>([
  [0, '00:00:00,000'],
  [61.0005, '00:01:01,001'],
  [3 * 3600 - 0.0001, '03:00:00,000'],
  [360_000.5, '100:00:00,500'],
  [-1, '00:00:00,000'],
])('%d s is written %s', ([seconds, text]) => {
  expect(clockText(seconds, ',')).toBe(text)
})

test('SubRip: numbered, and what a player would take for a tag is shown as it stands', () => {
  const text = srtText(cuesOf(heardOf([[0, '<i>not italic</i> a < b {\\an8} --> end', 2]])))
  expect(text).toBe('1\n00:00:00,000 --> 00:00:02,000\n<\u2060i>not italic<\u2060/i> a < b {\u2060\\an8} → end\n')
})

test('WebVTT: the beat is the id, markup is escaped', () => {
  const text = vttText(cuesOf(heardOf([[0, '<b>A & B</b> --> C', 2]])))
  expect(text).toBe('WEBVTT\n\n1\n00:00:00.000 --> 00:00:02.000\n&lt;b&gt;A &amp; B&lt;/b&gt; --&gt; C\n')
})

test('D9: what is written is read back: times to the millisecond, every word', async () => {
  const rows: (readonly [number, string])[] = [
    [0, 'The lamp went out.'],
    [2.5, 'مرحبا بالعالم'],
    [10_800.25, 'Three hours later 🫖'],
  ]
  for (const text of [srtText(cuesOf(heardOf(rows))), vttText(cuesOf(heardOf(rows)))]) {
    const { board } = await readList(text, 'captions')
    const beats = board.shots.flatMap((shot) => shot.beats)
    expect(beats.map(({ start, caption }) => [start, caption])).toEqual(rows)
  }
})

test('whatever the words and times, cues are in order and last', () => {
  const row = fc.tuple(fc.double({ min: -100, max: 20_000, noNaN: true }), fc.string({ unit: 'grapheme', maxLength: 300 }))
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
      const cues = cuesOf(heardOf(rows))
      for (const [index, cue] of cues.entries()) {
        expect(cue.end).toBeGreaterThan(cue.start)
        expect(cue.lines.length).toBeGreaterThan(0)
        expect(cue.start).toBeGreaterThanOrEqual(cues[index - 1]?.end ?? 0)
      }
    }),
  )
})
