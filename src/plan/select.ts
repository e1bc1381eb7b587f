import { type Board, beatsOf } from '../board/board.ts'
import { BeatboardError } from '../errors.ts'
import type { Selection } from './plan.ts'

/** Whether a style's beat is meant. Patterns: a beat id, or one with `*` for any run of characters, e.g. `2.*`. */
export interface Wanted {
  style(id: string): boolean
  beat(id: string): boolean
}

/** Reads a selection once; a name that the board does not have is refused with those it has. */
export function wantedOf(board: Board, selection: Selection): Wanted {
  const known = board.styles.map((style) => style.id)
  for (const id of selection.styles ?? [])
    if (!known.includes(id)) throw new BeatboardError('wrong-usage', `The board has no style "${id}". It has: ${known.join(', ')}.`)
  const styles = selection.styles && new Set(selection.styles)
  const beats = selection.beats && meant(board, selection.beats)
  return { style: (id) => styles?.has(id) ?? true, beat: (id) => beats?.has(id) ?? true }
}

function meant(board: Board, patterns: readonly string[]): ReadonlySet<string> {
  const ids = [...beatsOf(board)].map(({ beat }) => beat.id)
  const found = new Set<string>()
  for (const pattern of patterns) {
    const matches = pattern.includes('*') ? ids.filter((id) => fits(id, pattern)) : ids.filter((id) => id === pattern)
    if (matches.length === 0)
      throw new BeatboardError(
        'wrong-usage',
        `The board has no beat "${pattern}". Its beats run from ${ids[0] ?? '(none)'} to ${ids.at(-1) ?? '(none)'}.`,
      )
    for (const id of matches) found.add(id)
  }
  return found
}

function fits(id: string, pattern: string): boolean {
  const parts = pattern.split('*')
  const [first = '', ...rest] = parts
  const last = rest.pop() ?? ''
  if (!id.startsWith(first) || !id.endsWith(last) || id.length < first.length + last.length) return false
  let at = first.length
  for (const part of rest) {
    const found = id.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return at <= id.length - last.length
}
