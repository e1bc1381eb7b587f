import type { Trouble } from '../errors.ts'

/** One key as it was found. The key itself never leaves this room but inside a lease. */
export interface KeyEntry {
  readonly provider: string
  readonly key: string
  /** Quota domain: keys of one domain share one allowance. By default each key is a domain of its own. */
  readonly domain: string
  /** Only for this style; otherwise for all. */
  readonly style?: string
  /** `GEMINI_API_KEY`, `.env GEMINI_API_KEYS`, `vault`. */
  readonly from: string
}

/** How fast a domain may be asked, per model. */
export interface Pace {
  /** Requests in any window; `undefined` = not paced. */
  readonly requests?: number
  readonly windowMs: number
  /** Requests at once over all keys of the pool. */
  readonly concurrency?: number
  /** IANA time zone in whose midnight a day's quota comes back. */
  readonly dayZone?: string
}

/** What giving back tells: nothing after a success, or the trouble with the rest that was asked for. */
export interface Outcome {
  readonly trouble: Trouble
  /** ms from now, as the provider said. */
  readonly restMs?: number
  /** The key (not its domain) is unusable for this model for good. */
  readonly permanent?: boolean
}

export interface Lease {
  readonly key: string
  readonly domain: string
  /** `…7f3a` */
  readonly name: string
  /** Called once on every path out. */
  giveBack(outcome?: Outcome): void
}

export type KeyState = 'ready' | 'resting' | 'exhausted' | 'rejected' | 'out-of-credit'

export interface KeyHealth {
  readonly provider: string
  /** `…7f3a` */
  readonly name: string
  readonly domain: string
  readonly from: string
  readonly state: KeyState
  /** Epoch ms, where it comes back by itself. */
  readonly until?: number
  /** Only for this style. */
  readonly style?: string
  /** The model it cannot draw with now; absent when that holds for all models. */
  readonly model?: string
  /** The trouble that put it into its state. */
  readonly why?: Trouble
}

/** A key went out of use or came back: what the log calls a rotation. */
export interface KeyChange {
  readonly provider: string
  /** The style that noticed. */
  readonly style: string
  readonly model: string
  /** `…7f3a` */
  readonly key: string
  readonly domain: string
  readonly state: KeyState
  /** Epoch ms, where it comes back by itself. */
  readonly until?: number
  readonly why: Trouble | 'rested'
}

/** The keys one style may use at one provider. */
export interface KeyPool {
  readonly size: number
  /** How many quota domains the keys belong to: the allowance is this many times the pace. */
  readonly domains?: number
  /**
   * Waits for a turn: a key that is ready and whose domain has room in its window. Rejects with the pool's trouble
   * (`key-rejected`, `forbidden`, `out-of-credit`, `day-exhausted`, `rate-limited`; `no-provider` when there are no keys
   * at all) as soon as it is sure that no key can be had within `maxWaitMs`; `facts.restMs` says when one comes back, if
   * any does. An aborted signal rejects with the signal's reason.
   */
  borrow(model: string, wait: { readonly signal: AbortSignal; readonly maxWaitMs: number }): Promise<Lease>
  health(): readonly KeyHealth[]
}

/** How a pool is had where no key is needed: without a key of its own the provider is paced as one domain, `none`, with the key `''`. */
export interface PoolOptions {
  readonly keyless?: boolean
}

/** All keys of this process, and what is known about them. Windows and rests are shared by all styles, runs and processes on this machine. */
export interface KeyRing {
  /** The style's own keys at the provider; where it has none, the provider's general ones. */
  pool(provider: string, style: string, pace: Pace, options?: PoolOptions): KeyPool
  health(): readonly KeyHealth[]
  /** Returns the way to stop listening. */
  onChange(listener: (change: KeyChange) => void): () => void
  /** Other keys from now on, e.g. after a change in the vault. Leases that are out stay good; pools follow. */
  use(entries: readonly KeyEntry[]): void
  /** Tries keys of a provider again that were rejected or out of credit: after `keys test` or a top-up. */
  forgive(provider: string): void
}
