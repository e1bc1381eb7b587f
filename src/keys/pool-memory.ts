import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { BeatboardError, troubles, type Trouble } from '../errors.ts'
import { emptyBucket, type Bucket } from './window.ts'

/**
 * What pools remember of windows and rests, by the bucket's name. Each change is one transaction: two processes that
 * share a memory never start more than one allowance together. Holds no key: names carry domains and hashes.
 */
export interface PoolMemory {
  read(name: string): Bucket
  /** Reads, lets `step` decide, writes what it returns; `undefined` leaves the bucket as it is. `step` runs once, with nobody else in between. */
  change(name: string, step: (was: Bucket) => Bucket | undefined): void
  /** The buckets whose names begin so. */
  names(prefix: string): readonly string[]
  close(): void
}

/** Forgets with the process: for tests and for runs that shall leave no trace. */
export function memoryPoolMemory(): PoolMemory {
  const buckets = new Map<string, Bucket>()
  const read = (name: string): Bucket => buckets.get(name) ?? emptyBucket
  return {
    read,
    change: (name, step) => {
      const next = step(read(name))
      if (next) buckets.set(name, next)
    },
    names: (prefix) => [...buckets.keys()].filter((name) => name.startsWith(prefix)),
    close: () => buckets.clear(),
  }
}

/**
 * Remembers in a SQLite file that several processes may share; survives their being killed. A file that is no database is
 * moved aside to `FILE.damaged` and begun anew, for it holds nothing but rests. Throws `disk` when the file cannot be opened.
 */
export function sqlitePoolMemory(file: string): PoolMemory {
  const database = openOrRenew(file)
  const select = database.prepare('SELECT bucket FROM buckets WHERE name = ?')
  const list = database.prepare('SELECT name FROM buckets WHERE substr(name, 1, length(?1)) = ?1 ORDER BY name')
  const upsert = database.prepare(
    'INSERT INTO buckets (name, bucket) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET bucket = excluded.bucket',
  )
  const read = (name: string): Bucket => bucketIn(select.get(name)?.['bucket'])
  return {
    read,
    change: (name, step) => {
      database.exec('BEGIN IMMEDIATE')
      try {
        const next = step(read(name))
        if (next) upsert.run(name, JSON.stringify(next))
        database.exec('COMMIT')
      } catch (error) {
        database.exec('ROLLBACK')
        throw error
      }
    },
    names: (prefix) => list.all(prefix).map((row) => String(row['name'])),
    close: () => database.close(),
  }
}

function openOrRenew(file: string): DatabaseSync {
  try {
    mkdirSync(dirname(file), { recursive: true })
    return open(file)
  } catch (error) {
    if (!isDamage(error)) throw unreachable(file, error)
  }
  renameSync(file, `${file}.damaged`)
  for (const part of ['-wal', '-shm']) rmSync(file + part, { force: true })
  return open(file)
}

function open(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 5_000 })
  try {
    // NORMAL survives a killed process; a power cut may forget the last starts, which costs a 429 at most.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
    database.exec('CREATE TABLE IF NOT EXISTS buckets (name TEXT PRIMARY KEY, bucket TEXT NOT NULL) WITHOUT ROWID')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

const damageCodes: ReadonlySet<unknown> = new Set([11, 26]) // SQLITE_CORRUPT, SQLITE_NOTADB

function isDamage(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && damageCodes.has(error.errcode)
}

function unreachable(file: string, cause: unknown): BeatboardError {
  const message = `Expected to open ${file}, where the limits of keys are remembered: ${cause instanceof Error ? cause.message : String(cause)}.`
  return new BeatboardError('disk', message, { cause, hint: 'Make its folder writable, or free some space.' })
}

/** A row as it was written, or an empty bucket when another version wrote it: at worst one limit is met again. */
function bucketIn(text: unknown): Bucket {
  if (typeof text !== 'string') return emptyBucket
  try {
    const found = JSON.parse(text) as Record<string, Record<string, unknown> | undefined>
    const { rest, lesson, starts } = found
    return {
      starts: Array.isArray(starts) ? starts.filter((start) => typeof start === 'number') : [],
      ...(rest &&
        isTroubleName(rest['trouble']) &&
        areNumbers(rest, ['since', 'until', 'streak']) && { rest: rest as unknown as Bucket['rest'] & object }),
      ...(lesson && areNumbers(lesson, ['requests', 'at']) && { lesson: lesson as unknown as Bucket['lesson'] & object }),
    }
  } catch {
    return emptyBucket
  }
}

function areNumbers(found: Record<string, unknown>, names: readonly string[]): boolean {
  return names.every((name) => typeof found[name] === 'number')
}

function isTroubleName(name: unknown): name is Trouble {
  return (troubles as readonly unknown[]).includes(name)
}
