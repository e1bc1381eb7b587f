import { relative } from 'node:path'
import { type Board, beatsOf } from '../board/board.ts'
import type { Imported } from '../studio/import-list.ts'
import { count } from './format.ts'
import { beatWord } from './narrate.ts'
import type { Output } from './output.ts'

/** Most ids named in one line. */
const named = 8

/** `4 shots, 12 beats`, `14 sections`, `8 pages`. */
function boardSize(board: Board): string {
  const beats = [...beatsOf(board)].length
  const word = beatWord(board.kind).toLowerCase()
  return board.kind === 'film' ? `${count(board.shots.length, 'shot')}, ${count(beats, word)}` : count(beats, word)
}

/** What a list was understood as, before anything is made of it. */
export function tellList(out: Output, { understood, board, folder, changes }: Imported, cwd: string): void {
  out.print(
    `${out.paint('bold', board.title)}  ${boardSize(board)}, in ${count(board.styles.length, 'style')}: ${board.styles.map((style) => style.id).join(', ')}`,
  )
  out.print(`Read as ${understood.format}.`)
  for (const line of understood.mapped) out.print(`  ${line}`)
  for (const line of understood.ignored) out.print(`  not used: ${line}`)
  for (const warning of understood.warnings) out.print(`  ${out.paint('yellow', 'note:')} ${warning}`)
  if (changes !== undefined) {
    out.print(`Brought into the project that is there: ${count(changes.kept, 'beat')} as before.`)
    for (const [what, ids] of [
      ['changed words', changes.changed],
      ['new', changes.added],
      ['gone from the list, pictures kept', changes.gone],
    ] as const)
      if (ids.length > 0)
        out.print(`  ${what}: ${ids.slice(0, named).join(', ')}${ids.length > named ? ` and ${ids.length - named} more` : ''}`)
    if (changes.moved.size > 0)
      out.print(
        `  moved with their pictures: ${[...changes.moved]
          .slice(0, named)
          .map(([from, to]) => `${from} → ${to}`)
          .join(', ')}${changes.moved.size > named ? ' …' : ''}`,
      )
  }
  out.emit({
    type: 'list',
    format: understood.format,
    title: board.title,
    kind: board.kind,
    folder,
    shots: board.shots.length,
    beats: [...beatsOf(board)].length,
    styles: board.styles.map((style) => style.id),
    mapped: understood.mapped,
    ignored: understood.ignored,
    warnings: understood.warnings,
    ...(changes === undefined ? {} : { changes: { ...changes, moved: Object.fromEntries(changes.moved) } }),
  })
  out.print(`Project folder: ${relative(cwd, folder) || '.'}`)
}
