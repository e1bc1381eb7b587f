import { expect, test } from 'vitest'
import { boardOf } from '../../test/run-world.ts'
import { makePlan } from '../plan/make-plan.ts'
import { lineUp } from './line-up.ts'

const any = (): boolean => true
const roomOfOne = (_: string, drawing: number): boolean => drawing < 1

const facts = { made: new Map(), failed: new Map(), inDoubt: new Map(), references: new Map() }
const plan = makePlan(boardOf(['1', '2', '|3', '4', '|5'], [{ id: 'ink' }, { id: 'oil' }]), facts, { redo: ['missing'] })

test('A2, D1: styles take turns, a chain that has begun goes first, a link waits for the one before it', () => {
  const line = lineUp(plan.toMake)
  const taken = [line.take(any), line.take(any), line.take(any), line.take(any)]
  expect(taken.map((next) => next?.item.id)).toEqual(['ink/1', 'oil/1', 'ink/3', 'oil/3'])
  if (taken[2] !== undefined) line.done(taken[2].chain)
  expect([line.take(any)?.item.id, line.take(any)?.item.id, line.take(any)?.item.id, line.take(any)]).toEqual([
    'ink/4',
    'oil/5',
    'ink/5',
    undefined,
  ])
})

test('a style with no room or closed leaves the others their turn', () => {
  const line = lineUp(plan.toMake)
  expect([line.take(roomOfOne)?.item.id, line.take(roomOfOne)?.item.id, line.take(roomOfOne)]).toEqual(['ink/1', 'oil/1', undefined])
  line.close('ink')
  expect([line.take(any)?.item.id, line.drawing]).toEqual(['oil/3', 3])
})
