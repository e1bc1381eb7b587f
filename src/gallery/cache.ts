import { hash } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sniffMediaType, type Picture } from '../board/picture.ts'
import { withoutRecipe } from './embed.ts'
import { bytesAt } from './project-files.ts'

/** One request, whole: what decides the picture, and the pictures sent along. */
export interface Asked {
  readonly fingerprint: string
  /** SHA-256 (hex) of the references in the order sent. */
  readonly references: readonly string[]
  /** Asked of the draft painter. A draft never answers for a paid model, nor the other way round. */
  readonly draft: boolean
}

interface Found {
  readonly picture: Picture
  /** Absolute path of the file that holds it. */
  readonly path: string
  readonly sha256: string
}

/** Which pictures of all the user's projects were made of which request (B15). It holds paths, no pictures, and may be deleted at any time. */
export interface PictureCache {
  /** `path` is absolute: the file with the original inside. A fault of the disk is ignored: nothing is lost but a short cut. */
  remember(asked: Asked, made: { readonly path: string; readonly sha256: string }): void
  /** A picture made of the same request whose file still is that picture; forgets those that are not. */
  find(asked: Asked): Promise<Found | undefined>
  close(): void
}

const mostRows = 200_000

function keyOf({ fingerprint, references, draft }: Asked): string {
  return hash('sha256', JSON.stringify([fingerprint, references, draft]), 'hex')
}

function opened(path: string): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: 2000 })
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
  db.exec('CREATE TABLE IF NOT EXISTS pictures (key TEXT, path TEXT, sha256 TEXT, PRIMARY KEY (key, path))')
  db.exec('DELETE FROM pictures WHERE rowid <= (SELECT MAX(rowid) FROM pictures) - ' + mostRows)
  return db
}

/** A damaged index is thrown away and begun anew; where it cannot be written at all there is none. */
function openDatabase(folder: string): DatabaseSync | undefined {
  const path = join(folder, 'pictures.db')
  try {
    mkdirSync(folder, { recursive: true })
    return opened(path)
  } catch {
    try {
      for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true })
      return opened(path)
    } catch {
      return undefined
    }
  }
}

/** The picture in a file when it is the one that was remembered: bare, or with a recipe inside. */
async function verified(path: string, sha256: string): Promise<Picture | undefined> {
  const file = await bytesAt(path).catch(() => undefined)
  for (const bytes of file ? [withoutRecipe(file), file] : []) {
    const type = sniffMediaType(bytes)
    if (type && hash('sha256', bytes, 'hex') === sha256) return { bytes, type }
  }
  return undefined
}

/** Opens the index in a folder of the user, e.g. `~/.cache/beatboard`. Never throws: without a disk it finds nothing. */
export function openPictureCache(folder: string): PictureCache {
  const db = openDatabase(folder)
  if (!db) return { remember: () => undefined, find: async () => undefined, close: () => undefined }
  const insert = db.prepare('INSERT OR REPLACE INTO pictures (key, path, sha256) VALUES (?, ?, ?)')
  const select = db.prepare('SELECT path, sha256 FROM pictures WHERE key = ? ORDER BY rowid DESC LIMIT 20')
  const forget = db.prepare('DELETE FROM pictures WHERE key = ? AND path = ?')
  return {
    remember(asked, { path, sha256 }) {
      if (!isAbsolute(path)) throw new TypeError(`An absolute path was expected, not ${path}`)
      quietly(() => insert.run(keyOf(asked), path, sha256))
    },
    async find(asked) {
      const key = keyOf(asked)
      const rows = quietly(() => select.all(key)) ?? []
      for (const row of rows) {
        const [path, sha256] = [String(row['path']), String(row['sha256'])]
        const picture = await verified(path, sha256)
        if (picture) return { picture, path, sha256 }
        quietly(() => forget.run(key, path))
      }
      return undefined
    },
    close: () => db.close(),
  }
}

/** A locked or full index costs a short cut, never a run. */
function quietly<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
