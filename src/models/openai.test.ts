import { expect, test } from 'vitest'
import { drawWith, keepsTheContract, type Contract } from '../../test/model-contract.ts'
import { base64, provider, recorded, tinyPng } from '../../test/recorded-provider.ts'
import { openai } from './openai.ts'

/** A recorded answer; its base64 was cut by whoever recorded it, so real bytes stand there. */
function withPicture(file: string, data = base64(tinyPng())): unknown {
  return JSON.parse(JSON.stringify(recorded(`openai/${file}`)).replaceAll(/"b64_json":"[^"]*"/g, `"b64_json":"${data}"`))
}

const failed = (status: number, file: string, headers = {}) => [{ status, headers, body: recorded(`openai/${file}`) }]
const usage = (1756 * 30 + 1000 * 8 + 50 * 5) / 1e6

const contract: Contract = {
  provider: openai,
  good: [{ body: withPicture('from-schema-image-with-usage.json') }],
  drawn: { costUsd: usage, warnings: [] },
  noImage: [{ body: { created: 1770935200, data: [] } }],
  notAnImage: [{ body: withPicture('image-edit.json', Buffer.from('GIF89a').toString('base64')) }],
  troubles: [
    {
      name: 'used-up credit comes as 429 and is no limit that waiting lifts',
      replies: failed(429, 'insufficient-quota.json', { 'retry-after': '5' }),
      kind: 'out-of-credit',
      facts: { status: 429, code: 'insufficient_quota', billing: 'not-charged' },
      says: /add credits .* at https:\/\/platform\.openai\.com/,
    },
    {
      name: 'a spending limit comes as 400',
      replies: failed(400, 'billing-hard-limit.json'),
      kind: 'out-of-credit',
      facts: { status: 400 },
    },
    {
      name: 'a real rate limit, its rest in the words',
      replies: failed(429, 'rate-limit.json'),
      kind: 'rate-limited',
      facts: { code: 'rate_limit_exceeded', restMs: 232 },
    },
    {
      name: 'the milliseconds of the header go before its seconds',
      replies: failed(429, 'rate-limit.json', { 'retry-after': '13', 'retry-after-ms': '12345' }),
      kind: 'rate-limited',
      facts: { restMs: 12_345 },
    },
    {
      name: 'of the resets only one that is used up counts',
      replies: failed(429, 'rate-limit.json', {
        'x-ratelimit-reset-requests': '6m0s',
        'x-ratelimit-remaining-requests': '4',
        'x-ratelimit-reset-tokens': '12s',
        'x-ratelimit-remaining-tokens': '0',
      }),
      kind: 'rate-limited',
      facts: { restMs: 12_000 },
    },
    {
      name: 'an allowance of 0 pictures a minute',
      replies: failed(429, 'images-per-minute-zero.json'),
      kind: 'out-of-credit',
      facts: { permanent: true },
    },
    {
      name: 'moderation names what was refused',
      replies: failed(400, 'moderation-blocked.json'),
      kind: 'refused-input',
      facts: { code: 'moderation_blocked', words: expect.stringMatching(/\(violence\)$/), billing: 'not-charged' },
      says: /change the prompt or the reference picture/,
    },
    {
      name: 'moderation of what came out (schema)',
      replies: [
        {
          status: 400,
          body: { error: { code: 'moderation_blocked', message: 'Rejected.', moderation_details: { moderation_stage: 'output' } } },
        },
      ],
      kind: 'refused-output',
    },
    {
      name: 'an organisation that is not verified',
      replies: failed(403, 'from-schema-organization-unverified.json'),
      kind: 'forbidden',
      says: /verify the organisation/,
    },
    {
      name: 'an unknown parameter',
      replies: failed(400, 'response-format-error.json'),
      kind: 'bad-request',
      facts: { code: 'unknown_parameter', words: "Unknown parameter: 'response_format'." },
    },
    {
      name: 'a model that is gone (schema)',
      replies: [{ status: 400, body: { error: { code: 'model_not_found', message: 'The model does not exist.' } } }],
      kind: 'model-gone',
    },
  ],
}

keepsTheContract(contract)

test('the prompt as OpenAI rewrote it is kept, from a recorded answer', async () => {
  const { drawn } = await drawWith(contract, { replies: [{ body: withPicture('image.json') }] })
  expect(drawn?.revisedPrompt).toMatch(/^A small and adorable baby sea otter/)
  expect(drawn?.costUsd).toBeUndefined()
})

test('B8: model, quality and size are sent; what OpenAI has not is a warning', async () => {
  const request = { quality: 'hd', size: { width: 1000, height: 1000 }, seed: 7, negativePrompt: 'text', options: { moderation: 'low' } }
  const { drawn, requests } = await drawWith(contract, { replies: contract.good, request })
  expect(requests[0]?.url.href).toBe('https://api.openai.com/v1/images/generations')
  expect(requests[0]?.json).toEqual({
    model: 'gpt-image-2.6-flare',
    prompt: 'A red kettle on a stove\n\nAvoid: text',
    n: 1,
    size: '1008x1008',
    quality: 'high',
    moderation: 'low',
  })
  expect(drawn?.warnings).toEqual([
    'The negative prompt is sent as part of the prompt.',
    'Size 1000x1000 is sent as the nearest possible, 1008x1008.',
    'OpenAI takes no seed: this picture cannot be drawn again the same.',
    'Quality hd is sent as high.',
  ])
})

test('references go to edits as a list of files, beside the same fields', async () => {
  const references = [1, 2].map((tint) => ({ role: 'previous' as const, picture: tinyPng(tint) }))
  const { requests } = await drawWith(contract, { replies: [{ body: withPicture('image-edit.json') }], request: { references } })
  expect(requests[0]?.url.pathname).toBe('/v1/images/edits')
  const form = await requests[0]?.form()
  const files = form?.getAll('image[]') as File[]
  expect(await Promise.all(files.map(async (file) => new Uint8Array(await file.arrayBuffer())))).toEqual(
    references.map(({ picture }) => picture.bytes),
  )
  expect(files.map(({ name, type }) => `${name} ${type}`)).toEqual(['reference-1.png image/png', 'reference-2.png image/png'])
  expect(Object.fromEntries([...(form ?? [])].filter(([name]) => name !== 'image[]'))).toEqual({
    model: 'gpt-image-2.6-flare',
    prompt: 'A red kettle on a stove',
    n: '1',
    size: '1024x1024',
    quality: 'medium',
  })
})

test('testing a key says which key and how many models', async () => {
  const world = provider([{ body: { object: 'list', data: [{ id: 'gpt-image-2' }] } }])
  const call = { key: 'key-of-the-test-1234', signal: new AbortController().signal, fetch: world.fetch }
  expect(await openai.testKey?.('https://api.openai.com/v1', call)).toBe('OpenAI accepts the key …1234; it may use 1 models.')
  expect(world.requests.map(({ method, url, headers }) => `${method} ${url.href} ${headers.get('authorization')}`)).toEqual([
    'GET https://api.openai.com/v1/models Bearer key-of-the-test-1234',
  ])
})
