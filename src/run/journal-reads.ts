import type { DatabaseSync } from 'node:sqlite'
import { type PictureId, pictureId } from '../board/picture.ts'
import type { RemoteJob } from '../models/image-model.ts'
import type { Failed, Made } from '../plan/plan.ts'
import type { Written } from './events.ts'
import type { Attempt, AttemptState, PictureRow } from './journal.ts'
import { usdOf } from './money.ts'

/** Money and pictures of all attempts of one style at one provider in one run. */
export interface Spend {
  readonly run: string
  readonly style: string
  readonly provider: string
  /** Known to be charged, in USD. */
  readonly spentUsd: number
  /** Maybe charged: in doubt or on its way. */
  readonly doubtUsd: number
  /** Pictures kept, on their way or in doubt. */
  readonly images: number
}

export interface RunRow {
  readonly id: string
  /** Epoch ms. */
  readonly started: number
  readonly ended: number | undefined
  readonly ending: string | undefined
  readonly pid: number
  readonly host: string
}

/** What the journal knows, read in bulk. */
export interface JournalReads {
  /** Random, made once: part of idempotency keys. */
  project(): string
  /** The current pictures, in no order that means anything. */
  pictures(): Iterable<PictureRow>
  /** Of the current pictures only what a plan asks for: half the time of `pictures`. */
  madePictures(): Iterable<{ readonly id: PictureId; readonly bytes: number; readonly made: Made }>
  /** Last trouble of each picture that has none made after it. */
  failures(): ReadonlyMap<PictureId, Failed>
  /** Attempts in these states, oldest first. */
  attempts(...states: AttemptState[]): readonly Attempt[]
  /** The number its next take gets; numbers are never given twice. */
  nextTake(id: PictureId): number
  spend(): readonly Spend[]
  /** Written events after this one, at most `most`. */
  eventsAfter(event: number, most: number): readonly Written[]
  lastEvent(): number
  /** Its first event; 0 when it has none. */
  firstEventOf(run: string): number
  /** Runs that have not ended. */
  openRuns(): readonly string[]
  /** Newest first. */
  runs(most: number): readonly RunRow[]
}

type Cell = string | number | null
type Row = Record<string, Cell>

export function journalReads(database: DatabaseSync): JournalReads {
  const all = (text: string, ...values: Cell[]): Row[] => database.prepare(text).all(...values) as Row[]
  const takes = database.prepare('select max(take) as take from pictures where style = ? and beat = ?')
  const events = database.prepare('select id, run, at, json from events where id > ? order by id limit ?')
  return {
    project: () => String(all("select value from meta where name = 'project'")[0]?.['value']),
    pictures: () => readPictures(database),
    madePictures: () => readMade(database),
    failures: () =>
      new Map(all(failuresText).map((row) => [idOf(row), { kind: String(row['trouble']), message: String(row['message'] ?? '') }])),
    attempts: (...states) =>
      all(`select * from attempts where state in (${states.map(() => '?').join()}) order by id`, ...states).map(attemptOf),
    nextTake: (id) => {
      const slash = id.indexOf('/')
      return Number(takes.get(id.slice(0, slash), id.slice(slash + 1))?.['take'] ?? 0) + 1
    },
    spend: () => all(spendText).map(spendOf),
    eventsAfter: (event, most) => (events.all(event, most) as Row[]).map(writtenOf),
    firstEventOf: (run) => Number(all('select min(id) as event from events where run = ?', Number(run))[0]?.['event'] ?? 0),
    lastEvent: () => Number(all('select max(id) as id from events')[0]?.['id'] ?? 0),
    openRuns: () => all('select id from runs where ended is null order by id').map((row) => String(row['id'])),
    runs: (most) => all('select * from runs order by id desc limit ?', most).map(runOf),
  }
}

const failuresText = `select * from (
    select style, beat, trouble, message, max(id) as attempt from attempts
    where state not in ('sending', 'kept') and state in ('failed', 'refused', 'in-doubt') and trouble is not null group by style, beat) t
  where not exists (select 1 from pictures p where p.style = t.style and p.beat = t.beat and p.attempt > t.attempt)`

const spendText = `select run, style, provider,
    sum(case when state in ('sending', 'in-doubt', 'unfinished') or (state = 'written-off' and cost is null) then 0 else coalesce(cost, 0) end) as spent,
    sum(case when state in ('sending', 'in-doubt', 'unfinished') or (state = 'written-off' and cost is null) then reserved else 0 end) as doubt,
    sum(state in ('kept', 'sending', 'in-doubt', 'unfinished') or coalesce(cost, 1) > 0) as images
  from attempts group by run, style, provider`

const pictureText = `select style, beat, take, path, bytes, fingerprint, sha256, previous_from, previous_sha, bridged_from, draft, cost,
  provider, model, made_at from pictures where current = 1`

/** Rows as arrays: half the time and memory of rows as objects, and there may be 100,000. */
function* readPictures(database: DatabaseSync): Generator<PictureRow> {
  const statement = database.prepare(pictureText)
  statement.setReturnArrays(true)
  for (const row of statement.iterate() as Iterable<unknown> as Iterable<Cell[]>) {
    const [style, beat, take, path, bytes, fingerprint, sha256, from, fromSha, bridged, draft, cost, provider, model, madeAt] = row
    yield {
      id: pictureId(String(style), String(beat)),
      take: Number(take),
      path: String(path),
      bytes: Number(bytes),
      fingerprint: textOf(fingerprint),
      sha256: textOf(sha256),
      previous: typeof from === 'string' && typeof fromSha === 'string' ? { from: from as PictureId, sha256: fromSha } : undefined,
      bridgedFrom: textOf(bridged),
      draft: draft === 1,
      costUsd: usdOf(Number(cost)),
      provider: textOf(provider),
      model: textOf(model),
      madeAt: Number(madeAt),
    }
  }
}

function* readMade(database: DatabaseSync): Generator<{ id: PictureId; bytes: number; made: Made }> {
  const statement = database.prepare(
    `select style || '/' || beat, bytes, fingerprint, sha256, previous_from, previous_sha, bridged_from, draft from pictures where current = 1`,
  )
  statement.setReturnArrays(true)
  for (const row of statement.iterate() as Iterable<unknown> as Iterable<MadeCells>) {
    const [id, bytes, fingerprint, sha256, from, fromSha, bridgedFrom, draft] = row
    yield {
      id,
      bytes,
      made: {
        ...(fingerprint === null ? {} : { fingerprint }),
        ...(sha256 === null ? {} : { sha256 }),
        ...(from === null || fromSha === null ? {} : { previous: { from, sha256: fromSha } }),
        ...(bridgedFrom === null ? {} : { bridgedFrom }),
        ...(draft === 1 ? { draft: true } : {}),
      },
    }
  }
}

type Maybe = string | null
type MadeCells = [
  PictureId,
  number,
  fingerprint: Maybe,
  sha256: Maybe,
  from: PictureId | null,
  fromSha: Maybe,
  bridgedFrom: Maybe,
  draft: number,
]

function textOf(cell: Cell | undefined): string | undefined {
  return typeof cell === 'string' ? cell : undefined
}

function idOf(row: Row): PictureId {
  return pictureId(String(row['style']), String(row['beat']))
}

function attemptOf(row: Row): Attempt {
  return {
    attempt: Number(row['id']),
    run: String(row['run']),
    id: idOf(row),
    take: Number(row['take']),
    fingerprint: String(row['fingerprint']),
    provider: String(row['provider']),
    model: String(row['model']),
    domain: textOf(row['domain']),
    keyName: textOf(row['key_name']),
    reservedUsd: usdOf(Number(row['reserved'])),
    state: String(row['state']) as AttemptState,
    job: typeof row['job'] === 'string' ? (JSON.parse(row['job']) as RemoteJob) : undefined,
    trouble: textOf(row['trouble']),
    message: textOf(row['message']),
    sentAt: Number(row['started']),
  }
}

function spendOf(row: Row): Spend {
  return {
    run: String(row['run']),
    style: String(row['style']),
    provider: String(row['provider']),
    spentUsd: usdOf(Number(row['spent'])),
    doubtUsd: usdOf(Number(row['doubt'])),
    images: Number(row['images']),
  }
}

function writtenOf(row: Row): Written {
  const event = JSON.parse(String(row['json'])) as Written
  return { ...event, event: Number(row['id']), at: new Date(Number(row['at'])).toISOString(), run: String(row['run']) }
}

function runOf(row: Row): RunRow {
  return {
    id: String(row['id']),
    started: Number(row['started']),
    ended: row['ended'] === null || row['ended'] === undefined ? undefined : Number(row['ended']),
    ending: textOf(row['ending']),
    pid: Number(row['pid']),
    host: String(row['host']),
  }
}
