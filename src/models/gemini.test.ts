import { expect, test } from 'vitest'
import { drawWith, keepsTheContract, type Contract } from '../../test/model-contract.ts'
import { base64, provider, recorded, tinyPng } from '../../test/recorded-provider.ts'
import { BeatboardError } from '../errors.ts'
import { field } from './json.ts'
import { gemini } from './gemini.ts'

/** The recorded answer of a picture; its base64 was shortened by whoever recorded it, so a real tiny PNG stands there. */
function withPicture(data = base64(tinyPng())): unknown {
  return JSON.parse(JSON.stringify(recorded('gemini/image.json')).replace(/<\.\.\. \d+ base64 chars \.\.\.>/, data))
}

function answer(parts: readonly unknown[], finishReason = 'STOP'): unknown {
  return { candidates: [{ content: { role: 'model', parts }, finishReason }] }
}

const failed = (status: number, file: string) => [{ status, body: recorded(`gemini/${file}`) }]
const refused = (file: string) => [{ body: recorded(`gemini/${file}`) }]

const contract: Contract = {
  provider: gemini,
  model: 'gemini-2.5-flash-image',
  good: [{ body: withPicture() }],
  drawn: { modelVersion: 'gemini-2.5-flash-image', costUsd: (16 * 0.3 + 1290 * 30 + 6 * 2.5) / 1e6, warnings: [] },
  noImage: [{ body: answer([{ text: 'I would rather describe a kettle.' }]) }],
  notAnImage: [{ body: withPicture(Buffer.from('no picture at all').toString('base64')) }],
  troubles: [
    {
      name: 'a bad key comes as 400 and holds the key in its debug detail',
      replies: failed(400, 'api-key.json'),
      kind: 'key-rejected',
      facts: { status: 400, code: 'API_KEY_INVALID', words: 'API key not valid. Please pass a valid API key.', billing: 'not-charged' },
      says: /check the key, or make a new one at https:\/\/aistudio\.google\.com\/apikey/,
    },
    {
      name: 'of several limits the day counts',
      replies: failed(429, 'quota-day-and-minute.json'),
      kind: 'day-exhausted',
      facts: { code: 'GenerateRequestsPerDayPerProjectPerModel-FreeTier' },
    },
    {
      name: 'a limit of 0 in the words is no limit that waiting lifts',
      replies: failed(429, 'quota-zero.json'),
      kind: 'out-of-credit',
      facts: { permanent: true },
      says: /switch on billing/,
    },
    {
      name: 'a limit value of 0 in ErrorInfo',
      replies: failed(429, 'quota-limit-value-zero.json'),
      kind: 'out-of-credit',
      facts: { permanent: true },
    },
    {
      name: 'RetryInfo is the rest',
      replies: failed(429, 'retry-info-only.json'),
      kind: 'rate-limited',
      facts: { restMs: 3300, code: 'RATE_LIMIT_EXCEEDED' },
    },
    { name: '429 without details', replies: failed(429, 'resource-exhausted-no-details.json'), kind: 'rate-limited' },
    { name: 'a prepaid project without credits', replies: failed(429, 'prepayment-depleted.json'), kind: 'out-of-credit', says: /top up/ },
    { name: 'a country that is not served', replies: failed(400, 'user-location.json'), kind: 'forbidden', says: /available-regions/ },
    {
      name: 'an API that is not switched on',
      replies: failed(403, 'api-not-enabled.json'),
      kind: 'forbidden',
      facts: { code: 'SERVICE_DISABLED' },
    },
    {
      name: 'a missing permission',
      replies: failed(403, 'permission-denied.json'),
      kind: 'forbidden',
      facts: { code: 'IAM_PERMISSION_DENIED' },
    },
    {
      name: 'a model that is gone',
      replies: failed(404, 'unknown-model.json'),
      kind: 'model-gone',
      says: /use gemini-nano-banana-2\.1 instead/,
    },
    { name: 'a wrong address (HTML 404)', replies: failed(404, 'url-not-found.html'), kind: 'bad-request', says: /check the address/ },
    {
      name: 'only promptFeedback: the prompt was refused',
      replies: refused('only-prompt-feedback.json'),
      kind: 'refused-input',
      facts: { words: 'Message', billing: 'unknown' },
    },
    {
      name: 'finish reason SAFETY',
      replies: refused('finish-reason-safety.json'),
      kind: 'refused-output',
      facts: { code: 'SAFETY', words: 'Safety error incoming in 5, 4, 3, 2...', billing: 'charged', costUsd: (7 * 0.3 + 20 * 2.5) / 1e6 },
    },
    {
      name: 'content without parts: IMAGE_PROHIBITED_CONTENT, with usage',
      replies: refused('image-prohibited-content.json'),
      kind: 'refused-output',
      facts: { code: 'IMAGE_PROHIBITED_CONTENT', billing: 'charged', costUsd: (1119 * 0.3 + 240 * 2.5) / 1e6 },
      says: /sensitive words/,
    },
    {
      name: 'no content, finish reason OTHER',
      replies: refused('with-message-no-content.json'),
      kind: 'no-image',
      facts: { code: 'OTHER' },
    },
    { name: 'words only', replies: [{ body: answer([{ text: 'No.' }]) }], kind: 'no-image', facts: { words: 'No.', code: 'STOP' } },
    { name: 'NO_IMAGE', replies: [{ body: answer([], 'NO_IMAGE') }], kind: 'no-image', facts: { code: 'NO_IMAGE' } },
    { name: 'nothing at all', replies: [{ body: {} }], kind: 'no-image', facts: { billing: 'unknown' } },
    { name: 'a page instead of JSON', replies: [{ body: '<!DOCTYPE html><p>Sign in to the wifi' }], kind: 'overloaded' },
    {
      name: 'a picture beside a refusal is not kept',
      replies: [{ body: answer([{ inlineData: { mimeType: 'image/png', data: base64(tinyPng()) } }], 'IMAGE_SAFETY') }],
      kind: 'refused-output',
    },
  ],
}

keepsTheContract(contract)

function part(tint: number, thought?: boolean): unknown {
  return { inlineData: { mimeType: 'image/png', data: base64(tinyPng(tint)) }, thought }
}

test('C5: a sketch that the model drew while thinking is not the picture', async () => {
  const { drawn } = await drawWith(contract, { replies: [{ body: answer([part(1), part(2), part(3, true)]) }] })
  expect(drawn?.picture).toEqual(tinyPng(2))
})

test('the request: words, then references, ratio, resolution, seed and settings', async () => {
  const request = {
    references: [{ role: 'style' as const, picture: tinyPng(1) }],
    size: { width: 1920, height: 1080 },
    seed: 7,
    negativePrompt: 'text, frames',
    options: { thinkingConfig: { thinkingLevel: 'high' }, safetySettings: [{ category: 'X', threshold: 'OFF' }] },
  }
  const { drawn, requests } = await drawWith({ ...contract, model: 'gemini-nano-banana-2.1' }, { replies: contract.good, request })
  expect(requests[0]?.url.href).toBe('https://generativelanguage.googleapis.com/v1beta/models/gemini-nano-banana-2.1:generateContent')
  expect(requests[0]?.json).toEqual({
    contents: [
      {
        role: 'user',
        parts: [
          { text: 'A red kettle on a stove\n\nAvoid: text, frames' },
          { inlineData: { mimeType: 'image/png', data: base64(tinyPng(1)) } },
        ],
      },
    ],
    generationConfig: {
      responseModalities: ['IMAGE'],
      imageConfig: { aspectRatio: '16:9', imageSize: '2K' },
      seed: 7,
      thinkingConfig: { thinkingLevel: 'high' },
    },
    safetySettings: [{ category: 'X', threshold: 'OFF' }],
  })
  expect(drawn?.warnings).toEqual(['The negative prompt is sent as part of the prompt.'])
})

test('a model with one resolution is not sent any, and a shape it lacks is a warning', async () => {
  const { drawn, requests } = await drawWith(contract, { replies: contract.good, request: { size: { width: 300, height: 100 } } })
  expect(field(requests[0]?.json, 'generationConfig', 'imageConfig')).toEqual({ aspectRatio: '21:9' })
  expect(drawn?.warnings).toEqual(['Size 300x100 is sent as the nearest ratio, 21:9.'])
})

async function addressAsked(baseUrl: string): Promise<string | undefined> {
  return (await drawWith({ ...contract, baseUrl }, { replies: contract.good })).requests[0]?.url.href
}

test.for([
  ['http://127.0.0.1:4010', 'http://127.0.0.1:4010/v1beta'],
  ['http://127.0.0.1:4010/gemini/', 'http://127.0.0.1:4010/gemini/v1beta'],
  ['http://proxy.test/v1/google', 'http://proxy.test/v1/google'],
] as const)('asked at %s, the requests go to %s', async ([baseUrl, asked]) => {
  expect(await addressAsked(baseUrl)).toBe(`${asked}/models/gemini-2.5-flash-image:generateContent`)
})

test('testing a key lists models and says how many draw', async () => {
  const models = [{ name: 'models/gemini-3-pro-image' }, { name: 'models/gemini-3.8-flash' }]
  const world = provider([{ body: { models } }, ...failed(400, 'api-key.json')])
  const call = { key: 'key-of-the-test-1234', signal: new AbortController().signal, fetch: world.fetch }
  const base = 'https://generativelanguage.googleapis.com/v1beta'
  expect(await gemini.testKey?.(base, call)).toBe('Gemini accepts the key; it may use 1 image models.')
  const error = await gemini.testKey?.(base, call).catch((thrown: unknown) => thrown)
  expect(error instanceof BeatboardError && error.kind).toBe('key-rejected')
  expect(world.requests.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual(['GET /v1beta/models', 'GET /v1beta/models'])
})
