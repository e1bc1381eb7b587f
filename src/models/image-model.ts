import type { Picture, Size } from '../board/picture.ts'

/** What a model can do. General code reads this and never asks for a provider by name. */
export interface Abilities {
  /** Most reference pictures one request may carry; 0 = words only. */
  readonly references: number
  readonly seed: boolean
  readonly negativePrompt: boolean
  readonly steps: boolean
  readonly guidance: boolean
  readonly quality: readonly string[]
  readonly sizing: Sizing
  /** Jobs run on the provider's side: written down before they are polled, and polled on after a crash. */
  readonly remoteJobs: boolean
  /** The provider takes an idempotency key: a request sent again is not billed again. */
  readonly idempotencyKey: boolean
  /** Requests at once that the provider takes from us, e.g. 1 for a local server. */
  readonly concurrency?: number
  /** Longest wait for one picture, in ms. */
  readonly deadlineMs: number
}

/** How a model is told the size: exact pixels, a ratio out of a list, or whole sizes out of a list. */
export type Sizing =
  | {
      readonly by: 'pixels'
      readonly multipleOf: number
      readonly min: number
      readonly max: number
      readonly maxPixels?: number
      readonly minPixels?: number
      readonly maxRatio?: number
    }
  | { readonly by: 'ratio'; readonly ratios: readonly string[] }
  | { readonly by: 'list'; readonly sizes: readonly Size[] }

export interface Reference {
  readonly role: 'previous' | 'style'
  readonly picture: Picture
}

/** One picture to draw. The words are final: no model adds any. */
export interface ImageRequest {
  readonly prompt: string
  readonly negativePrompt?: string
  /** In order of weight, already cut to what the model takes. */
  readonly references: readonly Reference[]
  readonly size: Size
  readonly seed?: number
  readonly quality?: string
  readonly steps?: number
  readonly guidance?: number
  readonly options?: Readonly<Record<string, unknown>>
}

/** A job on the provider's side, plain data that goes into the journal. */
export interface RemoteJob {
  readonly id: string
  readonly url?: string
}

/** The world of one try. */
export interface Call {
  /** `undefined` where the provider needs none. */
  readonly key: string | undefined
  readonly signal: AbortSignal
  readonly fetch: typeof fetch
  /** Share done, 0 to 1. */
  readonly onProgress?: (share: number) => void
  /** Poll this job on instead of sending anew. */
  readonly job?: RemoteJob
  /** Called, and awaited, as soon as the provider has named the job and before the first poll. */
  readonly onJob?: (job: RemoteJob) => Promise<void>
  /** Sent along where the provider takes one. */
  readonly idempotencyKey?: string
}

/** What came back. */
export interface Drawn {
  readonly picture: Picture
  /** The seed the provider says it used. */
  readonly seed?: number
  /** The prompt as the provider rewrote it. */
  readonly revisedPrompt?: string
  /** Exact cost in USD from the provider's usage, when it tells. */
  readonly costUsd?: number
  /** Model version as the provider reports it. */
  readonly modelVersion?: string
  /** What was asked and not done: a dropped seed, a rounded size. */
  readonly warnings: readonly string[]
  /** Made by the draft painter: for planning, not for the film. */
  readonly draft?: boolean
}

/** Draws one picture a call: one try, a picture or a BeatboardError whose kind is a Trouble. Never retries, never sleeps but to poll. */
export interface ImageModel {
  /** `provider/model`. */
  readonly id: string
  readonly abilities: Abilities
  draw(request: ImageRequest, call: Call): Promise<Drawn>
  /** Tells the provider to stop a job; failures are ignored. */
  cancel?(job: RemoteJob | undefined, call: Call): Promise<void>
}
