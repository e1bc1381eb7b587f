import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { type PictureId, partsOf } from '../board/picture.ts'
import type { RemoteJob } from '../models/image-model.ts'
import type { RunEvent, Written } from './events.ts'
import type { Commit } from './group-commit.ts'
import type { Outcome, PictureRow, Sending } from './journal.ts'
import { microsOf } from './money.ts'

/** Each fact goes in with its events, in one transaction. */
export interface JournalWrites {
  /** Begins a run and names it; `event` is its first. */
  begin(
    process: { readonly pid: number; readonly host: string; readonly options: unknown },
    event: (run: string) => RunEvent,
  ): Promise<string>
  tell(run: string, events: readonly RunEvent[]): Promise<void>
  /** Before a byte leaves. Resolves with the attempt's number. */
  send(run: string, sending: Sending, events: readonly RunEvent[]): Promise<number>
  /** Before the first poll. */
  job(attempt: number, job: RemoteJob): Promise<void>
  /** An unfinished job is polled on: on its way again, in this run. */
  pollOn(run: string, attempt: number, events: readonly RunEvent[]): Promise<void>
  /** After the picture is on disk. `attempt` is undefined where nothing was sent. Earlier doubts about this picture are settled by it. */
  keep(run: string, attempt: number | undefined, picture: PictureRow, events: readonly RunEvent[]): Promise<void>
  fail(run: string, attempt: number, outcome: Outcome, events: readonly RunEvent[]): Promise<void>
  end(run: string, event: Extract<RunEvent, { type: 'run-ended' }>): Promise<void>
  /** A dead process left it: its outcome is unknown, or its job goes on. */
  orphan(attempts: readonly { readonly attempt: number; readonly state: 'in-doubt' | 'unfinished' }[]): Promise<void>
  /** The user's word on a doubt: it was billed, or it was not. */
  settleDoubt(attempt: number, billed: boolean): Promise<void>
  /** Files found without a row. */
  adopt(pictures: readonly PictureRow[]): Promise<void>
  /** Their files are gone; their numbers are not given again. */
  forget(ids: readonly PictureId[]): Promise<void>
  /** Another take is in the current place. */
  show(id: PictureId, take: number): Promise<void>
}

export interface WriteWorld {
  readonly commit: Commit
  readonly now: () => number
  readonly wrote: (event: Written) => void
}

export function journalWrites(database: DatabaseSync, world: WriteWorld): JournalWrites {
  const sql = statements(database)
  const tell = (run: string, events: readonly RunEvent[]): void => {
    for (const event of events) {
      const at = world.now()
      const id = Number(sql.event.run(Number(run), at, JSON.stringify(event)).lastInsertRowid)
      world.wrote({ ...event, event: id, at: new Date(at).toISOString(), run })
    }
  }
  const tools = { ...world, sql, tell }
  return { ...runWrites(tools), ...attemptWrites(tools), ...pictureWrites(tools) }
}

interface Tools extends WriteWorld {
  readonly sql: Statements
  readonly tell: (run: string, events: readonly RunEvent[]) => void
}

function runWrites({ commit, now, sql, tell }: Tools): Pick<JournalWrites, 'begin' | 'tell' | 'end'> {
  return {
    begin: (process, event) =>
      commit(() => {
        const run = String(sql.run.run(now(), process.pid, process.host, JSON.stringify(process.options)).lastInsertRowid)
        tell(run, [event(run)])
        return run
      }),
    tell: (run, events) => commit(() => tell(run, events)),
    end: (run, event) =>
      commit(() => {
        tell(run, [event])
        sql.end.run(now(), event.ending, event.why ?? null, Number(run))
      }),
  }
}

function attemptWrites({
  commit,
  now,
  sql,
  tell,
}: Tools): Pick<JournalWrites, 'send' | 'job' | 'pollOn' | 'fail' | 'orphan' | 'settleDoubt'> {
  return {
    send: (run, sending, events) =>
      commit(() => {
        const attempt = Number(sql.send.run(Number(run), ...sendColumns(sending), now()).lastInsertRowid)
        tell(run, events)
        return attempt
      }),
    job: (attempt, job) => commit(() => void sql.job.run(JSON.stringify(job), attempt)),
    pollOn: (run, attempt, events) =>
      commit(() => {
        sql.pollOn.run(Number(run), attempt)
        tell(run, events)
      }),
    fail: (run, attempt, outcome, events) =>
      commit(() => {
        sql.failed.run(...outcomeColumns(outcome), now(), attempt)
        tell(run, events)
      }),
    orphan: (attempts) => commit(() => attempts.forEach(({ attempt, state }) => sql.orphan.run(state, now(), attempt))),
    settleDoubt: (attempt, billed) => commit(() => void sql.settleDoubt.run(billed ? 1 : 0, attempt)),
  }
}

function pictureWrites({ commit, now, sql, tell }: Tools): Pick<JournalWrites, 'keep' | 'adopt' | 'forget' | 'show'> {
  const leave = (id: PictureId): void => {
    const { style, beat } = partsOf(id)
    sql.notCurrent.run(style, beat)
  }
  const put = (picture: PictureRow, attempt: number | undefined): void => {
    const { style, beat } = partsOf(picture.id)
    leave(picture.id)
    sql.picture.run(style, beat, ...columnsOf(picture), attempt ?? null)
  }
  return {
    keep: (run, attempt, picture, events) =>
      commit(() => {
        const { style, beat } = partsOf(picture.id)
        if (attempt !== undefined) sql.kept.run(microsOf(picture.costUsd), now(), attempt)
        sql.settleEarlier.run(style, beat)
        put(picture, attempt)
        tell(run, events)
      }),
    adopt: (pictures) => commit(() => pictures.forEach((picture) => put(picture, undefined))),
    forget: (ids) => commit(() => ids.forEach(leave)),
    show: (id, take) =>
      commit(() => {
        const { style, beat } = partsOf(id)
        leave(id)
        sql.current.run(style, beat, take)
      }),
  }
}

type Statements = Readonly<Record<keyof typeof texts, StatementSync>>

function statements(database: DatabaseSync): Statements {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, database.prepare(text)])) as never
}

const texts = {
  run: 'insert into runs (started, pid, host, options) values (?, ?, ?, ?)',
  event: 'insert into events (run, at, json) values (?, ?, ?)',
  send: `insert into attempts (run, style, beat, take, fingerprint, provider, model, domain, key_name, reserved, state, started)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'sending', ?)`,
  job: 'update attempts set job = ? where id = ?',
  pollOn: "update attempts set state = 'sending', run = ?, ended = null where id = ?",
  kept: "update attempts set state = 'kept', billing = 'charged', cost = ?, ended = ? where id = ?",
  failed: `update attempts set state = ?, cost = ?, billing = ?, trouble = ?, message = ?, words = ?, status = ?, code = ?, ended = ?
    where id = ?`,
  settleEarlier: `update attempts set state = 'written-off'
    where style = ? and beat = ? and state not in ('sending', 'kept') and state = 'in-doubt'`,
  settleDoubt: `update attempts set state = 'written-off', cost = case ? when 1 then reserved else 0 end,
    billing = 'charged' where id = ? and state = 'in-doubt'`,
  orphan: "update attempts set state = ?, billing = 'unknown', ended = ? where id = ?",
  picture: `insert or replace into pictures (style, beat, take, path, bytes, fingerprint, sha256, previous_from, previous_sha, bridged_from,
    draft, cost, provider, model, made_at, attempt, current) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)`,
  notCurrent: 'update pictures set current = 0 where style = ? and beat = ? and current = 1',
  current: 'update pictures set current = 1 where style = ? and beat = ? and take = ?',
  end: 'update runs set ended = ?, ending = ?, why = ? where id = ?',
} as const

function sendColumns(sending: Sending): SQLInputValue[] {
  const { style, beat } = partsOf(sending.id)
  const { take, fingerprint, provider, model, domain, keyName, reservedUsd } = sending
  return [style, beat, take, fingerprint, provider, model, domain ?? null, keyName ?? null, microsOf(reservedUsd)]
}

function outcomeColumns({ state, costUsd, billing, trouble, message, words, status, code }: Outcome): SQLInputValue[] {
  return [state, microsOf(costUsd), billing, trouble, message, words ?? null, status ?? null, code ?? null]
}

function columnsOf(picture: PictureRow): SQLInputValue[] {
  const { take, path, bytes, fingerprint, sha256, previous, bridgedFrom, draft, costUsd, provider, model, madeAt } = picture
  const from = [previous?.from ?? null, previous?.sha256 ?? null, bridgedFrom ?? null]
  return [
    take,
    path,
    bytes,
    fingerprint ?? null,
    sha256 ?? null,
    ...from,
    draft ? 1 : 0,
    microsOf(costUsd),
    provider ?? null,
    model ?? null,
    madeAt,
  ]
}
