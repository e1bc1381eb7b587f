import type { Abilities, Call, ImageModel, ImageRequest } from './image-model.ts'

/** Dated facts about one model: nothing here is code's own knowledge, all of it can change on a provider's day. */
export interface Card {
  readonly provider: string
  readonly model: string
  readonly title: string
  readonly abilities: Abilities
  /** USD for one picture of this request; `undefined` = unknown, which blocks a run until the user allows it. */
  readonly priceUsd: (request: PriceQuestion) => number | undefined
  /** The price is from a third party or a formula. */
  readonly estimate?: boolean
  /** Usual seconds a picture takes. */
  readonly seconds: number
  /** Last day of service, `YYYY-MM-DD`, and who comes after. */
  readonly until?: string
  readonly successor?: string
  /** Where the facts come from and the day they were read. */
  readonly source: string
  readonly read: string
}

export type PriceQuestion = Pick<ImageRequest, 'size' | 'quality' | 'steps'> & { readonly references: number }

/** How a provider counts. Limits hold per quota domain and model. */
export interface ProviderLimits {
  /** Requests in any `windowMs`; the user's `BEATBOARD_RPM` or `--rpm` goes before it. `undefined` = not paced. */
  readonly requests?: number
  readonly windowMs: number
  /** Requests at once over all keys. */
  readonly concurrency?: number
  /** Time zone in whose midnight a day's quota comes back. */
  readonly dayZone?: string
}

/** A provider: one file, one line in the catalog. Drawing code is loaded on the first `createModel`. */
export interface Provider {
  readonly id: string
  readonly title: string
  /** Other names a user may type, e.g. `hf`. */
  readonly aliases: readonly string[]
  /** Environment names: `KEY` and its list form; empty where none is needed. */
  readonly keyNames: readonly string[]
  readonly needsKey: 'required' | 'optional' | 'none'
  /** Where a key is had. */
  readonly keyPage?: string
  readonly baseUrl: { readonly env: string; readonly standard: string } | undefined
  readonly limits: ProviderLimits
  readonly defaultModel: string
  readonly cards: readonly Card[]
  /** A card for a model id that is not in `cards`; `undefined` = the provider takes only those. */
  readonly unknownModel?: (model: string, baseUrl: string) => Card
  /** Old model names and what they mean today; using one is a warning. */
  readonly renamed: Readonly<Record<string, string>>
  createModel(card: Card, baseUrl: string): Promise<ImageModel>
  /** The cheapest call that proves a key; resolves with a sentence, rejects with a BeatboardError. */
  testKey?(baseUrl: string, call: Call): Promise<string>
}
