import { hash } from 'node:crypto'
import { beatsOf, type Beat, type Board, type FileFormat, type Shot } from '../board/board.ts'
import { partsOf, pictureId, type PictureId } from '../board/picture.ts'
import { BeatboardError } from '../errors.ts'

/** Where every picture of a board lies, and back. All paths are relative to the project folder, with forward slashes. */
export interface Layout {
  /** File type of new pictures of this board. */
  readonly format: FileFormat
  /** Path of the current picture. Throws `wrong-usage` for a beat that is not on the board. */
  pathOf(id: PictureId, format?: FileFormat): string
  /** Every path at which the current picture may lie, the proper one first: other file types, and a timeline's other number of styles. */
  candidatesOf(id: PictureId): readonly string[]
  /** The picture whose current file this is; `undefined` for any other file. */
  idOf(path: string): PictureId | undefined
  /** Folder of the older takes. */
  takesOf(id: PictureId): string
  /** The progress file of a style (A8). */
  progressOf(style: string): string
  /** Folders to look through for pictures; `nested`: their `Shot_…` folders too. */
  readonly folders: readonly { readonly path: string; readonly nested: boolean }[]
}

const plain = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,78}[A-Za-z0-9_-])?$/
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i
/** Names in a project folder that are taken, so that no style of a timeline may have them as its folder. */
const taken = new Set(['generated_images', 'references', 'exports', 'selected_images', 'board.json', 'picks.json', 'metadata.json'])
const extensions = ['png', 'webp', 'jpeg', 'jpg'] as const

/** A name that no plain id has (`~`), for an id that cannot be a file name, or whose name is taken. */
function hashedName(id: string): string {
  const readable = id.replace(/[^A-Za-z0-9_-]+/g, '_').slice(0, 40)
  return `${readable}~${hash('sha256', JSON.stringify(id), 'hex').slice(0, 16)}`
}

function safeName(id: string): string {
  return plain.test(id) && !device.test(id) ? id : hashedName(id)
}

/** Distinct names, also where upper and lower case are the same; the first in order has the plain one. */
function distinctNames(ids: Iterable<string>, reserved: ReadonlySet<string>): Map<string, string> {
  const used = new Set(reserved)
  const names = new Map<string, string>()
  for (const id of ids) {
    if (names.has(id)) continue
    const name = used.has(safeName(id).toLowerCase()) ? hashedName(id) : safeName(id)
    used.add(name.toLowerCase())
    names.set(id, name)
  }
  return names
}

/** `frame_00003500`, then `frame_00003500_2` for the next at the same millisecond; `beat_…` without a time. */
function frameNames(): (beat: Beat) => string | undefined {
  const seen = new Map<number, number>()
  return (beat) => {
    const ms = Math.round((beat.start ?? Number.NaN) * 1000)
    if (!(ms >= 0 && ms < 1e15)) return undefined
    const count = (seen.get(ms) ?? 0) + 1
    seen.set(ms, count)
    return `frame_${String(ms).padStart(8, '0')}${count > 1 ? `_${count}` : ''}`
  }
}

function stemOf(board: Board, shot: Shot, name: string): string {
  switch (board.kind) {
    case 'film':
      return `Shot_${safeName(shot.id)}/Beat_${name}`
    case 'timeline':
      return `beat_${name}`
    case 'story':
      return `Page_${name}`
    case 'steps':
      return `Step_${name}`
  }
}

/** Beat id → file name without style folder and extension; no two are the same, in any case. */
function stemsOf(board: Board): Map<string, string> {
  const names = distinctNames(
    board.shots.flatMap((shot) => shot.beats.map((beat) => beat.id)),
    new Set(),
  )
  const frame = frameNames()
  const stems = new Map<string, string>()
  for (const { shot, beat } of beatsOf(board)) {
    if (stems.has(beat.id)) continue
    const name = names.get(beat.id) ?? safeName(beat.id)
    stems.set(beat.id, (board.kind === 'timeline' ? frame(beat) : undefined) ?? stemOf(board, shot, name))
  }
  return stems
}

/** Style and beat that a stem belongs to, looked up without regard to case. */
interface Register {
  readonly root: string
  readonly styleAt: ReadonlyMap<string, string>
  readonly beatAt: ReadonlyMap<string, string>
  /** Whose pictures lie in the root itself. */
  readonly rootStyle: string | undefined
}

function lookUp({ root, styleAt, beatAt, rootStyle }: Register, path: string): PictureId | undefined {
  const stem = path.match(/^(.+)\.(?:png|webp|jpe?g)$/i)?.[1]?.toLowerCase()
  if (!stem?.startsWith(root)) return undefined
  const slash = stem.indexOf('/', root.length)
  const isInRoot = root === '' && slash < 0
  const style = isInRoot ? rootStyle : styleAt.get(stem.slice(root.length, slash))
  const beat = beatAt.get(isInRoot ? stem : stem.slice(slash + 1))
  return style === undefined || beat === undefined ? undefined : pictureId(style, beat)
}

/** The layout of a board. Built once a board: O(beats); every question after that is a look-up. */
export function layoutOf(board: Board): Layout {
  const timeline = board.kind === 'timeline'
  const format = board.format ?? (board.kind === 'steps' ? 'webp' : 'png')
  const ordered = [format, ...extensions.filter((extension) => extension !== format)]
  const styles = distinctNames(
    board.styles.map((style) => style.id),
    timeline ? taken : new Set(),
  )
  const stems = stemsOf(board)
  const folderOf = (style: string): string => styles.get(style) ?? safeName(style)
  const root = timeline ? '' : 'generated_images/'
  const alone = timeline && board.styles.length === 1
  const first = board.styles[0]?.id
  const register: Register = {
    root,
    styleAt: new Map([...styles].map(([id, name]) => [name.toLowerCase(), id])),
    beatAt: new Map([...stems].map(([beat, stem]) => [stem.toLowerCase(), beat])),
    rootStyle: first,
  }

  /** Proper place first; then, for the first style of a timeline, the place it has with another number of styles. */
  const stemsFor = (id: PictureId): string[] => {
    const { style, beat } = partsOf(id)
    const stem = stems.get(beat)
    if (stem === undefined) throw new BeatboardError('wrong-usage', `There is no beat ${beat} on this board`)
    const inFolder = `${root}${folderOf(style)}/${stem}`
    if (!timeline || style !== first) return [inFolder]
    return alone ? [stem, inFolder] : [inFolder, stem]
  }
  return {
    format,
    pathOf: (id, as = format) => `${stemsFor(id)[0]}.${as}`,
    candidatesOf: (id) => stemsFor(id).flatMap((stem) => ordered.map((extension) => `${stem}.${extension}`)),
    idOf: (path) => lookUp(register, path),
    takesOf: (id) => `.beatboard/takes/${folderOf(partsOf(id).style)}/${caseless(partsOf(id).beat)}`,
    progressOf: (style) => `image_progress_${folderOf(style)}.json`,
    folders: [
      ...(timeline ? [{ path: '', nested: false }] : []),
      ...board.styles.map((style) => ({ path: `${root}${folderOf(style.id)}`, nested: board.kind === 'film' })),
    ],
  }
}

/** A safe name that stays its own where upper and lower case are the same. Does not depend on the rest of the board. */
function caseless(id: string): string {
  return id === id.toLowerCase() ? safeName(id) : hashedName(id)
}

/** Path of one picture, relative to the project folder (A7, B5, D6). For many, build `layoutOf` once. */
export function picturePath(board: Board, style: string, beatId: string, format?: FileFormat): string {
  return layoutOf(board).pathOf(pictureId(style, beatId), format)
}
