import { expect, test } from 'vitest'
import { keepsTheContract } from '../../test/model-contract.ts'
import { base64, provider, recorded, tinyPng, type Reply } from '../../test/recorded-provider.ts'
import { jumpingClock } from '../clock.ts'
import { huggingFaceModel } from './hugging-face-model.ts'
import { huggingFace } from './hugging-face.ts'
import type { Call, ImageModel, ImageRequest, RemoteJob } from './image-model.ts'
import type { Provider } from './provider.ts'

const file = (name: string): unknown => recorded(`hugging-face/from-schema-${name}.json`)
const picture = tinyPng()
const model = 'black-forest-labs/FLUX.1-Kontext-dev'
const router = 'https://router.huggingface.co'
const id = '80e732af-660e-45cd-bd63-580e4f2a94cc'
const job: RemoteJob = { id, url: `${router}/fal-ai/fal-ai/flux-kontext/requests/${id}` }

const mapping: Reply = { body: file('mapping-list') }
const queued: Reply = { body: file('fal-queued') }
const status = (name: string): Reply => ({ body: { status: name } })
const result = (url: string, more: object = {}): Reply => ({
  body: { images: [{ url, content_type: 'image/png' }], seed: 99, prompt: 'A red kettle', ...more },
})
const inline = `data:image/png;base64,${base64(picture)}`
const upTo = (...last: readonly Reply[]): Reply[] => [mapping, queued, status('IN_QUEUE'), status('IN_PROGRESS'), ...last]

/** Hugging Face as it is, with a clock that jumps over the waits. */
const jumping: Provider = { ...huggingFace, createModel: async (card, baseUrl) => huggingFaceModel(card, baseUrl, jumpingClock()) }

keepsTheContract({
  provider: jumping,
  model,
  baseUrl: 'https://router.example/hf',
  good: upTo(status('COMPLETED'), result(inline)),
  drawn: { picture, seed: 99, warnings: [] },
  noImage: upTo(status('COMPLETED'), { body: { images: [] } }),
  notAnImage: upTo(status('COMPLETED'), result('data:image/png;base64,bm9uZQ==')),
  troubles: [
    {
      name: 'C5: a picture that was blackened is refused, and charged',
      replies: upTo(status('COMPLETED'), result(inline, { has_nsfw_concepts: [true] })),
      kind: 'refused-output',
      facts: { code: 'has_nsfw_concepts', billing: 'charged' },
    },
    {
      name: 'a prompt that fal refuses',
      replies: upTo(status('COMPLETED'), { status: 422, body: file('fal-refused') }),
      kind: 'refused-input',
      facts: { code: 'content_policy_violation' },
    },
    { name: 'a job that failed', replies: upTo(status('FAILED')), kind: 'job-lost', facts: { code: 'FAILED', billing: 'unknown' } },
    {
      name: 'a job that is not known any more',
      replies: upTo({ status: 404, body: { detail: 'Request not found' } }),
      kind: 'job-lost',
      facts: { billing: 'unknown' },
    },
    { name: 'an answer without a job', replies: [mapping, { body: { status: 'IN_QUEUE' } }], kind: 'no-image' },
  ],
})

const request: ImageRequest = { prompt: 'A red kettle', references: [{ role: 'previous', picture }], size: { width: 1024, height: 1024 } }

interface World {
  readonly subject: ImageModel
  readonly call: Call
  readonly requests: ReturnType<typeof provider>['requests']
}

function world(replies: readonly Reply[], call: Partial<Call> = {}): World {
  const card = huggingFace.cards.find((one) => one.model === model)
  if (!card) throw new Error('no card')
  const { fetch, requests } = provider(replies)
  return {
    subject: huggingFaceModel(card, router, jumpingClock()),
    requests,
    call: { key: 'hf_1', signal: new AbortController().signal, fetch, ...call },
  }
}

test("a job is submitted, told, polled and fetched under the router's address", async () => {
  const seen: unknown[] = []
  const { subject, call, requests } = world(upTo(status('COMPLETED'), result('https://93.184.215.14/a.png'), { body: picture.bytes }), {
    onProgress: (share) => void seen.push(share),
    onJob: async (told) => void seen.push(told),
  })
  expect(await subject.draw({ ...request, seed: 99, options: { strength: 0.5 } }, call)).toEqual({ picture, seed: 99, warnings: [] })
  expect(seen).toEqual([job, 0.05, 0.5])
  expect(requests.slice(1).map(({ method, url, headers }) => [`${method} ${url.href}`, headers.get('authorization')])).toEqual([
    [`POST ${router}/fal-ai/fal-ai/flux-kontext/dev?_subdomain=queue`, 'Bearer hf_1'],
    [`GET ${job.url}/status?_subdomain=queue`, 'Bearer hf_1'],
    [`GET ${job.url}/status?_subdomain=queue`, 'Bearer hf_1'],
    [`GET ${job.url}/status?_subdomain=queue`, 'Bearer hf_1'],
    [`GET ${job.url}?_subdomain=queue`, 'Bearer hf_1'],
    ['GET https://93.184.215.14/a.png', null],
  ])
  expect(requests[1]?.json).toEqual({
    prompt: 'A red kettle',
    seed: 99,
    image_size: { width: 1024, height: 1024 },
    num_images: 1,
    image_url: inline,
    image_urls: [inline],
    strength: 0.5,
  })
})

test('A9: a job known from before is polled on and not bought again', async () => {
  const { subject, call, requests } = world([status('COMPLETED'), result(inline)], { job })
  expect(await subject.draw(request, call)).toMatchObject({ picture })
  expect(requests.map(({ method }) => method)).toEqual(['GET', 'GET'])
})

test.for([undefined, 'https://evil.example/fal-ai/x', `${router}/together/x`])('a job at %s never sees the token', async (url) => {
  const { subject, call, requests } = world([], { job: url === undefined ? { id } : { id, url } })
  await expect(subject.draw(request, call)).rejects.toMatchObject({ kind: 'job-lost' })
  expect(requests).toEqual([])
})

test('cancel takes the job back, though the run is over; a failure is ignored', async () => {
  const { subject, call, requests } = world([{ status: 500 }], { signal: AbortSignal.abort() })
  await subject.cancel?.(job, call)
  await subject.cancel?.(undefined, call)
  await subject.cancel?.({ id }, call)
  expect(requests.map(({ method, url }) => `${method} ${url.href}`)).toEqual([`PUT ${job.url}/cancel?_subdomain=queue`])
})
