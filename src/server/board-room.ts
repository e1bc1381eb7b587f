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
import { watchBoard } from './watch-board.ts'

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
  const follower = followJournal(folder, teller(board, publish))
  const work = openWork({
    folder,
    world,
    hear(event) {
      if (event.type !== 'picture-progress') return follower.pump()
      follower.hear(event)
      publish({ ...event, board })
    },
    ended: () => follower.pump(),
    queueChanged: (queued) => publish({ type: 'queued', board, queued }),
    runElsewhere: () => follower.look()?.openRuns().at(-1),
  })
  const holder = holderOfBoard(folder, work)
  const isOn = (): boolean => {
    follower.pump()
    return isOpen(follower.state()) && (work.run() !== undefined || holder.isElsewhere())
  }
  const read = boardReader(folder)
  const base = keepBase({ folder, world, read, journal: () => follower.look(), keysMark, isOn })
  const picks = picksReader(folder)
  return {
    ...place,
    follower,
    work,
    read,
    picks,
    isOn,
    atWork: () => holder.inWords(),
    base: () => (follower.pump(), base.get()),
    gallery: galleryOf(folder, read),
    watch: watchBoard({
      place,
      world,
      follower,
      picks,
      isOn,
      publish,
    }),
    run: () => (follower.pump(), runView(follower.state(), isOn)),
    async close() {
      await work.stop()
      await base.close()
      follower.close()
    },
  }
}

/** Every event goes out with the board it is of; a picture that was kept with its content. */
function teller(board: string, publish: RoomWorld['publish']): Parameters<typeof followJournal>[1] {
  return (event, kept) => {
    const v = kept === undefined ? undefined : contentOf(kept)
    publish({ ...event, board, ...(v === undefined ? {} : { v }) })
    if (event.type === 'run-ended') publish({ type: 'board-changed', board, why: 'run-ended' })
  }
}

/** The other process that holds a project, if one does. */
function holderOfBoard(folder: string, work: BoardWork): { isElsewhere(): boolean; inWords(): string | undefined } {
  const lock = join(innerFolder(folder), 'run.lock')
  const isElsewhere = (): boolean => work.run() === undefined && markOf(lock) !== '' && isHeld(lock) && holderOf(lock)?.pid !== process.pid
  return {
    isElsewhere,
    inWords() {
      if (!isElsewhere()) return undefined
      const holder = holderOf(lock)
      return holder === undefined ? 'another process' : `process ${holder.pid} on ${holder.host} since ${holder.since} (${holder.command})`
    },
  }
}

/** The gallery, laid out as the board asks now. */
function galleryOf(folder: string, read: BoardRoom['read']): () => Promise<Gallery> {
  let gallery: { version: string; opened: Promise<Gallery> } | undefined
  return async () => {
    const { board, version } = await read()
    if (gallery?.version !== version) gallery = { version, opened: openFolderGallery(folder, board) }
    return gallery.opened
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
