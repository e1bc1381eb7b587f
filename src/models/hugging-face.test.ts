import { expect, test } from 'vitest'
import { keepsTheContract } from '../../test/model-contract.ts'
import { base64, provider, recorded, tinyPng, type Reply } from '../../test/recorded-provider.ts'
import { huggingFace } from './hugging-face.ts'
import type { Call } from './image-model.ts'

const file = (name: string): unknown => recorded(`hugging-face/${name}.json`)
const picture = tinyPng()
const router = 'https://router.huggingface.co'
const mapping: Reply = { body: file('from-schema-mapping') }
const inBase64: Reply = { body: { created: 1, data: [{ b64_json: base64(picture) }] } }
const servedBy = (service: string, task = 'text-to-image', providerId = 'theirs/model'): Reply => ({
  body: { inferenceProviderMapping: { [service]: { status: 'live', providerId, task } } },
})

keepsTheContract({
  provider: huggingFace,
  baseUrl: 'https://router.example',
  good: [mapping, inBase64],
  drawn: { picture, warnings: [] },
  noImage: [mapping, { body: { data: [] } }],
  notAnImage: [mapping, { headers: { 'content-type': 'image/png' }, body: 'no picture' }],
  troubles: [
    {
      name: 'B12: 402 says where credits are bought',
      replies: [mapping, { status: 402, body: file('recorded-credits') }],
      kind: 'out-of-credit',
      facts: { billing: 'not-charged' },
      says: /add credits/,
    },
    {
      name: 'a service that is out of credit with 403',
      replies: [mapping, { status: 403, body: file('recorded-fal-balance') }],
      kind: 'out-of-credit',
    },
    {
      name: 'a token that may not',
      replies: [mapping, { status: 403, body: { error: 'This authentication method does not have sufficient permissions' } }],
      kind: 'forbidden',
    },
    {
      name: 'a model that does not exist',
      replies: [{ status: 404, body: file('recorded-model-does-not-exist') }],
      kind: 'model-gone',
      facts: { words: 'Model this-model-does-not-exist-123 does not exist' },
    },
    {
      name: 'a model that nobody serves',
      replies: [{ body: { inferenceProviderMapping: {} } }],
      kind: 'model-gone',
      facts: { code: 'not-served', words: 'no service offers it' },
    },
    {
      name: 'a model that only others serve',
      replies: [servedBy('wavespeed')],
      kind: 'model-gone',
      facts: { words: 'it is served by wavespeed alone, which Beatboard does not speak to' },
    },
    {
      name: 'a model that is loading rests for as long as it says',
      replies: [mapping, { status: 503, body: file('from-schema-loading') }],
      kind: 'overloaded',
      facts: { restMs: 20_500 },
    },
    {
      name: 'a model that its service dropped',
      replies: [mapping, { status: 400, body: { error: 'Model x is not supported by provider together' } }],
      kind: 'model-gone',
    },
    {
      name: 'errors in a list',
      replies: [mapping, { status: 400, body: { error: ['`width` too large', '`height` too large'] } }],
      kind: 'bad-request',
      facts: { words: '`width` too large; `height` too large' },
    },
    {
      name: 'a prompt that a service refuses',
      replies: [mapping, { status: 422, body: { error: { message: 'Prompt rejected by the safety system' } } }],
      kind: 'refused-input',
    },
  ],
})

test.for([
  ['black-forest-labs/FLUX.1-schnell', 1280, 720, 0.003],
  ['black-forest-labs/FLUX.1-schnell', 1536, 1024, 0.006],
  ['black-forest-labs/FLUX.1-dev', 1024, 1024, 0.025],
  ['stabilityai/stable-diffusion-xl-base-1.0', 1024, 1024, undefined],
  ['acme/new-model', 1024, 1024, undefined],
] as const)('B13: %s at %ix%i is estimated at $%d', ([model, width, height, price]) => {
  const card = huggingFace.cards.find((one) => one.model === model) ?? huggingFace.unknownModel?.(model, router)
  expect([card?.priceUsd({ size: { width, height }, references: 0 }), card?.estimate]).toEqual([
    price,
    price === undefined ? undefined : true,
  ])
})

test('C4: testing a token names its owner', async () => {
  const { fetch, requests } = provider([{ body: { type: 'user', name: 'ada' } }])
  const call: Call = { key: 'hf_1', signal: new AbortController().signal, fetch }
  expect(await huggingFace.testKey?.(router, call)).toBe('Hugging Face takes the token of ada')
  expect(requests.map(({ url, headers }) => [url.href, headers.get('authorization')])).toEqual([
    ['https://huggingface.co/api/whoami-v2', 'Bearer hf_1'],
  ])
})
