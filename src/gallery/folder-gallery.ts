import { hash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Board } from '../board/board.ts'
import { mediaTypes, sniffMediaType, type Picture, type PictureId } from '../board/picture.ts'
import { diskFault, partName, realDisk, type Disk } from '../durable.ts'
import { BeatboardError } from '../errors.ts'
import { recipeInside, withoutRecipe } from './embed.ts'
import type { Gallery, Kept } from './gallery.ts'
import { layoutOf } from './layout.ts'
import { formatOf, prepare } from './prepare.ts'
import { bytesAt, currentPath, listPictures, recipeAt, removeAbandonedParts, staysInside } from './project-files.ts'
import { linkOrCopy, putInPlace, takesOnDisk, type Project } from './put-in-place.ts'
import type { Recipe } from './recipe.ts'
import type { Quality } from './transcode.ts'

/** What a gallery needs beside its folder; the real ones by default. */
export interface GalleryWorld {
  readonly disk?: Disk
  /** True while a process of this machine runs. */
  readonly alive?: (pid: number) => boolean
  /** Epoch ms. */
  readonly now?: () => number
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/**
 * The gallery of a project folder, laid out as its board asks. Removes what dead processes left half written.
 * Nothing is created until the first picture is saved; faults of the disk are of kind `disk`.
 */
export async function openFolderGallery(folder: string, board: Board, world: GalleryWorld = {}): Promise<Gallery> {
  const project: Project = { folder: resolve(folder), layout: layoutOf(board), disk: world.disk ?? realDisk }
  const processes = { alive: world.alive ?? isAlive, now: (world.now ?? Date.now)(), began: performance.timeOrigin }
  await removeAbandonedParts(project.folder, project.layout, { disk: project.disk, processes })
  // A how-to's WebP is a copy for showing (D6); elsewhere a WebP that the user asked for loses nothing.
  const quality: Quality = board.kind === 'steps' ? { webp: 85 } : {}
  const inTurn = turns()
  const pathOf = async (id: PictureId, take?: number): Promise<string | undefined> => {
    if (take === undefined) return currentPath(project.folder, project.layout, id)
    return (await takesOnDisk(project, id)).find((found) => found.take === take)?.path
  }
  return {
    list: () => listPictures(project.folder, project.layout),
    async load(id, take) {
      const path = await pathOf(id, take)
      return path === undefined ? undefined : originalOf(project, path)
    },
    async recipe(id, take) {
      const path = await pathOf(id, take)
      return path === undefined ? undefined : recipeAt(join(project.folder, path))
    },
    takes: (id) => takesOnDisk(project, id),
    save: (id, picture, recipe) => inTurn(id, () => save({ project, quality }, id, picture, recipe)),
    show: (id, take) => inTurn(id, () => show(project, id, take)),
  }
}

/** Work on one picture waits for the work on the same picture before it. */
function turns(): <T>(id: PictureId, work: () => Promise<T>) => Promise<T> {
  const last = new Map<PictureId, Promise<unknown>>()
  return async (id, work) => {
    const before = last.get(id) ?? Promise.resolve()
    const mine = before.then(work, work)
    const settled = mine.catch(() => undefined)
    last.set(id, settled)
    try {
      return await mine
    } finally {
      if (last.get(id) === settled) last.delete(id)
    }
  }
}

interface Place {
  readonly project: Project
  readonly quality: Quality
}

async function save({ project, quality }: Place, id: PictureId, picture: Picture, recipe: Recipe): Promise<Kept> {
  const { layout, disk } = project
  const path = layout.pathOf(id)
  const there = (await takesOnDisk(project, id)).map((found) => found.take)
  const take = there.includes(recipe.take) ? Math.max(...there) + 1 : recipe.take
  const ready = await prepare(picture, recipe, { id, take, format: layout.format, quality })
  if (ready.original) await keepOriginal(project, ready.original, ready.sha256)
  await putInPlace(project, id, { path, write: (part) => disk.writeNew(part, ready.pieces) })
  const { type, size, sha256 } = ready
  const bytes = ready.pieces.reduce((sum, piece) => sum + piece.length, 0)
  return { id, path, take, type, ...size, bytes, sha256 }
}

function originalPath(sha256: string, extension: string): string {
  return `.beatboard/originals/${sha256.slice(0, 2)}/${sha256}.${extension}`
}

/** Keeps the bytes as they came, named by their hash; written once. What a crash leaves half written lies where parts are looked for. */
async function keepOriginal({ folder, disk }: Project, original: Picture, sha256: string): Promise<void> {
  const path = originalPath(sha256, formatOf(original.type))
  if (existsSync(join(folder, path))) return
  staysInside(folder, path)
  const target = join(folder, path)
  const part = join(folder, '.beatboard', partName())
  try {
    await disk.makeFolder(dirname(target))
    await disk.writeNew(part, [original.bytes])
    await disk.rename(part, target)
    await disk.syncFolder(dirname(target))
  } catch (error) {
    await disk.unlink(part).catch(() => undefined)
    throw diskFault(error, path)
  }
}

/** The picture as it came: out of the file itself, or from beside where the file is a copy; the copy when that is gone. */
async function originalOf({ folder }: Project, path: string): Promise<Picture | undefined> {
  const file = await bytesAt(join(folder, path))
  const type = file && sniffMediaType(file)
  if (!file || type === undefined) return undefined
  const shown = { bytes: withoutRecipe(file), type }
  const recipe = recipeInside(file)
  if (recipe?.copy === undefined || hash('sha256', shown.bytes, 'hex') !== recipe.copy) return shown
  for (const other of mediaTypes) {
    const bytes = await bytesAt(join(folder, originalPath(recipe.sha256, formatOf(other))))
    if (bytes) return { bytes, type: other }
  }
  return shown
}

async function show(project: Project, id: PictureId, take: number): Promise<void> {
  const found = (await takesOnDisk(project, id)).find((other) => other.take === take)
  if (!found)
    throw new BeatboardError('wrong-usage', `There is no take ${take} of ${id}`, { hint: 'See which there are: beatboard takes.' })
  if (found.current) return
  const extension = found.path.slice(found.path.lastIndexOf('.') + 1)
  const path = project.layout.pathOf(id).replace(/[^.]+$/, extension)
  await putInPlace(project, id, { path, write: (part) => linkOrCopy(project.disk, join(project.folder, found.path), part) })
}

/** The number a new take of a picture has: one above all that are on disk. */
export async function nextTake(gallery: Gallery, id: PictureId): Promise<number> {
  return Math.max(0, ...(await gallery.takes(id)).map((found) => found.take)) + 1
}
