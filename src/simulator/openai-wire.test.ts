import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import type { FaultRule } from './faults.ts'
import { startSimulator, type Simulator } from './simulator.ts'

const authorization = 'Bearer sk-test-0000-abcd'

function generate(simulator: Simulator, body: unknown, base = simulator.environment['OPENAI_BASE_URL']): Promise<Response> {
  const headers = { authorization, 'content-type': 'application/json' }
  return fetch(`${base}/images/generations`, { method: 'POST', headers, body: JSON.stringify(body) })
}

const kettle = { model: 'gpt-image-2', prompt: 'a red kettle', size: '1024x1024', quality: 'medium' }

function formOf(fields: Readonly<Record<string, string>>, pictures: readonly [string, string][]): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  for (const [name, bytes] of pictures) form.append(name, new Blob([bytes], { type: 'image/png' }), 'blob')
  return form
}

async function pictureIn(response: Response): Promise<Buffer> {
  const { data } = (await response.json()) as { data: { b64_json: string }[] }
  return Buffer.from(data[0]?.b64_json ?? '', 'base64')
}

describe('OpenAI', () => {
  test.for(['png', 'jpeg', 'webp'] as const)('draws a %s of the asked size', async (format) => {
    await using simulator = await startSimulator()
    const response = await generate(simulator, { ...kettle, size: '1536x1024', output_format: format })
    expect(await sharp(await pictureIn(response)).metadata()).toMatchObject({ format, width: 1536, height: 1024 })
  })

  test('says what a picture used, and bills just that: the published 5.3 cents and a few words', async () => {
    await using simulator = await startSimulator()
    const response = await generate(simulator, kettle)
    expect(await response.json()).toEqual({
      created: expect.any(Number),
      background: 'opaque',
      data: [{ b64_json: expect.any(String) }],
      output_format: 'png',
      quality: 'medium',
      size: '1024x1024',
      usage: { input_tokens: 3, input_tokens_details: { text_tokens: 3, image_tokens: 0 }, output_tokens: 1756, total_tokens: 1759 },
    })
    expect(simulator.log.billedUsd).toBeCloseTo(1756 * 30e-6 + 3 * 5e-6, 10)
  })

  test.for([['image'], ['image[]', 'image[]']])('takes references of edits in the fields %s', async (names) => {
    await using simulator = await startSimulator()
    const body = formOf(
      { model: 'gpt-image-2', prompt: 'again' },
      names.map((name, index) => [name, `picture ${index}`]),
    )
    const response = await fetch(`${simulator.environment['OPENAI_BASE_URL']}/images/edits`, {
      method: 'POST',
      headers: { authorization },
      body,
    })
    expect(await sharp(await pictureIn(response)).metadata()).toMatchObject({ width: 1024, height: 1024 })
    expect(simulator.log.asked).toMatchObject([{ references: names.length, prompt: 'again', path: '/v1/images/edits' }])
  })

  test('takes references of edits as data URLs in JSON, too', async () => {
    await using simulator = await startSimulator()
    const body = JSON.stringify({ prompt: 'again', images: [{ image_url: `data:image/png;base64,${btoa('one')}` }] })
    const headers = { authorization, 'content-type': 'application/json' }
    const response = await fetch(`${simulator.url}/v1/images/edits`, { method: 'POST', headers, body })
    expect(response.status).toBe(200)
    expect(simulator.log.asked[0]?.referenceHashes).toEqual(['7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed'])
  })

  test.for<[string, object, string]>([
    ['a field it does not know', { ...kettle, seed: 1 }, 'unknown_parameter'],
    ['response_format', { ...kettle, response_format: 'b64_json' }, 'unknown_parameter'],
    ['no prompt', { model: 'gpt-image-2' }, 'missing_required_parameter'],
    ['a size that is no multiple of 16', { ...kettle, size: '1000x1000' }, 'invalid_value'],
    ['a size that is too small', { ...kettle, size: '256x256' }, 'invalid_value'],
  ])('refuses %s', async ([, body, code]) => {
    await using simulator = await startSimulator()
    const response = await generate(simulator, body)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: { type: 'invalid_request_error', code } })
  })

  test('refuses an edit without a picture and a body that is no JSON', async () => {
    await using simulator = await startSimulator()
    const at = (path: string, body: string): Promise<Response> =>
      fetch(`${simulator.url}/openai/v1/images/${path}`, { method: 'POST', headers: { authorization }, body })
    expect((await at('edits', '{"prompt":"x"}')).status).toBe(400)
    expect((await at('generations', '{"prompt"')).status).toBe(400)
  })

  test.for<[FaultRule['fault'], number, object]>([
    ['rate-limited-bare', 429, { error: { code: 'rate_limit_exceeded' } }],
    ['day-exhausted', 429, { error: { code: 'rate_limit_exceeded', message: expect.stringContaining('per day') } }],
    ['out-of-credit', 429, { error: { type: 'insufficient_quota', code: 'insufficient_quota' } }],
    ['quota-zero', 429, { error: { code: 'insufficient_quota' } }],
    ['bad-key', 401, { error: { code: 'invalid_api_key', message: expect.stringContaining('abcd') } }],
    ['forbidden', 403, { error: { message: expect.stringContaining('verified') } }],
    ['model-gone', 404, { error: { code: 'model_not_found', param: 'model' } }],
    ['bad-request', 400, { error: { code: 'invalid_value' } }],
    ['refused-input', 400, { error: { code: 'moderation_blocked', moderation_details: { moderation_stage: 'input' } } }],
    ['refused-output', 400, { error: { code: 'moderation_blocked', moderation_details: { moderation_stage: 'output' } } }],
    ['no-image', 200, { data: [] }],
    ['text-only', 200, { data: [] }],
    ['empty', 200, {}],
    ['server-error', 500, { error: { type: 'server_error' } }],
    ['out-of-memory', 500, { error: { type: 'server_error' } }],
    ['overloaded', 503, { error: { type: 'server_error' } }],
  ])('%s comes as status %i in its own shape, and is free', async ([fault, status, body]) => {
    await using simulator = await startSimulator({ faults: [{ fault }] })
    const response = await generate(simulator, kettle)
    expect({ status: response.status, body: await response.json() }).toMatchObject({ status, body })
    expect(simulator.log.billedUsd).toBe(0)
  })

  test('a full window gives every hint there is, and an answer before it says what is left', async () => {
    await using simulator = await startSimulator({ limits: { requests: 1, windowMs: 90_000 } })
    const [first, second] = [await generate(simulator, kettle), await generate(simulator, kettle)]
    expect([first.status, second.status]).toEqual([200, 429])
    expect(first.headers.get('x-ratelimit-remaining-requests')).toBe('0')
    expect(first.headers.get('x-ratelimit-reset-requests')).toBe('1m30s')
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(80)
    expect(Number(second.headers.get('retry-after-ms'))).toBeLessThanOrEqual(90_000)
    expect(second.headers.get('x-ratelimit-limit-requests')).toBe('1')
  })

  test('lists models with their last day', async () => {
    await using simulator = await startSimulator({ keys: ['sk-test-0000-abcd'] })
    const list = await fetch(`${simulator.environment['OPENAI_BASE_URL']}/models`, { headers: { authorization } })
    expect(await list.json()).toMatchObject({
      object: 'list',
      data: expect.arrayContaining([expect.objectContaining({ id: 'gpt-image-1.5', shutdown_date: '2026-12-01' })]),
    })
    expect((await fetch(`${simulator.environment['OPENAI_BASE_URL']}/models`)).status).toBe(401)
  })
})

describe('an OpenAI-compatible server', () => {
  test('takes what OpenAI refuses, free and without a key', async () => {
    await using simulator = await startSimulator({ keys: [] })
    const base = simulator.environment['OPENAI_COMPATIBLE_BASE_URL']
    const body = JSON.stringify({ model: 'local', prompt: 'a red kettle', size: '256x128', seed: 7, negative_prompt: 'people' })
    const response = await fetch(`${base}/images/generations`, { method: 'POST', body })
    expect(await sharp(await pictureIn(response)).metadata()).toMatchObject({ width: 256, height: 128 })
    expect(simulator.log.asked).toMatchObject([
      { provider: 'openai-compatible', billed: 'picture', billedUsd: 0, key: '', domain: 'anonymous' },
    ])
    expect((await fetch(`${base}/models`)).status).toBe(200)
  })

  test('gives an address of its own origin when asked for one', async () => {
    await using simulator = await startSimulator()
    const base = simulator.environment['OPENAI_COMPATIBLE_BASE_URL']
    const response = await generate(simulator, { prompt: 'a red kettle', size: '64x64', response_format: 'url' }, base)
    const { data } = (await response.json()) as { data: { url: string }[] }
    const picture = await fetch(data[0]?.url ?? '')
    expect(data[0]?.url.startsWith(`${simulator.url}/pictures/`)).toBe(true)
    expect(picture.headers.get('content-type')).toBe('image/png')
    expect(await sharp(await picture.arrayBuffer()).metadata()).toMatchObject({ width: 64, height: 64 })
  })

  test('refuses what has no prompt', async () => {
    await using simulator = await startSimulator()
    expect((await generate(simulator, {}, simulator.environment['OPENAI_COMPATIBLE_BASE_URL'])).status).toBe(400)
  })
})
