import { expect, test } from 'vitest'
import { drawWith, keepsTheContract, type Contract } from '../../test/model-contract.ts'
import { base64, provider, recorded, tinyPng } from '../../test/recorded-provider.ts'
import { openaiCompatible } from './openai-compatible.ts'

const baseUrl = 'http://127.0.0.1:8080'
const fromSdServer = { body: { created: 1, data: [{ b64_json: base64(tinyPng()) }], output_format: 'png' } }

/** A recorded answer of LocalAI, its host replaced by the one that is asked. */
function fromLocalAi(host: string): unknown {
  return JSON.parse(JSON.stringify(recorded('openai-compatible/localai-url.json')).replace('localai.local:8080', host))
}

const contract: Contract = {
  provider: openaiCompatible,
  baseUrl,
  good: [fromSdServer],
  drawn: { warnings: [] },
  noImage: [{ body: { data: [] } }],
  notAnImage: [{ body: { data: [{ b64_json: 'bm90IGEgcGljdHVyZQ==' }] } }],
  troubles: [
    {
      name: 'LocalAI: an error with a number as code',
      replies: [{ status: 500, body: recorded('openai-compatible/localai-error.json') }],
      kind: 'overloaded',
      facts: { status: 500, words: 'rpc error: code = Unknown desc = unimplemented' },
    },
    {
      name: 'stable-diffusion.cpp: an error that is only text',
      replies: [{ status: 400, body: { error: 'invalid size' } }],
      kind: 'bad-request',
      facts: { words: 'invalid size' },
    },
    {
      name: 'vLLM-Omni: detail as text',
      replies: [{ status: 404, body: { detail: 'Model not found: x' } }],
      kind: 'model-gone',
      facts: { words: 'Model not found: x' },
    },
    {
      name: 'FastAPI: detail as a list',
      replies: [{ status: 422, body: { detail: [{ loc: ['body', 'size'], msg: 'wrong size', type: 'value_error' }] } }],
      kind: 'bad-request',
      facts: { words: 'wrong size' },
    },
    {
      name: 'B12: out of memory names the way out',
      replies: [{ status: 500, body: { error: { message: 'CUDA out of memory. Tried to allocate 2.00 GiB' } } }],
      kind: 'bad-request',
      facts: { code: 'out-of-memory' },
      says: /smaller size, a smaller model, or the CPU/,
    },
    {
      name: 'a picture at an address inside another network is not fetched',
      replies: [{ body: fromLocalAi('169.254.169.254') }],
      kind: 'no-image',
      facts: { code: 'address-refused' },
    },
  ],
}

keepsTheContract(contract)

test('a picture behind a URL of the same server is fetched, without the key', async () => {
  const replies = [{ body: fromLocalAi('127.0.0.1:8080') }, { body: tinyPng().bytes }]
  const { drawn, requests } = await drawWith(contract, { replies })
  expect(drawn?.picture).toEqual(tinyPng())
  expect(requests[1]?.url.href).toBe('http://127.0.0.1:8080/generated-images/b64431666173.png')
  expect(requests[1]?.headers.has('authorization')).toBe(false)
})

test('settings are sent by the names that local servers use, and no model for its own', async () => {
  const request = { negativePrompt: 'text', seed: 7, steps: 4, guidance: 1.5, options: { true_cfg_scale: 2 } }
  const { requests } = await drawWith({ ...contract, key: undefined }, { replies: contract.good, request })
  expect(requests[0]?.headers.has('authorization')).toBe(false)
  expect(requests[0]?.json).toEqual({
    prompt: 'A red kettle on a stove',
    n: 1,
    size: '1024x1024',
    response_format: 'b64_json',
    negative_prompt: 'text',
    seed: 7,
    num_inference_steps: 4,
    guidance_scale: 1.5,
    true_cfg_scale: 2,
  })
})

function priceAt(address: string): number | undefined {
  return openaiCompatible.unknownModel?.('x', address).priceUsd({ size: { width: 512, height: 512 }, references: 0 })
}

test('drawing on this machine costs nothing, elsewhere the price is unknown', () => {
  expect(['http://localhost:1234/v1', 'http://127.0.0.9', 'http://[::1]:1', 'https://gateway.test/v1'].map(priceAt)).toEqual([
    0,
    0,
    0,
    undefined,
  ])
})

test('a server without keys can be tested too', async () => {
  const world = provider([{ body: { data: [{ id: 'sd' }, { id: 'flux' }] } }])
  const call = { key: undefined, signal: new AbortController().signal, fetch: world.fetch }
  expect(await openaiCompatible.testKey?.(baseUrl, call)).toBe('The server at 127.0.0.1:8080 answers without a key; it may use 2 models.')
})
