import type { Picture, PictureId } from '../board/picture.ts'
import type { PlanItem } from '../plan/plan.ts'
import type { Budget } from './budget.ts'
import type { Gate } from './gate.ts'
import type { Attempt } from './journal.ts'
import type { Heard, Painter, RunWorld } from './world.ts'

/** What all tasks of one run share. */
export interface Desk {
  readonly world: RunWorld
  readonly run: string
  /** The journal's name for the project. */
  readonly project: string
  readonly budget: Budget
  readonly gate: Gate
  /** Aborted when even what is in flight is given up. */
  readonly aborted: AbortSignal
  readonly maxWaitMs: number
  /** Models that can do nothing more in this run, and why. */
  readonly closed: Map<Painter, Reason>
  /** Jobs at providers that outlived their process, by picture. */
  readonly unfinished: Map<PictureId, Attempt>
  /** To listeners only, not written. */
  readonly tell: (event: Extract<Heard, { type: 'picture-progress' }>) => void
}

export interface Reason {
  readonly why: string
  readonly hint?: string | undefined
}

/** The picture that a continuation is built on: the bytes as they came. */
export interface Source {
  readonly id: PictureId
  readonly sha256: string
  readonly picture: Picture
  /** It is not the one right before: those between failed. */
  readonly isBridge: boolean
}

/** One picture to make, with the one it continues. */
export interface Task {
  readonly item: PlanItem
  readonly source: Source | undefined
}

/**
 * kept: there. failed: told. closed: its style has no model left that can draw now. halted: the whole run cannot go on.
 * unsent: the run was stopped before it left.
 */
export type TaskEnd =
  | { readonly end: 'kept'; readonly made: Source }
  | { readonly end: 'failed' }
  | ({ readonly end: 'closed' | 'halted' } & Reason)
  | { readonly end: 'unsent' }
