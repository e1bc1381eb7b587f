import { join } from 'node:path'
import type { Gallery } from '../gallery/gallery.ts'
import { openFolderGallery } from '../gallery/folder-gallery.ts'
import { holderOf, isHeld } from '../run/lock.ts'
import type { RunState } from '../run/run-state.ts'
import { innerFolder } from '../studio/project-folder.ts'
import type { World } from '../studio/world.ts'
import type { PickView, RunView, StreamEvent } from './api.ts'
import { type Base, keepBase } from './board-base.ts'
import { type BoardOnDisk, boardReader, markOf, picksReader } from './board-files.ts'
import { type BoardWork, openWork } from './board-work.ts'
import { contentOf } from './cells.ts'
import { type JournalFollower, followJournal } from './follow-journal.ts'
import type { Place } from './shelf.ts'

export interface RoomWorld {
  readonly world: World
  readonly keysMark: () => string
  readonly publish: (event: StreamEvent) => void
}

/** One board as the server knows it: what it is, how it stands, and what is being made of it. */
export interface BoardRoom extends Place {
  readonly follower: JournalFollower
  readonly work: BoardWork
  read(): Promise<BoardOnDisk>
  picks(): Promise<Readonly<Record<string, PickView>>>
  base(): Promise<Base>
  gallery(): Promise<Gallery>
  /** Catches up with journal and files and tells what is new. Never waits. */
  watch(): void
  /** The latest run, as it really stands: one whose process is gone has ended. */
  run(): RunView | undefined
  /** A run is on, here or in another process. */
  isOn(): boolean
  /** The other process that holds the project, in words. */
  atWork(): string | undefined
  close(): Promise<void>
}

export function openRoom(place: Place, { world, keysMark, publish }: RoomWorld): BoardRoom {
  const { id: board, folder } = place
  const lock = join(innerFolder(folder), 'run.lock')
  const follower = followJournal(folder, (event, kept) => {
    const v = kept === undefined ? undefined : contentOf(kept)
    publish({ ...event, board, ...(v === undefined ? {} : { v }) })
    if (event.type === 'run-ended') publish({ type: 'board-changed', board, why: 'run-ended' })
  })
  const work = openWork({
    folder,
    world,
    hear(event) {
      if (event.type === 'picture-progress') {
        follower.hear(event)
        publish({ ...event, board })
      } else follower.pump()
    },
    ended: () => follower.pump(),
    queueChanged: (queued) => publish({ type: 'queued', board, queued }),
    runElsewhere: () => follower.look()?.openRuns().at(-1),
  })
  const isHeldElsewhere = (): boolean =>
    work.run() === undefined && markOf(lock) !== '' && isHeld(lock) && holderOf(lock)?.pid !== process.pid
  const isOn = (): boolean => {
    follower.pump()
    return isOpen(follower.state()) && (work.run() !== undefined || isHeldElsewhere())
  }
  const read = boardReader(folder)
  const picks = picksReader(folder)
  const base = keepBase({ folder, world, read, journal: () => follower.look(), keysMark, isOn })
  const files = watchFiles(folder, () => publish({ type: 'board-changed', board, why: 'edited' }))
  const picked = watchPicks(board, picks, publish)
  const gone = watchHolder({ isOpen: () => isOpen(follower.state()), isOn, now: () => world.clock.now() }, () =>
    publish({ type: 'board-changed', board, why: 'process-gone' }),
  )
  let gallery: { mark: string; opened: Promise<Gallery> } | undefined
  return {
    ...place,
    follower,
    work,
    read,
    picks,
    isOn,
    base: () => (follower.pump(), base.get()),
    async gallery() {
      const { board: content, version } = await read()
      if (gallery?.mark !== version) gallery = { mark: version, opened: openFolderGallery(folder, content) }
      return gallery.opened
    },
    watch() {
      follower.pump()
      files()
      picked(markOf(join(folder, 'picks.json')))
      gone()
    },
    run: () => (follower.pump(), runView(follower.state(), isOn)),
    atWork() {
      if (!isHeldElsewhere()) return undefined
      const holder = holderOf(lock)
      return holder === undefined ? 'another process' : `process ${holder.pid} on ${holder.host} since ${holder.since} (${holder.command})`
    },
    async close() {
      await work.stop()
      await base.close()
      follower.close()
    },
  }
}

function isOpen({ phase }: RunState): boolean {
  return phase === 'running' || phase === 'paused' || phase === 'stopping'
}

function runView({ pictures: _pictures, ...run }: RunState, isOn: () => boolean): RunView | undefined {
  if (run.phase === 'none') return undefined
  if (run.phase === 'ended' || isOn()) return run
  return {
    ...run,
    phase: 'ended',
    ending: 'stopped',
    why: 'Its process ended without a word.',
    hint: 'Go on where it stopped: what exists is not made again, and what is in doubt is not sent again by itself.',
    styles: run.styles.map((style) => ({ ...style, drawing: 0, waiting: style.waiting + style.drawing })),
  }
}

/** Calls back when `board.json` is another than at the last look. */
function watchFiles(folder: string, changed: () => void): () => void {
  const file = join(folder, 'board.json')
  let known = markOf(file)
  return () => {
    const mark = markOf(file)
    if (mark === known) return
    known = mark
    changed()
  }
}

/** Tells every pick that changed in the file, whoever changed it. */
function watchPicks(board: string, read: BoardRoom['picks'], publish: RoomWorld['publish']): (mark: string) => void {
  let known: { mark: string; picks: Readonly<Record<string, PickView>> } | undefined
  const compare = async (mark: string): Promise<void> => {
    const before = known
    const picks = await read()
    known = { mark, picks }
    if (before === undefined) return
    for (const beat of new Set([...Object.keys(before.picks), ...Object.keys(picks)])) {
      const pick = picks[beat]
      if (JSON.stringify(before.picks[beat]) !== JSON.stringify(pick))
        publish({ type: 'picked', board, beat, ...(pick === undefined ? {} : { pick }) })
    }
  }
  let reading = false
  return (mark) => {
    if (known?.mark === mark || reading) return
    reading = true
    void compare(mark).finally(() => (reading = false))
  }
}

/** How often it is asked whether the process of a run is still there, in ms. */
const holderLookMs = 1_000

/** Calls back once when the process of a run that is on is gone. */
function watchHolder(world: { isOpen: () => boolean; isOn: () => boolean; now: () => number }, isGone: () => void): () => void {
  let next = 0
  let wasOn = false
  return () => {
    if (world.now() < next) return
    next = world.now() + holderLookMs
    const on = world.isOpen() && world.isOn()
    if (wasOn && !on && world.isOpen()) isGone()
    wasOn = on
  }
}
