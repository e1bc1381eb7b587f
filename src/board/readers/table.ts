import type { BoardKind } from '../board.ts'
import { assemble } from './assemble.ts'
import { type Columns, columnsOf, foundIn, hasPrompt, plainName } from './fields.ts'
import { takeNotes } from './notes.ts'
import type { Source, Understood } from './reader.ts'
import { refuse } from './refuse.ts'

/** Rows of cells with the line each stands on; the first row names the columns. */
export interface Table {
  readonly format: string
  readonly title?: string
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[]
}

/** True when the cells name a column that a picture can be drawn from. */
export function isHeader(cells: readonly string[]): boolean {
  if (cells.some((cell) => cell.length > 60 || /["=<>|]|--/.test(cell))) return false
  const columns = columnsOf(cells)
  return hasPrompt(columns) || (columns.fields.has('prompt') && cells.length > 1)
}

/** A table as a board: pages, steps, times or shots, by its column names. Throws `unreadable-list` when no column holds prompts. */
export async function readTable(source: Source, table: Table): Promise<Understood> {
  const [head, ...rows] = table.rows
  const columns = columnsOf(head?.cells ?? [])
  if (!columns.fields.has('prompt') && columns.styles.size === 0) {
    throw await refuse(source, head?.line ?? 1, {
      expected: 'a first row with a column named prompt (shot, beat, caption, transition, start and end are known too)',
      found: head?.cells.join(', ') ?? 'no row',
    })
  }
  const notes = takeNotes()
  const width = head?.cells.length ?? 0
  const found = rows.map(({ line, cells }) => {
    if (cells.length > width) notes.warn('cells beyond the last column are left out', line)
    const record: Record<string, string> = {}
    for (const [index, name] of (head?.cells ?? []).entries()) if (name !== '__proto__') record[name] ??= cells[index] ?? ''
    return foundIn(record, columns, line, notes)
  })
  return assemble(source, { format: table.format, kind: kindOf(columns), found, notes, ...(table.title ? { title: table.title } : {}) })
}

function kindOf({ fields }: Columns): BoardKind {
  const beat = plainName(fields.get('beat') ?? '')
  if (beat.startsWith('page')) return 'story'
  if (beat.startsWith('step')) return 'steps'
  return fields.has('start') && !fields.has('shot') && !beat.startsWith('beat') ? 'timeline' : 'film'
}
