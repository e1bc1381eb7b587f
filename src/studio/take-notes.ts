import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beatsOf } from '../board/board.ts'
import { replaceFile } from '../durable.ts'
import { BeatboardError } from '../errors.ts'
import { type Note, readNotes } from '../exports/viewer/notes.ts'
import { openPicks } from '../review/picks.ts'
import { readBoard } from './import-list.ts'

/**
 * Brings a client's notes back into a project: `again` flags the pick of a beat, `good` takes the flag away, and all are kept in
 * `notes.json`, the newest of a beat in place of the one before. A pick is flagged only where there is one.
 */
export async function takeNotes(folder: string, text: string): Promise<readonly Note[]> {
  const board = await readBoard(folder)
  const notes = readNotes(text, new Set([...beatsOf(board)].map(({ beat }) => beat.id)))
  const path = join(folder, 'notes.json')
  const before = await keptNotes(path)
  const kept = { ...before, ...Object.fromEntries(notes.map(({ beat, ...note }) => [beat, note])) }
  await replaceFile(path, `${JSON.stringify(kept, undefined, 2)}\n`)
  const book = await openPicks(folder)
  const picks = book.all()
  for (const { beat, mark } of notes) {
    const pick = picks[beat]
    if (pick !== undefined && mark !== '' && pick.isFlagged !== (mark === 'again'))
      await book.set(beat, { ...pick, isFlagged: mark === 'again' })
  }
  return notes
}

async function keptNotes(path: string): Promise<Readonly<Record<string, unknown>>> {
  const text = await readFile(path, 'utf8').catch(() => '{}')
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>
  } catch (error) {
    throw new BeatboardError('broken-project', `${path} cannot be read.`, {
      hint: 'Move it away, then run the same command again.',
      cause: error,
    })
  }
}
