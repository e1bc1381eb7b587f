import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { jumpingClock } from '../clock.ts'
import type { FaultRule } from './faults.ts'
import { startSimulator, type Simulator } from './simulator.ts'

const model = 'black-forest-labs/FLUX.1-dev'
const headers = { authorization: 'Bearer hf_test_1234', 'content-type': 'application/json' }

function at(simulator: Simulator, path: string, body?: unknown): Promise<Response> {
  const address = `${simulator.environment['HF_BASE_URL']}${path}`
  return fetch(address, body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) })
}

async function seen(bytes: ArrayBuffer | Buffer): Promise<object> {
  const { format, width, height } = await sharp(bytes).metadata()
  return { format, width, height }
}

describe('Hugging Face', () => {
  test('the hub names the providers of a model, the wanted ones first and only', async () => {
    await using simulator = await startSimulator({ hubProviders: ['nscale', 'fal-ai'] })
    const response = await at(simulator, `/api/models/${model}?expand[]=inferenceProviderMapping`)
    const mapping = ((await response.json()) as { inferenceProviderMapping: object }).inferenceProviderMapping
    expect(Object.entries(mapping)).toEqual([
      ['nscale', { status: 'live', providerId: model, task: 'text-to-image' }],
      ['fal-ai', { status: 'live', providerId: `fal-ai/${model}`, task: 'text-to-image' }],
    ])
  })

  test('hf-inference answers with bytes', async () => {
    await using simulator = await startSimulator()
    const body = { inputs: 'a red kettle', parameters: { width: 256, height: 128, seed: 3, negative_prompt: 'people' } }
    const response = await at(simulator, `/hf-inference/models/${model}`, body)
    expect(response.headers.get('content-type')).toBe('image/jpeg')
    expect(await seen(await response.arrayBuffer())).toEqual({ format: 'jpeg', width: 256, height: 128 })
    expect(simulator.log.asked).toMatchObject([{ provider: 'hugging-face', model, prompt: 'a red kettle', billedUsd: 0.01 }])
  })

  test('a picture drawn over keeps its size', async () => {
    await using simulator = await startSimulator()
    const source = await sharp({ create: { width: 96, height: 64, channels: 3, background: 'teal' } })
      .png()
      .toBuffer()
    const body = { inputs: source.toString('base64'), parameters: { prompt: 'again' } }
    const response = await at(simulator, `/hf-inference/models/${model}`, body)
    expect(await seen(await response.arrayBuffer())).toEqual({ format: 'jpeg', width: 96, height: 64 })
    expect(simulator.log.asked).toMatchObject([{ references: 1, prompt: 'again' }])
  })

  test.for([
    ['together', { width: 64, height: 32 }],
    ['nscale', { size: '64x32' }],
  ] as const)('%s answers with JSON', async ([provider, size]) => {
    await using simulator = await startSimulator()
    const response = await at(simulator, `/${provider}/v1/images/generations`, { model, prompt: 'a red kettle', ...size })
    const { data } = (await response.json()) as { data: { b64_json: string }[] }
    expect(await seen(Buffer.from(data[0]?.b64_json ?? '', 'base64'))).toEqual({ format: 'png', width: 64, height: 32 })
  })

  test('fal takes a job, lets it be watched, and gives the picture by address', async () => {
    const clock = jumpingClock()
    await using simulator = await startSimulator({ clock, latencyMs: [3000, 3000] })
    const body = { prompt: 'a red kettle', image_size: { width: 64, height: 32 }, image_urls: [`data:image/png;base64,${btoa('one')}`] }
    const submitted = await at(simulator, '/fal-ai/fal-ai/flux/dev?_subdomain=queue', body)
    const job = (await submitted.json()) as { request_id: string; status: string; response_url: string; status_url: string }
    expect(job).toMatchObject({ status: 'IN_QUEUE', request_id: expect.any(String) })
    // Clients of the router put its address before the path that fal names.
    const path = `/fal-ai${new URL(job.response_url).pathname}`
    expect(await (await at(simulator, `${path}/status?_subdomain=queue`)).json()).toMatchObject({ status: 'IN_PROGRESS' })
    expect((await at(simulator, path)).status).toBe(400)
    await clock.sleep(3000)
    expect(await (await fetch(job.status_url, { headers })).json()).toMatchObject({ status: 'COMPLETED' })
    const { images } = (await (await fetch(job.response_url, { headers })).json()) as { images: { url: string }[] }
    expect(await seen(await (await fetch(images[0]?.url ?? '')).arrayBuffer())).toEqual({ format: 'png', width: 64, height: 32 })
    expect(simulator.log.pictures).toMatchObject([{ outcome: 'taken', references: 1, billed: 'picture' }])
  })

  test.for<[FaultRule['fault'], number, object]>([
    ['job-lost', 500, { detail: expect.any(String) }],
    ['no-image', 200, { images: [] }],
    ['refused-output', 200, { has_nsfw_concepts: [true] }],
  ])('%s of a fal job comes with its result', async ([fault, status, result]) => {
    await using simulator = await startSimulator({ faults: [{ fault }] })
    const job = (await (await at(simulator, '/fal-ai/fal-ai/flux/dev', { prompt: 'x' })).json()) as {
      response_url: string
      status_url: string
    }
    expect(await (await fetch(job.status_url, { headers })).json()).toMatchObject({ status: 'COMPLETED' })
    const response = await fetch(job.response_url, { headers })
    expect({ status: response.status, body: await response.json() }).toMatchObject({ status, body: result })
  })

  test('a cancelled fal job fails, an unknown one is not found', async () => {
    await using simulator = await startSimulator({ latencyMs: [60_000, 60_000] })
    const job = (await (await at(simulator, '/fal-ai/fal-ai/flux/dev', { prompt: 'x' })).json()) as { response_url: string }
    expect((await fetch(`${job.response_url}/cancel`, { method: 'PUT', headers })).status).toBe(202)
    expect((await fetch(job.response_url, { headers })).status).toBe(400)
    expect((await at(simulator, '/fal-ai/fal-ai/flux/dev/requests/none')).status).toBe(404)
  })

  test.for<[FaultRule['fault'], number, object]>([
    ['rate-limited', 429, {}],
    ['rate-limited-bare', 429, {}],
    ['out-of-credit', 402, {}],
    ['bad-key', 401, {}],
    ['forbidden', 403, {}],
    ['model-gone', 404, {}],
    ['bad-request', 400, {}],
    ['refused-input', 400, {}],
    ['server-error', 500, {}],
    ['overloaded', 503, { estimated_time: 20 }],
  ])('%s comes as status %i', async ([fault, status, more]) => {
    await using simulator = await startSimulator({ faults: [{ fault }] })
    const response = await at(simulator, `/hf-inference/models/${model}`, { inputs: 'x' })
    expect({ status: response.status, body: await response.json() }).toEqual({ status, body: { error: expect.any(String), ...more } })
  })

  test.for<[FaultRule['fault'], object]>([
    ['no-image', { data: [] }],
    ['empty', {}],
  ])('%s is a success without a picture', async ([fault, body]) => {
    await using simulator = await startSimulator({ faults: [{ fault }] })
    const response = await at(simulator, '/together/v1/images/generations', { model, prompt: 'x' })
    expect(await response.json()).toEqual(body)
  })

  test.for([
    ['no words', { parameters: {} }],
    ['a side without the other', { inputs: 'x', parameters: { width: 64 } }],
  ] as const)('refuses %s', async ([, body]) => {
    await using simulator = await startSimulator()
    expect((await at(simulator, `/hf-inference/models/${model}`, body)).status).toBe(400)
  })

  test('says who a token is', async () => {
    await using simulator = await startSimulator({ keys: ['hf_other'] })
    expect((await at(simulator, '/api/whoami-v2')).status).toBe(401)
  })
})
