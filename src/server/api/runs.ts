import type { PictureId } from '../../board/picture.ts'

/** What is meant; also the query of GET …/plan (lists as comma lists). What is in doubt is left alone unless `skipInDoubt` is false. */
export interface SelectionQuestion {
  readonly styles?: readonly string[]
  /** Beat ids and patterns, e.g. `2.*`. */
  readonly beats?: readonly string[]
  readonly redo?: readonly ('missing' | 'stale' | 'errors' | 'all')[]
  readonly skipInDoubt?: boolean
}

export interface StylePrice {
  readonly style: string
  readonly provider: string
  readonly model: string
  readonly pictures: number
  /** Absent = not known. */
  readonly priceUsd?: number
  readonly seconds: number
}

/** GET …/plan: the plan that a run with the same selection executes. */
export interface PlanView {
  readonly counts: Readonly<Record<'to-make' | 'exists' | 'stale' | 'left' | 'blocked', number>>
  readonly toMake: readonly { readonly id: PictureId; readonly why: string; readonly after?: PictureId }[]
  readonly outOfDate: readonly { readonly id: PictureId; readonly why: string }[]
  readonly blocked: readonly { readonly id: PictureId; readonly why: string }[]
  readonly inDoubt: readonly {
    readonly id: PictureId
    readonly attempt: number
    readonly provider: string
    readonly model: string
    readonly priceUsd: number
    readonly sentAt: string
  }[]
  readonly forecast: {
    readonly pictures: number
    readonly priceUsd: number
    readonly estimate: boolean
    /** Pictures whose price nobody knows: a run needs `allowUnknownPrice`. */
    readonly unknownPrices: number
    readonly seconds: number
    readonly inDoubtUsd: number
    readonly styles: readonly StylePrice[]
  }
  readonly warnings: readonly string[]
}

/** POST …/runs */
export interface RunQuestion {
  readonly selection?: SelectionQuestion
  /** Caps of this run. */
  readonly limits?: { readonly maxCostUsd?: number; readonly maxImages?: number }
  readonly allowUnknownPrice?: boolean
  readonly concurrency?: number
}

/** POST …/pictures/:style/:beat/redo */
export interface RedoQuestion extends Pick<RunQuestion, 'limits' | 'allowUnknownPrice'> {
  /** New words of this beat in this style, written into the board. */
  readonly prompt?: string
}

/** started: a new run. joined: one is on already. queued: starts when that one has ended. nothing: there is nothing to make. */
export interface RunAnswer {
  readonly what: 'started' | 'joined' | 'queued' | 'nothing'
  readonly run?: string
  /** Who is at work, where another process is. */
  readonly atWork?: string
  readonly plan?: PlanView['forecast']
}

/** One picture to choose from. */
export interface TakeAnswer {
  readonly style: string
  readonly take: number
  readonly current: boolean
  readonly picked: boolean
  /** `provider/model`. */
  readonly by?: string
  readonly prompt?: string
  readonly costUsd?: number
  readonly madeAt?: string
}

/** PUT …/picks/:beat; DELETE clears, POST …/picks/undo takes the last one back. */
export interface PickQuestion {
  readonly style: string
  readonly take?: number
  readonly isFlagged?: boolean
}
