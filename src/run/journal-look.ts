import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { type PictureId, pictureId } from '../board/picture.ts'
import { type JournalReads, journalReads } from './journal-reads.ts'
import { usdOf } from './money.ts'

/** A current picture, as much of it as a screen asks for. */
export interface Sight {
  readonly id: PictureId
  readonly take: number
  readonly bytes: number
  readonly sha256: string | undefined
}

/** How the last try of a picture ended that gave none, with the provider's own words. */
export interface LastTrouble {
  readonly kind: string
  readonly message: string
  readonly words?: string
  readonly status?: number
  readonly code?: string
  readonly billing?: string
  readonly costUsd?: number
  readonly provider: string
  readonly model: string
}

/** A journal opened to look: nothing of it is ever changed, whoever is writing it. */
export interface JournalLook extends Pick<
  JournalReads,
  'eventsAfter' | 'lastEvent' | 'firstEventOf' | 'runs' | 'openRuns' | 'spend' | 'attempts'
> {
  sights(): Iterable<Sight>
  /** The current picture of a place. */
  sight(id: PictureId): Sight | undefined
  /** Of pictures that have none made after it. */
  troubles(): ReadonlyMap<PictureId, LastTrouble>
  close(): void
}

type Cells = Readonly<Record<string, string | number | null>>

/** Opens the journal at `file` for reading; `undefined` where there is none yet, or none that can be read. */
export function lookIntoJournal(file: string): JournalLook | undefined {
  if (!existsSync(file)) return undefined
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(file, { readOnly: true, timeout: 2_000 })
    return looking(database)
  } catch {
    database?.close()
    return undefined
  }
}

function looking(database: DatabaseSync): JournalLook {
  const reads = journalReads(database)
  const all = database.prepare(sightText)
  const one = database.prepare(`${sightText} and style = ? and beat = ?`)
  const troubles = database.prepare(troubleText)
  return {
    eventsAfter: (event, most) => reads.eventsAfter(event, most),
    lastEvent: () => reads.lastEvent(),
    firstEventOf: (run) => reads.firstEventOf(run),
    runs: (most) => reads.runs(most),
    openRuns: () => reads.openRuns(),
    spend: () => reads.spend(),
    attempts: (...states) => reads.attempts(...states),
    *sights() {
      for (const row of all.iterate() as Iterable<Cells>) yield sightOf(row)
    },
    sight(id) {
      const slash = id.indexOf('/')
      const row = one.get(id.slice(0, slash), id.slice(slash + 1)) as Cells | undefined
      return row === undefined ? undefined : sightOf(row)
    },
    troubles: () => new Map((troubles.all() as Cells[]).map((row) => [idOf(row), troubleOf(row)])),
    close: () => database.close(),
  }
}

const sightText = 'select style, beat, take, bytes, sha256 from pictures where current = 1'

const troubleText = `select style, beat, trouble, message, words, status, code, billing, cost, provider, model from (
    select *, max(id) as attempt from attempts
    where state not in ('sending', 'kept') and state in ('failed', 'refused') and trouble is not null group by style, beat) t
  where not exists (select 1 from pictures p where p.style = t.style and p.beat = t.beat and p.attempt > t.attempt)`

function idOf(row: Cells): PictureId {
  return pictureId(String(row['style']), String(row['beat']))
}

function sightOf(row: Cells): Sight {
  const sha256 = row['sha256']
  return {
    id: idOf(row),
    take: Number(row['take']),
    bytes: Number(row['bytes']),
    sha256: typeof sha256 === 'string' ? sha256 : undefined,
  }
}

function troubleOf(row: Cells): LastTrouble {
  const text = (name: string): object => (typeof row[name] === 'string' ? { [name]: row[name] } : {})
  return {
    kind: String(row['trouble']),
    message: String(row['message'] ?? ''),
    provider: String(row['provider']),
    model: String(row['model']),
    ...text('words'),
    ...text('code'),
    ...text('billing'),
    ...(row['status'] === null ? {} : { status: Number(row['status']) }),
    ...(row['cost'] === null ? {} : { costUsd: usdOf(Number(row['cost'])) }),
  }
}
