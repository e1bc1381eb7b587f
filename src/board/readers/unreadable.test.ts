import { expect, test } from 'vitest'
import type { BeatboardError } from '../../errors.ts'
import { readList } from './catalog.ts'
import { decodeList } from './source.ts'

async function refusal(text: string, name: string): Promise<Partial<BeatboardError['facts']>> {
  const error = (await readList(text, name).catch((thrown: unknown) => thrown)) as BeatboardError
  expect(error.kind).toBe('unreadable-list')
  const { line, expected, found } = error.facts
  return { line, expected, found } as Partial<BeatboardError['facts']>
}

const data = 'plain data (text, numbers, lists, objects); code is never run'
test.for([
  ['an empty file', 'a.txt', ' \n', 1, 'a list of prompts', 'an empty file'],
  ['zero bytes', 'a.txt', 'a\nb\0c', 2, 'readable text', 'a zero byte'],
  ['another encoding', 'a.txt', 'K\u{FFFD}che', 1, 'readable text', 'a character that is not valid UTF-8'],
  ['a PDF', 'a.pdf', '%PDF-1.7', 1, 'a list of prompts as text', 'a PDF document'],
  ['a web page', 'a.txt', '<!DOCTYPE html><p>', 1, 'a list of prompts as text', 'a web page'],
  ['a missing comma', 'a.json', '[\n {"a": 1}\n {"b": 2}\n]', 3, 'valid JSON or plain JavaScript data', '{"b": 2} ] (column 2)'],
  [
    'JSON that is cut off',
    'a.json',
    '[{"a": 1},\n{"prompt": ',
    2,
    'valid JSON or plain JavaScript data',
    'the end of the file (column 12)',
  ],
  ['two values', 'a.json', '[1, 2]\nrest', 2, 'valid JSON or plain JavaScript data', 'rest (column 1)'],
  ['no list we know', 'a.json', '{"foo": 1, "bar": []}', 1, 'a list that Beatboard knows', 'an object with foo, bar'],
  ['unknown items', 'a.json', '[{"foo": 1}]', 1, 'a list that Beatboard knows', 'a list whose items have foo'],
  ['numbers', 'a.json', '[1, 2]', 1, 'a list that Beatboard knows', 'a list of 2 that are no items with fields'],
  ['an empty list', 'a.json', '[]', 1, 'a list that Beatboard knows', 'an empty list'],
  ['a single value', 'a.json', 'null', 1, 'a list that Beatboard knows', 'a single value'],
  [
    'an empty prompt',
    'a.json',
    '[\n{"beat_number": "1.1", "ai_prompt": "a"},\n{"beat_number": "1.2",\n "ai_prompt": " "}]',
    3,
    'a prompt for beat 1.2',
    'none in [1]',
  ],
  [
    'a prompt only others have',
    'a.json',
    '[{"ai_prompt": "a", "script_phrase": "b"},\n{"script_phrase": "c"}]',
    2,
    'a prompt for beat 2',
    'none in [1]',
  ],
  ['an empty cell', 'a.csv', 'beat,prompt\n1.1,a\n1.2,', 3, 'a prompt for beat 1.2', 'none'],
  ['an empty YAML prompt', 'a.yaml', 'beats:\n  - prompt: a\n  - prompt: ""\n', 3, 'a prompt for beat 2', 'none in beats[1]'],
  ['broken YAML', 'a.yaml', 'beats:\n  - "a\n', 2, 'valid YAML', 'the end of the file'],
  ['an open quote', 'a.csv', 'beat,prompt\n1.1,"a\n1.2,b', 3, 'closed quotes, with "" for a quote inside a cell', '1.2,b'],
  [
    'unknown columns',
    'a.csv',
    'foo,bar\n1,2',
    1,
    'a first row with a column named prompt (shot, beat, caption, transition, start and end are known too)',
    'foo, bar',
  ],
  ['only a heading', 'a.txt', '# Title', 1, 'at least one beat', 'none'],
  ['a section without a time', 'a.json', '{"sections":[\n{"image_prompt":"a"}]}', 2, 'a start_time in seconds (0 to 99,999)', 'none'],
  ['no sections', 'a.json', '{"sections":\n[]}', 2, 'sections with start_time and image_prompt', 'none'],
  ['no prompt in a line', 'a.txt', '--prompt "a"\n--negative_prompt "b"', 2, '--prompt "…" with words', '--negative_prompt "b"'],
  ['a call', 'a.js', 'export default [\n{ai_prompt: fetch("x")}]', 2, data, 'fetch("x")'],
  ['a filled template', 'a.js', 'export default [{ai_prompt: `a ${b}`}]', 1, data, '`a ${b}`'],
  ['a spread', 'a.js', 'const a = []\nexport default [...a]', 2, data, '...a'],
  ['a sum of code', 'a.js', 'export default ["a" + b]', 1, 'text joined with + from quoted pieces; code is never run', 'b'],
  ['a getter', 'a.js', 'export default [{get a() { return 1 }}]', 1, 'a plain `name: value`', 'get a() { return 1 }'],
  ['a circle of names', 'a.js', 'const a = [b]\nconst b = [a]\nexport default a', 2, data, 'a'],
  ['no list in the script', 'a.js', 'import x from "y"', 1, 'a list in the file, e.g. export default [ … ]', 'import x from "y"'],
] as const)('%s is refused with line, expected and found', async ([, name, text, line, expected, found]) => {
  expect(await refusal(text, name)).toEqual({ line, expected, found })
})

test('the message names the place and the find, the hint what each known list holds', async () => {
  const error = (await readList('{"foo": 1}', 'a.json').catch((thrown: unknown) => thrown)) as BeatboardError
  expect(error.message).toBe('line 1: expected a list that Beatboard knows, found an object with foo')
  expect(error.facts.hint).toContain('Timed sections: sections[] with start_time, end_time and image_prompt')
})

test('what was found is told in at most 80 characters', async () => {
  const facts = await refusal(`[${'😀'.repeat(500)}`, 'a.json')
  expect(facts.found?.length).toBeLessThanOrEqual(80)
  expect(facts.found?.isWellFormed()).toBe(true)
})

test('UTF-16 with its mark is read as text, both ways round', async () => {
  const text = '\u{FEFF}shot,prompt\r\n1,ein Küstenort'
  const little = new Uint8Array(Buffer.from(text, 'utf16le'))
  const big = new Uint8Array(Buffer.from(text, 'utf16le').swap16())
  const plain = new TextEncoder().encode(text)
  const prompts = await Promise.all([little, big, plain].map((bytes) => readList(decodeList(bytes), 'a.csv')))
  expect(prompts.map(({ board }) => board.shots[0]?.beats[0]?.prompt)).toEqual(['ein Küstenort', 'ein Küstenort', 'ein Küstenort'])
})

test('UTF-16 without its mark is refused, not read as noise', async () => {
  await expect(readList(decodeList(new Uint8Array(Buffer.from('a boat', 'utf16le'))), 'a.txt')).rejects.toMatchObject({
    kind: 'unreadable-list',
  })
})
