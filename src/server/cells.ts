import type { PictureId } from '../board/picture.ts'
import type { PlanItem } from '../plan/plan.ts'
import type { Sight } from '../run/journal-look.ts'
import { getFrom } from '../run/picture-map.ts'
import type { PictureState, RunState } from '../run/run-state.ts'
import type { Cell } from './api.ts'
import type { Base } from './board-base.ts'
import type { JournalFollower } from './follow-journal.ts'

/** Names the content of a picture in its address: its hash and its length, so that a file painted over is another one. */
export function contentOf({ sha256, bytes }: Pick<Sight, 'sha256' | 'bytes'>): string | undefined {
  return sha256 === undefined ? undefined : `${sha256.slice(0, 12)}-${bytes.toString(36)}`
}

export interface CellWorld {
  readonly base: Base
  readonly follower: JournalFollower
  /** The latest run is still on: its word goes before what disk and journal said when the base was made. */
  readonly isOn: boolean
}

/** Every picture of a board that is not simply pending. */
export function cellsOf(world: CellWorld): Record<PictureId, Cell> {
  const cells: Record<PictureId, Cell> = {}
  const state = world.follower.state()
  for (const item of world.base.planned.plan.items) {
    const cell = cellOf(world, state, item)
    if (cell !== undefined) cells[item.id] = cell
  }
  return cells
}

function cellOf(world: CellWorld, state: RunState, item: PlanItem): Cell | undefined {
  const told = getFrom(state.pictures, item.id)
  const ofThisRun = told !== undefined && told.run === state.run ? told : undefined
  const live = world.isOn && ofThisRun !== undefined ? liveCell(world, item.id, ofThisRun) : undefined
  return live ?? madeCell(world, item, ofThisRun?.status === 'complete') ?? openCell(world, item)
}

/** As the run that is on tells it. */
function liveCell({ base, follower }: CellWorld, id: PictureId, told: PictureState): Cell | undefined {
  const sight = follower.kept(id) ?? base.sights.get(id)
  const shown = sight === undefined ? {} : { take: sight.take, ...contentMember(sight) }
  switch (told.status) {
    case 'generating': {
      const { provider, model, share, words, trouble } = told
      return { status: 'generating', ...shown, ...given({ provider, model, share, words, trouble }) }
    }
    case 'complete':
      return { status: 'complete', ...shown }
    case 'error':
      return { status: 'error', ...shown, ...failureOf(follower, id, told) }
    case 'pending':
    case 'exists':
      return undefined
  }
}

function failureOf(follower: JournalFollower, id: PictureId, { words, trouble, blocked }: PictureState): Partial<Cell> {
  const failure = follower.failure(id)
  const said =
    failure === undefined
      ? {}
      : {
          failure: given({
            words: failure.words,
            status: failure.status,
            code: failure.code,
            billing: failure.billing,
            costUsd: failure.costUsd,
            hint: failure.hint,
          }),
        }
  return { ...given({ words, trouble }), ...(blocked === true ? { blocked } : said) }
}

/** There on disk, in this state since the base was made. */
function madeCell({ base }: CellWorld, item: PlanItem, isNew: boolean): Cell | undefined {
  const made = base.planned.facts.made.get(item.id)
  if (made === undefined || made.damaged === true) return undefined
  const sight = base.sights.get(item.id)
  return {
    status: isNew ? 'complete' : 'exists',
    ...(sight === undefined ? {} : { take: sight.take, ...contentMember(sight) }),
    ...(item.standing === 'stale' ? { outOfDate: item.why } : {}),
    ...(made.bridgedFrom === undefined ? {} : { bridgedFrom: made.bridgedFrom }),
    ...(made.draft === true ? { draft: true } : {}),
    ...doubtOf(base, item.id),
  }
}

/** Not there: what went wrong the last time, if anything did. */
function openCell({ base, follower }: CellWorld, item: PlanItem): Cell | undefined {
  const doubt = doubtOf(base, item.id)
  const trouble = base.troubles.get(item.id)
  if (trouble !== undefined) {
    const { kind, message, provider, model, ...failure } = trouble
    const hint = follower.failure(item.id)?.hint
    return { status: 'error', words: message, trouble: kind, provider, model, failure: { ...failure, ...given({ hint }) }, ...doubt }
  }
  if (doubt.inDoubt !== undefined) return { status: 'error', words: 'Sent just before a stop; the answer is not known.', ...doubt }
  if (item.standing === 'blocked') return { status: 'pending', blocked: true, words: item.why }
  return base.planned.facts.made.get(item.id)?.damaged === true ? { status: 'pending', words: item.why } : undefined
}

function doubtOf({ planned }: Base, id: PictureId): Pick<Cell, 'inDoubt'> {
  const doubt = planned.facts.inDoubt.get(id)
  if (doubt === undefined) return {}
  const { attempt, priceUsd, sentAt, provider } = doubt
  return { inDoubt: { attempt, priceUsd, sentAt, provider } }
}

function contentMember(sight: Sight): Pick<Cell, 'v'> {
  return given({ v: contentOf(sight) })
}

/** Only the members that hold something. */
export function given<T extends object>(members: { [K in keyof T]: T[K] | undefined }): Partial<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Partial<T>
}
