import type { PlanView, Snapshot, TakeAnswer } from '../api/types.ts'
import type { BeatPlace } from '../generate/wall-rows.ts'
import type { LiveBoard } from '../live/live-store.ts'
import type { NewTake } from './use-new-take.ts'
import type { ReviewState } from './use-review.ts'
import type { Zoom } from './use-zoom.ts'

/** What the views of Select share. */
export interface ReviewWorld {
  readonly snapshot: Snapshot
  readonly live: LiveBoard
  readonly place: BeatPlace
  readonly takes: readonly TakeAnswer[]
  readonly review: ReviewState
  readonly newTake: NewTake
  readonly zoom: Zoom
  /** Of one new take of the focused style. */
  readonly price: PlanView['forecast'] | undefined
  readonly ask: () => void
  readonly onPrompt: () => void
}
