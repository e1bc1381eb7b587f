import { expect, test } from 'vitest'
import { drawWith, type Contract } from '../../test/model-contract.ts'
import { base64, provider, recorded, tinyPng, type Reply } from '../../test/recorded-provider.ts'
import { huggingFaceModel } from './hugging-face-model.ts'
import { huggingFace } from './hugging-face.ts'
import type { Call, ImageRequest } from './image-model.ts'

const picture = tinyPng()
const router = 'https://router.huggingface.co'
const mapping: Reply = { body: recorded('hugging-face/from-schema-mapping.json') }
const inBase64: Reply = { body: { created: 1, data: [{ b64_json: base64(picture) }] } }
const servedBy = (service: string, task = 'text-to-image', providerId = 'theirs/model'): Reply => ({
  body: { inferenceProviderMapping: { [service]: { status: 'live', providerId, task } } },
})

const request: ImageRequest = { prompt: 'A red kettle', references: [], size: { width: 1280, height: 720 } }
const reference = { role: 'previous', picture } as const
const settings = { seed: 7, steps: 4, guidance: 3, negativePrompt: 'text' }
const png: Reply = { headers: { 'content-type': 'image/jpeg' }, body: picture.bytes }

interface Sent {
  readonly paths: readonly string[]
  readonly json: unknown
  readonly warnings: readonly string[] | undefined
}

async function sent(model: string, replies: readonly Reply[], changes: Partial<ImageRequest>): Promise<Sent> {
  const contract: Contract = { provider: huggingFace, model, good: [], noImage: [], notAnImage: [], troubles: [] }
  const { requests, drawn, error } = await drawWith(contract, { replies, request: { ...request, ...changes } })
  expect(error).toBeUndefined()
  return { paths: requests.map(({ method, url }) => `${method} ${url.href}`), json: requests[1]?.json, warnings: drawn?.warnings }
}

const sdxl = 'stabilityai/stable-diffusion-xl-base-1.0'
const size = { width: 1280, height: 720 }

test.for([
  [
    'hf-inference',
    sdxl,
    [servedBy('hf-inference', 'text-to-image', sdxl), png],
    settings,
    `hf-inference/models/${sdxl}`,
    { inputs: 'A red kettle', parameters: { ...size, seed: 7, num_inference_steps: 4, guidance_scale: 3, negative_prompt: 'text' } },
  ],
  [
    'hf-inference',
    'acme/edit',
    [servedBy('hf-inference', 'image-to-image', 'acme/edit'), png],
    { references: [reference] },
    'hf-inference/models/acme/edit',
    { inputs: base64(picture), parameters: { prompt: 'A red kettle', target_size: size } },
  ],
  [
    'together',
    sdxl,
    [servedBy('together'), inBase64],
    settings,
    'together/v1/images/generations',
    {
      model: 'theirs/model',
      prompt: 'A red kettle',
      ...size,
      seed: 7,
      steps: 4,
      guidance_scale: 3,
      negative_prompt: 'text',
      n: 1,
      response_format: 'base64',
    },
  ],
  [
    'together',
    'acme/FLUX.2-dev',
    [servedBy('together', 'image-to-image'), inBase64],
    { references: [reference] },
    'together/v1/images/generations',
    {
      model: 'theirs/model',
      prompt: 'A red kettle',
      ...size,
      reference_images: [`data:image/png;base64,${base64(picture)}`],
      n: 1,
      response_format: 'base64',
    },
  ],
  [
    'together',
    'acme/FLUX.1-Kontext-pro',
    [servedBy('together', 'image-to-image', 'bfl/FLUX.1-kontext-pro'), inBase64],
    { references: [reference] },
    'together/v1/images/generations',
    {
      model: 'bfl/FLUX.1-kontext-pro',
      prompt: 'A red kettle',
      ...size,
      image_url: `data:image/png;base64,${base64(picture)}`,
      n: 1,
      response_format: 'base64',
    },
  ],
  [
    'nscale',
    sdxl,
    [servedBy('nscale'), inBase64],
    {},
    'nscale/v1/images/generations',
    { model: 'theirs/model', prompt: 'A red kettle', size: '1280x720', n: 1, response_format: 'b64_json' },
  ],
] as const)('C2: the size always goes along: %s with %s', async ([, model, replies, changes, path, json]) => {
  expect(await sent(model, replies, changes)).toEqual({
    paths: [`GET https://huggingface.co/api/models/${model}?expand[]=inferenceProviderMapping`, `POST ${router}/${path}`],
    json,
    warnings: [],
  })
})

test('what a service or a model does not take is left out and said', async () => {
  const nscale = await sent('black-forest-labs/FLUX.1-schnell', [servedBy('nscale'), inBase64], {
    ...settings,
    size: { width: 1000, height: 1000 },
  })
  expect(nscale.warnings).toEqual([
    'Size 1000x1000 is sent as the nearest possible, 1008x1008.',
    'FLUX.1 schnell takes no negative prompt; it was left out.',
    'Nscale takes no seed, no steps, no guidance: left out.',
  ])
})

test('the first synchronous service that is live draws, unless the user names one', async () => {
  const schnell = 'black-forest-labs/FLUX.1-schnell'
  const first = await sent(schnell, [mapping, inBase64], {})
  const named = await sent(schnell, [mapping, inBase64], { options: { provider: 'nscale' } })
  expect([first.paths[1], named.paths[1]]).toEqual([
    `POST ${router}/together/v1/images/generations`,
    `POST ${router}/nscale/v1/images/generations`,
  ])
})

test('a model that only draws from words is not asked to continue a picture', async () => {
  const contract: Contract = { provider: huggingFace, good: [], noImage: [], notAnImage: [], troubles: [] }
  const { error } = await drawWith(contract, { replies: [mapping], request: { references: [reference] } })
  expect(error).toMatchObject({
    kind: 'bad-request',
    facts: { billing: 'not-charged', hint: expect.stringContaining('FLUX.1-Kontext-dev') },
  })
})

test('who serves a model is asked once', async () => {
  const { fetch, requests } = provider([mapping, inBase64, inBase64])
  const call: Call = { key: 'hf_1', signal: new AbortController().signal, fetch }
  const card = huggingFace.cards[0]
  if (!card) throw new Error('no card')
  const model = huggingFaceModel(card, router)
  await model.draw(request, call)
  await model.draw(request, call)
  expect(requests.map(({ method }) => method)).toEqual(['GET', 'POST', 'POST'])
})

test('a result URL is fetched without the token', async () => {
  const url = 'https://93.184.215.14/out.png'
  const { paths } = await sent(sdxl, [servedBy('together'), { body: { data: [{ url }] } }, png], {})
  expect(paths[2]).toBe(`GET ${url}`)
})
