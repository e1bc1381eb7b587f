import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { beatsOf } from '../board.ts'
import { readList } from './catalog.ts'

const folder = join(import.meta.dirname, '../../../examples')
const text = (name: string): string => readFileSync(join(folder, name), 'utf8')
const three = ['illustration', 'clear', 'consistent']

interface Summary {
  readonly format: string
  readonly kind: string
  readonly title: string
  readonly styles: readonly string[]
  readonly shots: readonly number[]
  readonly ids: readonly [first: string, last: string]
  readonly cuts: number
  readonly passages: readonly string[]
}

const film = { kind: 'film', styles: three, passages: [] } as const
const fours = { shots: [3, 3, 3, 3], ids: ['1.1', '4.3'], cuts: 4 } as const

const examples: Readonly<Record<string, Summary>> = {
  'a1111.txt': { ...film, format: 'A1111 prompt lines', title: 'A1111', shots: [12], ids: ['1.1', '1.12'], cuts: 12 },
  'captions.srt': {
    format: 'SRT captions',
    kind: 'timeline',
    title: 'Captions',
    styles: ['as-written'],
    shots: [13],
    ids: ['1', '13'],
    cuts: 13,
    passages: [],
  },
  'captions.vtt': {
    format: 'WebVTT captions',
    kind: 'timeline',
    title: 'The long way of a cup of tea',
    styles: ['as-written'],
    shots: [13],
    ids: ['1', '13'],
    cuts: 13,
    passages: [],
  },
  'film.json': {
    ...film,
    format: 'Shots and beats (JSON)',
    title: 'The Lamp on the Rock',
    shots: [3, 4, 3, 4, 4, 4, 3, 5],
    ids: ['1.1', '8.5'],
    cuts: 8,
    passages: ['8.1 dissolve', '8.5 fade'],
  },
  'plain.txt': { ...film, ...fours, format: 'Plain text', title: 'The Night Baker' },
  'prompts.js': { ...film, ...fours, format: 'Shots and beats (JavaScript)', title: 'Prompts', passages: ['4.1 fade'] },
  'script.fountain': {
    ...film,
    format: 'Fountain script',
    title: 'The Last Ferry',
    shots: [3, 3, 3, 4],
    ids: ['1.1', '4.4'],
    cuts: 4,
    passages: ['1.1 fade', '4.1 dissolve'],
  },
  'shots.csv': { ...film, ...fours, format: 'CSV table', title: 'Shots', passages: ['4.1 fade'] },
  'shots.md': {
    ...film,
    format: 'Markdown table',
    title: 'The Twelfth Seed',
    shots: [4, 3, 3, 3],
    ids: ['1.1', '4.3'],
    cuts: 4,
    passages: ['4.1 dissolve'],
  },
  'shots.txt': { ...film, ...fours, format: 'Shots and beats (TXT)', title: 'Shots' },
  'steps.json': {
    format: 'Construction steps (JSON)',
    kind: 'steps',
    title: 'A bird house from one plank',
    styles: ['clear'],
    shots: [12],
    ids: ['1', '12'],
    cuts: 1,
    passages: [],
  },
  'story.json': {
    format: 'Illustrated story (JSON)',
    kind: 'story',
    title: 'The Bears Cannot Sleep',
    styles: ['as-written'],
    shots: [12],
    ids: ['1', '12'],
    cuts: 12,
    passages: [],
  },
  'timeline.json': {
    format: 'Timed sections (JSON)',
    kind: 'timeline',
    title: 'every_river',
    styles: ['as-written'],
    shots: [15],
    ids: ['1', '15'],
    cuts: 15,
    passages: [],
  },
}

test('every file in examples is a list with a summary here', () => {
  expect(Object.keys(examples).toSorted()).toEqual(readdirSync(folder).toSorted())
})

test.for(Object.keys(examples))('A1 B2 A17: examples/%s is understood whole', async (name) => {
  const { format, board, ignored, warnings } = await readList(text(name), name)
  const beats = [...beatsOf(board)].map(({ beat }) => beat)
  const summary: Summary = {
    format,
    kind: board.kind,
    title: board.title,
    styles: board.styles.map((style) => style.id),
    shots: board.shots.map((shot) => shot.beats.length),
    ids: [beats[0]?.id ?? '', beats.at(-1)?.id ?? ''],
    cuts: beats.filter((beat) => beat.transition === 'hard_cut').length,
    passages: beats.flatMap((beat) => (beat.passage ? [`${beat.id} ${beat.passage}`] : [])),
  }
  expect(summary).toEqual(examples[name])
  const left = name === 'captions.vtt' ? ['a NOTE, STYLE or REGION block, at line 3'] : []
  expect({ ignored, warnings }).toEqual({ ignored: left, warnings: [] })
})

test.for(Object.keys(examples))('examples/%s is known by its content, whatever it is called', async (name) => {
  const named = await readList(text(name), name)
  const nameless = await readList(text(name), 'list')
  expect(nameless.format).toBe(named.format)
  expect(nameless.board.shots).toEqual(named.board.shots)
})
