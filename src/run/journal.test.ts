import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { jumpingClock } from '../clock.ts'
import { openJournal } from './journal.ts'

let folder = ''
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'beatboard-journal-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const sending = {
  id: 'ink/1',
  take: 1,
  fingerprint: 'f',
  provider: 'p',
  model: 'm',
  domain: 'd',
  keyName: '…7f3a',
  reservedUsd: 0.04,
} as const
const warning = (message: string) => ({ type: 'warning', message }) as const

test('what one process writes another reads: attempts, events in order, the same project', async () => {
  const file = join(folder, 'journal.db')
  const [writer, reader] = [openJournal(file, jumpingClock()), openJournal(file, jumpingClock())]
  await Promise.all([writer.send('1', sending, [warning('a'), warning('b')]), writer.tell('1', [warning('c')])])
  expect(reader.attempts('sending')).toMatchObject([{ ...sending, attempt: 1, state: 'sending' }])
  expect(reader.eventsAfter(1, 10).map((event) => [event.event, event.type === 'warning' && event.message])).toEqual([
    [2, 'b'],
    [3, 'c'],
  ])
  expect(reader.project()).toBe(writer.project())
  writer.close()
  reader.close()
})

test('changes of one turn are all in or all out, and what is out is never heard', async () => {
  const journal = openJournal(':memory:', jumpingClock())
  const heard: string[] = []
  journal.listen((event) => void heard.push(event.type))
  const good = journal.tell('1', [warning('good')])
  const bad = journal.tell('1', [warning('bad'), { type: 'warning', message: 1n as unknown as string }])
  const results = await Promise.allSettled([good, bad])
  expect([results.map((result) => result.status), journal.lastEvent(), heard]).toEqual([['rejected', 'rejected'], 0, []])
  await journal.tell('1', [warning('later')])
  expect([journal.lastEvent(), heard]).toEqual([1, ['warning']])
})

test('closing writes what waits', async () => {
  const file = join(folder, 'journal.db')
  const journal = openJournal(file, jumpingClock())
  const told = journal.tell('1', [warning('last words')])
  journal.close()
  await told
  expect(openJournal(file, jumpingClock()).lastEvent()).toBe(1)
})

test('a journal of a newer Beatboard is refused and left as it is', () => {
  const file = join(folder, 'journal.db')
  openJournal(file, jumpingClock()).close()
  const database = new DatabaseSync(file)
  database.exec('pragma user_version = 99')
  database.close()
  expect(() => openJournal(file, jumpingClock())).toThrow('newer version of Beatboard')
})

test('a file that is no journal is refused with the way out', () => {
  const file = join(folder, 'journal.db')
  writeFileSync(file, 'not a database at all, but long enough to be looked at as if it were one')
  expect(() => openJournal(file, jumpingClock())).toThrow(`The journal ${file} cannot be opened`)
})

test('another take is shown: the take that was current stays, numbers go on', async () => {
  const journal = openJournal(':memory:', jumpingClock())
  const nothing = { fingerprint: 'f', sha256: 's', previous: undefined, bridgedFrom: undefined, provider: 'p', model: 'm' }
  const row = (take: number) =>
    ({ ...nothing, id: 'ink/1', take, path: `${take}.png`, bytes: take, draft: false, costUsd: 0.04, madeAt: 9 }) as const
  for (const take of [1, 2]) await journal.keep('1', undefined, row(take), [])
  await journal.show('ink/1', 1)
  expect([[...journal.pictures()], journal.nextTake('ink/1')]).toEqual([[row(1)], 3])
})
