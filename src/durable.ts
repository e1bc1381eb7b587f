import { hash, randomBytes } from 'node:crypto'
import { statSync } from 'node:fs'
import { link, mkdir, open, rename, unlink } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { BeatboardError } from './errors.ts'

/** The few ways anything is changed on a disk; each resolves only when done. Paths are absolute. */
export interface Disk {
  /** Creates a file, writes it whole, piece after piece, and syncs it; fails when the name is taken. */
  readonly writeNew: (path: string, pieces: readonly Uint8Array[]) => Promise<void>
  readonly rename: (from: string, to: string) => Promise<void>
  readonly link: (from: string, to: string) => Promise<void>
  readonly unlink: (path: string) => Promise<void>
  /** With all folders above it, each of them durable. */
  readonly makeFolder: (folder: string) => Promise<void>
  /** Makes the names in a folder durable. */
  readonly syncFolder: (folder: string) => Promise<void>
}

/** Codes of file systems on which a folder cannot be synced, e.g. on Windows. */
const unsyncable = new Set(['EPERM', 'EISDIR', 'EINVAL', 'ENOTSUP', 'ENOSYS'])

/** The disk of this machine. */
export const realDisk: Disk = {
  async writeNew(path, pieces) {
    const file = await open(path, 'wx', 0o644)
    try {
      await file.writeFile(pieces)
      await file.sync()
    } finally {
      await file.close()
    }
  },
  rename,
  link,
  unlink,
  // Step by step: on a file system that takes no folder at all, mkdir's own recursion never comes to an end.
  async makeFolder(folder) {
    if (isFolder(folder)) return
    await realDisk.makeFolder(dirname(folder))
    await mkdir(folder).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error
      if (!isFolder(folder)) throw Object.assign(new Error(`${folder} is no folder`), { code: 'ENOTDIR', cause: error })
    })
    await realDisk.syncFolder(dirname(folder))
  },
  async syncFolder(folder) {
    const handle = await open(folder, 'r').catch((error: unknown) => {
      if (process.platform === 'win32' && unsyncable.has(codeOf(error))) return undefined
      throw error
    })
    if (!handle) return
    try {
      await handle.sync()
    } catch (error) {
      if (!unsyncable.has(codeOf(error))) throw error
    } finally {
      await handle.close()
    }
  },
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

/** The `code` of an error of the file system, or an empty string. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

const thisHost = hash('sha256', hostname(), 'hex').slice(0, 6)
const partPattern = /^\.beatboard-([0-9a-f]{6})-(\d+)-[0-9a-f]{12}\.part$/

/** A name for a file that is not whole yet: unique, hidden, and telling which process of which machine is at it. */
export function partName(pid: number = process.pid): string {
  return `.beatboard-${thisHost}-${pid}-${randomBytes(6).toString('hex')}.part`
}

export interface Processes {
  readonly alive: (pid: number) => boolean
  /** Epoch ms: now, and when this process began. */
  readonly now: number
  readonly began: number
}

/** True for a part file that nobody will finish: its process is gone, or it is older than a day. Files of others are never meant. */
export function isAbandonedPart(name: string, modifiedMs: number, processes: Processes): boolean {
  const [, host, pid] = partPattern.exec(name) ?? []
  if (host === undefined || pid === undefined) return false
  if (processes.now - modifiedMs > 86_400_000) return true
  if (host !== thisHost) return false
  return Number(pid) === process.pid ? modifiedMs < processes.began - 2000 : !processes.alive(Number(pid))
}

/** Replaces a file as a whole: a reader, or a power cut, sees the old one or the new one. Faults are of kind `disk`. */
export async function replaceFile(path: string, content: Uint8Array | string, disk: Disk = realDisk): Promise<void> {
  const folder = dirname(path)
  const part = join(folder, partName())
  try {
    await disk.makeFolder(folder)
    await disk.writeNew(part, [typeof content === 'string' ? Buffer.from(content) : content])
    await disk.rename(part, path)
    await disk.syncFolder(folder)
  } catch (error) {
    await disk.unlink(part).catch(() => undefined)
    throw diskFault(error, path)
  }
}

const waysOut: Readonly<Record<string, readonly [words: string, hint: string]>> = {
  ENOSPC: [
    'the disk is full',
    'Free some space, or move the project to a bigger disk, then run the same command again: what is done is kept.',
  ],
  EDQUOT: ['your share of the disk is used up', 'Free some space, then run the same command again: what is done is kept.'],
  EROFS: ['the disk is read-only', 'Copy the project to a folder that can be written to, or remount the disk for writing.'],
  EACCES: ['the folder may not be written to', 'Give yourself write permission to the project folder, or name another with --output-dir.'],
  EPERM: ['the folder may not be written to', 'Give yourself write permission to the project folder, or name another with --output-dir.'],
  ENOENT: ['the folder is gone', 'Plug the disk in again, or restore the project folder, then run the same command again.'],
  ENOTDIR: ['a file stands where a folder is needed', 'Move that file away, then run the same command again.'],
  EISDIR: ['a folder stands where a file is needed', 'Move that folder away, then run the same command again.'],
  EMFILE: ['too many files are open', 'Raise the limit of open files (ulimit -n), then run the same command again.'],
}

/** The fault of kind `disk` that an error of the file system means, with its way out; a BeatboardError passes unchanged. */
export function diskFault(error: unknown, path: string): BeatboardError {
  if (error instanceof BeatboardError) return error
  const code = codeOf(error)
  const [words, hint] = waysOut[code] ?? ['the disk did not take it', 'Check the disk and the folder, then run the same command again.']
  return new BeatboardError('disk', `Could not write ${path}: ${words}${code ? ` (${code})` : ''}`, { code, hint, cause: error })
}
