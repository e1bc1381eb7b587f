/** Every reason a picture was not made, named once. Models say it, pools, retries, journal and screens decide by it, never by text. */
export const troubles = [
  'rate-limited',
  'day-exhausted',
  'out-of-credit',
  'key-rejected',
  'forbidden',
  'model-gone',
  'refused-input',
  'refused-output',
  'no-image',
  'bad-request',
  'overloaded',
  'timeout',
  'job-lost',
  'cancelled',
  'broken-image',
] as const

export type Trouble = (typeof troubles)[number]

/** Every reason a command could not do its work, beside the troubles of single pictures. */
export const faults = [
  'unreadable-list', // a list that no reader understands: line, expected, found
  'wrong-usage', // an option, name or file the user has to mend
  'no-provider', // nothing usable to draw with
  'over-limit', // the next picture would pass a cap, or its price is unknown
  'held', // another process is at work on the project
  'disk', // full, read-only or not reachable
  'broken-project', // a file of the project is damaged
] as const

export type Fault = (typeof faults)[number]

/** What is known beside the kind. Texts are the provider's own words; whoever makes the error has redacted keys from them. */
export interface ErrorFacts {
  /** HTTP status, when an answer came. */
  readonly status?: number
  /** The provider's own code, e.g. `insufficient_quota`. */
  readonly code?: string
  /** The provider's own words, redacted and bounded to 2,000 characters. */
  readonly words?: string
  /** Rest that the provider asked for, in ms from now. */
  readonly restMs?: number
  /** What the try cost. `unknown` means the request may have been billed. */
  readonly billing?: 'charged' | 'not-charged' | 'unknown'
  /** Cost in USD, when it is charged and known. */
  readonly costUsd?: number
  /** For a limit of one key (not its whole quota domain), e.g. a quota of zero. */
  readonly permanent?: boolean
  /** The way out, one sentence. */
  readonly hint?: string
  /** Where in a list the fault stands, 1-based. */
  readonly line?: number
  readonly expected?: string
  readonly found?: string
  readonly cause?: unknown
}

/** The only error class. `kind` is the contract; `message` says what was expected, what came and what to do. */
export class BeatboardError extends Error {
  readonly kind: Trouble | Fault
  readonly facts: ErrorFacts

  constructor(kind: Trouble | Fault, message: string, facts: ErrorFacts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause })
    this.name = 'BeatboardError'
    this.kind = kind
    this.facts = facts
  }
}

/** True when the kind is a reason for one picture, not for the whole command. */
export function isTrouble(kind: Trouble | Fault): kind is Trouble {
  return (troubles as readonly string[]).includes(kind)
}
