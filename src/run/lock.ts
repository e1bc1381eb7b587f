import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { diskFault, partName } from '../durable.ts'
import { BeatboardError } from '../errors.ts'
import { databaseFault, isBusy } from './database-fault.ts'

/** Who is at work on a project. */
export interface Holder {
  readonly pid: number
  readonly host: string
  readonly command: string
  /** ISO time. */
  readonly since: string
}

/**
 * The project is ours until `release`, or until this process is gone: the operating system lets go of it then, at once. Keep it: one
 * that nobody holds on to is released with the garbage.
 */
export interface Hold {
  readonly holder: Holder
  release(): void
}

/** Longest wait for somebody who only looks whether the lock is free, in ms. */
const lookingMs = 250

/**
 * One holder a project. Never waits for another run: rejects with `held`, naming who has it. A dead holder's lock is free at once.
 * The file at `path` belongs to SQLite alone: reading it in any other way would let go of the lock.
 */
export function takeHold(path: string, me: Holder): Hold {
  const lock = locked(path, 'begin exclusive', lookingMs)
  if (lock === undefined) {
    const holder = holderOf(path)
    throw new BeatboardError('held', holder === undefined ? 'Another process is at work on this project.' : heldBy(holder), {
      hint: 'Watch it with "beatboard status", or wait until it has ended.',
      ...(holder === undefined ? {} : { found: `process ${holder.pid}` }),
    })
  }
  try {
    writeName(path, me)
  } catch (error) {
    lock.close()
    throw diskFault(error, namePath(path))
  }
  return { holder: me, release: () => lock.isOpen && lock.close() }
}

/** Whether some process, this one included, holds the project now. Where nothing can be written nobody is at work. */
export function isHeld(path: string): boolean {
  try {
    const look = locked(path, 'begin; select count(*) from sqlite_schema', 0)
    look?.close()
    return look === undefined
  } catch (error) {
    if (error instanceof BeatboardError && error.kind === 'disk') return false
    throw error
  }
}

/** Who took it last; only true of now while `isHeld`. */
export function holderOf(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(namePath(path), 'utf8')) as Holder
  } catch {
    return undefined
  }
}

function writeName(path: string, me: Holder): void {
  const part = join(dirname(path), partName(me.pid))
  try {
    writeFileSync(part, `${JSON.stringify(me)}\n`)
    renameSync(part, namePath(path))
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
}

function heldBy({ pid, host, command, since }: Holder): string {
  return `Process ${pid} on ${host} is at work on this project since ${since} (${command}).`
}

function namePath(path: string): string {
  return `${path}.json`
}

/** `undefined` where another process is in the way; throws `disk` where nothing can be written. */
function locked(path: string, sql: string, timeout: number): DatabaseSync | undefined {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(path, { timeout })
    database.exec(sql)
    return database
  } catch (error) {
    database?.close()
    if (isBusy(error)) return undefined
    throw databaseFault(error, 'its lock')
  }
}
