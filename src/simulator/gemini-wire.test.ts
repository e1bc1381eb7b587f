import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import type { FaultRule } from './faults.ts'
import { startSimulator, type Simulator, type SimulatorOptions } from './simulator.ts'

const model = 'gemini-nano-banana-2.1'

function ask(simulator: Simulator, body: unknown, path = `/v1beta/models/${model}:generateContent`): Promise<Response> {
  const headers = { 'x-goog-api-key': 'key-aaaa-1111', 'content-type': 'application/json' }
  return fetch(`${simulator.environment['GEMINI_BASE_URL']}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
}

const kettle = { contents: [{ role: 'user', parts: [{ text: 'a red kettle' }] }] }

async function refusalOf(
  fault: FaultRule,
  options: SimulatorOptions = {},
): Promise<{ status: number; body: unknown; simulator: Simulator }> {
  await using simulator = await startSimulator({ ...options, faults: [fault] })
  const response = await ask(simulator, kettle)
  return { status: response.status, body: await response.json(), simulator }
}

describe('Gemini', () => {
  test.for([
    ['1:1', '1K', 1024, 1024],
    ['16:9', '1K', 1376, 768],
    ['9:16', '2K', 1536, 2752],
    ['1:1', '512', 512, 512],
  ] as const)('draws %s at %s as %i x %i', async ([aspectRatio, imageSize, width, height]) => {
    await using simulator = await startSimulator()
    const response = await ask(simulator, { ...kettle, generationConfig: { imageConfig: { aspectRatio, imageSize } } })
    const { candidates } = (await response.json()) as { candidates: { content: { parts: { inlineData: { data: string } }[] } }[] }
    const bytes = Buffer.from(candidates[0]?.content.parts[0]?.inlineData.data ?? '', 'base64')
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', width, height })
  })

  test('says what a picture used, and bills just that', async () => {
    await using simulator = await startSimulator()
    const inlineData = { mimeType: 'image/png', data: Buffer.from('a reference').toString('base64') }
    const response = await ask(simulator, { contents: [{ parts: [{ text: 'a red kettle' }, { inlineData }] }] })
    const body = (await response.json()) as { usageMetadata: object }
    expect(body).toMatchObject({ candidates: [{ finishReason: 'STOP', index: 0 }], modelVersion: model, responseId: expect.any(String) })
    expect(body.usageMetadata).toMatchObject({ promptTokenCount: 1123, candidatesTokenCount: 1120, totalTokenCount: 2243 })
    expect(simulator.log.billedUsd).toBeCloseTo((1123 * 1.5 + 1120 * 30) / 1e6, 10)
    expect(simulator.log.pictures).toMatchObject([
      {
        provider: 'gemini',
        model,
        prompt: 'a red kettle',
        key: '…1111',
        references: 1,
        referenceHashes: ['e80dede84293310c5a157d7bf7fa176a94d42b6c6df9a3a3bcfc823ccbdfca9d'],
        outcome: 'drawn',
        billed: 'picture',
      },
    ])
  })

  test.for(['/v1beta', '', '/v1'])('answers with and without the version in the address: "%s"', async (version) => {
    await using simulator = await startSimulator()
    expect((await ask(simulator, kettle, `${version}/models/${model}:generateContent`)).status).toBe(200)
    const list = await fetch(`${simulator.url}/gemini${version}/models`, { headers: { 'x-goog-api-key': 'k' } })
    expect(await list.json()).toMatchObject({ models: [{ name: `models/${model}` }, {}, {}] })
  })

  test.for<[FaultRule['fault'], number, object]>([
    ['refused-input', 200, { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } }],
    ['refused-output', 200, { candidates: [{ finishReason: 'IMAGE_SAFETY', finishMessage: expect.any(String) }] }],
    ['no-image', 200, { candidates: [{ content: {}, finishReason: 'NO_IMAGE' }] }],
    ['text-only', 200, { candidates: [{ content: { parts: [{ text: expect.any(String) }] }, finishReason: 'STOP' }] }],
    ['empty', 200, { modelVersion: model }],
    ['bad-request', 400, { error: { code: 400, status: 'INVALID_ARGUMENT' } }],
    ['forbidden', 403, { error: { status: 'PERMISSION_DENIED' } }],
    ['model-gone', 404, { error: { status: 'NOT_FOUND', message: expect.stringContaining(model) } }],
    ['rate-limited-bare', 429, { error: { status: 'RESOURCE_EXHAUSTED' } }],
    ['out-of-credit', 429, { error: { message: expect.stringContaining('credits') } }],
    ['quota-zero', 429, { error: { details: [{ reason: 'RATE_LIMIT_EXCEEDED', metadata: { quota_limit_value: '0' } }] } }],
    ['server-error', 500, { error: { status: 'INTERNAL' } }],
    ['overloaded', 503, { error: { status: 'UNAVAILABLE' } }],
    ['job-lost', 503, { error: { status: 'UNAVAILABLE' } }],
  ])('%s comes as status %i in its own shape', async ([fault, status, body]) => {
    const answer = await refusalOf({ fault })
    expect({ status: answer.status, body: answer.body }).toMatchObject({ status, body })
  })

  test('a refusal is billed by its usage, without a picture', async () => {
    const { body, simulator } = await refusalOf({ fault: 'refused-output', reason: 'IMAGE_PROHIBITED_CONTENT' })
    expect(body).toMatchObject({
      candidates: [{ finishReason: 'IMAGE_PROHIBITED_CONTENT' }],
      usageMetadata: { promptTokenCount: 3, thoughtsTokenCount: 200 },
    })
    expect(simulator.log.asked).toMatchObject([{ outcome: 'refused-output', billed: 'refusal', billedUsd: (3 * 1.5 + 200 * 7.5) / 1e6 }])
    expect(simulator.log.billedPictures).toBe(0)
  })

  test('a full minute names the quota, its value and the rest', async () => {
    const { status, body } = await refusalOf({ fault: 'rate-limited', retryAfterMs: 34_500 }, { limits: { requests: 9, windowMs: 60_000 } })
    expect(status).toBe(429)
    expect(body).toMatchObject({
      error: {
        details: [
          { violations: [{ quotaId: 'GenerateRequestsPerMinutePerProjectPerModel', quotaValue: '9', quotaDimensions: { model } }] },
          { '@type': 'type.googleapis.com/google.rpc.Help' },
          { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '34.5s' },
        ],
      },
    })
  })

  test('a used-up day misleads with a short rest, as the real one does', async () => {
    const { body } = await refusalOf({ fault: 'day-exhausted' })
    expect(body).toMatchObject({
      error: { details: [{ violations: [{ quotaId: 'GenerateRequestsPerDayPerProjectPerModel' }] }, {}, { retryDelay: '34s' }] },
    })
  })

  test('a bad key is a 400 that echoes the key', async () => {
    await using simulator = await startSimulator({ keys: ['another'] })
    const response = await ask(simulator, kettle)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({
      error: { details: [{ reason: 'API_KEY_INVALID' }, { detail: 'Invalid API key: key-aaaa-1111' }] },
    })
    const list = await fetch(`${simulator.url}/v1beta/models?key=wrong`)
    expect(list.status).toBe(400)
  })

  test.for([
    ['nothing to draw', {}],
    ['a ratio that is none', { ...kettle, generationConfig: { imageConfig: { aspectRatio: 'wide' } } }],
    ['a resolution that is none', { ...kettle, generationConfig: { imageConfig: { imageSize: '3K' } } }],
  ] as const)('refuses %s', async ([, body]) => {
    await using simulator = await startSimulator()
    const response = await ask(simulator, body)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: { status: 'INVALID_ARGUMENT' } })
    expect(simulator.log.pictures).toEqual([])
  })
})
