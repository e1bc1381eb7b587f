import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BeatboardError } from '../../errors.ts'
import { readBoardFile, writeBoard } from '../board-file.ts'
import { beatsOf } from '../board.ts'
import { isSafeId } from '../ids.ts'
import { readList } from './catalog.ts'
import type { Understood } from './reader.ts'

const folder = join(import.meta.dirname, '../../../examples')
const examples = readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
const fileNames = fc.constantFrom(
  'list',
  'a.json',
  'a.js',
  'a.yaml',
  'a.csv',
  'a.md',
  'a.srt',
  'a.fountain',
  '../../a.json',
  'prompts-con.json',
)

function broken(laws: Readonly<Record<string, boolean>>): string[] {
  return Object.keys(laws).filter((law) => laws[law] === false)
}

/** The law of every reader: a board that can be written and read back, with safe ids once each, or an `unreadable-list` that says what was found. */
async function brokenLaws(text: string, name: string): Promise<string[]> {
  const outcome = await readList(text, name).catch((error: unknown) => error)
  const untouched = { 'the prototype of all objects is left alone': Object.keys(Object.prototype).length === 0 }
  if (outcome instanceof Error) {
    if (!(outcome instanceof BeatboardError)) return [String(outcome)]
    const { expected = '', found = '' } = outcome.facts
    return broken({
      ...untouched,
      'refused as unreadable': outcome.kind === 'unreadable-list',
      'found is bounded': found.length <= 80,
      expected: expected !== '',
    })
  }
  const { board } = outcome as Understood
  const beats = [...beatsOf(board)].map(({ beat }) => beat)
  const names = [beats, board.shots, board.styles].map((things) => things.map(({ id }) => id))
  return broken({
    ...untouched,
    'reads back as written': isDeepStrictEqual(readBoardFile(writeBoard(board)), board),
    'has beats': beats.length > 0,
    'ids once each': names.every((ids) => new Set(ids.map((id) => id.toLowerCase())).size === ids.length),
    'safe ids': names.flat().every(isSafeId),
    'whole words': beats.every(({ prompt }) => prompt !== '' && prompt.isWellFormed() && !prompt.includes('\0')),
  })
}

test('any text is understood or refused', async () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme', maxLength: 300 }))
  await fc.assert(
    fc.asyncProperty(text, fileNames, async (list, name) => {
      expect(await brokenLaws(list, name)).toEqual([])
    }),
    { numRuns: 500 },
  )
})

test('any JSON is understood or refused', async () => {
  const field = fc.constantFrom(
    'ai_prompt',
    'prompt',
    'prompts',
    'beat_number',
    'shot_number',
    'transition_type',
    'start_time',
    'end',
    'title',
    '__proto__',
    'constructor',
    'style',
    'x',
  )
  const value = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom('../..', 'con', 'A', 'a', 1e308, -1, '\u0000', '\ud800', '😀', 'C'))
  const items = fc.array(fc.dictionary(field, value, { maxKeys: 6 }), { maxLength: 6 })
  const top = fc.constantFrom(
    'sections',
    'events',
    'construction_steps',
    'scenes',
    'boards',
    'images',
    'beats',
    'shots',
    'illustration',
    '__proto__',
  )
  const data = fc.oneof(items, fc.dictionary(top, items, { maxKeys: 3 }), fc.jsonValue())
  await fc.assert(
    fc.asyncProperty(
      data.map((one) => JSON.stringify(one)),
      fileNames,
      async (list, name) => {
        expect(await brokenLaws(list, name)).toEqual([])
      },
    ),
    { numRuns: 1_000 },
  )
})

test('every example with a piece cut, doubled or overwritten is understood or refused', async () => {
  const nasty = fc.constantFrom(
    '',
    '"',
    '{',
    ']',
    '\n',
    '||',
    '__proto__',
    '\\u0000',
    '\0',
    '\ud83d',
    '-->',
    '=== ===',
    '../',
    'None',
    '1e999',
    '| --- |',
    '`${x}`',
  )
  const example = fc.constantFrom(...examples)
  await fc.assert(
    fc.asyncProperty(example, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(40), nasty, async ({ name, text }, share, cut, piece) => {
      const at = Math.floor(share * text.length)
      expect(await brokenLaws(text.slice(0, at) + piece + text.slice(at + cut), name)).toEqual([])
    }),
    { numRuns: 400 },
  )
})

const deep = (open: string, close: string, times: number): string => open.repeat(times) + close.repeat(times)
/** Each name is twice the one before: 2^25 strings, were they written out. */
const doubling = `const a0 = ["x","x"]\n${Array.from({ length: 25 }, (_, n) => `const a${n + 1} = [a${n},a${n}]`).join('\n')}\nexport default a25`
test.for([
  ['deep nesting in JSON', `[{"ai_prompt":"a","x":${deep('[', ']', 50_000)}}]`, 'a.json'],
  ['deep nesting at the top', deep('[', ']', 100_000), 'a.json'],
  ['deep nesting cut off', '[{"a":'.repeat(50_000), 'a.json'],
  ['deep nesting in a script', `export default ${deep('[', ']', 50_000)}`, 'a.js'],
  ['a long sum in a script', `export default [${Array.from({ length: 20_000 }, () => '"a"').join('+')}]`, 'a.js'],
  ['deep YAML', `beats:\n - prompt: ${deep('[', ']', 5_000)}`, 'a.yaml'],
  [
    'YAML that doubles itself',
    `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c]\nbeats: *c\n`,
    'a.yaml',
  ],
  ['names made of names', doubling, 'a.js'],
  ['a prototype key', '[{"ai_prompt":"a","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}]', 'a.json'],
  ['a prompt of 1 MB', JSON.stringify([{ ai_prompt: 'word '.repeat(200_000) }]), 'a.json'],
  ['1 MB of spaces', `a${' '.repeat(1_000_000)}b`, 'a.txt'],
  ['1 MB of bars', '|'.repeat(1_000_000), 'a.md'],
  ['1 MB of equals', `===${'= '.repeat(500_000)}`, 'a.txt'],
  ['1 MB of dashes', '- '.repeat(500_000), 'a.txt'],
  ['1 MB of capitals', 'A '.repeat(500_000), 'a.fountain'],
  ['1 MB of open tags', `00:01.000 --> 00:02.000\n${'<a'.repeat(500_000)}`, 'a.vtt'],
  ['1 MB of open comments', '/*'.repeat(500_000), 'a.fountain'],
  ['1 MB of quotes', `--prompt ${'"\\'.repeat(300_000)}`, 'a.txt'],
  ['an id of 1 MB', JSON.stringify([{ beat: '.'.repeat(1_000_000), prompt: 'a' }]), 'a.json'],
  ['huge numbers', '[{"prompt":"a","start":1e999,"end":1e308,"beat_number":1e300}]', 'a.json'],
] as const)('%s does no harm', async ([, text, name]) => {
  expect(await brokenLaws(text, name)).toEqual([])
})
