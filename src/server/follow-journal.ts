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
  let journal: JournalLook | undefined
  let mark = ''
  /** Of the journal's file: `undefined` before the first look, empty where there is none. */
  let inode: string | undefined
  let last = 0
  let state = nothingYet
  let kept = new Map<PictureId, Sight>()
  let failures = new Map<PictureId, Failure>()

  const take = (event: Written, isNews: boolean): void => {
    if (event.type === 'run-started') [kept, failures] = [new Map(), new Map()]
    const sight = event.type === 'picture-kept' ? journal?.sight(event.id) : undefined
    if (event.type === 'picture-kept' && sight !== undefined) kept.set(event.id, sight)
    if (event.type === 'picture-failed') failures.set(event.id, event)
    if (event.type === 'picture-started') failures.delete(event.id)
    state = advance(state, event)
    last = event.event
    if (isNews) tell(event, sight)
  }
  const readOn = (isNews: boolean): void => {
    for (;;) {
      const page = journal?.eventsAfter(last, pageful) ?? []
      for (const event of page) take(event, isNews)
      if (page.length < pageful) return
    }
  }
  /** From the first event of the latest run on; of a journal that came into being while we looked on, all of it is news. */
  const open = (isNews: boolean): void => {
    journal?.close()
    journal = lookIntoJournal(file)
    ;[state, last] = [nothingYet, 0]
    const [latest] = journal?.runs(1) ?? []
    if (journal !== undefined && latest !== undefined && !isNews) last = Math.max(0, journal.firstEventOf(latest.id) - 1)
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
  return {
    pump,
    hear: (event) => void (state = advance(state, event)),
    state: () => state,
    kept: (id) => kept.get(id),
    failure: (id) => failures.get(id),
    look: () => journal,
    close() {
      journal?.close()
      journal = undefined
    },
  }
}

/** Changes whenever something was written: length and time of the database and of its log. */
function markOf(file: string): { readonly inode: string; readonly all: string } {
  const [main, log] = [file, `${file}-wal`].map((path) => statSync(path, { throwIfNoEntry: false }))
  const inode = main === undefined ? '' : String(main.ino)
  return { inode, all: `${inode} ${main?.mtimeMs} ${main?.size} ${log?.mtimeMs} ${log?.size}` }
}
