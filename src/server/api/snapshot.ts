import type { Board } from '../../board/board.ts'
import type { PictureId } from '../../board/picture.ts'
import type { PictureStatus, RunState } from '../../run/run-state.ts'
import type { KeyView } from './settings.ts'

/** How it stands with one picture. A picture that is not in the snapshot is pending. */
export interface Cell {
  readonly status: PictureStatus
  /** The current take. */
  readonly take?: number
  /** Content of the current take: `?v=` makes its address immutable. */
  readonly v?: string
  /** The last thing that went wrong or holds it up. */
  readonly words?: string
  readonly trouble?: string
  /** The provider's own words, and whether it was charged. */
  readonly failure?: {
    readonly words?: string
    readonly status?: number
    readonly code?: string
    readonly billing?: string
    readonly costUsd?: number
    readonly hint?: string
  }
  /** It could not start: not an error of its own. */
  readonly blocked?: true
  /** There, kept, and no longer what would be drawn: why. */
  readonly outOfDate?: string
  /** Sent just before a stop, answer unknown. Sent again only when asked for. */
  readonly inDoubt?: { readonly attempt: number; readonly priceUsd: number; readonly sentAt: string; readonly provider: string }
  readonly bridgedFrom?: string
  readonly draft?: true
  readonly provider?: string
  readonly model?: string
  readonly share?: number
}

/** What a person chose for a beat. */
export interface PickView {
  readonly style: string
  readonly take?: number
  readonly isFlagged: boolean
  readonly selectedAt: string
}

/** A run without its pictures: those are the cells. */
export type RunView = Omit<RunState, 'pictures'>

/** One style of a snapshot. */
export interface StyleStanding {
  readonly id: string
  readonly total: number
  readonly done: number
  readonly outOfDate: number
  readonly spentUsd: number
  /** Who would draw the next picture. */
  readonly provider?: string
  readonly model?: string
  readonly keys: readonly KeyView[]
}

/** GET /api/boards/:board */
export interface Snapshot {
  /** The last event in here: follow the stream after it. */
  readonly event: string
  readonly id: string
  readonly folder: string
  /** Send it back with a PATCH, so that no other's change is lost. */
  readonly version: string
  readonly board: Board
  readonly pictures: Readonly<Record<PictureId, Cell>>
  readonly picks: Readonly<Record<string, PickView>>
  readonly run?: RunView
  /** The process at work on it, where that is another. */
  readonly atWork?: string
  readonly styles: readonly StyleStanding[]
  readonly spentUsd: number
  readonly inDoubtUsd: number
  /** Redos that wait for the run that is on. */
  readonly queued: readonly PictureId[]
  readonly warnings: readonly string[]
}
