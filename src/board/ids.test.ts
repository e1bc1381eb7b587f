import fc from 'fast-check'
import { expect, test } from 'vitest'
import { idKeeper, isSafeId, safeId, safeStyleId } from './ids.ts'

test.for([
  ['1.1', true],
  ['a_B-9', true],
  ['', false],
  ['.', false],
  ['..', false],
  ['.hidden', false],
  ['end.', false],
  ['a/b', false],
  ['CON', false],
  ['com1.txt', false],
  ['console', true],
  ['x'.repeat(80), true],
  ['x'.repeat(81), false],
] as const)('the id %j is safe: %s', ([id, safe]) => {
  expect(isSafeId(id)).toBe(safe)
})

test('what is made safe is safe or empty, and stays as it is when made safe again', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.constantFrom('con', 'NUL.', 'aux.x', '-.-', 'é')), (text) => {
      const id = safeId(text)
      expect(id === '' || isSafeId(id)).toBe(true)
      expect(safeId(id)).toBe(id)
    }),
    { numRuns: 500 },
  )
})

test.for([
  ['My Ink!', 'my-ink'],
  ['con', 'style-con'],
  ['--', ''],
] as const)('the style %j is called %j', ([name, id]) => {
  expect(safeStyleId(name)).toBe(id)
})

test('ids are handed out once each, in any case, and stay safe', () => {
  const ids = fc.array(fc.constantFrom('a', 'A', 'a_2', 'b', 'x'.repeat(80)), { maxLength: 40 })
  fc.assert(
    fc.property(ids, (wanted) => {
      const keeper = idKeeper()
      const taken = wanted.map((id) => keeper.take(id))
      expect(new Set(taken.map((id) => id.toLowerCase())).size).toBe(wanted.length)
      expect(taken.filter((id) => !isSafeId(id))).toEqual([])
    }),
  )
})
