import type { Beat, Board, Shot, Style } from '../board/board.ts'
import type { PictureId } from '../board/picture.ts'

/** What exists of one picture, as gallery and journal tell. */
export interface Made {
  /** What it was drawn from; `undefined` for a picture that came from elsewhere (it counts as there). */
  readonly fingerprint?: string
  /** SHA-256 (hex) of its original. */
  readonly sha256?: string
  /** The picture that it continues, as it was then. */
  readonly previous?: { readonly from: PictureId; readonly sha256: string }
  /** It continued from this beat because the one between failed. */
  readonly bridgedFrom?: string
  /** The file is not the one that was kept: torn or cut. */
  readonly damaged?: boolean
  /** Drawn by the draft painter. */
  readonly draft?: boolean
}

/** The last thing that went wrong with a picture that is not there. */
export interface Failed {
  readonly kind: string
  readonly message: string
}

/** A request that was on its way when a process died: maybe billed. */
export interface InDoubt {
  readonly attempt: number
  readonly id: PictureId
  readonly provider: string
  readonly model: string
  readonly priceUsd: number
  readonly sentAt: string
}

export interface Facts {
  readonly made: ReadonlyMap<PictureId, Made>
  readonly failed: ReadonlyMap<PictureId, Failed>
  readonly inDoubt: ReadonlyMap<PictureId, InDoubt>
  /** SHA-256 of each style's reference picture; a style whose file is missing is absent. */
  readonly references: ReadonlyMap<string, string>
}

export type Redo = 'missing' | 'stale' | 'errors' | 'all'

/** Which part of the board is meant. */
export interface Selection {
  readonly styles?: readonly string[]
  /** Beat ids and patterns, e.g. `2.*`. */
  readonly beats?: readonly string[]
  readonly redo: readonly Redo[]
  readonly skipInDoubt?: boolean
}

/** to-make: this run draws it. exists: there and up to date. stale: there, kept, and out of date. left: not there and not asked for. blocked: cannot start. */
export type Standing = 'to-make' | 'exists' | 'stale' | 'left' | 'blocked'

export interface PlanItem {
  readonly id: PictureId
  readonly style: Style
  readonly shot: Shot
  readonly beat: Beat
  readonly standing: Standing
  /** One short phrase, e.g. `missing`, `prompt changed`, `the picture before it will change`. */
  readonly why: string
  readonly fingerprint: string
  /** Drawn earlier in this same run, then shown to the model. */
  readonly after: PictureId | undefined
  /** Places it may continue from, nearest first: the first that has a good picture is used; empty = starts anew. */
  readonly sources: Iterable<PictureId>
  readonly inDoubt?: InDoubt
}

/** What a run will do, and why. Made without spending; a run executes exactly this. */
export interface Plan {
  readonly board: Board
  readonly items: readonly PlanItem[]
  readonly toMake: readonly PlanItem[]
  readonly counts: Readonly<Record<Standing, number>>
}
