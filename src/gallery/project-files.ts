import { lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { isAbsolute, join, relative, sep } from 'node:path'
import type { PictureId } from '../board/picture.ts'
import { codeOf, isAbandonedPart, type Disk, type Processes } from '../durable.ts'
import { BeatboardError } from '../errors.ts'
import { recipeInside } from './embed.ts'
import type { Layout } from './layout.ts'
import type { Recipe } from './recipe.ts'

/** Names in a folder; none for a folder that is not there. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return []
    throw error
  }
}

/** Every folder that may hold pictures, relative to the project folder. */
function pictureFolders(folder: string, layout: Layout): string[] {
  return layout.folders.flatMap(({ path, nested }) =>
    nested
      ? namesIn(join(folder, path))
          .filter((name) => name.startsWith('Shot_'))
          .map((name) => `${path}/${name}`)
      : [path],
  )
}

const pictureName = /\.(?:png|webp|jpe?g)$/i

/** The current pictures on disk. Reads names and lengths only, and lets others work in between. Empty files do not count. */
export async function listPictures(folder: string, layout: Layout): Promise<Map<PictureId, { path: string; bytes: number }>> {
  const found = new Map<PictureId, { path: string; bytes: number }>()
  let seen = 0
  for (const inside of pictureFolders(folder, layout)) {
    for (const name of namesIn(join(folder, inside))) {
      if (++seen % 1000 === 0) await new Promise(setImmediate)
      const path = inside === '' ? name : `${inside}/${name}`
      const id = pictureName.test(name) ? layout.idOf(path) : undefined
      if (id === undefined) continue
      const facts = statSync(`${folder}/${path}`, { throwIfNoEntry: false })
      if (facts?.isFile() && facts.size > 0) better(found, layout, { id, path, bytes: facts.size })
    }
  }
  return found
}

/** Keeps the one that stands in the properer place, where a picture has two files. */
function better(
  found: Map<PictureId, { path: string; bytes: number }>,
  layout: Layout,
  file: { id: PictureId; path: string; bytes: number },
): void {
  const other = found.get(file.id)
  const order = other ? layout.candidatesOf(file.id) : []
  if (!other || rank(order, file.path) < rank(order, other.path)) found.set(file.id, { path: file.path, bytes: file.bytes })
}

function rank(order: readonly string[], path: string): number {
  const at = order.indexOf(path)
  return at < 0 ? order.length : at
}

/** Path of the current picture, relative; `undefined` where there is none. */
export function currentPath(folder: string, layout: Layout, id: PictureId): string | undefined {
  return layout.candidatesOf(id).find((path) => {
    const facts = statSync(join(folder, path), { throwIfNoEntry: false })
    return facts?.isFile() && facts.size > 0
  })
}

/** Take number → relative path, of the takes that were put aside. */
export function storedTakes(folder: string, inside: string): Map<number, string> {
  const takes = namesIn(join(folder, inside)).flatMap((name): [number, string][] => {
    const number = name.match(/^([1-9]\d{0,8})\.(?:png|webp|jpe?g)$/)?.[1]
    return number === undefined ? [] : [[Number(number), `${inside}/${name}`]]
  })
  return new Map(takes.sort(([a], [b]) => a - b))
}

/** A file's bytes; `undefined` when it is not there. */
export async function bytesAt(path: string): Promise<Uint8Array | undefined> {
  return readFile(path).catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return undefined
    throw error
  })
}

const headBytes = 65_536

/** The recipe in a file; for most files its first 64 KiB are read and no more. */
export async function recipeAt(path: string): Promise<Recipe | undefined> {
  const file = await open(path, 'r').catch(() => undefined)
  if (!file) return undefined
  try {
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(headBytes), 0, headBytes, 0)
    const found = recipeInside(buffer.subarray(0, bytesRead))
    if (found || bytesRead < headBytes) return found
  } finally {
    await file.close()
  }
  return recipeInside(readFileSync(path))
}

/** Throws `disk` when a folder of the project leads out of it through a link. */
export function staysInside(folder: string, inside: string): void {
  let path = folder
  for (const name of inside.split('/').filter((part) => part !== '')) {
    path = join(path, name)
    const facts = lstatSync(path, { throwIfNoEntry: false })
    if (!facts) return
    if (!facts.isSymbolicLink()) continue
    const way = relative(realpathSync(folder), realpathSync(path))
    if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way))
      throw new BeatboardError('disk', `${path} leads out of the project folder: nothing is written there`, {
        hint: 'Replace the link by a folder, or make the folder it leads to the project folder.',
      })
  }
}

/** Removes part files that no process will finish. What cannot be removed stays: it is never taken for a picture. */
export async function removeAbandonedParts(folder: string, layout: Layout, world: { disk: Disk; processes: Processes }): Promise<void> {
  for (const inside of new Set(['', '.beatboard', ...pictureFolders(folder, layout)])) {
    for (const name of namesIn(join(folder, inside))) {
      if (!name.endsWith('.part')) continue
      const path = join(folder, inside, name)
      const facts = statSync(path, { throwIfNoEntry: false })
      if (facts && isAbandonedPart(name, facts.mtimeMs, world.processes)) await world.disk.unlink(path).catch(() => undefined)
    }
  }
}
