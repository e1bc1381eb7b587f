import type { BeatboardError, Trouble } from '../errors.ts'

/** What follows a trouble. `counts` says whether it was an attempt: being told to slow down is none. */
export type NextStep =
  | { readonly do: 'again'; readonly afterMs: number; readonly counts: boolean; readonly otherSeed?: boolean }
  | { readonly do: 'other-key' }
  | { readonly do: 'other-model' }
  | { readonly do: 'give-up' }
  | { readonly do: 'stop' }

/** What is known when one try has failed. */
export interface Situation {
  readonly trouble: Trouble
  readonly billing: NonNullable<BeatboardError['facts']['billing']>
  /** Rest that the provider asked for, in ms. */
  readonly restMs?: number | undefined
  /** How often this trouble has met this picture with this model, this time included. */
  readonly times: number
  /** Keys in the pool. */
  readonly keys: number
  /** Sending it again costs nothing: the price is 0, or an idempotency key goes along. */
  readonly isFree: boolean
  readonly hasSeeds: boolean
  /** Models of the style after this one. */
  readonly modelsLeft: number
  readonly fallBackOnRefusal: boolean
  /** This picture's waiting for limits so far, and the most it may be, in ms. */
  readonly waitedMs: number
  readonly maxWaitMs: number
  /** 0 to 1. */
  readonly random: number
}

/** Most tries at an overloaded provider before the next model is asked. */
const overloadedTries = 5

/**
 * The only place where a retry is decided, by kind and never by text. What may have been billed without an answer is not sent again,
 * here or to another model: only a new command of the user does that (architecture, rule 2).
 */
export function nextStep(now: Situation): NextStep {
  const next: NextStep = now.modelsLeft > 0 ? { do: 'other-model' } : { do: 'give-up' }
  switch (now.trouble) {
    case 'rate-limited':
      return rateLimited(now, next)
    case 'day-exhausted':
    case 'out-of-credit':
    case 'key-rejected':
    case 'forbidden':
      // The pool has set the key aside; when it was the last one, the pool says so.
      return now.times <= now.keys ? { do: 'other-key' } : next
    case 'model-gone':
      return next
    case 'refused-input':
      return now.fallBackOnRefusal ? next : { do: 'give-up' }
    case 'refused-output':
      if (now.hasSeeds && now.times === 1) return { do: 'again', afterMs: 0, counts: true, otherSeed: true }
      return now.fallBackOnRefusal ? next : { do: 'give-up' }
    case 'no-image':
      return now.times === 1 ? { do: 'again', afterMs: 0, counts: true } : next
    case 'broken-image':
      return isSafe(now) ? (now.times === 1 ? { do: 'again', afterMs: 0, counts: true } : next) : { do: 'give-up' }
    case 'overloaded':
      if (!isSafe(now)) return { do: 'give-up' }
      return now.times < overloadedTries ? { do: 'again', afterMs: backOff(now), counts: true } : next
    case 'timeout':
      if (!isSafe(now)) return { do: 'give-up' }
      return now.times === 1 ? { do: 'again', afterMs: 0, counts: true } : next
    case 'job-lost':
      if (now.times > 1) return next
      return isSafe(now) ? { do: 'again', afterMs: 0, counts: true } : { do: 'give-up' }
    case 'bad-request':
      return { do: 'give-up' }
    case 'cancelled':
      return { do: 'stop' }
  }
}

function isSafe({ billing, isFree }: Situation): boolean {
  return isFree || billing === 'not-charged'
}

/** Most times one picture is told to slow down, for each key: a provider that always says so and never for how long is left. */
const limitedTries = 20

/** The pool rests the key and does the waiting; waiting has an end. */
function rateLimited({ keys, times, waitedMs, maxWaitMs }: Situation, next: NextStep): NextStep {
  if (waitedMs >= maxWaitMs || times > limitedTries * Math.max(1, keys)) return next
  return keys > 1 ? { do: 'other-key' } : { do: 'again', afterMs: 0, counts: false }
}

/** 2, 4, 8, 16 s, each stretched by up to half, so that many do not come back at once; never less than the provider asked for. */
function backOff({ times, random, restMs }: Situation): number {
  const own = 2_000 * 2 ** (times - 1) * (1 + random / 2)
  return Math.round(Math.min(Math.max(own, restMs ?? 0), 120_000))
}
