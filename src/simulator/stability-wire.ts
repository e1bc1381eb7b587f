import { randomUUID } from 'node:crypto'
import type { Fault } from './faults.ts'
import { numberIn, readForm, type Form } from './form.ts'
import { sizeOf } from './pictures.ts'
import { stabilityUsd } from './prices.ts'
import { sizeOfRatio } from './sizes.ts'
import { bearer, bytes, json, type Arrived, type Ask, type Made, type PictureFormat, type Reading, type Reply, type Wire } from './wire.ts'

const routes = /^\/v2beta\/stable-image\/(?:generate\/(sd3|core|ultra)|control\/(structure|sketch|style|style-transfer))$/
const ratios = new Set(['21:9', '16:9', '3:2', '5:4', '1:1', '4:5', '2:3', '9:16', '9:21'])

/** Stability's v2beta: forms in, raw bytes (`Accept: image/*`) or JSON out, and `GET /v1/user/balance`. */
export const stabilityWire: Wire = {
  prefix: '/stability',
  provider: 'stability',
  async read(arrived) {
    const key = bearer(arrived)
    if (arrived.method === 'GET' && arrived.path === '/v1/user/balance') {
      return { is: 'other', ...(key && { key }), refuse: (fault) => refuse(fault, false), reply: () => json(200, { credits: 1000 }) }
    }
    const found = routes.exec(arrived.path)
    const route = found?.[1] ?? found?.[2]
    if (route === undefined || arrived.method !== 'POST') return undefined
    return readPicture(arrived, route, key)
  },
}

async function readPicture(arrived: Arrived, route: string, key: string | undefined): Promise<Reading> {
  const form = await readForm(arrived)
  const wrong = form ? whatIsWrong(form, route) : 'content-type: must be multipart/form-data'
  if (!form || wrong !== undefined) return { is: 'other', ...(key && { key }), reply: () => failure(400, 'bad_request', wrong ?? '') }
  const ask = await askOf(form, route)
  const raw = !(arrived.headers['accept'] ?? '').includes('application/json')
  return {
    is: 'picture',
    order: {
      ask,
      key,
      priceUsd: stabilityUsd(ask.model),
      refuse: (fault) => refuse(fault, raw),
      answer: { how: 'at once', put: (made) => pictureReply(ask, raw, made) },
    },
  }
}

const filesOf: Readonly<Record<string, readonly string[]>> = {
  structure: ['image'],
  sketch: ['image'],
  style: ['image'],
  'style-transfer': ['init_image', 'style_image'],
}

function whatIsWrong(form: Form, route: string): string | undefined {
  const sent = new Set(form.files.map((file) => file.field))
  const missing = (filesOf[route] ?? []).find((field) => !sent.has(field))
  if (missing !== undefined) return `${missing}: cannot be blank`
  if (!form.texts['prompt'] && route !== 'style-transfer') return 'prompt: cannot be blank'
  const ratio = form.texts['aspect_ratio']
  if (ratio !== undefined && !ratios.has(ratio)) return `aspect_ratio: must be one of ${[...ratios].join(', ')}`
  const followsPicture = form.texts['mode'] === 'image-to-image' || (route === 'ultra' && sent.has('image'))
  if (followsPicture && !sent.has('image')) return 'image: required for image-to-image'
  if (followsPicture && form.texts['strength'] === undefined) return 'strength: required for image-to-image'
  return undefined
}

async function askOf(form: Form, route: string): Promise<Ask> {
  const { texts, files } = form
  const pixels = route === 'core' ? 1_572_864 : 1_048_576
  const followed = files.find((file) => file.field === 'image' || file.field === 'init_image')
  const ownSize = followed && route !== 'style' ? await sizeOf(followed.bytes) : undefined
  const seed = numberIn(texts, 'seed')
  const negativePrompt = texts['negative_prompt']
  return {
    model: route === 'sd3' ? (texts['model'] ?? 'sd3.5-large') : route,
    prompt: texts['prompt'] ?? '',
    size: ownSize ?? sizeOfRatio(texts['aspect_ratio'] ?? '1:1', pixels, 64) ?? { width: 1024, height: 1024 },
    references: files.map((file) => file.bytes),
    format: formatIn(texts['output_format']),
    ...(seed !== undefined && seed > 0 && { seed }),
    ...(negativePrompt !== undefined && { negativePrompt }),
  }
}

function formatIn(text: string | undefined): PictureFormat {
  return text === 'jpeg' || text === 'webp' ? text : 'png'
}

function pictureReply(ask: Ask, raw: boolean, made: Made): Reply {
  if (!raw) return json(200, { image: made.bytes.toString('base64'), finish_reason: 'SUCCESS', seed: made.seed })
  return bytes(made.bytes, `image/${ask.format}`, { 'finish-reason': 'SUCCESS', seed: String(made.seed), 'x-request-id': randomUUID() })
}

function failure(status: number, name: string, error: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return json(status, { id: randomUUID(), name, errors: [error] }, headers)
}

function refuse(fault: Fault, raw: boolean): Reply {
  switch (fault.name) {
    case 'rate-limited':
      return failure(429, 'rate_limit_exceeded', 'You have exceeded your rate limit.', {
        'retry-after': String(Math.ceil(fault.retryAfterMs / 1000)),
      })
    case 'rate-limited-bare':
    case 'day-exhausted':
      return failure(429, 'rate_limit_exceeded', 'You have exceeded your rate limit.')
    case 'quota-zero':
    case 'out-of-credit':
      return failure(402, 'payment_required', 'You lack sufficient credits to make this request.')
    case 'bad-key':
      return failure(401, 'unauthorized', 'authorization: invalid or missing header value')
    case 'forbidden':
      return failure(403, 'permission_denied', 'You lack the necessary permissions to perform this action.')
    case 'refused-input':
      return failure(403, 'content_moderation', 'Your request was flagged by our content moderation system, and was not processed.')
    case 'model-gone':
      return failure(404, 'not_found', 'The requested model was not found.')
    case 'bad-request':
      return failure(400, 'bad_request', fault.reason ?? 'some-field: is required')
    case 'server-error':
    case 'out-of-memory':
      return failure(500, 'internal_error', 'An unexpected server error has occurred, please try again later.')
    case 'overloaded':
      return failure(503, 'service_unavailable', 'The service is overloaded, please try again later.')
    case 'refused-output':
      return filtered(raw)
    case 'no-image':
    case 'text-only':
    case 'empty':
      return raw ? bytes(Buffer.alloc(0), 'image/png', { 'finish-reason': 'SUCCESS' }) : json(200, {})
  }
}

/** The real one is a blurred picture; these are its first bytes, enough to show that whoever keeps them has not read the finish reason. */
function filtered(raw: boolean): Reply {
  const blurred = Buffer.from(onePixel, 'base64')
  if (!raw) return json(200, { image: onePixel, finish_reason: 'CONTENT_FILTERED', seed: 1 })
  return bytes(blurred, 'image/png', { 'finish-reason': 'CONTENT_FILTERED', seed: '1' })
}

const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
