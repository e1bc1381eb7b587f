import { describe, expect, test } from 'vitest'
import { beat, film, shot, style } from '../../test/boards.ts'
import type { Board } from '../board/board.ts'
import type { PictureId } from '../board/picture.ts'
import { makePlan } from './make-plan.ts'
import type { Facts, Made, Plan, Selection } from './plan.ts'

const usual: Selection = { redo: ['missing', 'errors'] }
const nothing: Facts = { made: new Map(), failed: new Map(), inDoubt: new Map(), references: new Map() }

/** What a finished run leaves behind, as the plan itself says it should be. */
function allMade(board: Board, facts: Facts = nothing): Map<PictureId, Made> {
  return new Map(
    makePlan(board, facts, usual).items.map((item) => {
      const [from] = item.sources
      const previous = from === undefined ? {} : { previous: { from, sha256: `sha of ${from}` } }
      return [item.id, { fingerprint: item.fingerprint, sha256: `sha of ${item.id}`, ...previous }]
    }),
  )
}

function told(plan: Plan): Record<string, string> {
  return Object.fromEntries(plan.items.map((item) => [item.id, `${item.standing}: ${item.why}`]))
}

describe('an empty project', () => {
  const plan = makePlan(film(), nothing, usual)

  test('A6: everything is missing; a continuation waits for the picture before it, a cut for nothing', () => {
    expect(plan.toMake.map((item) => [item.id, item.after, [...item.sources]])).toEqual([
      ['ink/1.1', undefined, []],
      ['ink/1.2', 'ink/1.1', ['ink/1.1']],
      ['ink/1.3', 'ink/1.2', ['ink/1.2', 'ink/1.1']],
      ['ink/2.1', undefined, []],
      ['ink/2.2', 'ink/2.1', ['ink/2.1']],
    ])
    expect(plan.counts).toEqual({ 'to-make': 5, exists: 0, stale: 0, left: 0, blocked: 0 })
  })

  test('A2: every style stands beside the others with all its beats', () => {
    const both = makePlan(film({ styles: [style('ink'), style('wash')] }), nothing, usual)
    expect(both.toMake.map((item) => item.id).filter((id) => id.endsWith('/2.1'))).toEqual(['ink/2.1', 'wash/2.1'])
  })

  test.for(['none', 'reference'] as const)('with continuity %s no picture waits for another', (continuity) => {
    const alone = makePlan(film({ styles: [style('ink', { continuity })] }), nothing, usual)
    expect(alone.toMake.filter((item) => item.after !== undefined || [...item.sources].length > 0)).toEqual([])
  })
})

describe('a finished project', () => {
  const board = film()
  const made = allMade(board)
  const facts = { ...nothing, made }

  test('A9: what exists is reported as exists and not made again', () => {
    expect(makePlan(board, facts, usual).counts).toEqual({ 'to-make': 0, exists: 5, stale: 0, left: 0, blocked: 0 })
  })

  test('A9: a deleted picture is made anew, and what continued from it is marked, not remade', () => {
    const without = new Map(made)
    without.delete('ink/1.2')
    const plan = makePlan(board, { ...nothing, made: without }, usual)
    expect(told(plan)).toMatchObject({
      'ink/1.1': 'exists: exists',
      'ink/1.2': 'to-make: missing',
      'ink/1.3': 'stale: the picture before it will change',
    })
    expect(plan.toMake.map((item) => item.after)).toEqual([undefined])
  })

  test('B14: a changed prompt marks its picture and those that continue from it, and deletes nothing', () => {
    const changed = film({
      shots: [shot('1', beat('1.1', { prompt: 'a red kettle' }), beat('1.2', { transition: 'continue' })), shot('2', beat('2.1'))],
    })
    expect(told(makePlan(changed, facts, usual))).toEqual({
      'ink/1.1': 'stale: prompt changed',
      'ink/1.2': 'stale: the picture before it will change',
      'ink/2.1': 'exists: exists',
    })
    const redone = makePlan(changed, facts, { redo: ['stale'] })
    expect(redone.toMake.map((item) => [item.id, item.after])).toEqual([
      ['ink/1.1', undefined],
      ['ink/1.2', 'ink/1.1'],
    ])
  })

  test('a picture that was replaced by hand makes what continued from it out of date', () => {
    const replaced = new Map(made).set('ink/1.1', { sha256: 'another' })
    expect(told(makePlan(board, { ...nothing, made: replaced }, usual))).toMatchObject({
      'ink/1.1': 'exists: exists',
      'ink/1.2': 'stale: the picture before it changed',
      'ink/1.3': 'stale: the picture before it will change',
    })
  })

  test('D7: a bridged picture is marked once the gap is filled', () => {
    const bridged = new Map(made).set('ink/1.3', { ...made.get('ink/1.3'), previous: { from: 'ink/1.1', sha256: 'sha of ink/1.1' } })
    expect(told(makePlan(board, { ...nothing, made: bridged }, usual))['ink/1.3']).toBe(
      'stale: continued from 1.1, the picture between is there now',
    )
  })

  test('a torn file counts as missing', () => {
    const torn = new Map(made).set('ink/2.1', { ...made.get('ink/2.1'), damaged: true })
    expect(told(makePlan(board, { ...nothing, made: torn }, usual))['ink/2.1']).toBe('to-make: the file is damaged')
  })

  test('a draft is made for real as soon as the style has a real model', () => {
    const real = film({ styles: [style('ink', { models: [{ provider: 'gemini' }] })] })
    const drafts = new Map([...made].map(([id, picture]) => [id, { ...picture, draft: true }]))
    expect(makePlan(real, { ...nothing, made: drafts }, usual).toMake.map((item) => item.why)).toEqual(Array(5).fill('only a draft'))
  })
})

describe('what is asked for', () => {
  const board = film({ styles: [style('ink'), style('wash')] })

  test('styles and beat patterns narrow a run; the rest is left', () => {
    const plan = makePlan(board, nothing, { ...usual, styles: ['wash'], beats: ['2.*', '1.1'] })
    expect(told(plan)).toEqual({
      'wash/1.1': 'to-make: missing',
      'wash/1.2': 'left: missing',
      'wash/1.3': 'left: missing',
      'wash/2.1': 'to-make: missing',
      'wash/2.2': 'to-make: missing',
    })
  })

  test('an unknown style or beat is refused with those there are', () => {
    expect(() => makePlan(board, nothing, { ...usual, styles: ['oil'] })).toThrow('The board has no style "oil". It has: ink, wash.')
    expect(() => makePlan(board, nothing, { ...usual, beats: ['9.*'] })).toThrow(
      'The board has no beat "9.*". Its beats run from 1.1 to 2.2.',
    )
  })

  test('D7: a continuation whose whole chain is missing is blocked, never a first picture', () => {
    const plan = makePlan(film(), nothing, { ...usual, beats: ['1.3'] })
    expect(told(plan)['ink/1.3']).toBe('blocked: waits for 1.2, which is not there')
  })

  test('D7: a continuation goes on from the last good picture when the one between is not made', () => {
    const made = allMade(film())
    made.delete('ink/1.2')
    made.delete('ink/1.3')
    const plan = makePlan(film(), { ...nothing, made }, { ...usual, beats: ['1.3'] })
    expect(plan.toMake.map((item) => [item.id, item.after, [...item.sources]])).toEqual([['ink/1.3', undefined, ['ink/1.2', 'ink/1.1']]])
  })

  test('what failed before is tried again, unless only the missing are asked for', () => {
    const failed = new Map([['ink/2.1', { kind: 'refused-input', message: 'no' }]] as const)
    const facts = { ...nothing, failed }
    expect(told(makePlan(film(), facts, usual))['ink/2.1']).toBe('to-make: failed before: refused-input')
    expect(told(makePlan(film(), facts, { redo: ['missing'] }))['ink/2.1']).toBe('left: failed before: refused-input')
  })

  test('a request in doubt is told with its price, sent again by a new command, and left when asked to', () => {
    const doubt = { attempt: 7, id: 'ink/2.1', provider: 'gemini', model: 'm', priceUsd: 0.04, sentAt: '2026-11-20T12:00:00.000Z' } as const
    const facts = { ...nothing, inDoubt: new Map([[doubt.id, doubt]]) }
    const again = makePlan(film(), facts, usual)
    expect(again.toMake.find((item) => item.id === 'ink/2.1')).toMatchObject({ why: 'in doubt', inDoubt: doubt })
    expect(told(makePlan(film(), facts, { ...usual, skipInDoubt: true }))['ink/2.1']).toBe('left: in doubt, skipped')
  })

  test('all makes everything anew, in order', () => {
    const plan = makePlan(film(), { ...nothing, made: allMade(film()) }, { redo: ['all'] })
    expect(plan.toMake.map((item) => item.why)).toEqual(Array(5).fill('asked for anew'))
    expect(plan.toMake.map((item) => item.after)).toEqual([undefined, 'ink/1.1', 'ink/1.2', undefined, 'ink/2.1'])
  })
})
