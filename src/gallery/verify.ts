import { hash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { extname, join, resolve } from 'node:path'
import { beatsOf, type Board } from '../board/board.ts'
import { mediaTypes, pictureId, sniffMediaType, type PictureId } from '../board/picture.ts'
import { BeatboardError } from '../errors.ts'
import { recipeInside, withoutRecipe } from './embed.ts'
import type { Gallery } from './gallery.ts'
import { inspect } from './inspect.ts'
import { layoutOf } from './layout.ts'
import { completedBeats, readMetadataPaths, readProgress } from './ledgers.ts'
import { formatOf } from './prepare.ts'

/** error: a picture is damaged or missing. warning: something does not agree and can be set right. note: odd, and fine. */
export interface Finding {
  readonly severity: 'error' | 'warning' | 'note'
  readonly id?: PictureId
  /** Relative to the project folder. */
  readonly path: string
  readonly message: string
  /** The way out. */
  readonly hint: string
}

/** Do pictures, recipes, takes and views agree? Decodes every picture whole; changes nothing. Views are set right by `openViews`. */
export async function verify(folder: string, board: Board, gallery: Gallery): Promise<readonly Finding[]> {
  const root = resolve(folder)
  const current = await gallery.list()
  const findings: Finding[] = []
  for (const { beat } of beatsOf(board)) {
    for (const style of board.styles) {
      const id = pictureId(style.id, beat.id)
      for (const { path, current: isCurrent } of await gallery.takes(id)) findings.push(...(await inFile(root, { id, path, isCurrent })))
    }
  }
  return [...findings, ...inViews(root, board, current)]
}

interface File {
  readonly id: PictureId
  readonly path: string
  readonly isCurrent: boolean
}

async function inFile(root: string, { id, path, isCurrent }: File): Promise<Finding[]> {
  const bytes = readFileSync(join(root, path))
  const at = { id, path }
  const redo = isCurrent
    ? `Draw it anew: delete ${path} and run generate again. Older takes: beatboard takes.`
    : `Delete ${path}; the current picture is not touched.`
  const broken = await inspect(bytes).catch((error: unknown) => error)
  if (broken instanceof BeatboardError) return [{ severity: 'error', ...at, message: broken.message, hint: redo }]
  return [...aboutType(bytes, at), ...aboutRecipe(root, bytes, at)]
}

function aboutType(bytes: Uint8Array, at: { id: PictureId; path: string }): Finding[] {
  const type = sniffMediaType(bytes)
  const format = type && formatOf(type)
  const named = extname(at.path).slice(1).toLowerCase().replace('jpg', 'jpeg')
  if (!format || named === format) return []
  return [{ severity: 'warning', ...at, message: `The file is called .${named} and is ${format}`, hint: `Rename it to end in .${format}.` }]
}

function aboutRecipe(root: string, bytes: Uint8Array, at: { id: PictureId; path: string }): Finding[] {
  const recipe = recipeInside(bytes)
  if (!recipe)
    return [{ severity: 'note', ...at, message: 'No recipe inside: a picture from elsewhere', hint: 'Nothing to do; it counts as made.' }]
  const findings: Finding[] = []
  if (recipe.picture !== at.id)
    findings.push({
      severity: 'note',
      ...at,
      message: `Its recipe says it was made as ${recipe.picture}`,
      hint: 'Nothing to do if you moved it.',
    })
  if (hash('sha256', withoutRecipe(bytes), 'hex') !== (recipe.copy ?? recipe.sha256))
    findings.push({
      severity: 'note',
      ...at,
      message: 'The picture was changed after it was made',
      hint: 'Nothing to do if you edited it.',
    })
  if (recipe.copy !== undefined && !hasOriginal(root, recipe.sha256))
    findings.push({
      severity: 'warning',
      ...at,
      message: 'Its original is gone: a continuation will build on the copy',
      hint: `Restore .beatboard/originals/${recipe.sha256.slice(0, 2)} from a backup, or draw it anew.`,
    })
  return findings
}

function hasOriginal(root: string, sha256: string): boolean {
  return mediaTypes.some((type) => existsSync(join(root, '.beatboard', 'originals', sha256.slice(0, 2), `${sha256}.${formatOf(type)}`)))
}

function inViews(root: string, board: Board, current: ReadonlyMap<PictureId, { path: string }>): Finding[] {
  const hint = 'The next generate or status writes it anew from the pictures.'
  const text = (path: string): string | undefined => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined)
  const layout = layoutOf(board)
  const views = board.styles.map((style) => {
    const path = layout.progressOf(style.id)
    const there = text(path)
    const completed = completedBeats(board, style.id, (id) => current.has(id))
    return { path, written: there === undefined ? [] : readProgress(there), expected: [...completed] }
  })
  if (board.kind === 'timeline') {
    const there = text('metadata.json')
    const expected = [...current.values()].map((picture) => picture.path)
    const written =
      there === undefined ? [] : readMetadataPaths(there)?.map((path) => expected.find((known) => path.endsWith(known)) ?? path)
    views.push({ path: 'metadata.json', written, expected })
  }
  return views
    .filter(({ written, expected }) => !written || written.toSorted().join('\n') !== expected.toSorted().join('\n'))
    .map(({ path, written }) => ({
      severity: 'warning',
      path,
      message: written ? 'It does not name the pictures that are on disk' : 'It is torn, or not ours',
      hint,
    }))
}
