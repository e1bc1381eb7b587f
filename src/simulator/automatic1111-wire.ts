import type { Fault } from './faults.ts'
import { decode, isObject, listIn, numberIn, objectIn, readJson, textIn } from './form.ts'
import { withinReason } from './sizes.ts'
import { json, type Arrived, type Ask, type Made, type Reading, type Reply, type Wire } from './wire.ts'

/** AUTOMATIC1111 and Forge: `/sdapi/v1/txt2img`, `img2img`, `interrupt`, `progress`, `sd-models`, `options`. No key unless basic auth is sent. */
export const automatic1111Wire: Wire = {
  prefix: '/a1111',
  provider: 'automatic1111',
  async read(arrived) {
    const path = /^\/sdapi\/v1\/([\w-]+)$/.exec(arrived.path)?.[1]
    const key = /^Basic\s+(\S+)$/i.exec(arrived.headers['authorization'] ?? '')?.[1]
    if (arrived.method === 'POST' && (path === 'txt2img' || path === 'img2img')) return readPicture(arrived, path === 'img2img', key)
    const answer = besides[`${arrived.method} ${path}`]
    return answer === undefined ? undefined : { is: 'other', ...(key && { key }), refuse, reply: () => json(200, answer) }
  },
}

const model = 'v1-5-pruned-emaonly'
const besides: Readonly<Record<string, unknown>> = {
  'POST interrupt': {},
  'GET progress': {
    progress: 0,
    eta_relative: 0,
    state: { job_count: 0, sampling_step: 0, sampling_steps: 0 },
    current_image: null,
    textinfo: null,
  },
  'GET sd-models': [
    { title: `${model}.safetensors`, model_name: model, hash: null, sha256: null, filename: `${model}.safetensors`, config: null },
  ],
  'GET options': { sd_model_checkpoint: `${model}.safetensors` },
}

function readPicture(arrived: Arrived, fromPicture: boolean, key: string | undefined): Reading {
  const body = readJson(arrived)
  const size = withinReason(numberIn(body, 'width') ?? 512, numberIn(body, 'height') ?? 512)
  const images = listIn(body, 'init_images').filter((image) => typeof image === 'string')
  const wrong = (status: number, detail: unknown): Reading => ({ is: 'other', ...(key && { key }), reply: () => json(status, { detail }) })
  if (!body || !size) return wrong(422, [{ loc: ['body', body ? 'width' : 0], msg: 'value is not valid', type: 'value_error' }])
  if (fromPicture && images.length === 0) return wrong(404, 'Init image not found')
  const seed = numberIn(body, 'seed') ?? -1
  const negativePrompt = textIn(body, 'negative_prompt')
  const ask: Ask = {
    model: textIn(objectIn(body, 'override_settings'), 'sd_model_checkpoint') ?? model,
    prompt: textIn(body, 'prompt') ?? '',
    size,
    references: images.map(decode),
    format: 'png',
    ...(seed >= 0 && { seed }),
    ...(negativePrompt !== undefined && { negativePrompt }),
  }
  return {
    is: 'picture',
    order: { ask, key, priceUsd: 0, refuse, answer: { how: 'at once', put: (made) => pictureReply(body, ask, made) } },
  }
}

function pictureReply(body: unknown, ask: Ask, made: Made): Reply {
  const infotext = `${ask.prompt}\nSteps: 20, Seed: ${made.seed}, Size: ${ask.size.width}x${ask.size.height}, Model: ${ask.model}`
  const info = { prompt: ask.prompt, seed: made.seed, all_seeds: [made.seed], ...ask.size, sd_model_name: ask.model, infotexts: [infotext] }
  const parameters = isObject(body) ? { ...body, init_images: undefined } : {}
  return json(200, { images: [made.bytes.toString('base64')], parameters, info: JSON.stringify(info) })
}

function failure(status: number, error: string, errors: string): Reply {
  return json(status, { error, detail: '', body: '', errors })
}

function refuse(fault: Fault): Reply {
  switch (fault.name) {
    case 'rate-limited':
      return json(429, { detail: 'Too many requests' }, { 'retry-after': String(Math.ceil(fault.retryAfterMs / 1000)) })
    case 'rate-limited-bare':
    case 'day-exhausted':
    case 'quota-zero':
      return json(429, { detail: 'Too many requests' })
    case 'bad-key':
      return json(401, { detail: 'Incorrect username or password' }, { 'www-authenticate': 'Basic' })
    case 'out-of-credit':
      return json(402, { detail: 'Payment required' })
    case 'forbidden':
      return json(403, { detail: 'Forbidden' })
    case 'model-gone':
      return json(404, { detail: 'Not Found' })
    case 'bad-request':
    case 'refused-input':
      return json(422, { detail: [{ loc: ['body', 'prompt'], msg: fault.reason ?? 'value is not valid', type: 'value_error' }] })
    case 'server-error':
      return failure(500, 'RuntimeError', 'mat1 and mat2 shapes cannot be multiplied')
    case 'overloaded':
      return json(503, { detail: 'Service Unavailable' })
    case 'out-of-memory':
      return failure(500, 'OutOfMemoryError', 'CUDA out of memory. Tried to allocate 4.00 GiB.')
    case 'refused-output':
    case 'no-image':
    case 'text-only':
      return json(200, { images: [], parameters: {}, info: '{}' })
    case 'empty':
      return json(200, {})
  }
}
