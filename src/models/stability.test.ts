import { expect, test } from 'vitest'
import { drawWith, keepsTheContract, type Contract } from '../../test/model-contract.ts'
import { base64, provider, recorded, tinyPng, type Reply } from '../../test/recorded-provider.ts'
import type { Call, ImageRequest, Reference } from './image-model.ts'
import { stability } from './stability.ts'

const picture = tinyPng()
const made: Reply = { headers: { 'content-type': 'image/png', 'finish-reason': 'SUCCESS', seed: '343940597' }, body: picture.bytes }

const contract: Contract = {
  provider: stability,
  good: [made],
  drawn: { picture, seed: 343_940_597, costUsd: 0.065, warnings: [] },
  noImage: [{ body: { finish_reason: 'SUCCESS', seed: 343_940_597 } }],
  notAnImage: [{ headers: { 'content-type': 'image/png' }, body: 'not a picture' }],
  troubles: [
    {
      name: 'B12: 402 says where credits are bought',
      replies: [{ status: 402, body: recorded('stability/recorded-payment-required.json') }],
      kind: 'out-of-credit',
      facts: { code: 'payment_required', billing: 'not-charged' },
      says: /add credits/,
    },
    {
      name: 'a prompt that its moderation flags is refused and costs nothing',
      replies: [{ status: 403, body: recorded('stability/from-schema-content-moderation.json') }],
      kind: 'refused-input',
      facts: { code: 'content_moderation', billing: 'not-charged' },
    },
    {
      name: 'C5: a picture that was blurred is refused, and was charged',
      replies: [{ headers: { 'content-type': 'image/png', 'finish-reason': 'CONTENT_FILTERED' }, body: picture.bytes }],
      kind: 'refused-output',
      facts: { code: 'CONTENT_FILTERED', billing: 'charged', costUsd: 0.065 },
    },
    {
      name: 'C5: the same in JSON',
      replies: [{ body: { image: base64(picture), finish_reason: 'CONTENT_FILTERED', seed: 1 } }],
      kind: 'refused-output',
    },
    {
      name: '400 says which field is wrong',
      replies: [{ status: 400, body: recorded('stability/from-schema-bad-request.json') }],
      kind: 'bad-request',
      facts: { words: 'some-field: is required', code: 'bad_request' },
    },
    {
      name: 'a model that it does not know',
      replies: [{ status: 400, body: { id: 'a', name: 'bad_request', errors: ['model: must be one of: sd3.5-large'] } }],
      kind: 'model-gone',
    },
    { name: '429 without a time rests a minute', replies: [{ status: 429, body: '{}' }], kind: 'rate-limited', facts: { restMs: 60_000 } },
    { name: '429 says when', replies: [{ status: 429, headers: { 'retry-after': '7' } }], kind: 'rate-limited', facts: { restMs: 7_000 } },
  ],
}
keepsTheContract(contract)

const style: Reference = { role: 'style', picture: tinyPng(1) }
const previous: Reference = { role: 'previous', picture: tinyPng(2) }
const wide = { width: 1280, height: 720 }

/** The path and the fields of the one request, with files as their bytes. */
async function sent(
  model: string,
  request: Partial<ImageRequest>,
): Promise<{ path: string | undefined; fields: Record<string, unknown>; costUsd: unknown; warnings: unknown }> {
  const { requests, drawn } = await drawWith(
    { ...contract, model },
    { replies: [made], request: { prompt: 'kettle', size: wide, ...request } },
  )
  const fields: Record<string, unknown> = {}
  for (const [name, value] of (await requests[0]?.form()) ?? [])
    fields[name] = typeof value === 'string' ? value : new Uint8Array(await value.arrayBuffer())
  return { path: requests[0]?.url.pathname, fields, costUsd: drawn?.costUsd, warnings: drawn?.warnings }
}

test.for([
  ['sd3.5-large', {}, 'generate/sd3', { model: 'sd3.5-large', mode: 'text-to-image', aspect_ratio: '16:9' }, 0.065],
  [
    'sd3.5-medium',
    { seed: 7, guidance: 4, negativePrompt: 'text' },
    'generate/sd3',
    { model: 'sd3.5-medium', mode: 'text-to-image', aspect_ratio: '16:9', seed: '7', cfg_scale: '4', negative_prompt: 'text' },
    0.035,
  ],
  [
    'sd3.5-large',
    { references: [previous] },
    'generate/sd3',
    { model: 'sd3.5-large', mode: 'image-to-image', strength: '0.7', image: previous.picture.bytes },
    0.065,
  ],
  [
    'sd3.5-large',
    { references: [previous], options: { strength: 0.4 } },
    'generate/sd3',
    { model: 'sd3.5-large', mode: 'image-to-image', strength: '0.4', image: previous.picture.bytes },
    0.065,
  ],
  ['sd3.5-large', { references: [style] }, 'control/style', { aspect_ratio: '16:9', image: style.picture.bytes }, 0.05],
  ['core', { options: { stylePreset: 'comic-book' } }, 'generate/core', { aspect_ratio: '16:9', style_preset: 'comic-book' }, 0.03],
  ['ultra', { references: [previous] }, 'generate/ultra', { aspect_ratio: '16:9', strength: '0.7', image: previous.picture.bytes }, 0.08],
] as const)('B8: %s with %j goes to its route', async ([model, request, path, fields, costUsd]) => {
  expect(await sent(model, request)).toEqual({
    path: `/v2beta/stable-image/${path}`,
    fields: { prompt: 'kettle', output_format: 'png', ...fields },
    costUsd,
    warnings: [],
  })
})

test('B8: the output format is png or jpeg; others are a warning', async () => {
  expect(await sent('core', { options: { outputFormat: 'jpeg' } })).toMatchObject({ fields: { output_format: 'jpeg' }, warnings: [] })
  expect(await sent('core', { options: { outputFormat: 'webp' } })).toMatchObject({
    fields: { output_format: 'png' },
    warnings: ['Stability AI gives PNG or JPEG; the picture is a PNG.'],
  })
})

test('what a model does not take is left out and said', async () => {
  const { fields, warnings } = await sent('sd3.5-large-turbo', { negativePrompt: 'text', size: { width: 1024, height: 768 } })
  expect(fields).not.toHaveProperty('negative_prompt')
  expect(warnings).toEqual([
    'Size 1024x768 is sent as the nearest ratio, 5:4.',
    'Stable Diffusion 3.5 Large Turbo takes no negative prompt; it was left out.',
  ])
})

test('an answer in JSON is a picture too', async () => {
  const body = { image: base64(picture), finish_reason: 'SUCCESS', seed: 12 }
  expect((await drawWith(contract, { replies: [{ body }] })).drawn).toMatchObject({ picture, seed: 12 })
})

test.for([
  ['sd3.5-large', 0, 0.065],
  ['sd3.5-large', 1, 0.065],
  ['sd3.5-large-turbo', 0, 0.04],
  ['sd3.5-large-turbo', 1, 0.05],
  ['core', 0, 0.03],
  ['sd3.5-flash', 0, undefined],
  ['sd3.5-flash', 1, undefined],
] as const)('B13: %s with %i references costs at most $%d', ([model, references, price]) => {
  const card = stability.cards.find((one) => one.model === model)
  expect(card?.priceUsd({ size: wide, references })).toBe(price)
})

test('the names of SD 3.0 mean SD 3.5 today, and every new name has a card', () => {
  expect(stability.renamed).toMatchObject({
    'sd3-large': 'sd3.5-large',
    'sd3-large-turbo': 'sd3.5-large-turbo',
    'sd3-medium': 'sd3.5-medium',
  })
  const models = stability.cards.map((card) => card.model)
  expect(models).toEqual(expect.arrayContaining([stability.defaultModel, ...Object.values(stability.renamed)]))
})

test.for([
  [{ body: { credits: 23.4567 } }, 'Stability AI takes the key: 23.5 credits left ($0.23)'],
  [{ body: {} }, 'Stability AI takes the key'],
] as const)('C4: testing a key asks for the balance', async ([reply, sentence]) => {
  const world = provider([reply])
  const call: Call = { key: 'sk-1', signal: new AbortController().signal, fetch: world.fetch }
  expect(await stability.testKey?.('https://api.stability.ai', call)).toBe(sentence)
  expect(world.requests.map(({ method, url, headers }) => [method, url.pathname, headers.get('authorization')])).toEqual([
    ['GET', '/v1/user/balance', 'Bearer sk-1'],
  ])
})

test('C4: a key that is not accepted says so', async () => {
  const call: Call = { key: 'sk-1', signal: new AbortController().signal, fetch: provider([{ status: 401, body: '{}' }]).fetch }
  await expect(stability.testKey?.('https://api.stability.ai', call)).rejects.toMatchObject({ kind: 'key-rejected' })
})
