import type { Fault } from './faults.ts'
import { decode, listIn, numberIn, objectIn, readJson, textIn } from './form.ts'
import { isDone, type Job, type Jobs } from './jobs.ts'
import { pictureUrl } from './picture-url.ts'
import { withinReason } from './sizes.ts'
import { json, type Arrived, type Ask, type Reading, type Reply, type Wire } from './wire.ts'

/** Jobs are forgotten after twenty minutes. */
const keptMs = 20 * 60_000
const anonymous = '0000000000'
const kudos = 10

/** What the Horde needs beside the request. */
export interface HordeWorld {
  readonly jobs: Jobs
  /** The picture of a job, encoded. */
  readonly paint: (job: Job) => Promise<Buffer>
}

/** AI Horde: submit (202), check, status, cancel. A job goes on whoever hangs up. */
export function hordeWire(world: HordeWorld): Wire {
  return {
    prefix: '/horde',
    provider: 'horde',
    async read(arrived) {
      const path = /^(?:\/api)?\/v2\/(.*)$/.exec(arrived.path)?.[1]
      const key = arrived.headers['apikey'] ?? anonymous
      if (path === 'generate/async' && arrived.method === 'POST') return submit(arrived, key)
      if (path === 'find_user' && arrived.method === 'GET') {
        return { is: 'other', key, refuse, reply: () => json(200, { username: 'simulated#1', id: 1, kudos: 1000, concurrency: 30 }) }
      }
      if (path === 'status/models' && arrived.method === 'GET') {
        return {
          is: 'other',
          reply: () => json(200, [{ name: 'stable_diffusion', count: 10, performance: 1_000_000, queued: 0, eta: 0, type: 'image' }]),
        }
      }
      const found = /^generate\/(check|status)\/([^/]+)$/.exec(path ?? '')
      if (!found?.[2]) return undefined
      return { is: 'other', key, reply: answerFor(world, arrived, { id: found[2], full: found[1] === 'status' }) }
    },
  }
}

function submit(arrived: Arrived, key: string): Reading {
  const body = readJson(arrived)
  const params = objectIn(body, 'params')
  const side = (name: string): number => numberIn(params, name) ?? 512
  const size = withinReason(side('width'), side('height'))
  const prompt = textIn(body, 'prompt')
  if (!body || !prompt || !size || !isSide(size.width) || !isSide(size.height)) {
    const reply = prompt
      ? failure(400, 'InvalidSize', 'Sides are multiples of 64 from 64 to 3072.')
      : failure(400, 'MissingPrompt', 'You cannot specify an empty prompt.')
    return { is: 'other', key, reply: () => reply }
  }
  if (body['dry_run'] === true) return { is: 'other', key, reply: () => json(200, { kudos }) }
  const ask = askOf(body, prompt, size)
  return {
    is: 'picture',
    order: { ask, key, priceUsd: 0, refuse, answer: { how: 'as a job', take: (job) => json(202, { id: job.id, kudos }) } },
  }
}

function askOf(body: Readonly<Record<string, unknown>>, words: string, size: Ask['size']): Ask {
  const [prompt = '', negativePrompt] = words.split(/\s*###\s*/)
  const model = listIn(body, 'models')[0]
  const seed = numberIn(objectIn(body, 'params'), 'seed')
  const extra = listIn(body, 'extra_source_images').map((image) => textIn(image, 'image'))
  const sources = [textIn(body, 'source_image'), ...extra].filter((text) => text !== undefined)
  return {
    model: typeof model === 'string' ? model : 'stable_diffusion',
    prompt,
    size,
    references: sources.map(decode),
    format: 'webp',
    byUrl: body['r2'] !== false,
    ...(seed !== undefined && { seed }),
    ...(negativePrompt !== undefined && { negativePrompt }),
  }
}

interface Question {
  readonly id: string
  /** Status (with the pictures) rather than check. */
  readonly full: boolean
}

function answerFor(world: HordeWorld, arrived: Arrived, { id, full }: Question): () => Promise<Reply> {
  return async () => {
    const cancels = arrived.method === 'DELETE'
    const job = cancels && full ? world.jobs.cancel(id) : world.jobs.find(id)
    if (!job || job.provider !== 'horde' || arrived.at > job.startedAt + keptMs) {
      return failure(404, 'RequestNotFound', `Request with ID '${id}' not found.`)
    }
    const state = stateOf(job, arrived.at)
    if (!full) return json(200, state)
    const generations = isDone(job, arrived.at) && !isSilent(job) ? [await generationOf(world, arrived, job)] : []
    return json(200, { ...state, generations, shared: false })
  }
}

function stateOf(job: Job, now: number): object {
  const done = isDone(job, now)
  const waits = !done && !job.cancelled
  return {
    finished: done ? 1 : 0,
    processing: waits ? 1 : 0,
    restarted: 0,
    waiting: 0,
    done: done || job.cancelled,
    faulted: job.fault === 'job-lost' && now >= job.readyAt,
    wait_time: waits ? Math.max(1, Math.ceil((job.readyAt - now) / 1000)) : 0,
    queue_position: 0,
    kudos,
    is_possible: job.fault !== 'impossible',
  }
}

function isSilent(job: Job): boolean {
  return job.fault === 'empty' || job.fault === 'no-image' || job.fault === 'text-only'
}

async function generationOf(world: HordeWorld, arrived: Arrived, job: Job): Promise<object> {
  const censored = job.fault === 'refused-output'
  return {
    img: job.ask.byUrl ? pictureUrl(arrived.origin, job) : (await world.paint(job)).toString('base64'),
    seed: String(job.ask.seed ?? 1),
    id: job.id,
    censored,
    gen_metadata: censored ? [{ type: 'censorship', value: 'csam' }] : [],
    model: job.ask.model,
    worker_id: '00000000-0000-0000-0000-000000000000',
    worker_name: 'simulated',
    state: censored ? 'censored' : 'ok',
  }
}

function failure(status: number, rc: string, message: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return json(status, { message, rc }, headers)
}

function refuse(fault: Fault): Reply {
  switch (fault.name) {
    case 'rate-limited': {
      const seconds = String(Math.ceil(fault.retryAfterMs / 1000))
      const headers = {
        'retry-after': seconds,
        'x-ratelimit-limit': String(fault.limit),
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': seconds,
      }
      return failure(429, 'TooManyPrompts', 'Too many requests.', headers)
    }
    case 'rate-limited-bare':
    case 'day-exhausted':
      return failure(429, 'TooManyPrompts', 'Parallel requests exceeded user limits.')
    case 'quota-zero':
    case 'out-of-credit':
      return failure(403, 'KudosUpfront', 'Due to heavy demand, this request needs kudos up front.')
    case 'bad-key':
      return failure(401, 'InvalidAPIKey', 'No user matching sent API Key.')
    case 'forbidden':
      return failure(403, fault.reason ?? 'BadClientAgent', 'This client is not allowed.')
    case 'model-gone':
      return failure(400, 'UnexpectedModelName', 'The model name is not a Stable Diffusion checkpoint.')
    case 'refused-input':
      return failure(400, 'CorruptPrompt', 'This prompt appears to violate our terms of service.')
    case 'overloaded':
      return failure(503, 'MaintenanceMode', 'The Horde has entered maintenance mode.')
    case 'server-error':
    case 'out-of-memory':
      return json(500, { message: 'Internal Server Error' })
    case 'bad-request':
    case 'refused-output':
    case 'no-image':
    case 'text-only':
    case 'empty':
      return failure(400, fault.reason ?? 'BadRequest', 'Input payload validation failed')
  }
}

function isSide(length: number): boolean {
  return length % 64 === 0 && length >= 64 && length <= 3072
}
