import fc from 'fast-check'
import { expect, test } from 'vitest'
import { beat, film, shot } from '../../test/boards.ts'
import { wantedOf } from './select.ts'

test.for([
  ['2.*', ['2.1', '2.10']],
  ['*.1', ['1.1', '2.1']],
  ['*1*', ['1.1', '1.2', '2.1', '2.10']],
  ['*', ['1.1', '1.2', '2.1', '2.10']],
  ['1.2', ['1.2']],
] as const)('the pattern %s means %j', ([pattern, expected]) => {
  const board = film({ shots: [shot('1', beat('1.1'), beat('1.2')), shot('2', beat('2.1'), beat('2.10'))] })
  const wanted = wantedOf(board, { redo: [], beats: [pattern] })
  expect(['1.1', '1.2', '2.1', '2.10'].filter((id) => wanted.beat(id))).toEqual(expected)
})

test('a pattern means exactly what the same regular expression means', () => {
  const id = fc.string({ unit: fc.constantFrom('1', '2', '.'), minLength: 1, maxLength: 5 })
  const pattern = fc.string({ unit: fc.constantFrom('1', '2', '.', '*'), minLength: 1, maxLength: 5 }).filter((text) => text.includes('*'))
  fc.assert(
    fc.property(fc.uniqueArray(id, { minLength: 1, maxLength: 8 }), pattern, (ids, text) => {
      const board = film({ shots: [shot('1', ...ids.map((each) => beat(each)))] })
      const expression = new RegExp(`^${text.replaceAll('.', '\\.').replaceAll('*', '.*')}$`)
      const expected = ids.filter((each) => expression.test(each))
      fc.pre(expected.length > 0)
      const wanted = wantedOf(board, { redo: [], beats: [text] })
      expect(ids.filter((each) => wanted.beat(each))).toEqual(expected)
    }),
  )
})
