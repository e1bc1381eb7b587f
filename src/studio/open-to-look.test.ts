import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { jumpingClock } from '../clock.ts'
import { openJournal } from '../run/journal.ts'
import { openToLook } from './open-to-look.ts'

let folder = ''
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'beatboard-look-'))))
afterEach(() => rmSync(folder, { recursive: true }))

function copiesLeft(): number {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('beatboard-look-')).length
}

test('a project without a journal has an empty one to look at, and none is made', () => {
  const journal = openToLook(join(folder, 'journal.db'), jumpingClock())
  expect([journal.lastEvent(), readdirSync(folder)]).toEqual([0, []])
  journal.close()
})

test('a journal where nothing can be written is still read, and the copy it is read from does not stay', async () => {
  const file = join(folder, 'journal.db')
  const written = openJournal(file, jumpingClock())
  await written.tell('1', [{ type: 'warning', message: 'x' }])
  written.close()
  mkdirSync(`${file}-shm`) // SQLite finds no place for what it needs beside the file
  expect(() => openJournal(file, jumpingClock())).toThrow('cannot be written')
  const journal = openToLook(file, jumpingClock())
  expect(journal.lastEvent()).toBe(1)
  const before = copiesLeft()
  journal.close()
  expect([copiesLeft(), existsSync(file)]).toEqual([before - 1, true])
})
