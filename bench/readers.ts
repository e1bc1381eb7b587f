import { performance } from 'node:perf_hooks'
import { readBoardFile, writeBoard } from '../src/board/board-file.ts'
import { reimport } from '../src/board/reimport.ts'
import { readList } from '../src/board/readers/catalog.ts'

/** 100,000 beats of every syntax within this many ms. Exits 1 when one takes longer. */
const bound = 2_000
const beats = 100_000
const numbers = Array.from({ length: beats }, (_, index) => index)
const prompt = (index: number): string => `Wide shot of the harbour at dawn, number ${index}, fog, two people, a boat and a lighthouse`
const shotOf = (index: number): number => Math.floor(index / 5) + 1

const items = numbers.map((index) => ({
  shot_number: shotOf(index),
  beat_number: `Beat_${shotOf(index)}.${(index % 5) + 1}`,
  script_phrase: `Phrase ${index}`,
  transition_type: index % 5 === 0 ? 'H' : 'C',
  ai_prompt: prompt(index),
}))
const sections = numbers.map((index) => ({
  start_time: index / 2,
  end_time: index / 2 + 0.5,
  transcript_text: 'words',
  image_prompt: prompt(index),
}))
const clock = (tenths: number): string => new Date(tenths * 100).toISOString().slice(11, 23).replace('.', ',')
const json = JSON.stringify(items)
const board = writeBoard((await readList(json, 'film.json')).board)

const edited = (await readList(JSON.stringify([{ ai_prompt: 'A new first shot', shot_number: 0 }, ...items]), 'film.json')).board

const lists: Readonly<Record<string, () => unknown>> = {
  'shots and beats, JSON': () => readList(json, 'film.json'),
  'shots and beats, TXT': () =>
    readList(items.map((item) => `=== ${item.beat_number} (Shot ${item.shot_number}) ===\n${item.ai_prompt}\n`).join('\n'), 'film.txt'),
  'timed sections, JSON': () => readList(JSON.stringify({ video_name: 'v', sections }), 'v.json'),
  CSV: () =>
    readList(
      `shot,beat,transition,prompt\n${items.map((item) => `${item.shot_number},${item.beat_number},C,"${item.ai_prompt}"`).join('\n')}`,
      'f.csv',
    ),
  'Markdown table': () =>
    readList(`| shot | prompt |\n| --- | --- |\n${items.map((item) => `| ${item.shot_number} | ${item.ai_prompt} |`).join('\n')}`, 'f.md'),
  'plain text': () => readList(numbers.map((index) => prompt(index) + (index % 5 === 4 ? '\n' : '')).join('\n'), 'f.txt'),
  SRT: () => readList(numbers.map((index) => `${index}\n${clock(index)} --> ${clock(index + 1)}\n${prompt(index)}\n`).join('\n'), 'f.srt'),
  'A1111 prompt lines': () => readList(numbers.map((index) => `--prompt "${prompt(index)}" --steps 20`).join('\n'), 'f.txt'),
  'shots and beats, JavaScript': () => readList(`export default ${json}`, 'film.js'),
  're-import, beats renumbered': () => reimport(readBoardFile(board), edited),
  'board.json': () => readBoardFile(board),
}

let late = 0
for (const [name, read] of Object.entries(lists)) {
  const start = performance.now()
  await read()
  const ms = performance.now() - start
  if (ms > bound) late++
  console.log(`${name.padEnd(28)} ${ms.toFixed(0).padStart(6)} ms  ${(ms / bound).toFixed(2)} of the bound`)
}
process.exitCode = late > 0 ? 1 : 0
