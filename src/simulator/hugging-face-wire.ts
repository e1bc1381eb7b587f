import type { Size } from '../board/picture.ts'
import { decode, isObject, numberIn, objectIn, readJson, textIn } from './form.ts'
import { falQueue } from './fal-queue.ts'
import { huggingFaceRefusal } from './hugging-face-refusals.ts'
import type { Jobs } from './jobs.ts'
import { sizeOf } from './pictures.ts'
import { huggingFaceUsd } from './prices.ts'
import { parseSize, withinReason } from './sizes.ts'
import { bearer, bytes, json, type Answer, type Arrived, type Ask, type Order, type Reading, type Reply, type Wire } from './wire.ts'

/** The providers that the simulated hub names for every model, in this order. */
export const hubProviders = ['hf-inference', 'fal-ai', 'together', 'nscale'] as const
export type HubProvider = (typeof hubProviders)[number]

/** Hugging Face: the hub's provider mapping, and the router's paths of hf-inference, fal-ai (a queue), together and nscale. */
export function huggingFaceWire(jobs: Jobs, providers: readonly HubProvider[]): Wire {
  const queue = falQueue(jobs)
  return {
    prefix: '/hf',
    provider: 'hugging-face',
    async read(arrived) {
      const key = bearer(arrived)
      const model = /^\/api\/models\/(.+)$/.exec(arrived.path)?.[1]
      if (model !== undefined && arrived.method === 'GET') {
        // The hub tells everybody.
        return { is: 'other', reply: () => mappingOf(decodeURIComponent(model), providers) }
      }
      if (arrived.path === '/api/whoami-v2' && arrived.method === 'GET') {
        return other(key, () => json(200, { type: 'user', name: 'simulated', auth: { type: 'access_token' } }))
      }
      const polled = queue(arrived)
      if (polled) return other(key, () => polled)
      return arrived.method === 'POST' ? readPicture(arrived, key) : undefined
    },
  }
}

function other(key: string | undefined, reply: () => Reply): Reading {
  return { is: 'other', ...(key && { key }), refuse: (fault) => huggingFaceRefusal(fault, 'models'), reply }
}

function mappingOf(model: string, providers: readonly HubProvider[]): Reply {
  const entries = providers.map((provider) => [
    provider,
    { status: 'live', providerId: provider === 'fal-ai' ? `fal-ai/${model}` : model, task: 'text-to-image' },
  ])
  return json(200, { _id: '000000000000000000000000', id: model, inferenceProviderMapping: Object.fromEntries(entries) })
}

async function readPicture(arrived: Arrived, key: string | undefined): Promise<Reading | undefined> {
  const body = readJson(arrived)
  const found = /^\/hf-inference\/models\/(.+)$/.exec(arrived.path)?.[1]
  const queued = /^\/fal-ai\/(.+)$/.exec(arrived.path)?.[1]
  const hosted = /^\/(together|nscale)\/v1\/images\/generations$/.test(arrived.path)
  if (found === undefined && queued === undefined && !hosted) return undefined
  if (!body) return other(key, () => json(400, { error: 'The body is not JSON.' }))
  const ask = found === undefined ? hostedAsk(body, queued) : await inferenceAsk(body, decodeURIComponent(found))
  if (!ask) return other(key, () => json(400, { error: 'The prompt is missing, or the size is none.' }))
  return { is: 'picture', order: orderOf(ask, key, answerOf(arrived, ask, found !== undefined)) }
}

function orderOf(ask: Ask, key: string | undefined, answer: Answer): Order {
  return { ask, key, priceUsd: huggingFaceUsd, refuse: (fault) => huggingFaceRefusal(fault, ask.model), answer }
}

function answerOf(arrived: Arrived, ask: Ask, rawBytes: boolean): Answer {
  if (rawBytes) return { how: 'at once', put: (made) => bytes(made.bytes, `image/${ask.format}`) }
  if (!ask.byUrl) {
    return {
      how: 'at once',
      put: (made) =>
        json(200, { created: Math.floor(made.at / 1000), model: ask.model, data: [{ index: 0, b64_json: made.bytes.toString('base64') }] }),
    }
  }
  return {
    how: 'as a job',
    take: (job) => json(200, { request_id: job.id, status: 'IN_QUEUE', queue_position: 0, ...addresses(arrived, job.id) }),
  }
}

/** fal names its own queue's addresses; clients behind the router put its origin before their paths. */
function addresses(arrived: Arrived, id: string): object {
  const base = `${arrived.origin}/hf${arrived.path}/requests/${id}`
  return { response_url: base, status_url: `${base}/status`, cancel_url: `${base}/cancel` }
}

async function inferenceAsk(body: Readonly<Record<string, unknown>>, model: string): Promise<Ask | undefined> {
  const parameters = objectIn(body, 'parameters')
  const inputs = textIn(body, 'inputs')
  const fromPicture = textIn(parameters, 'prompt') !== undefined
  const source = fromPicture && inputs !== undefined ? decode(inputs) : undefined
  const prompt = source ? textIn(parameters, 'prompt') : inputs
  const wanted = sizeIn(isObject(parameters['target_size']) ? parameters['target_size'] : parameters)
  const size = wanted === 'unsaid' && source ? ((await sizeOf(source)) ?? wanted) : wanted
  return complete({ model, prompt, size, references: source ? [source] : [], format: 'jpeg' }, parameters)
}

function hostedAsk(body: Readonly<Record<string, unknown>>, falModel: string | undefined): Ask | undefined {
  const urls = Array.isArray(body['image_urls']) ? body['image_urls'] : [body['image_url']]
  const references = urls.filter((url) => typeof url === 'string').map(decode)
  const pixels = textIn(body, 'size')
  const size = pixels === undefined ? sizeIn(isObject(body['image_size']) ? body['image_size'] : body) : parseSize(pixels)
  const model = falModel ?? textIn(body, 'model') ?? 'unnamed'
  return complete({ model, prompt: textIn(body, 'prompt'), size, references, format: 'png', byUrl: falModel !== undefined }, body)
}

type Draft = Omit<Ask, 'prompt' | 'size'> & { readonly prompt: string | undefined; readonly size: Size | 'unsaid' | undefined }

function complete(draft: Draft, parameters: Readonly<Record<string, unknown>>): Ask | undefined {
  const { prompt, size } = draft
  const seed = numberIn(parameters, 'seed')
  const negativePrompt = textIn(parameters, 'negative_prompt')
  if (!prompt || !size) return undefined
  return {
    ...draft,
    prompt,
    size: size === 'unsaid' ? { width: 1024, height: 1024 } : size,
    ...(seed !== undefined && { seed }),
    ...(negativePrompt !== undefined && { negativePrompt }),
  }
}

function sizeIn(holder: Readonly<Record<string, unknown>>): Size | 'unsaid' | undefined {
  const width = numberIn(holder, 'width')
  const height = numberIn(holder, 'height')
  return width === undefined && height === undefined ? 'unsaid' : withinReason(width ?? 0, height ?? 0)
}
