import { existsSync } from 'node:fs'
import { link, mkdir, open, readdir, rename, rm, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf, diskFault, isAbandonedPart, partName, realDisk } from '../durable.ts'

/** What is put out, and where. */
export interface Goods {
  /** Folder in which it is to lie, absolute; made when it is not there. */
  readonly folder: string
  /** Everything written begins with this name; a name that is taken gets a number. */
  readonly name: string
  /** The main file, moved into place last; for a folder its name. */
  readonly main: string
  /** Fills an empty folder of its own. */
  readonly write: (part: string) => Promise<void>
}

/**
 * Puts out files or folders that are whole or absent: written and synced in a hidden part folder, then moved, the main file last.
 * Nothing that is there is ever overwritten: `video.mp4` becomes `video-2.mp4`, and what belongs to it has the same number.
 * Resolves to the absolute paths, the main one first. What a killed process left half written is cleared away on the next call.
 */
export async function putOut({ folder, name, main, write }: Goods): Promise<readonly string[]> {
  const part = join(folder, partName())
  try {
    await realDisk.makeFolder(folder)
    await clearAbandoned(folder)
    await mkdir(part)
    await write(part)
    const entries = (await readdir(part)).toSorted((a, b) => Number(a === main) - Number(b === main))
    await syncAll(part)
    const moved = await moveAll({ folder, part, name, entries })
    await realDisk.syncFolder(folder)
    return moved.toReversed()
  } catch (error) {
    throw /^E[A-Z0-9]+$/.test(codeOf(error)) ? diskFault(error, folder) : error
  } finally {
    await rm(part, { recursive: true, force: true }).catch(() => undefined)
  }
}

interface Move {
  readonly folder: string
  readonly part: string
  readonly name: string
  readonly entries: readonly string[]
}

async function moveAll({ folder, part, name, entries }: Move): Promise<string[]> {
  for (let number = 1; ; number++) {
    const targets = entries.map((entry) => join(folder, number === 1 ? entry : `${name}-${number}${entry.slice(name.length)}`))
    if (targets.some((target) => existsSync(target))) continue
    const moved: string[] = []
    for (const [index, target] of targets.entries()) {
      if (!(await moveInto(join(part, entries[index] ?? ''), target))) break
      moved.push(target)
    }
    if (moved.length === targets.length) return moved
    // Another process took the number between two moves: what has been moved goes back, and the next number is tried.
    for (const [index, target] of moved.entries()) await rename(target, join(part, entries[index] ?? ''))
  }
}

/** False when the name was taken meanwhile. */
async function moveInto(from: string, to: string): Promise<boolean> {
  try {
    if ((await stat(from)).isDirectory()) await rename(from, to)
    else {
      await link(from, to)
      await unlink(from)
    }
    return true
  } catch (error) {
    const code = codeOf(error)
    if (code === 'EEXIST' || code === 'ENOTEMPTY') return false
    // A file system without links, e.g. exFAT.
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error
    if (existsSync(to)) return false
    await rename(from, to)
    return true
  }
}

async function syncAll(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      await syncAll(path)
      continue
    }
    const file = await open(path, 'r+')
    try {
      await file.sync()
    } finally {
      await file.close()
    }
  }
  await realDisk.syncFolder(folder)
}

async function clearAbandoned(folder: string): Promise<void> {
  const processes = { alive: isRunning, now: Date.now(), began: performance.timeOrigin }
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.part')) continue
    const facts = await stat(join(folder, name)).catch(() => undefined)
    if (facts?.isDirectory() === true && isAbandonedPart(name, facts.mtimeMs, processes))
      await rm(join(folder, name), { recursive: true, force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}
