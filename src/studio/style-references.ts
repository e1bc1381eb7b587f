import { hash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { basename, extname, join, relative, resolve, sep } from 'node:path'
import type { Board, Style } from '../board/board.ts'
import { type Picture, sniffMediaType } from '../board/picture.ts'
import { replaceFile } from '../durable.ts'
import { BeatboardError } from '../errors.ts'

/** Largest reference picture, in bytes. */
const largest = 32 * 1024 * 1024

export interface StyleReferences {
  /** By style id; a style without one, or whose file is missing, is absent. */
  readonly found: ReadonlyMap<string, { readonly picture: Picture; readonly sha256: string }>
  /** A named file that is missing is a warning, not a failure (A6). */
  readonly warnings: readonly string[]
}

/** Each style's reference picture: the file it names, else `references/{style}.*`, else `style_reference.*` of the project. */
export async function styleReferences(folder: string, board: Board): Promise<StyleReferences> {
  const names = [...(await namesIn(join(folder, 'references'), 'references/')), ...(await namesIn(folder, ''))]
  const found = new Map<string, { picture: Picture; sha256: string }>()
  const warnings: string[] = []
  for (const style of board.styles.filter((each) => each.continuity !== 'none')) {
    const path =
      style.reference ??
      names.find((name) => stem(name) === `references/${style.id}`) ??
      names.find((name) => stem(name) === 'style_reference')
    if (path === undefined) continue
    const read = await readReference(folder, path)
    if (typeof read === 'string')
      warnings.push(`Style reference image not used for "${style.id}": ${read} Hard cuts are made from words alone.`)
    else found.set(style.id, read)
  }
  return { found, warnings }
}

/** Takes a user's picture into the project as the reference of these styles; returns the board that names it. */
export async function takeReference(
  folder: string,
  board: Board,
  { file, styles }: { file: string; styles: readonly Style[] },
): Promise<Board> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new BeatboardError('wrong-usage', `There is no style reference "${file}".`, {
      cause: error,
      hint: 'Name a PNG, JPEG or WebP file.',
    })
  })
  const type = sniffMediaType(bytes)
  if (type === undefined) throw new BeatboardError('wrong-usage', `"${basename(file)}" is no PNG, JPEG or WebP picture.`)
  const extension = type.slice('image/'.length)
  const isForAll = board.styles.every((style) => styles.includes(style))
  const nameFor = (style: Style): string =>
    isForAll && extension === 'png' ? 'style_reference.png' : `references/${isForAll ? 'style_reference' : style.id}.${extension}`
  for (const name of new Set(styles.map(nameFor))) await replaceFile(join(folder, name), bytes)
  return { ...board, styles: board.styles.map((style) => (styles.includes(style) ? { ...style, reference: nameFor(style) } : style)) }
}

async function readReference(folder: string, path: string): Promise<{ picture: Picture; sha256: string } | string> {
  const file = resolve(folder, path)
  const inside = relative(folder, file)
  if (inside.startsWith(`..${sep}`) || inside === '..' || resolve(inside) === inside) return `${path} lies outside the project folder.`
  const bytes = await readFile(file).catch(() => undefined)
  if (bytes === undefined) return `${path} is not there.`
  const type = sniffMediaType(bytes)
  if (type === undefined || bytes.length > largest) return `${path} is no PNG, JPEG or WebP picture of at most 32 MB.`
  return { picture: { bytes, type }, sha256: hash('sha256', bytes, 'hex') }
}

async function namesIn(folder: string, prefix: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.filter((name) => /\.(png|jpe?g|webp)$/i.test(name)).map((name) => prefix + name)
}

function stem(name: string): string {
  return name.slice(0, name.length - extname(name).length)
}
