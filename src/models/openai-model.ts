import { openaiRates, usualQuality } from './cards/openai-cards.ts'
import type { Call, ImageModel, ImageRequest } from './image-model.ts'
import { imagesApiModel, testImagesApiKey, type Dialect } from './images-api.ts'
import { field, listOf, numberOf, textOf } from './json.ts'
import { foldNegative } from './negative.ts'
import type { Card } from './provider.ts'
import { imageSizeFor, words } from './size.ts'
import type { Read } from './trouble.ts'

const creditHint =
  'add credits or raise the limit at https://platform.openai.com/settings/organization/billing, or use another key or provider'
const verifyHint =
  'verify the organisation of this key at https://platform.openai.com/settings/organization/general; it can take 15 minutes to count'

/** OpenAI's failures by code, since 429 and 400 can both mean that the credit is used up. */
export const readOpenai: Read = (json, { status }) => {
  const code = textOf(field(json, 'error', 'code')) ?? textOf(field(json, 'error', 'type'))
  const message = textOf(field(json, 'error', 'message')) ?? ''
  if (code === 'insufficient_quota' || code === 'billing_hard_limit_reached') return { kind: 'out-of-credit', code, hint: creditHint }
  if (code === 'moderation_blocked' || code === 'content_policy_violation') return moderated(json, code, message)
  if (code === 'model_not_found') return { kind: 'model-gone' }
  if (status === 429 && /\bLimit: 0\//.test(message)) return { kind: 'out-of-credit', permanent: true, hint: creditHint }
  if (status === 403 && /must be verified/.test(message)) return { kind: 'forbidden', hint: verifyHint }
  return undefined
}

/** Which side was refused, where OpenAI says so; without a word it was the request. */
function moderated(json: unknown, code: string, message: string): ReturnType<Read> {
  const details = field(json, 'error', 'moderation_details')
  const categories = listOf(field(details, 'categories')).map(textOf)
  const named = categories.length > 0 ? categories.join(', ') : /safety_violations=\[([^\]]*)\]/.exec(message)?.[1]
  const kind = field(details, 'moderation_stage') === 'output' ? 'refused-output' : 'refused-input'
  return { kind, code, ...(named !== undefined && { words: `${message} (${named})` }) }
}

/** USD by the answer's usage; `undefined` where it has none. */
function costOf(json: unknown): number | undefined {
  const usage = field(json, 'usage')
  const output = numberOf(field(usage, 'output_tokens'))
  const input = numberOf(field(usage, 'input_tokens'))
  if (output === undefined || input === undefined) return undefined
  const image = numberOf(field(usage, 'input_tokens_details', 'image_tokens')) ?? 0
  return (output * openaiRates.output + image * openaiRates.image + (input - image) * openaiRates.text) / 1_000_000
}

/** dall-e-3 knew these names; they mean the same steps today. */
const oldQualities: Readonly<Record<string, string>> = { standard: 'medium', hd: 'high' }

function fieldsFor(request: ImageRequest, card: Card): ReturnType<Dialect['fields']> {
  const { prompt, warnings } = foldNegative(request)
  const sent = imageSizeFor(card.abilities.sizing, request.size)
  if (sent.warning !== undefined) warnings.push(sent.warning)
  if (request.seed !== undefined) warnings.push('OpenAI takes no seed: this picture cannot be drawn again the same.')
  const asked = request.quality ?? usualQuality
  const renamed = oldQualities[asked] ?? asked
  const quality = card.abilities.quality.includes(renamed) ? renamed : usualQuality
  if (quality !== asked) warnings.push(`Quality ${asked} is sent as ${quality}.`)
  return { fields: { model: card.model, prompt, n: 1, size: words(sent.size), quality, ...request.options }, warnings }
}

const dialect: Dialect = {
  title: 'OpenAI',
  keyPage: 'https://platform.openai.com/api-keys',
  read: readOpenai,
  pictureField: 'image[]',
  fields: fieldsFor,
  costOf,
}

export function openaiModel(card: Card, baseUrl: string): ImageModel {
  const rated = card.until === undefined && !card.source.startsWith('not in')
  return imagesApiModel(card, baseUrl, rated ? dialect : { ...dialect, costOf: () => undefined })
}

export function testOpenaiKey(baseUrl: string, call: Call): Promise<string> {
  return testImagesApiKey('openai', baseUrl, dialect, call)
}
