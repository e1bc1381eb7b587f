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
}

/** The keys one style may use at one provider. */
export interface KeyPool {
  readonly size: number
  /**
   * Waits for a turn: a key that is ready and whose domain has room in its window. Rejects with the pool's trouble
   * (`key-rejected`, `out-of-credit`, `day-exhausted`, `rate-limited`) when no key can be had within `maxWaitMs`.
   */
  borrow(model: string, wait: { readonly signal: AbortSignal; readonly maxWaitMs: number }): Promise<Lease>
  health(): readonly KeyHealth[]
}
