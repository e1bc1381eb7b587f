import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clock } from '../clock.ts'
import { BeatboardError } from '../errors.ts'
import { type Journal, openJournal } from '../run/journal.ts'

/**
 * The journal of a project that is only looked at; an empty one where there is none. SQLite cannot read a journal in a folder that may
 * not be written to, so a copy of it is read there, and removed on closing.
 */
export function openToLook(file: string, clock: Clock): Journal {
  if (!existsSync(file)) return openJournal(':memory:', clock)
  try {
    return openJournal(file, clock)
  } catch (error) {
    if (error instanceof BeatboardError && error.kind === 'disk') return openCopy(file, clock)
    throw error
  }
}

function openCopy(file: string, clock: Clock): Journal {
  const folder = mkdtempSync(join(tmpdir(), 'beatboard-look-'))
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  try {
    const copy = join(folder, 'journal.db')
    for (const part of ['', '-wal']) if (existsSync(file + part)) copyFileSync(file + part, copy + part)
    const journal = openJournal(copy, clock)
    const close = (): void => {
      journal.close()
      remove()
    }
    return { ...journal, close }
  } catch (error) {
    remove()
    throw error
  }
}
