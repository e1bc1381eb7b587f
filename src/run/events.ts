import type { PictureId } from '../board/picture.ts'
import type { Trouble } from '../errors.ts'

export type Ending = 'complete' | 'gaps' | 'stopped' | 'blocked'

/** Facts about a run, in the order they happened. Never instructions; never image bytes; never a key beyond its last four characters. */
export type RunEvent =
  | {
      readonly type: 'run-started'
      readonly run: string
      readonly board: string
      readonly styles: readonly { readonly id: string; readonly total: number; readonly exists: number; readonly toMake: number }[]
      readonly priceUsd: number | undefined
      readonly seconds: number | undefined
    }
  | {
      readonly type: 'picture-started'
      readonly id: PictureId
      readonly take: number
      readonly attempt: number
      readonly provider: string
      readonly model: string
      /** `…7f3a`, or undefined where no key is needed. */
      readonly key: string | undefined
      readonly reservedUsd: number
    }
  | { readonly type: 'picture-progress'; readonly id: PictureId; readonly share: number }
  | {
      readonly type: 'picture-kept'
      readonly id: PictureId
      readonly take: number
      readonly path: string
      readonly provider: string
      readonly model: string
      readonly costUsd: number
      readonly ms: number
      readonly warnings: readonly string[]
      readonly bridgedFrom?: string
      /** Taken from another project's picture of the same request, nothing paid. */
      readonly reusedFrom?: string
    }
  | {
      readonly type: 'picture-retried'
      readonly id: PictureId
      readonly trouble: Trouble
      readonly message: string
      readonly next: 'again' | 'other-key' | 'other-model'
      readonly afterMs: number
      /** What the try cost, or may have cost; absent = nothing. */
      readonly costUsd?: number
    }
  | {
      readonly type: 'picture-failed'
      readonly id: PictureId
      readonly trouble: Trouble
      readonly message: string
      readonly words?: string
      readonly status?: number
      readonly code?: string
      readonly billing: 'charged' | 'not-charged' | 'unknown'
      readonly costUsd: number
      readonly hint?: string
    }
  /** Could not start in this run: its source failed, a cap was reached, no key is left. */
  | { readonly type: 'picture-blocked'; readonly id: PictureId; readonly why: string }
  | {
      readonly type: 'key-rotated'
      readonly style: string
      readonly provider: string
      readonly from: string
      readonly to: string
      readonly why: Trouble
    }
  | {
      readonly type: 'key-rested'
      readonly provider: string
      readonly key: string
      readonly state: 'resting' | 'exhausted' | 'rejected' | 'out-of-credit'
      /** ISO time; absent when it does not come back by itself. */
      readonly until?: string
      readonly why: string
    }
  | { readonly type: 'warning'; readonly message: string }
  | { readonly type: 'run-paused' }
  | { readonly type: 'run-resumed' }
  | { readonly type: 'run-cancelled' }
  | { readonly type: 'run-ended'; readonly ending: Ending; readonly why?: string; readonly hint?: string }

/** An event as it was written: ids ascend by one over the whole project. */
export type Written = RunEvent & { readonly event: number; readonly at: string; readonly run: string }
