import { BeatboardError, type Trouble, isTrouble } from '../errors.ts'
import type { Redact } from '../redact.ts'
import type { Outcome } from './journal.ts'

/** A try that gave no picture, in the run's own terms: clean texts, and billing that is always said. */
export interface Failure {
  readonly trouble: Trouble
  readonly message: string
  readonly billing: Outcome['billing']
  /** What it cost; where the billing is not known, what it may have cost. USD. */
  readonly costUsd: number
  readonly restMs?: number
  readonly permanent?: boolean
  readonly words?: string
  readonly status?: number
  readonly code?: string
  readonly hint?: string
}

/** Answers that are never billed, where the provider's reader did not say. */
const unbilled: ReadonlySet<Trouble> = new Set([
  'rate-limited',
  'day-exhausted',
  'out-of-credit',
  'key-rejected',
  'forbidden',
  'model-gone',
  'bad-request',
])

/** What went wrong while sending. Anything unforeseen counts as sent and unanswered: maybe billed. */
export function failureOf(error: unknown, priceUsd: number, redact: Redact): Failure {
  const known = error instanceof BeatboardError ? error : undefined
  const trouble: Trouble = known !== undefined && isTrouble(known.kind) ? known.kind : abortedBy(error) ? 'cancelled' : 'overloaded'
  const facts = known?.facts ?? {}
  const billing = facts.billing ?? (unbilled.has(trouble) ? 'not-charged' : 'unknown')
  const text = (value: string | undefined): string | undefined => (value === undefined ? undefined : redact(value).slice(0, 2_000))
  const message = text(error instanceof Error ? error.message : String(error)) ?? ''
  return defined({
    trouble,
    message,
    billing,
    costUsd: billing === 'not-charged' ? 0 : (facts.costUsd ?? priceUsd),
    restMs: facts.restMs,
    permanent: facts.permanent,
    words: text(facts.words),
    status: facts.status,
    code: text(facts.code),
    hint: text(facts.hint),
  })
}

/** A picture came and does not count as one: that was paid. */
export function notOne(error: unknown, costUsd: number): unknown {
  if (!(error instanceof BeatboardError)) return error
  return new BeatboardError(error.kind, error.message, { billing: 'charged', costUsd, ...error.facts, cause: error })
}

/** Whether an answer came is what parts a failure from a doubt. */
export function stateOf({ trouble, billing, costUsd }: Failure): Outcome['state'] {
  const isAnswered = billing !== 'unknown' || costUsd === 0
  switch (trouble) {
    case 'timeout':
    case 'overloaded':
    case 'job-lost':
      return isAnswered ? 'failed' : 'in-doubt'
    case 'cancelled':
      return isAnswered ? 'cancelled' : 'in-doubt'
    case 'refused-input':
    case 'refused-output':
      return 'refused'
    case 'rate-limited':
    case 'day-exhausted':
    case 'out-of-credit':
    case 'key-rejected':
    case 'forbidden':
    case 'model-gone':
    case 'no-image':
    case 'bad-request':
    case 'broken-image':
      return 'failed'
  }
}

function abortedBy(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError'
}

function defined(facts: { readonly [Name in keyof Failure]: Failure[Name] | undefined }): Failure {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as unknown as Failure
}
