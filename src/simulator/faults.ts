import { BeatboardError } from '../errors.ts'
import { providerNames, type Ask, type ProviderName } from './wire.ts'

/** What the provider itself says instead of a picture, in its own shape. Gemini alone bills for the last five. */
export const refusals = [
  'rate-limited', // 429 with the provider's own hints
  'rate-limited-bare', // 429 that says nothing more
  'day-exhausted', // 429 until midnight
  'quota-zero', // 429: this key has no quota at all
  'bad-key', // 401; 400 at Gemini
  'out-of-credit', // 402; 429 insufficient_quota at OpenAI; 403 KudosUpfront at the Horde
  'forbidden', // 403
  'model-gone', // 404
  'bad-request', // 400 or 422
  'server-error', // 500
  'overloaded', // 503; Hugging Face: the model is loading
  'out-of-memory', // a local server's graphics card is full; 500 elsewhere
  'refused-input', // the words
  'refused-output', // the picture
  'no-image', // Gemini NO_IMAGE; an empty list elsewhere
  'text-only', // Gemini talks instead of drawing; as no-image elsewhere
  'empty', // 200 and nothing in it
] as const
export type RefusalName = (typeof refusals)[number]

/** Remote jobs that come to nothing; an overloaded provider where there are no jobs. */
export const jobEnds = ['job-lost', 'impossible'] as const
/** A picture that is none; billed like one. */
const badPictures = ['not-an-image', 'blank'] as const
/**
 * What happens to the line. `cut-body`, `broken-json` (half an answer, be it a picture's bytes) and `charged-without-answer` are billed, the
 * others are not.
 */
const lineFaults = ['html-body', 'reset', 'hang', 'cut-body', 'broken-json', 'charged-without-answer'] as const

export type FaultName = RefusalName | (typeof jobEnds)[number] | (typeof badPictures)[number] | (typeof lineFaults)[number]
export const faultNames: readonly FaultName[] = [...refusals, ...jobEnds, ...badPictures, ...lineFaults]

/** What can befall a job after it was taken. */
export const jobFaults = [
  'refused-output',
  'no-image',
  'text-only',
  'empty',
  'hang',
  'job-lost',
  'impossible',
  'not-an-image',
  'blank',
] as const
export type JobFault = (typeof jobFaults)[number]

/** Scripted trouble. All of `when` must hold; the first rule that holds is used; no `when` = every request. */
export interface FaultRule {
  readonly fault: FaultName
  readonly when?: {
    readonly provider?: ProviderName
    readonly model?: string
    /** Part of the prompt, or the source of a regular expression; case is ignored. */
    readonly prompt?: string
    readonly key?: string
    readonly domain?: string
    /** Only the nth request that the rest of `when` fits, from 1. */
    readonly nth?: number
    /** Each time that many requests fit. */
    readonly every?: number
    /** At most that often. */
    readonly times?: number
    readonly probability?: number
  }
  /** The rest that a 429 asks for; 2,000 ms when not said. */
  readonly retryAfterMs?: number
  /** The provider's own reason, e.g. Gemini's finishReason `IMAGE_PROHIBITED_CONTENT`. */
  readonly reason?: string
}

/** A fault on its way into an answer. */
export interface Fault {
  readonly name: RefusalName
  readonly retryAfterMs: number
  /** Requests the bucket allows, for answers that name it. */
  readonly limit: number
  readonly reason?: string
}

export interface FaultFacts {
  readonly provider: ProviderName
  readonly ask: Ask
  readonly key: string | undefined
  readonly domain: string
}

/** Picks the fault a request meets. Rules count the requests that fit them, so one script means the same on every run. */
export function faultScript(rules: readonly FaultRule[], random: () => number): (facts: FaultFacts) => FaultRule | undefined {
  const counted = rules.map((rule) => ({ rule, fits: matcher(rule), seen: 0, used: 0 }))
  return (facts) => {
    const fitting = counted.filter((entry) => entry.fits(facts))
    for (const entry of fitting) entry.seen += 1
    const chosen = fitting.find(({ rule: { when = {} }, seen, used }) => {
      if (when.nth !== undefined && seen !== when.nth) return false
      if (when.every !== undefined && seen % when.every !== 0) return false
      if (when.times !== undefined && used >= when.times) return false
      return when.probability === undefined || random() < when.probability
    })
    if (chosen) chosen.used += 1
    return chosen?.rule
  }
}

function matcher({ when = {} }: FaultRule): (facts: FaultFacts) => boolean {
  const words = when.prompt === undefined ? undefined : promptMatcher(when.prompt)
  return ({ provider, ask, key, domain }) =>
    (when.provider ?? provider) === provider &&
    (when.model ?? ask.model) === ask.model &&
    (when.key ?? key) === key &&
    (when.domain ?? domain) === domain &&
    (words?.(ask.prompt) ?? true)
}

function promptMatcher(text: string): (prompt: string) => boolean {
  const part = text.toLowerCase()
  const source = patternOf(text)
  return (prompt) => prompt.toLowerCase().includes(part) || (source?.test(prompt) ?? false)
}

function patternOf(text: string): RegExp | undefined {
  try {
    return new RegExp(text, 'i')
  } catch {
    return undefined
  }
}

const numbers = ['nth', 'every', 'times', 'probability'] as const
const words = ['model', 'prompt', 'key', 'domain'] as const

/**
 * Reads a fault from one line, `rate-limited,every=5,provider=gemini,retryAfterMs=3000`: the form the command line takes.
 * Throws `wrong-usage`.
 */
export function readFaultRule(line: string): FaultRule {
  const [name = '', ...parts] = line.split(',').map((part) => part.trim())
  const fault = faultNames.find((known) => known === name)
  if (!fault) throw new BeatboardError('wrong-usage', `There is no fault "${name}". There are: ${faultNames.join(', ')}.`)
  const when: Record<string, string | number> = {}
  const rest: { retryAfterMs?: number; reason?: string } = {}
  for (const part of parts) {
    const [field = '', ...value] = part.split('=')
    const text = value.join('=')
    if ((numbers as readonly string[]).includes(field)) when[field] = numberIn(field, text)
    else if (field === 'provider') when[field] = providerIn(text)
    else if ((words as readonly string[]).includes(field)) when[field] = text
    else if (field === 'retryAfterMs') rest.retryAfterMs = numberIn(field, text)
    else if (field === 'reason') rest.reason = text
    else
      throw new BeatboardError(
        'wrong-usage',
        `A fault has no "${field}". It has: ${['provider', ...words, ...numbers, 'retryAfterMs', 'reason'].join(', ')}.`,
      )
  }
  return { fault, ...(parts.length > 0 && { when }), ...rest }
}

function providerIn(text: string): ProviderName {
  const provider = providerNames.find((name) => name === text)
  if (provider) return provider
  throw new BeatboardError('wrong-usage', `There is no provider "${text}". There are: ${providerNames.join(', ')}.`)
}

function numberIn(field: string, text: string): number {
  const number = Number(text)
  if (text === '' || !Number.isFinite(number) || number < 0) {
    throw new BeatboardError('wrong-usage', `"${field}" takes a number, not "${text}".`)
  }
  return number
}
