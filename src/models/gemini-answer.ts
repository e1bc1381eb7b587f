import { geminiRates } from './cards/gemini-cards.ts'
import { field, listOf, numberOf, textOf } from './json.ts'
import type { Read, Reading } from './trouble.ts'

function detailsOf(json: unknown, type: string): readonly unknown[] {
  return listOf(field(json, 'error', 'details')).filter((detail) => textOf(field(detail, '@type'))?.endsWith(type))
}

/** One limit that was passed, in either of Google's two shapes. */
interface Passed {
  readonly name: string
  readonly value: string | undefined
}

function limitsPassed(json: unknown): readonly Passed[] {
  const violations = detailsOf(json, 'QuotaFailure').flatMap((detail) => listOf(field(detail, 'violations')))
  const named = violations.map((one) => ({ name: textOf(field(one, 'quotaId')) ?? '', value: textOf(field(one, 'quotaValue')) }))
  const infos = detailsOf(json, 'ErrorInfo').map((info) => ({
    name: textOf(field(info, 'metadata', 'quota_limit')) ?? '',
    value: textOf(field(info, 'metadata', 'quota_limit_value')),
  }))
  return [...named, ...infos].filter(({ name }) => name !== '')
}

const billingHint =
  'image models have no free quota: switch on billing for the project of this key at https://aistudio.google.com/apikey, or use another key'

/** A day's limit counts even where RetryInfo says seconds, and of several limits the longest. */
function readLimit(json: unknown, message: string): Reading {
  const passed = limitsPassed(json)
  const names = passed.map(({ name }) => name)
  if (passed.some(({ value }) => value === '0') || /\blimit: 0\b/.test(message))
    return { kind: 'out-of-credit', code: names[0] ?? 'limit: 0', permanent: true, hint: billingHint }
  if (/credits are depleted/i.test(message))
    return { kind: 'out-of-credit', hint: 'top up the project of this key at https://aistudio.google.com, or use another key' }
  const daily = names.find((name) => /PerDay/i.test(name))
  if (daily !== undefined || /per day/i.test(message)) return { kind: 'day-exhausted', ...(daily !== undefined && { code: daily }) }
  return { kind: 'rate-limited', ...(names[0] !== undefined && { code: names[0] }) }
}

const placeHint =
  'Google offers this only in some countries and to accounts with billing: check https://ai.google.dev/gemini-api/docs/available-regions'

/** Gemini's failures, told by reason and quota, since 400 can mean a bad key and 429 a day's end. */
export const readGemini: Read = (json, { status }) => {
  const message = textOf(field(json, 'error', 'message')) ?? ''
  const reasons = detailsOf(json, 'ErrorInfo').map((info) => textOf(field(info, 'reason')))
  const reason = reasons.find((one) => one !== undefined)
  const code = reason === undefined ? {} : { code: reason }
  if (status === 429) return { ...code, ...readLimit(json, message) }
  if (reasons.some((one) => one?.startsWith('API_KEY_INVALID') || one === 'API_KEY_EXPIRED')) return { kind: 'key-rejected', ...code }
  if (/API key (?:not valid|expired|not found)|reported as leaked/i.test(message)) return { kind: 'key-rejected', ...code }
  if (status === 400 && field(json, 'error', 'status') === 'FAILED_PRECONDITION') return { kind: 'forbidden', hint: placeHint }
  return code
}

function candidateOf(json: unknown): unknown {
  return listOf(field(json, 'candidates'))[0]
}

function partsOf(json: unknown): readonly unknown[] {
  return listOf(field(candidateOf(json), 'content', 'parts'))
}

/** Base64 of the last finished picture; parts marked as thought are sketches that the model drew on the way. */
export function imageIn(json: unknown): string | undefined {
  const images = partsOf(json)
    .filter((part) => field(part, 'thought') !== true)
    .map((part) => textOf(field(part, 'inlineData', 'data')) ?? textOf(field(part, 'inline_data', 'data')))
  return images.findLast((data) => data !== undefined)
}

/**
 * Why an answer of status 200 has no picture that may be kept. The shapes: no candidates but promptFeedback; a candidate without content; content
 * without parts; words only; nothing at all.
 */
export function noImageIn(json: unknown, hasImage: boolean): (Required<Pick<Reading, 'kind'>> & Reading) | undefined {
  const candidate = candidateOf(json)
  const feedback = field(json, 'promptFeedback')
  const blocked = textOf(field(feedback, 'blockReason'))
  if (blocked !== undefined || (candidate === undefined && feedback !== undefined))
    return { kind: 'refused-input', ...found(blocked, textOf(field(feedback, 'blockReasonMessage'))) }
  const reason = textOf(field(candidate, 'finishReason'))
  const said = textOf(field(candidate, 'finishMessage')) ?? textIn(json) ?? textOf(field(json, 'error', 'message'))
  // By parts of the name, so that a reason that is new tomorrow is still a refusal.
  if (reason !== undefined && /SAFETY|PROHIBITED|BLOCKLIST|SPII|RECITATION/.test(reason))
    return { kind: 'refused-output', ...found(reason, said) }
  return hasImage ? undefined : { kind: 'no-image', ...found(reason, said) }
}

function found(code: string | undefined, words: string | undefined): Pick<Reading, 'code' | 'words'> {
  return { ...(code !== undefined && { code }), ...(words !== undefined && { words }) }
}

function textIn(json: unknown): string | undefined {
  const texts = partsOf(json).map((part) => textOf(field(part, 'text')))
  return textOf(texts.filter((text) => text !== undefined).join(' '))
}

/** What the answer cost in USD by its own usage; refusals report usage too. `undefined` for models without known prices. */
export function costOf(json: unknown, model: string): number | undefined {
  const rates = geminiRates(model)
  const usage = field(json, 'usageMetadata')
  const input = numberOf(field(usage, 'promptTokenCount'))
  if (rates === undefined || input === undefined) return undefined
  const details = listOf(field(usage, 'candidatesTokensDetails'))
  const output = numberOf(field(usage, 'candidatesTokenCount')) ?? 0
  const drawn = details
    .filter((detail) => field(detail, 'modality') === 'IMAGE')
    .map((detail) => numberOf(field(detail, 'tokenCount')) ?? 0)
  const image = details.length > 0 ? drawn.reduce((sum, tokens) => sum + tokens, 0) : imageIn(json) === undefined ? 0 : output
  const text = Math.max(0, output - image) + (numberOf(field(usage, 'thoughtsTokenCount')) ?? 0)
  return (input * rates.input + image * rates.image + text * rates.text) / 1_000_000
}
