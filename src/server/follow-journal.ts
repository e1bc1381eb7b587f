import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { PictureId } from '../board/picture.ts'
import type { RunEvent, Written } from '../run/events.ts'
import { type JournalLook, type Sight, lookIntoJournal } from '../run/journal-look.ts'
import { type RunState, advance, nothingYet } from '../run/run-state.ts'
import { innerFolder } from '../studio/project-folder.ts'

export type Failure = Extract<RunEvent, { readonly type: 'picture-failed' }>

/** The latest run of a project as its journal tells it, whoever writes it: this server or another process. */
export interface JournalFollower {
  /** Reads what is new and tells it. The first time it only catches up. Cheap where nothing is. */
  pump(): void
  /** What this process hears of its own run and does not write down: progress. */
  hear(event: Extract<RunEvent, { readonly type: 'picture-progress' }>): void
  state(): RunState
  /** What the latest run kept, and how its pictures failed. */
  kept(id: PictureId): Sight | undefined
  failure(id: PictureId): Failure | undefined
  look(): JournalLook | undefined
  close(): void
}

const pageful = 1_000

/** `tell` hears every event in order, with the picture that was kept. */
export function followJournal(folder: string, tell: (event: Written, kept: Sight | undefined) => void): JournalFollower {
  const file = join(innerFolder(folder), 'journal.db')
  const tale = openTale()
  let journal: JournalLook | undefined
  let mark = ''
  /** Of the journal's file: `undefined` before the first look, empty where there is none. */
  let inode: string | undefined
  let last = 0

  const readOn = (isNews: boolean): void => {
    for (let page = pageful; page === pageful;) {
      const events = journal?.eventsAfter(last, pageful) ?? []
      for (const event of events) {
        const kept = event.type === 'picture-kept' ? journal?.sight(event.id) : undefined
        tale.hear(event, kept)
        last = event.event
        if (isNews) tell(event, kept)
      }
      page = events.length
    }
  }
  /** From the first event of the latest run on; of a journal that came into being while we looked on, all of it is news. */
  const open = (isNews: boolean): void => {
    journal?.close()
    journal = lookIntoJournal(file)
    tale.forget()
    const [latest] = journal?.runs(1) ?? []
    last = journal !== undefined && latest !== undefined && !isNews ? Math.max(0, journal.firstEventOf(latest.id) - 1) : 0
    readOn(isNews)
  }
  const pump = (): void => {
    const now = markOf(file)
    const wasThere = inode
    if (now.all === mark) return
    ;({ all: mark, inode } = now)
    try {
      if (inode !== wasThere || journal === undefined) open(wasThere === '')
      else readOn(true)
      if (journal === undefined && inode !== '') mark = 'not readable yet'
    } catch {
      mark = 'busy'
    }
  }
  return { pump, ...tale.told, look: () => journal, close: () => journal?.close() }
}

/** The latest run, folded. */
function openTale(): {
  readonly told: Pick<JournalFollower, 'hear' | 'state' | 'kept' | 'failure'>
  hear(event: Written, kept: Sight | undefined): void
  forget(): void
} {
  let state = nothingYet
  let pictures = new Map<PictureId, Sight>()
  let failures = new Map<PictureId, Failure>()
  return {
    told: {
      hear: (event) => void (state = advance(state, event)),
      state: () => state,
      kept: (id) => pictures.get(id),
      failure: (id) => failures.get(id),
    },
    hear(event, kept) {
      if (event.type === 'run-started') [pictures, failures] = [new Map(), new Map()]
      if (event.type === 'picture-kept' && kept !== undefined) pictures.set(event.id, kept)
      if (event.type === 'picture-failed') failures.set(event.id, event)
      if (event.type === 'picture-started') failures.delete(event.id)
      state = advance(state, event)
    },
    forget: () => void (state = nothingYet),
  }
}

/** Changes whenever something was written: length and time of the database and of its log. */
function markOf(file: string): { readonly inode: string; readonly all: string } {
  const [main, log] = [file, `${file}-wal`].map((path) => statSync(path, { throwIfNoEntry: false }))
  const inode = main === undefined ? '' : String(main.ino)
  return { inode, all: `${inode} ${main?.mtimeMs} ${main?.size} ${log?.mtimeMs} ${log?.size}` }
}
