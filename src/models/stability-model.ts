import type { Picture } from '../board/picture.ts'
import { answerOf, ask, formOf, jsonOf, pictureOf, pictureOfBase64, urlAt, type Received } from './http.ts'
import type { Call, Drawn, ImageModel, ImageRequest } from './image-model.ts'
import { field, listOf, numberOf, textOf } from './json.ts'
import type { Card } from './provider.ts'
import { imageSizeFor } from './size.ts'
import { troubleFor, troubleIn, type Read, type Where } from './trouble.ts'

type Fields = Readonly<Record<string, string | number | Picture | undefined>>

interface Route {
  readonly path: string
  readonly fields: Fields
  readonly costUsd: number | undefined
}

/** How far a continuation may leave the picture before it: 0 = the same picture again, 1 = that picture is ignored. */
const continuationStrength = 0.7
const largestSeed = 4_294_967_294

export function stabilityWhere(call: Call, model?: string): Where {
  const keyPage = 'https://platform.stability.ai/account/keys'
  return { provider: 'stability', title: 'Stability AI', key: call.key, keyPage, model, now: Date.now() }
}

/** Stability's `{id, name, errors[]}`. */
export const readStability: Read = (json, answer) => {
  const code = textOf(field(json, 'name'))
  const words = listOf(field(json, 'errors'))
    .map(textOf)
    .filter((text) => text !== undefined)
  const told = { ...(code !== undefined && { code }), ...(words.length > 0 && { words: words.join('; ') }) }
  if (code === 'content_moderation') return { ...told, kind: 'refused-input', billing: 'not-charged' }
  if (answer.status === 400 && words.some((text) => text.startsWith('model:'))) return { ...told, kind: 'model-gone' }
  const saysWhen = answer.headers.has('retry-after') || answer.headers.has('retry-after-ms')
  if (answer.status === 429 && !saysWhen) return { ...told, restMs: 60_000 }
  return told
}

/** One Stability model. Requests are multipart even without a file; the picture comes as bytes, its seed and its verdict in headers. */
export function stabilityModel(card: Card, baseUrl: string): ImageModel {
  return {
    id: `stability/${card.model}`,
    abilities: card.abilities,
    async draw(request, call) {
      const { path, fields, costUsd } = routeFor(card, request)
      const line = { call, where: stabilityWhere(call, card.model), deadlineMs: card.abilities.deadlineMs }
      const headers = { authorization: `Bearer ${call.key ?? ''}`, accept: 'image/*' }
      const url = urlAt(baseUrl, `v2beta/stable-image/${path}`)
      const received = await ask(url, { method: 'POST', headers, body: formOf(fields) }, line, readStability)
      return { ...drawnFrom(received, line.where, costUsd), warnings: warningsFor(card, request) }
    },
  }
}

function routeFor(card: Card, request: ImageRequest): Route {
  const { prompt, references, seed, options = {} } = request
  const [reference] = references
  const ratio = imageSizeFor(card.abilities.sizing, request.size).ratio
  const shared: Fields = {
    prompt,
    negative_prompt: card.abilities.negativePrompt ? request.negativePrompt : undefined,
    seed: seed === undefined ? undefined : Math.abs(Math.trunc(seed)) % (largestSeed + 1),
    output_format: options['outputFormat'] === 'jpeg' ? 'jpeg' : 'png',
  }
  if (reference?.role === 'style' && references.length === 1) {
    const fields = { ...shared, image: reference.picture, fidelity: numberOf(options['fidelity']), aspect_ratio: ratio }
    return { path: 'control/style', fields, costUsd: 0.05 }
  }
  const preset = { style_preset: textOf(options['stylePreset']) }
  const start = reference && { image: reference.picture, strength: numberOf(options['strength']) ?? continuationStrength }
  const costUsd = card.priceUsd({ size: request.size, references: 0 })
  const own = card.model === 'core' || card.model === 'ultra'
  if (own) return { path: `generate/${card.model}`, fields: { ...shared, ...preset, aspect_ratio: ratio, ...start }, costUsd }
  const mode = start ? { mode: 'image-to-image', ...start } : { mode: 'text-to-image', aspect_ratio: ratio }
  return { path: 'generate/sd3', fields: { ...shared, ...preset, model: card.model, cfg_scale: request.guidance, ...mode }, costUsd }
}

function drawnFrom(received: Received, where: Where, costUsd: number | undefined): Omit<Drawn, 'warnings'> {
  const json = (received.headers.get('content-type') ?? '').includes('json') ? jsonOf(received) : undefined
  const verdict = textOf(field(json, 'finish_reason')) ?? received.headers.get('finish-reason')
  const image = textOf(field(json, 'image'))
  if (verdict === 'CONTENT_FILTERED')
    throw troubleFor(where, 'refused-output', { code: verdict, status: received.status, billing: 'charged', costUsd })
  if ((received.headers.get('content-type') ?? '').includes('json') && image === undefined)
    throw troubleIn(answerOf(received), where, readStability)
  const picture = image === undefined ? pictureOf(received.bytes, where) : pictureOfBase64(image, where)
  const seed = numberOf(field(json, 'seed')) ?? Number(received.headers.get('seed') ?? Number.NaN)
  return { picture, ...(Number.isFinite(seed) && { seed }), ...(costUsd !== undefined && { costUsd }) }
}

function warningsFor(card: Card, request: ImageRequest): string[] {
  const { warning } = imageSizeFor(card.abilities.sizing, request.size)
  const format = request.options?.['outputFormat']
  return [
    ...(warning === undefined ? [] : [warning]),
    ...(request.negativePrompt !== undefined && !card.abilities.negativePrompt
      ? [`${card.title} takes no negative prompt; it was left out.`]
      : []),
    ...(format !== undefined && format !== 'png' && format !== 'jpeg' ? ['Stability AI gives PNG or JPEG; the picture is a PNG.'] : []),
  ]
}
