import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { openBars } from '../../src/cli/bars.ts'
import { openOutput } from '../../src/cli/output.ts'
import { type RunState, nothingYet } from '../../src/run/run-state.ts'
import { filmList, openDesk, rehearsal } from './terminal.ts'

const style = { exists: 0, toMake: 10, done: 0, failed: 0, blocked: 0, drawing: 2, waiting: 8, spentUsd: 0, total: 10 }

function stateOf(done: number, more: Partial<RunState> = {}): RunState {
  const ink = { ...style, id: 'ink', done, drawing: 1, waiting: 9 - done, spentUsd: done * 0.04 }
  return {
    ...nothingYet,
    spentUsd: ink.spentUsd,
    styles: [ink, { ...style, id: 'a-very-long-style-name', exists: 10, drawing: 0, waiting: 0 }],
    ...more,
  }
}

interface Look {
  readonly colour?: boolean
  readonly live?: boolean
  /** What differs in the last state. */
  readonly last?: Partial<RunState>
}

/** The foot as it stands after pictures that came every two seconds. */
function foot(columns: number, { colour = false, live = true, last = {} }: Look = {}): readonly string[] {
  const written: string[] = []
  const stderr = { write: (text: string) => written.push(text), isTTY: true, columns }
  const out = openOutput({ stdout: { write: () => true }, stderr, json: false, colour, live, redact: (text) => text })
  let now = 0
  const bars = openBars(out, () => now)
  for (const done of [0, 1, 2, 3, 4]) {
    now += 2000
    bars.update(stateOf(done, done === 4 ? last : {}))
  }
  return (written.at(-1) ?? '').split('\n').slice(0, -1)
}

test('B10: a bar a style with done, total, percent, rate, time left and what was spent; one line for all', () => {
  expect(foot(100).map(stripVTControlCharacters)).toEqual([
    'ink            ██████████░░░░░░░░░░░░░░░░    4/10   40%  30/min  12 s left  $0.16',
    'a-very-long-st ██████████████████████████   10/10  100%',
    'Generating images: 14/20 (70%)  $0.16 spent',
  ])
})

test('B10: keys that rest are counted while they rest', () => {
  const rest = { provider: 'gemini', state: 'resting', why: '429' } as const
  const keys = [
    { ...rest, key: '…1111', until: new Date(60_000).toISOString() },
    { ...rest, key: '…2222', until: new Date(5000).toISOString() },
    { ...rest, key: '…3333' },
  ]
  expect(foot(100, { last: { keys } }).at(-1)).toBe('Generating images: 14/20 (70%)  $0.16 spent  2 keys rest')
})

test.for([40, 60, 80, 120, 200])('B10: no line is wider than a terminal of %i columns', (columns) => {
  expect(foot(columns, { colour: true }).filter((line) => stripVTControlCharacters(line).length >= columns)).toEqual([])
})

test('B10: nothing is drawn where the terminal cannot move its cursor', () => {
  expect(foot(80, { live: false })).toEqual([])
})

const terminals = [
  { env: {}, bars: true, colour: true },
  { env: { NO_COLOR: '1' }, bars: true, colour: false },
  { env: { CI: 'true' }, bars: false, colour: false },
  { env: { TERM: 'dumb' }, bars: false, colour: false },
]

test.for(terminals)('B10: on a terminal with $env bars: $bars, colours: $colour', async ({ env, bars, colour }) => {
  const { env: simulated } = await rehearsal()
  const desk = openDesk(simulated)
  desk.put('film.json', filmList('A harbour'))
  const written: string[] = []
  const tty = { write: (text: string) => written.push(text), isTTY: true, columns: 90 }
  const said = await desk.run('generate film.json --styles ink --backend gemini', { env, stderr: tty, stdout: tty })
  const all = written.join('')
  expect(said.code).toBe(0)
  expect({ bars: all.includes('Generating images: '), colour: all.includes('\u001B[32m') }).toEqual({ bars, colour })
  expect(all).toContain('[ink] Completed 1/1 images')
})
