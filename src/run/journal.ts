import { DatabaseSync } from 'node:sqlite'
import { randomUUID } from 'node:crypto'
import type { PictureId } from '../board/picture.ts'
import type { Clock } from '../clock.ts'
import { BeatboardError, type ErrorFacts, type Trouble } from '../errors.ts'
import type { RemoteJob } from '../models/image-model.ts'
import type { Written } from './events.ts'
import { databaseFault } from './database-fault.ts'
import { groupCommit } from './group-commit.ts'
import { type JournalReads, journalReads } from './journal-reads.ts'
import { migrate } from './journal-schema.ts'
import { type JournalWrites, journalWrites } from './journal-writes.ts'

/**
 * sending: on its way. kept, refused, failed: answered. in-doubt: nobody knows, maybe billed. unfinished: a job on the provider's side
 * outlived its process and is polled on. cancelled: stopped before anything could be billed. written-off: was in doubt, settled since.
 */
export type AttemptState = 'sending' | 'kept' | 'refused' | 'failed' | 'in-doubt' | 'unfinished' | 'cancelled' | 'written-off'

/** A request about to leave. */
export interface Sending {
  readonly id: PictureId
  readonly take: number
  readonly fingerprint: string
  readonly provider: string
  readonly model: string
  readonly domain: string | undefined
  /** `…7f3a`, never more. */
  readonly keyName: string | undefined
  readonly reservedUsd: number
}

/** A picture that is on disk. */
export interface PictureRow {
  readonly id: PictureId
  readonly take: number
  /** Relative to the project folder. */
  readonly path: string
  /** Length of the file. */
  readonly bytes: number
  readonly fingerprint: string | undefined
  readonly sha256: string | undefined
  readonly previous: { readonly from: PictureId; readonly sha256: string } | undefined
  readonly bridgedFrom: string | undefined
  readonly draft: boolean
  readonly costUsd: number
  readonly provider: string | undefined
  readonly model: string | undefined
  /** Epoch ms. */
  readonly madeAt: number
}

/** How a try ended that gave no picture. */
export interface Outcome {
  readonly state: Exclude<AttemptState, 'sending' | 'kept' | 'written-off'>
  readonly trouble: Trouble
  readonly message: string
  readonly billing: NonNullable<ErrorFacts['billing']>
  /** USD that it cost; where the billing is not known, what it may have cost. */
  readonly costUsd: number
  readonly words?: string | undefined
  readonly status?: number | undefined
  readonly code?: string | undefined
}

/** A try as the journal has it. */
export interface Attempt extends Sending {
  readonly attempt: number
  readonly run: string
  readonly state: AttemptState
  readonly job: RemoteJob | undefined
  readonly trouble: string | undefined
  readonly message: string | undefined
  /** Epoch ms. */
  readonly sentAt: number
}

/** Attempts, spend and events of one project: the only memory of a run. Every write resolves when it is committed. */
export interface Journal extends JournalWrites, JournalReads {
  /** Whether a run that was begun here has not ended yet: what is on its way is then not left by the dead. */
  isRunning(): boolean
  /** Calls back with what this process has written, in order, after the commit. */
  listen(listener: (event: Written) => void): () => void
  /** Writes what waits and closes the file. */
  close(): void
}

/** Opens or makes the journal. Rejects nothing by itself: throws `disk` or `broken-project` when the file cannot be used. */
export function openJournal(file: string, clock: Clock): Journal {
  const database = opened(file)
  const listeners = new Set<(event: Written) => void>()
  let news: Written[] = []
  const { commit, flush } = groupCommit(database, (isCommitted) => {
    const written = isCommitted ? news : []
    news = []
    for (const event of written) for (const listener of listeners) listener(event)
  })
  const writes = journalWrites(database, { commit, now: () => clock.now(), wrote: (event) => void news.push(event) })
  const running = new Set<string>()
  return {
    ...journalReads(database),
    ...writes,
    async begin(process, event) {
      const run = await writes.begin(process, event)
      running.add(run)
      return run
    },
    async end(run, event) {
      await writes.end(run, event)
      running.delete(run)
    },
    isRunning: () => running.size > 0,
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      if (!database.isOpen) return
      flush()
      database.close()
    },
  }
}

function opened(file: string): DatabaseSync {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(file, { timeout: 5_000 })
    // NORMAL survives a killed process; a power cut may lose the last rows, never a picture: those are fsynced before their row.
    database.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma wal_autocheckpoint = 4000; pragma temp_store = memory')
    migrate(database)
    database.prepare('insert or ignore into meta values (?, ?)').run('project', randomUUID())
    return database
  } catch (error) {
    database?.close()
    const fault = databaseFault(error, `the journal ${file}`)
    if (fault instanceof BeatboardError && (fault === error || fault.kind !== 'broken-project')) throw fault
    throw new BeatboardError(
      'broken-project',
      `The journal ${file} cannot be opened: ${error instanceof Error ? error.message : 'unknown'}`,
      {
        hint: 'Move the folder .beatboard away and run the command again: pictures stay, history is lost.',
        cause: error,
      },
    )
  }
}
