import { existsSync, readFileSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, extname, join, posix } from 'node:path'
import type { PictureId } from '../board/picture.ts'
import { codeOf, diskFault, partName, type Disk } from '../durable.ts'
import type { Layout } from './layout.ts'
import { isCut } from './is-cut.ts'
import { currentPath, recipeAt, staysInside, storedTakes } from './project-files.ts'

/** A project folder that is written to. */
export interface Project {
  /** Absolute. */
  readonly folder: string
  readonly layout: Layout
  readonly disk: Disk
}

export interface Take {
  readonly take: number
  /** Relative to the project folder. */
  readonly path: string
  readonly current: boolean
}

/** All takes on disk, ascending. A current picture from elsewhere has the next free number. */
export async function takesOnDisk({ folder, layout }: Project, id: PictureId): Promise<readonly Take[]> {
  const stored = storedTakes(folder, layout.takesOf(id))
  const path = currentPath(folder, layout, id)
  if (path === undefined) return [...stored].map(([take, at]) => ({ take, path: at, current: false }))
  const made = await recipeAt(join(folder, path))
  const own = made?.picture === id ? made.take : undefined
  const same = [...stored].find(([number, at]) => isSameFile(folder, at, path) || (number === own && hasSameBytes(folder, at, path)))?.[0]
  const take = same ?? (own !== undefined && !stored.has(own) ? own : Math.max(0, ...stored.keys()) + 1)
  const others = [...stored].filter(([number]) => number !== take).map(([number, at]) => ({ take: number, path: at, current: false }))
  return [...others, { take, path, current: true }].sort((a, b) => a.take - b.take)
}

function isSameFile(folder: string, one: string, other: string): boolean {
  const [a, b] = [statSync(join(folder, one), { throwIfNoEntry: false }), statSync(join(folder, other), { throwIfNoEntry: false })]
  return a !== undefined && b !== undefined && a.ino !== 0 && a.ino === b.ino && a.dev === b.dev
}

function hasSameBytes(folder: string, one: string, other: string): boolean {
  return readFileSync(join(folder, one)).equals(readFileSync(join(folder, other)))
}

/** File systems without hard links, and links they refuse. */
const unlinkable = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EXDEV', 'EMLINK', 'EACCES', 'EINVAL'])

/** The same file under a second name: a hard link, or a synced copy where links are not possible; its part lies in `parts`. */
export async function linkOrCopy(disk: Disk, from: string, to: string, parts: string = dirname(to)): Promise<void> {
  await disk.link(from, to).catch(async (error: unknown) => {
    if (!unlinkable.has(codeOf(error))) throw error
    const part = join(parts, partName())
    await disk.writeNew(part, [await readFile(from)])
    await disk.rename(part, to)
  })
}

/** Torn bytes are no take to choose from; they are put aside all the same, for nothing is ever deleted. */
function damagedOf(layout: Layout, id: PictureId): string {
  return layout.takesOf(id).replace('/takes/', '/damaged/')
}

/** Gives the current picture a second name among the takes, durable before anything replaces it. Returns its path. */
async function keepCurrent(project: Project, id: PictureId): Promise<string | undefined> {
  const { folder, layout, disk } = project
  const current = (await takesOnDisk(project, id)).find((take) => take.current)
  const inside = current !== undefined && isCut(join(folder, current.path)) ? damagedOf(layout, id) : layout.takesOf(id)
  if (!current || storedTakes(folder, inside).has(current.take)) return current?.path
  staysInside(folder, inside)
  await disk.makeFolder(join(folder, inside))
  const take = join(folder, inside, `${current.take}${extname(current.path)}`)
  await linkOrCopy(disk, join(folder, current.path), take, join(folder, '.beatboard'))
  await disk.syncFolder(join(folder, inside))
  return current.path
}

/**
 * Makes `write`'s part file the current picture of `id` at `path`. At every instant the old one, the new one, and all takes are whole on disk.
 * Faults are of kind `disk` and leave no part file.
 */
export async function putInPlace(
  project: Project,
  id: PictureId,
  file: { readonly path: string; readonly write: (part: string) => Promise<void> },
): Promise<void> {
  const { folder, disk } = project
  const inside = posix.dirname(file.path)
  const target = join(folder, file.path)
  const part = join(dirname(target), partName())
  try {
    staysInside(folder, inside === '.' ? '' : inside)
    if (!existsSync(dirname(target))) await disk.makeFolder(dirname(target))
    await file.write(part)
    const old = await keepCurrent(project, id)
    await disk.rename(part, target)
    await disk.syncFolder(dirname(target))
    if (old !== undefined && old !== file.path) await removeAside(project, old)
    await clearTheView(project, id, file.path)
  } catch (error) {
    await disk.unlink(part).catch(() => undefined)
    throw diskFault(error, file.path)
  }
}

/** Takes a current file away that is a take by now. */
async function removeAside({ folder, disk }: Project, path: string): Promise<void> {
  await disk.unlink(join(folder, path))
  await disk.syncFolder(dirname(join(folder, path)))
}

/** Puts aside whatever still stands before `path`, e.g. a file of the board's own type. */
async function clearTheView(project: Project, id: PictureId, path: string): Promise<void> {
  for (;;) {
    const before = currentPath(project.folder, project.layout, id)
    if (before === undefined || before === path) return
    await keepCurrent(project, id)
    await removeAside(project, before)
  }
}
