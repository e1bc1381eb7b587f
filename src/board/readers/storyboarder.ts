import { assemble } from './assemble.ts'
import { keep, keepTop, optional, times } from './fields.ts'
import type { Found } from './found.ts'
import { type Notes, takeNotes } from './notes.ts'
import type { Path, Reader } from './reader.ts'
import { refuse } from './refuse.ts'
import { isRecord, isRecords, words } from './words.ts'

const drawingFields = ['uid', 'url', 'layers', 'lastEdited', 'boardIndex', 'link', 'shot', 'number', 'newShot', 'time', 'duration']
const wordFields = ['action', 'dialogue', 'notes']

/** A `.storyboarder` file: its boards are beats, `newShot` begins a shot, times are in ms. */
export const storyboarder: Reader = {
  id: 'storyboarder',
  title: 'Storyboarder',
  needs: 'boards[] with action, dialogue or notes',
  knows: ({ data }) => (isRecord(data) && isRecords(data['boards']) ? 0.85 : 0),
  read: async (source) => {
    const notes = takeNotes()
    const top = isRecord(source.data) ? source.data : {}
    const boards = top['boards']
    if (!isRecords(boards)) throw await refuse(source, ['boards'], { expected: 'boards', found: 'none' })
    let shot = 0
    const found = boards.map((board, index) => {
      if (board['newShot'] === true || index === 0) shot++
      return beatOf(board, shot, { at: ['boards', index], notes })
    })
    return assemble(source, { format: 'Storyboarder (JSON)', kind: 'film', found, notes, extra: keepTop(top, ['boards'], notes) })
  },
}

function beatOf(board: Readonly<Record<string, unknown>>, shot: number, where: { at: Path; notes: Notes }): Found {
  const [first = '', ...others] = wordFields.map((key) => words(board[key])).filter((text) => text !== '')
  const extra: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(board)) if (![...drawingFields, ...wordFields].includes(key)) keep(extra, key, value, where)
  const start = milliseconds(board['time'])
  const length = milliseconds(board['duration'])
  const end = start !== undefined && length !== undefined ? start + length : undefined
  if (first) where.notes.map('`action`, else `dialogue`, else `notes` became the prompt, the others the caption')
  return {
    at: where.at,
    shot: String(shot),
    prompt: first,
    ...optional('caption', others.join('\n')),
    ...times(start === undefined ? '' : String(start), end === undefined ? '' : String(end), where.at, where.notes),
    ...(Object.keys(extra).length > 0 ? { extra } : {}),
  }
}

function milliseconds(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 && value < 1e8 ? value / 1_000 : undefined
}
