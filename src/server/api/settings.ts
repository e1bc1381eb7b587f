import type { Trouble } from '../../errors.ts'

export type KeyStanding = 'ready' | 'resting' | 'exhausted' | 'rejected' | 'out-of-credit'

/** All that is ever told of a key. */
export interface KeyView {
  readonly provider: string
  /** Only keys in the vault have one. */
  readonly id?: string
  /** `…7f3a` */
  readonly name: string
  /** `vault`, or the variable it stands in. */
  readonly from: string
  /** Keys of one domain share one allowance. */
  readonly domain?: string
  readonly style?: string
  readonly addedAt?: string
  readonly state: KeyStanding
  readonly until?: string
  readonly why?: Trouble
}

/** PUT /api/keys/:provider/:id */
export interface KeyQuestion {
  readonly key: string
  readonly domain?: string
  readonly style?: string
}

/** POST /api/keys/:provider/test */
export interface KeyTest {
  readonly results: readonly { readonly name: string; readonly good: boolean; readonly words: string }[]
}

export interface ModelView {
  readonly model: string
  readonly title: string
  /** USD of one picture of 1024 × 576 without references; absent = not known. */
  readonly priceUsd?: number
  readonly estimate: boolean
  readonly seconds: number
  readonly references: number
  readonly seed: boolean
  readonly negativePrompt: boolean
  readonly until?: string
  readonly successor?: string
  /** It ends soon, or has a successor. */
  readonly ending: boolean
  /** JSON Schema of what a style may set for this model: quality, steps, guidance, size. */
  readonly options: Readonly<Record<string, unknown>>
  readonly source: string
  readonly read: string
}

/** One of GET /api/providers. */
export interface ProviderView {
  readonly id: string
  readonly title: string
  readonly ready: boolean
  /** `ready, 3 keys`, or what is missing. */
  readonly words: string
  readonly needsKey: 'required' | 'optional' | 'none'
  readonly keyNames: readonly string[]
  readonly keyPage?: string
  readonly canTest: boolean
  readonly requestsAMinute?: number
  readonly defaultModel: string
  readonly anyModel: boolean
  readonly models: readonly ModelView[]
  readonly keys: readonly KeyView[]
}

/** GET /api/session */
export interface Session {
  readonly needsToken: boolean
  readonly signedIn: boolean
  readonly version: string
  /** The folder that is served, by its last name. */
  readonly folder: string
}
