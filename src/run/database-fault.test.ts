import { expect, test } from 'vitest'
import { BeatboardError } from '../errors.ts'
import { databaseFault, isBusy } from './database-fault.ts'

const faultOf = (errcode: number): Error => Object.assign(new Error('sqlite'), { errcode })

test.for([
  [13, 'disk', 'The disk is full: the journal cannot be written.'],
  [8, 'disk', 'The project folder may not be written to: the journal cannot be written.'],
  [8 | (6 << 8), 'disk', 'The project folder may not be written to: the journal cannot be written.'],
  [14, 'disk', 'The project folder may not be written to: the journal cannot be written.'],
  [10, 'disk', 'The disk does not take the journal.'],
  [11, 'broken-project', 'The journal is damaged.'],
  [26, 'broken-project', 'The journal is damaged.'],
  [5, 'held', 'Another process keeps the journal busy.'],
] as const)('SQLite code %i is a fault of kind %s', ([code, kind, message]) => {
  const fault = databaseFault(faultOf(code), 'the journal') as BeatboardError
  expect([fault.kind, fault.message]).toEqual([kind, message])
  expect(fault.facts.hint === undefined).toBe(kind === 'held')
})

test('what is no fault of the disk comes back as it is', () => {
  const error = new TypeError('ours')
  expect([databaseFault(error, 'the journal'), isBusy(error), isBusy(faultOf(5))]).toEqual([error, false, true])
})
