import { BeatboardError } from '../../errors.ts'
import type { Path, Place, Source } from './reader.ts'

/** What stands where something else should. */
export interface Misfit {
  readonly line?: number
  readonly expected: string
  readonly found: string
  readonly hint?: string
}

const bound = 80

/** At most 80 characters on one line, whole characters only. */
export function excerpt(text: string): string {
  const line = text
    .slice(0, 4 * bound)
    .toWellFormed()
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
  return line.length <= bound ? line : `${line.slice(0, bound - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/** The error of a list that cannot be read; its message names line, expectation and find, its hint the way out. */
export function unreadable(misfit: Misfit, cause?: unknown): BeatboardError {
  const found = excerpt(misfit.found)
  const where = misfit.line === undefined ? '' : `line ${misfit.line}: `
  return new BeatboardError('unreadable-list', `${where}expected ${misfit.expected}, found ${found}`, {
    ...misfit,
    found,
    ...(cause === undefined ? {} : { cause }),
  })
}

/** The same for a place in an opened list: the line of a path is looked up here, so that reading a good list costs nothing for it. */
export async function refuse(source: Source, place: Place, misfit: Omit<Misfit, 'line'>): Promise<BeatboardError> {
  const line = typeof place === 'number' ? place : await lineOfPath(source, place)
  return unreadable({ ...misfit, ...(line === undefined ? {} : { line }) })
}

/** 1-based line of a character offset; the end of the file is its last line that holds anything. */
export function lineAt(text: string, offset: number): number {
  const last = Math.min(offset, text.trimEnd().length)
  let line = 1
  for (let at = text.indexOf('\n'); at !== -1 && at < last; at = text.indexOf('\n', at + 1)) line++
  return line
}

async function lineOfPath(source: Source, path: Path): Promise<number | undefined> {
  try {
    if (source.syntax === 'YAML') return (await import('./yaml-data.ts')).lineInYaml(source.text, path)
    return (await import('./script-data.ts')).lineInScript(source.text, path)
  } catch {
    return undefined // the find itself is told; a missing line must not hide it
  }
}
