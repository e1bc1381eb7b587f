import { type PictureId, type PictureState, type Trouble, nothingYet, mapOf } from '../../src/browser.ts'
import type { Cell, Snapshot } from '../api/types.ts'
import { type LiveBoard, type LiveStore, openLiveStore } from './live-store.ts'
import type { PictureFacts } from './picture-facts.ts'
import { type Pace, openPace } from './time-left.ts'

export const live: LiveStore = openLiveStore({ nextFrame: (act) => requestAnimationFrame(act) })
export const pace: Pace = openPace()

live.onEvent((board, event) => {
  if (event.event !== undefined) pace.note(board, event)
})

/** A snapshot in the form that events are folded into. */
export function takeSnapshot(snapshot: Snapshot): LiveBoard {
  const run = snapshot.run ?? nothingYet
  const facts = new Map<PictureId, PictureFacts>()
  const stale = new Map<PictureId, string>()
  const inDoubt = new Map<PictureId, { provider: string; priceUsd: number }>()
  const states: [PictureId, PictureState][] = []
  for (const [key, cell] of Object.entries(snapshot.pictures)) {
    const id = key as PictureId
    states.push([id, stateOf(cell, run.run)])
    facts.set(id, factsOf(cell))
    if (cell.outOfDate !== undefined) stale.set(id, cell.outOfDate)
    if (cell.inDoubt !== undefined) inDoubt.set(id, cell.inDoubt)
  }
  return {
    run: { ...run, pictures: mapOf(states) },
    facts,
    stale,
    inDoubt,
    picks: new Map(Object.entries(snapshot.picks)),
  }
}

function stateOf({ status, blocked, trouble, words, share, take, provider, model }: Cell, run: string | undefined): PictureState {
  return {
    status,
    run: status === 'exists' || status === 'pending' ? undefined : run,
    ...(take === undefined ? {} : { take }),
    ...(provider === undefined ? {} : { provider }),
    ...(model === undefined ? {} : { model }),
    ...(share === undefined ? {} : { share }),
    ...(words === undefined ? {} : { words }),
    ...(trouble === undefined ? {} : { trouble: trouble as Trouble }),
    ...(blocked === undefined ? {} : { blocked }),
  }
}

/** Everything the snapshot says of a picture beside its state. */
function factsOf(cell: Cell): PictureFacts {
  const {
    v,
    status: _,
    outOfDate: _outOfDate,
    inDoubt: _inDoubt,
    blocked: _blocked,
    draft: _draft,
    trouble,
    words,
    failure,
    ...facts
  } = cell
  const { status: httpStatus, ...said } = failure ?? {}
  return {
    ...facts,
    ...(said as Pick<PictureFacts, 'words' | 'code' | 'billing' | 'costUsd' | 'hint'>),
    ...(words === undefined ? {} : { message: words }),
    ...(httpStatus === undefined ? {} : { httpStatus }),
    ...(v === undefined ? {} : { version: v }),
    ...(trouble === undefined ? {} : { trouble: trouble as Trouble }),
  }
}
