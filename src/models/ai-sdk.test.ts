import { createGoogle } from '@ai-sdk/google'
import { createOpenAI } from '@ai-sdk/openai'
import { expect, test } from 'vitest'
import { keepsTheContract } from '../../test/model-contract.ts'
import { base64, provider, recorded, tinyPng, type Reply } from '../../test/recorded-provider.ts'
import type { BeatboardError } from '../errors.ts'
import { aiSdkCard, fromAiSdk, type AiSdkFacts, type AiSdkImageModel } from './ai-sdk.ts'
import type { Drawn, ImageRequest } from './image-model.ts'
import { openai } from './openai.ts'
import type { Provider } from './provider.ts'

const facts: AiSdkFacts = { abilities: { references: 16 }, keyHeaders: (key) => ({ authorization: `Bearer ${key}` }) }
const drawing = createOpenAI({ apiKey: 'unused' }).image('gpt-image-2')

/** The AI SDK's own OpenAI model as a provider of ours, made anew for each call so that it asks the test's world. */
const throughAiSdk: Provider = {
  ...openai,
  id: 'ai-sdk',
  defaultModel: 'gpt-image-2',
  cards: [aiSdkCard(drawing, facts)],
  createModel: async (card, baseURL) => ({
    id: `ai-sdk/${card.model}`,
    abilities: card.abilities,
    draw: (request, call) =>
      fromAiSdk(createOpenAI({ apiKey: 'unused', baseURL, fetch: call.fetch }).image(card.model), facts).draw(request, call),
  }),
}

const picture = { created: 1, data: [{ b64_json: base64(tinyPng()) }] }

keepsTheContract({
  provider: throughAiSdk,
  good: [{ body: picture }],
  drawn: { warnings: [], modelVersion: 'gpt-image-2' },
  noImage: [{ body: { created: 1, data: [] } }],
  notAnImage: [{ body: { created: 1, data: [{ b64_json: 'bm90IGEgcGljdHVyZQ==' }] } }],
  troubles: [
    { name: 'used-up credit', replies: [{ status: 429, body: recorded('openai/insufficient-quota.json') }], kind: 'out-of-credit' },
    { name: 'moderation', replies: [{ status: 400, body: recorded('openai/moderation-blocked.json') }], kind: 'refused-input' },
    { name: 'a URL where base64 was due', replies: [{ body: { created: 1, data: [{ url: 'https://x.test/1.png' }] } }], kind: 'no-image' },
  ],
})

const request: ImageRequest = { prompt: 'A red kettle', references: [], size: { width: 1024, height: 768 } }

async function drawGemini(
  reply: Reply,
  asked: Partial<ImageRequest> = {},
): Promise<{ drawn?: Drawn; error?: BeatboardError; json: unknown }> {
  const world = provider([reply])
  const model = createGoogle({ apiKey: 'unused', fetch: world.fetch }).image('gemini-nano-banana-2.1')
  const sizing = { by: 'ratio', ratios: ['1:1', '4:3'] } as const
  const call = { key: undefined, signal: new AbortController().signal, fetch: world.fetch }
  try {
    const drawn = await fromAiSdk(model, { abilities: { sizing } }).draw({ ...request, ...asked }, call)
    return { drawn, json: world.requests[0]?.json }
  } catch (error) {
    return { error: error as BeatboardError, json: world.requests[0]?.json }
  }
}

test('a model that is told ratios gets one, and the negative prompt in its words', async () => {
  const image = { inlineData: { mimeType: 'image/png', data: base64(tinyPng()) } }
  const body = { candidates: [{ content: { role: 'model', parts: [image] }, finishReason: 'STOP' }] }
  const { drawn, json } = await drawGemini({ body }, { negativePrompt: 'text' })
  expect(drawn).toEqual({
    picture: tinyPng(),
    modelVersion: 'gemini-nano-banana-2.1',
    warnings: ['The negative prompt is sent as part of the prompt.'],
  })
  expect(json).toMatchObject({
    contents: [{ parts: [{ text: 'A red kettle\n\nAvoid: text' }] }],
    generationConfig: { imageConfig: { aspectRatio: '4:3' } },
  })
})

test.for([
  ['gemini/image-prohibited-content.json', 'refused-output', 'IMAGE_PROHIBITED_CONTENT'],
  ['gemini/with-message-no-content.json', 'no-image', 'OTHER'],
] as const)('an empty success is told from its metadata: %s is %s', async ([file, kind, code]) => {
  const { error } = await drawGemini({ body: recorded(file) })
  expect({ kind: error?.kind, code: error?.facts.code }).toEqual({ kind, code })
})

function failing(error: unknown): AiSdkImageModel {
  const doGenerate = async (): Promise<never> => {
    throw error
  }
  return { specificationVersion: 'v3', provider: 'x', modelId: 'y', doGenerate }
}

test.for([
  ['Request Moderated', 'Error', 'refused-input'],
  ['Replicate prediction timed out', 'Error', 'timeout'],
  ['Only ids that start with gemini- are supported', 'Error', 'bad-request'],
  ['Failed to download', 'AI_DownloadError', 'job-lost'],
] as const)('a bare error “%s” (%s) is %s, maybe billed', async ([message, name, kind]) => {
  const thrown = Object.assign(new Error(message), { name })
  const call = { key: undefined, signal: new AbortController().signal, fetch }
  const error = (await fromAiSdk(failing(thrown))
    .draw(request, call)
    .catch((one: unknown) => one)) as BeatboardError
  expect({ kind: error.kind, billing: error.facts.billing }).toEqual({ kind, billing: 'unknown' })
})

test('what the model did not take is a warning in words', async () => {
  const warnings = [
    { type: 'unsupported', feature: 'seed' },
    { type: 'unsupported-setting', setting: 'size', details: 'use aspectRatio' },
    { type: 'other', message: 'slow today' },
  ]
  const model: AiSdkImageModel = {
    ...failing(undefined),
    doGenerate: async () => ({ images: [tinyPng().bytes], warnings, response: { modelId: 'y-2' } }),
  }
  const call = { key: undefined, signal: new AbortController().signal, fetch }
  expect(await fromAiSdk(model).draw({ ...request, seed: 1 }, call)).toEqual({
    picture: tinyPng(),
    modelVersion: 'y-2',
    warnings: ['seed is not supported', 'size is not supported: use aspectRatio', 'slow today'],
  })
})

test('B13: a model in no list has an unknown price, unless the program tells it', () => {
  const question = { size: request.size, references: 0 }
  expect([aiSdkCard(drawing).priceUsd(question), aiSdkCard(drawing, { priceUsd: () => 0.04 }).priceUsd(question)]).toEqual([
    undefined,
    0.04,
  ])
})
