import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pictureId } from '../board/picture.ts'
import type { RunEvent, Written } from './events.ts'
import { emptyMap, entriesOf, getFrom, mapOf, putInto } from './picture-map.ts'
import { type RunState, advance, nothingYet, pictureOf } from './run-state.ts'

const started: RunEvent = {
  type: 'run-started',
  run: '1',
  board: 'Kettle',
  styles: [{ id: 'ink', total: 4, exists: 1, toMake: 3 }],
  priceUsd: 0.12,
  seconds: 30,
}
const begin = (beat: string): RunEvent => ({
  type: 'picture-started',
  id: pictureId('ink', beat),
  take: 1,
  attempt: 1,
  provider: 'p',
  model: 'm',
  key: '…7f3a',
  reservedUsd: 0.04,
})
const keep = (beat: string): RunEvent => ({
  type: 'picture-kept',
  id: pictureId('ink', beat),
  take: 1,
  path: `${beat}.png`,
  provider: 'p',
  model: 'm',
  costUsd: 0.04,
  ms: 9,
  warnings: [],
})
const fail = (beat: string): RunEvent => ({
  type: 'picture-failed',
  id: pictureId('ink', beat),
  trouble: 'no-image',
  message: 'only words came',
  billing: 'unknown',
  costUsd: 0.04,
})
const retry = (beat: string): RunEvent => ({
  type: 'picture-retried',
  id: pictureId('ink', beat),
  trouble: 'overloaded',
  message: 'busy',
  next: 'again',
  afterMs: 9,
  costUsd: 0.01,
})
const after = (...events: RunEvent[]): RunState => events.reduce(advance, nothingYet)
const counts = ({ styles }: RunState) =>
  styles.map(({ done, failed, blocked, drawing, waiting }) => ({ done, failed, blocked, drawing, waiting }))[0]

test('A10: each event moves one picture and the counts of its style', () => {
  const steps: [RunEvent, string, object][] = [
    [begin('1'), 'generating', { done: 0, failed: 0, blocked: 0, drawing: 1, waiting: 2 }],
    [retry('1'), 'generating', { done: 0, failed: 0, blocked: 0, drawing: 1, waiting: 2 }],
    [{ type: 'picture-progress', id: 'ink/1', share: 0.5 }, 'generating', { done: 0, failed: 0, blocked: 0, drawing: 1, waiting: 2 }],
    [keep('1'), 'complete', { done: 1, failed: 0, blocked: 0, drawing: 0, waiting: 2 }],
  ]
  let state = advance(nothingYet, started)
  for (const [event, status, expected] of steps) {
    state = advance(state, event)
    expect([pictureOf(state, 'ink/1').status, counts(state)]).toEqual([status, expected])
  }
  state = [begin('2'), fail('2'), { type: 'picture-blocked', id: 'ink/3', why: 'Waits for 2, which failed.' } as const].reduce<RunState>(
    advance,
    state,
  )
  expect(counts(state)).toEqual({ done: 1, failed: 1, blocked: 1, drawing: 0, waiting: 0 })
  expect(pictureOf(state, 'ink/3')).toEqual({ status: 'error', run: '1', words: 'Waits for 2, which failed.', blocked: true })
  expect(state.spentUsd).toBeCloseTo(0.09)
})

test('what an earlier run finished exists, and what it was drawing when it ended is pending', () => {
  const first = after(started, begin('1'), keep('1'), begin('2'), { type: 'run-ended', ending: 'stopped', why: 'Stopped.' })
  expect(counts(first)).toEqual({ done: 1, failed: 0, blocked: 0, drawing: 0, waiting: 2 })
  expect([pictureOf(first, 'ink/1').status, pictureOf(first, 'ink/2').status, first.phase, first.ending]).toEqual([
    'complete',
    'pending',
    'ended',
    'stopped',
  ])
  const second = advance(first, { ...started, run: '2' })
  expect([pictureOf(second, 'ink/1').status, second.phase, second.ending]).toEqual(['exists', 'running', undefined])
  expect(counts(advance(second, begin('1')))).toEqual({ done: 0, failed: 0, blocked: 0, drawing: 1, waiting: 2 })
})

test('pause, resume, cancel, keys and warnings are told as they are', () => {
  const rest: RunEvent = { type: 'key-rested', provider: 'p', key: '…7f3a', state: 'resting', why: 'rate-limited' }
  const state = after(started, { type: 'run-paused' }, rest, { ...rest, state: 'exhausted' }, { type: 'warning', message: 'seed dropped' })
  expect(state).toMatchObject({ phase: 'paused', warnings: ['seed dropped'], keys: [{ key: '…7f3a', state: 'exhausted' }] })
  expect([advance(state, { type: 'run-resumed' }).phase, advance(state, { type: 'run-cancelled' }).phase]).toEqual(['running', 'stopping'])
})

test('an unknown event changes nothing but the number of the last one', () => {
  const unknown = { type: 'from-the-future', event: 7, at: '', run: '1' } as unknown as Written
  expect(advance(after(started), unknown)).toEqual({ ...after(started), event: 7 })
})

test('A11: events folded in order give the same state, in one go or after a snapshot, and no state is ever changed', () => {
  const event = fc.oneof(
    fc.constantFrom('1', '2', '3').chain((beat) => fc.constantFrom(begin(beat), keep(beat), fail(beat), retry(beat))),
    fc.constantFrom<RunEvent>(
      started,
      { ...started, run: '2' },
      { type: 'run-paused' },
      { type: 'run-resumed' },
      { type: 'run-ended', ending: 'gaps' },
    ),
  )
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), fc.nat(40), (events, cut) => {
      const before = events.slice(0, cut).reduce(advance, nothingYet)
      const copy = JSON.stringify(before)
      const live = events.slice(cut).reduce(advance, before)
      expect(JSON.stringify(before)).toBe(copy)
      expect(live).toEqual(events.reduce(advance, nothingYet))
      for (const style of live.styles) expect(style.waiting + style.drawing + style.done + style.failed + style.blocked).toBe(style.toMake)
    }),
  )
})

test('the map of pictures holds what was put last, however it was filled', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string({ maxLength: 3 }), fc.nat())), (entries) => {
      const plain = new Map(entries)
      for (const map of [
        mapOf(entries),
        entries.reduce<ReturnType<typeof mapOf<number>>>((all, [id, value]) => putInto(all, id, value), emptyMap),
      ]) {
        expect(new Map(entriesOf(map))).toEqual(plain)
        expect(map.size).toBe(plain.size)
        for (const [id, value] of plain) expect(getFrom(map, id)).toBe(value)
      }
      expect(getFrom(mapOf(entries), 'not there')).toBe(undefined)
    }),
  )
})
