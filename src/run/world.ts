import type { ModelChoice } from '../board/board.ts'
import type { Picture, PictureId, Size } from '../board/picture.ts'
import type { Clock } from '../clock.ts'
import type { Asked } from '../gallery/cache.ts'
import type { Gallery, Kept } from '../gallery/gallery.ts'
import type { Views } from '../gallery/views.ts'
import type { KeyPool, KeyRing } from '../keys/key-pool.ts'
import type { ImageModel } from '../models/image-model.ts'
import type { Card } from '../models/provider.ts'
import type { Made, Plan } from '../plan/plan.ts'
import type { Redact } from '../redact.ts'
import type { RunEvent, Written } from './events.ts'
import type { Journal } from './journal.ts'
import type { RunState } from './run-state.ts'

/** One of a style's models, opened, with the keys it may draw with. */
export interface Painter {
  readonly provider: string
  readonly choice: ModelChoice
  readonly card: Card
  readonly model: ImageModel
  /** `undefined` where the provider needs none; a lease with an empty key means the same. */
  readonly keys: KeyPool | undefined
}

/** Caps in USD and in pictures; each holds on its own. A cap of the board counts all its runs, what is in doubt included. */
export interface Limits {
  readonly run?: Cap
  readonly board?: Cap
}

export interface Cap {
  readonly maxCostUsd?: number
  readonly maxImages?: number
}

export interface RunOptions {
  /** Most pictures at once over all styles. By default each style has its own allowance, by its keys and its model. */
  readonly concurrency?: number
  /** Longest wait for a key or a rate limit, in ms; 10 minutes by default. */
  readonly maxWaitMs?: number
  /** Send also where the price is not known; it then counts as nothing until the provider tells. */
  readonly allowUnknownPrice?: boolean
}

/** Decodes a picture whole; rejects with a BeatboardError (`broken-image`, `refused-output` …) when it does not count as one (C5). */
export type Inspect = (bytes: Uint8Array, wanted: { readonly size: Size }) => Promise<{ readonly warnings: readonly string[] }>

/** Pictures that the same requests gave in other projects of this user (B15): `PictureCache` with this project's folder put before paths. */
export interface Elsewhere {
  /** Resolves only with a picture that is there and whole; `from` says where. */
  find(asked: Asked): Promise<{ readonly picture: Picture; readonly from: string } | undefined>
  remember(asked: Asked, kept: Kept): void
}

/** Everything a run touches, handed in. */
export interface RunWorld {
  readonly plan: Plan
  /** `Facts.made`: what was there when the plan was made. */
  readonly made: ReadonlyMap<PictureId, Made>
  readonly journal: Journal
  readonly gallery: Gallery
  /** By style id, in the order in which they are tried. */
  readonly painters: ReadonlyMap<string, readonly Painter[]>
  /** Each style's reference picture, by style id; a style whose file is missing is absent. */
  readonly references: ReadonlyMap<string, { readonly picture: Picture; readonly sha256: string }>
  readonly inspect: Inspect
  readonly fetch: typeof fetch
  readonly clock: Clock
  /** 0 to 1, for jitter and seeds. */
  readonly random: () => number
  readonly redact: Redact
  readonly limits?: Limits
  readonly elsewhere?: Elsewhere
  /** Told of each picture after it is on disk and in the journal; written out before the run ends. */
  readonly views?: Pick<Views, 'note' | 'flush'>
  /** `KeyRing.onChange`: rests and rejections become events of the run. */
  readonly onKeyChange?: KeyRing['onChange']
  /** Told in `run-started`. */
  readonly forecast?: { readonly priceUsd: number | undefined; readonly seconds: number | undefined }
  readonly options?: RunOptions
}

/** What a listener hears: written events in order, and progress, which is not written. */
export type Heard = Written | Extract<RunEvent, { type: 'picture-progress' }>

/** A run on its way. Its process holds the project; `done` never rejects: every ending is in the state. */
export interface Run {
  readonly id: string
  state(): RunState
  /** All written events of the project after this id (by default: from this run's first), then those to come, until the run has ended. */
  events(after?: number): AsyncIterable<Written>
  /** Calls back with every event from now on, in order; returns the way to stop. */
  listen(listener: (event: Heard) => void): () => void
  /** Nothing new is sent; what is in flight is finished and kept. */
  pause(): void
  resume(): void
  /** Stops sending and resolves when what is in flight is in; a second call aborts that too: what may be billed is then in doubt. */
  cancel(): Promise<void>
  readonly done: Promise<RunState>
}
