import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import type { FaultRule } from './faults.ts'
import { startSimulator, type Simulator } from './simulator.ts'

function post(simulator: Simulator, path: string, body: unknown): Promise<Response> {
  return fetch(`${simulator.environment['A1111_BASE_URL']}/sdapi/v1/${path}`, { method: 'POST', body: JSON.stringify(body) })
}

describe('AUTOMATIC1111', () => {
  test('answers with base64, and with its facts as text that holds JSON', async () => {
    await using simulator = await startSimulator()
    const settings = { override_settings: { sd_model_checkpoint: 'dreamshaper' }, negative_prompt: 'people' }
    const response = await post(simulator, 'txt2img', { prompt: 'a red kettle', width: 192, height: 128, seed: 42, ...settings })
    const { images, info } = (await response.json()) as { images: string[]; info: string }
    expect(await sharp(Buffer.from(images[0] ?? '', 'base64')).metadata()).toMatchObject({ format: 'png', width: 192, height: 128 })
    expect(JSON.parse(info)).toMatchObject({
      seed: 42,
      all_seeds: [42],
      sd_model_name: 'dreamshaper',
      infotexts: [expect.stringContaining('Seed: 42')],
    })
    expect(simulator.log.asked).toMatchObject([{ provider: 'automatic1111', model: 'dreamshaper', billed: 'picture', billedUsd: 0 }])
  })

  test('without a size it draws 512 x 512, without a seed one of its own', async () => {
    await using simulator = await startSimulator()
    const { images, info } = (await (await post(simulator, 'txt2img', { prompt: 'x', seed: -1 })).json()) as {
      images: string[]
      info: string
    }
    expect(await sharp(Buffer.from(images[0] ?? '', 'base64')).metadata()).toMatchObject({ width: 512, height: 512 })
    expect(JSON.parse(info)).toMatchObject({ seed: expect.any(Number) })
  })

  test('img2img needs a picture and counts it', async () => {
    await using simulator = await startSimulator()
    expect((await post(simulator, 'img2img', { prompt: 'x', init_images: [btoa('one')] })).status).toBe(200)
    expect((await post(simulator, 'img2img', { prompt: 'x' })).status).toBe(404)
    expect(simulator.log.pictures).toMatchObject([{ references: 1 }])
  })

  test('refuses a size that is none, as FastAPI does', async () => {
    await using simulator = await startSimulator()
    const response = await post(simulator, 'txt2img', { prompt: 'x', width: -1 })
    expect([response.status, await response.json()]).toMatchObject([422, { detail: [{ loc: ['body', 'width'] }] }])
  })

  test.for<[FaultRule['fault'], number, object]>([
    ['out-of-memory', 500, { error: 'OutOfMemoryError', errors: expect.stringContaining('CUDA out of memory') }],
    ['server-error', 500, { error: 'RuntimeError' }],
    ['overloaded', 503, { detail: expect.any(String) }],
    ['bad-key', 401, { detail: expect.any(String) }],
    ['bad-request', 422, { detail: [expect.anything()] }],
    ['model-gone', 404, { detail: 'Not Found' }],
    ['forbidden', 403, { detail: 'Forbidden' }],
    ['rate-limited', 429, { detail: expect.any(String) }],
    ['rate-limited-bare', 429, { detail: expect.any(String) }],
    ['out-of-credit', 402, { detail: expect.any(String) }],
    ['no-image', 200, { images: [] }],
    ['empty', 200, {}],
  ])('%s comes as status %i', async ([fault, status, body]) => {
    await using simulator = await startSimulator({ faults: [{ fault }] })
    const response = await post(simulator, 'txt2img', { prompt: 'x' })
    expect({ status: response.status, body: await response.json() }).toMatchObject({ status, body })
  })

  test.for(['sd-models', 'progress', 'options'])('answers GET %s at the root, too', async (path) => {
    await using simulator = await startSimulator()
    expect((await fetch(`${simulator.url}/sdapi/v1/${path}`)).status).toBe(200)
    expect((await post(simulator, 'interrupt', {})).status).toBe(200)
  })
})
