import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import type { FaultRule } from './faults.ts'
import { startSimulator, type Simulator } from './simulator.ts'

async function picture(width: number, height: number): Promise<Blob> {
  const bytes = await sharp({ create: { width, height, channels: 3, background: 'teal' } })
    .png()
    .toBuffer()
  return new Blob([new Uint8Array(bytes)], { type: 'image/png' })
}

function ask(simulator: Simulator, route: string, fields: Readonly<Record<string, string | Blob>>, accept = 'image/*'): Promise<Response> {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  const headers = { authorization: 'Bearer sk-stability-1', accept }
  return fetch(`${simulator.environment['STABILITY_BASE_URL']}/v2beta/stable-image/${route}`, { method: 'POST', headers, body })
}

const kettle = { prompt: 'a red kettle', seed: '7', model: 'sd3.5-large' }

describe('Stability', () => {
  test('answers with bytes, the verdict and the seed in headers', async () => {
    await using simulator = await startSimulator()
    const response = await ask(simulator, 'generate/sd3', { ...kettle, aspect_ratio: '16:9' })
    expect(Object.fromEntries(response.headers)).toMatchObject({ 'content-type': 'image/png', 'finish-reason': 'SUCCESS', seed: '7' })
    expect(await sharp(await response.arrayBuffer()).metadata()).toMatchObject({ format: 'png', width: 1344, height: 768 })
    expect(simulator.log.asked).toMatchObject([{ model: 'sd3.5-large', billedUsd: 0.065 }])
  })

  test('answers with JSON when asked for it', async () => {
    await using simulator = await startSimulator()
    const response = await ask(simulator, 'generate/core', { prompt: 'a red kettle', output_format: 'webp' }, 'application/json')
    const body = (await response.json()) as { image: string }
    expect(body).toEqual({ image: expect.any(String), finish_reason: 'SUCCESS', seed: 1 })
    expect(await sharp(Buffer.from(body.image, 'base64')).metadata()).toMatchObject({ format: 'webp' })
    expect(simulator.log.billedUsd).toBe(0.03)
  })

  test('a picture drawn over keeps its size', async () => {
    await using simulator = await startSimulator()
    const fields = { ...kettle, mode: 'image-to-image', strength: '0.7', image: await picture(640, 384) }
    const response = await ask(simulator, 'generate/sd3', fields)
    expect(await sharp(await response.arrayBuffer()).metadata()).toMatchObject({ width: 640, height: 384 })
    expect(simulator.log.asked).toMatchObject([{ references: 1 }])
  })

  test('restyling takes two pictures and no words', async () => {
    await using simulator = await startSimulator()
    const response = await ask(simulator, 'control/style-transfer', {
      init_image: await picture(128, 64),
      style_image: await picture(64, 64),
    })
    expect(await sharp(await response.arrayBuffer()).metadata()).toMatchObject({ width: 128, height: 64 })
    expect(simulator.log.asked).toMatchObject([{ references: 2, billedUsd: 0.08 }])
  })

  test.for<[string, string, Readonly<Record<string, string>>, RegExp]>([
    ['no prompt', 'generate/core', {}, /^prompt/],
    ['a ratio it does not make', 'generate/core', { ...kettle, aspect_ratio: '4:3' }, /^aspect_ratio/],
    ['a style without its picture', 'control/style', kettle, /^image/],
    ['image-to-image without an image', 'generate/sd3', { ...kettle, mode: 'image-to-image' }, /^image/],
  ])('refuses %s', async ([, route, fields, error]) => {
    await using simulator = await startSimulator()
    const response = await ask(simulator, route, fields)
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({ id: expect.any(String), name: 'bad_request', errors: [expect.stringMatching(error)] })
  })

  test('refuses image-to-image without a strength', async () => {
    await using simulator = await startSimulator()
    const response = await ask(simulator, 'generate/ultra', { prompt: 'x', image: await picture(64, 64) })
    expect(await response.json()).toMatchObject({ errors: [expect.stringMatching(/^strength/)] })
  })

  test('refuses what is no form', async () => {
    await using simulator = await startSimulator()
    const address = `${simulator.environment['STABILITY_BASE_URL']}/v2beta/stable-image/generate/core`
    const response = await fetch(address, { method: 'POST', headers: { authorization: 'Bearer k' }, body: '{}' })
    expect(await response.json()).toMatchObject({ name: 'bad_request', errors: [expect.stringContaining('multipart/form-data')] })
  })

  test.for<[FaultRule['fault'], number, string]>([
    ['rate-limited', 429, 'rate_limit_exceeded'],
    ['rate-limited-bare', 429, 'rate_limit_exceeded'],
    ['out-of-credit', 402, 'payment_required'],
    ['bad-key', 401, 'unauthorized'],
    ['forbidden', 403, 'permission_denied'],
    ['refused-input', 403, 'content_moderation'],
    ['model-gone', 404, 'not_found'],
    ['bad-request', 400, 'bad_request'],
    ['server-error', 500, 'internal_error'],
    ['overloaded', 503, 'service_unavailable'],
  ])('%s comes as status %i, %s, and is free', async ([fault, status, name]) => {
    await using simulator = await startSimulator({ faults: [{ fault }] })
    const response = await ask(simulator, 'generate/sd3', kettle)
    expect({ status: response.status, body: await response.json() }).toMatchObject({ status, body: { name, errors: [expect.any(String)] } })
    expect(simulator.log.billedUsd).toBe(0)
  })

  test.for(['image/*', 'application/json'])('a filtered picture is a success that says otherwise (%s)', async (accept) => {
    await using simulator = await startSimulator({ faults: [{ fault: 'refused-output' }] })
    const response = await ask(simulator, 'generate/sd3', kettle, accept)
    const verdict =
      accept === 'image/*' ? response.headers.get('finish-reason') : ((await response.json()) as { finish_reason: string }).finish_reason
    expect([response.status, verdict]).toEqual([200, 'CONTENT_FILTERED'])
  })

  test('an empty success has no bytes', async () => {
    await using simulator = await startSimulator({ faults: [{ fault: 'empty' }] })
    expect((await (await ask(simulator, 'generate/sd3', kettle)).arrayBuffer()).byteLength).toBe(0)
  })

  test('tells the balance to a good key', async () => {
    await using simulator = await startSimulator({ keys: ['good'] })
    const balance = (key: string): Promise<Response> =>
      fetch(`${simulator.url}/v1/user/balance`, { headers: { authorization: `Bearer ${key}` } })
    expect(await (await balance('good')).json()).toEqual({ credits: 1000 })
    expect((await balance('bad')).status).toBe(401)
  })
})
