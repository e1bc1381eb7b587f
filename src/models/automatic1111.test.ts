import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { keepsTheContract, type Contract } from '../../test/model-contract.ts'
import { base64, provider, recorded, tinyPng, type Reply } from '../../test/recorded-provider.ts'
import { jumpingClock } from '../clock.ts'
import { automatic1111Model } from './automatic1111-model.ts'
import { automatic1111 } from './automatic1111.ts'
import type { Call, ImageRequest } from './image-model.ts'
import type { Card } from './provider.ts'

const picture = tinyPng()
const base = 'http://127.0.0.1:7860'
const info = JSON.stringify({
  prompt: 'A red kettle',
  seed: 3_141_592_653,
  all_seeds: [3_141_592_653],
  sd_model_name: 'v1-5-pruned-emaonly',
  infotexts: [''],
})
const made: Reply = { body: { images: [base64(picture), base64(tinyPng(9))], parameters: {}, info } }

const contract: Contract = {
  provider: automatic1111,
  key: undefined,
  good: [made],
  drawn: { picture, seed: 3_141_592_653, modelVersion: 'v1-5-pruned-emaonly', costUsd: 0, warnings: [] },
  noImage: [{ body: { images: [], parameters: {}, info: '' } }],
  notAnImage: [{ body: { images: [Buffer.from('no picture').toString('base64')], parameters: {}, info } }],
  troubles: [
    {
      name: 'B12: out of memory says the ways out',
      replies: [{ status: 500, body: recorded('automatic1111/recorded-out-of-memory.json') }],
      kind: 'bad-request',
      facts: { code: 'out-of-memory', billing: 'not-charged' },
      says: /ran out of memory: choose a smaller size or a smaller model/,
    },
    {
      name: 'a wrong field is named',
      replies: [{ status: 422, body: recorded('automatic1111/from-schema-unprocessable.json') }],
      kind: 'bad-request',
      facts: { words: 'body.width: value is not a valid integer' },
    },
    {
      name: 'C4: a web UI without its API',
      replies: [{ status: 404, body: { detail: 'Not Found' } }],
      kind: 'model-gone',
      facts: { code: 'no-api' },
      says: /start the web UI with --api/,
    },
    {
      name: 'a sampler that it does not have',
      replies: [{ status: 404, body: { detail: 'Sampler not found' } }],
      kind: 'bad-request',
      facts: { words: 'Sampler not found' },
    },
    {
      name: 'a reference that it cannot read',
      replies: [{ status: 500, body: { detail: 'Invalid encoded image' } }],
      kind: 'bad-request',
      facts: { words: 'Invalid encoded image' },
    },
    {
      name: 'a checkpoint that it does not have',
      replies: [{ status: 500, body: { error: 'RuntimeError', detail: '', body: '', errors: "model 'dream' not found" } }],
      kind: 'model-gone',
    },
    {
      name: 'a fault of its own',
      replies: [{ status: 500, body: { error: 'ValueError', detail: '', body: '', errors: 'images do not match' } }],
      kind: 'overloaded',
      facts: { code: 'ValueError', words: 'images do not match' },
    },
    {
      name: 'a password that is asked for',
      replies: [{ status: 401, body: { detail: 'Incorrect username or password' } }],
      kind: 'key-rejected',
    },
  ],
}
keepsTheContract(contract)

const request: ImageRequest = { prompt: 'A red kettle', references: [], size: { width: 512, height: 768 } }

function cardOf(model: string): Card {
  const card = automatic1111.cards.find((one) => one.model === model) ?? automatic1111.unknownModel?.(model, base)
  if (!card) throw new Error(model)
  return card
}

function world(replies: readonly Reply[], call: Partial<Call> = {}) {
  const { fetch, requests } = provider(replies)
  return { requests, call: { key: undefined, signal: new AbortController().signal, fetch, ...call } }
}

test.for([
  ['current', {}, 'txt2img', {}],
  [
    'current',
    { steps: 20, guidance: 7, seed: 5, negativePrompt: 'text', options: { sampler: 'Euler', scheduler: 'Karras' } },
    'txt2img',
    { steps: 20, cfg_scale: 7, seed: 5, negative_prompt: 'text', sampler_name: 'Euler', scheduler: 'Karras' },
  ],
  ['current', { references: [{ role: 'previous', picture }] }, 'img2img', { init_images: [base64(picture)], denoising_strength: 0.65 }],
  [
    'current',
    { references: [{ role: 'previous', picture }], options: { strength: 0.3 } },
    'img2img',
    { init_images: [base64(picture)], denoising_strength: 0.3 },
  ],
  [
    'dreamshaper_8',
    {},
    'txt2img',
    { override_settings: { sd_model_checkpoint: 'dreamshaper_8' }, override_settings_restore_afterwards: false },
  ],
] as const)('%s with %j is sent to its route', async ([model, changes, route, fields]) => {
  const { call, requests } = world([made])
  await automatic1111Model(cardOf(model), base).draw({ ...request, ...changes }, call)
  expect(requests.map(({ method, url }) => `${method} ${url.href}`)).toEqual([`POST ${base}/sdapi/v1/${route}`])
  expect(requests[0]?.json).toEqual({
    prompt: 'A red kettle',
    negative_prompt: '',
    width: 512,
    height: 768,
    seed: -1,
    n_iter: 1,
    batch_size: 1,
    send_images: true,
    save_images: false,
    ...fields,
  })
})

test('a size that no checkpoint can make is rounded and said', async () => {
  const { call } = world([made])
  const drawn = await automatic1111Model(cardOf('current'), base).draw({ ...request, size: { width: 500, height: 500 } }, call)
  expect(drawn.warnings).toEqual(['Size 500x500 is sent as the nearest possible, 504x504.'])
})

test.for([
  ['nobody', base, undefined, null],
  ['the key', base, 'ada:secret', `Basic ${Buffer.from('ada:secret').toString('base64')}`],
  ['the address', 'http://ada:s%20cret@127.0.0.1:7860/', undefined, `Basic ${Buffer.from('ada:s cret').toString('base64')}`],
] as const)('user and password come from %s', async ([, address, key, header]) => {
  const { call, requests } = world([made], { key })
  await automatic1111Model(cardOf('current'), address).draw(request, call)
  expect([requests[0]?.url.href, requests[0]?.headers.get('authorization')]).toEqual([`${base}/sdapi/v1/txt2img`, header])
})

test('servers that tell nothing about the picture are fine', async () => {
  const { call } = world([{ body: { images: [base64(picture)], info: '' } }])
  expect(await automatic1111Model(cardOf('current'), base).draw(request, call)).toEqual({ picture, costUsd: 0, warnings: [] })
})

/** A server that draws until its progress has been asked for this often. */
function drawsWhileAsked(progress: readonly (() => Response)[]): typeof fetch {
  const answers = [...progress]
  const answered = Promise.withResolvers<Response>()
  return (async (url: string) => {
    if (!url.includes('/progress')) return answered.promise
    const answer = answers.shift()
    if (answers.length === 0) answered.resolve(Response.json(made.body))
    return answer?.() ?? Response.json({})
  }) as typeof fetch
}

const progressOf = (progress: number) => (): Response =>
  Response.json({ ...(recorded('automatic1111/recorded-progress.json') as object), progress })

test('B10: the share done is asked for beside the request, and only grows', async () => {
  const shares: number[] = []
  const fetch = drawsWhileAsked([0, 0.3, 0.2, 0.81, 1].map(progressOf))
  const { call } = world([], { fetch, onProgress: (share) => void shares.push(share) })
  expect(await automatic1111Model(cardOf('current'), base, jumpingClock()).draw(request, call)).toMatchObject({ picture })
  expect(shares.slice(0, 2)).toEqual([0.3, 0.81])
})

const fails = (): never => {
  throw new TypeError('fetch failed')
}

test('a progress that fails does not touch the picture', async () => {
  const { call } = world([], { fetch: drawsWhileAsked([fails]), onProgress: () => undefined })
  expect(await automatic1111Model(cardOf('current'), base, jumpingClock()).draw(request, call)).toMatchObject({ picture })
})

test('cancel interrupts a request without an answer, once, and never the picture of another program', async () => {
  const stop = new AbortController()
  const asked: string[] = []
  const fetch = ((url: string, init?: RequestInit) => {
    asked.push(`${init?.method} ${url}`)
    if (url.endsWith('/interrupt')) return Promise.resolve(Response.json({}))
    return new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error)))
  }) as typeof globalThis.fetch
  const { call } = world([], { fetch, signal: stop.signal })
  const model = automatic1111Model(cardOf('current'), base)
  await model.cancel?.(undefined, call)
  const drawing = model.draw(request, call)
  stop.abort()
  await expect(drawing).rejects.toMatchObject({ kind: 'cancelled' })
  await model.cancel?.(undefined, call)
  await model.cancel?.(undefined, call)
  expect(asked).toEqual([`POST ${base}/sdapi/v1/txt2img`, `POST ${base}/sdapi/v1/interrupt`])
})

test('a request that was answered, well or badly, leaves nothing to interrupt', async () => {
  const { call, requests } = world([{ status: 500, body: {} }, made])
  const model = automatic1111Model(cardOf('current'), base)
  await expect(model.draw(request, call)).rejects.toMatchObject({ kind: 'overloaded' })
  await model.cancel?.(undefined, call)
  await model.draw(request, call)
  await model.cancel?.(undefined, call)
  expect(requests).toHaveLength(2)
})

test('a real server is asked over a real connection', async () => {
  const server = createServer((_request, response) => void response.end(JSON.stringify(made.body)))
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as { port: number }
  const { call } = world([], { fetch: globalThis.fetch })
  expect(await automatic1111Model(cardOf('current'), `http://127.0.0.1:${port}`).draw(request, call)).toMatchObject({ picture })
})

test.for([
  [
    [
      { title: 'a.safetensors [1]', model_name: 'a' },
      { title: 'b', model_name: 'b' },
    ],
    'a, b',
  ],
  [[], 'none'],
] as const)('C4: testing the address names the checkpoints: %j', async ([body, names]) => {
  const { call, requests } = world([{ body }])
  expect(await automatic1111.testKey?.(base, call)).toBe(`The web UI answers; its checkpoints: ${names}`)
  expect(requests.map(({ url }) => url.href)).toEqual([`${base}/sdapi/v1/sd-models`])
})
