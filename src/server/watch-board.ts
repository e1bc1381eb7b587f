import { join } from 'node:path'
import type { World } from '../studio/world.ts'
import type { PickView, StreamEvent } from './api.ts'
import { markOf } from './board-files.ts'
import type { JournalFollower } from './follow-journal.ts'
import type { Place } from './shelf.ts'

export interface WatchWorld {
  readonly place: Place
  readonly world: World
  readonly follower: JournalFollower
  readonly picks: () => Promise<Readonly<Record<string, PickView>>>
  readonly isOn: () => boolean
  readonly publish: (event: StreamEvent) => void
}

/** One look at everything of a board that others may change: journal, board, picks, the process at work. Never waits. */
export function watchBoard({ place: { id: board, folder }, world, follower, picks, isOn, publish }: WatchWorld): () => void {
  const files = watchFiles(folder, () => publish({ type: 'board-changed', board, why: 'edited' }))
  const picked = watchPicks(board, picks, publish)
  const gone = watchHolder({ isOpen: () => isOpen(follower), isOn, now: () => world.clock.now() }, () =>
    publish({ type: 'board-changed', board, why: 'process-gone' }),
  )
  return () => {
    follower.pump()
    files()
    picked(markOf(join(folder, 'picks.json')))
    gone()
  }
}

function isOpen(follower: JournalFollower): boolean {
  const { phase } = follower.state()
  return phase === 'running' || phase === 'paused' || phase === 'stopping'
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
function watchPicks(board: string, read: WatchWorld['picks'], publish: WatchWorld['publish']): (mark: string) => void {
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
    if (!world.isOpen()) [wasOn, next] = [false, 0]
    else if (world.now() >= next) {
      next = world.now() + holderLookMs
      const isOn = world.isOn()
      if (wasOn && !isOn) isGone()
      wasOn = isOn
    }
  }
}
