import { expect, test } from 'vitest'
import {
  accepted,
  base,
  done,
  file,
  job,
  picture,
  request,
  upTo,
  waiting,
  withGeneration,
  world,
} from '../../test/fixtures/horde/answers.ts'
import { drawWith, keepsTheContract, type Contract } from '../../test/model-contract.ts'
import { base64 } from '../../test/recorded-provider.ts'
import { jumpingClock } from '../clock.ts'
import { hordeModel } from './horde-model.ts'
import { horde } from './horde.ts'
import type { Provider } from './provider.ts'

/** The Horde as it is, with a clock that jumps over the waits. */
const jumping: Provider = { ...horde, createModel: async (card, baseUrl) => hordeModel(card, baseUrl, jumpingClock()) }

const contract: Contract = {
  provider: jumping,
  good: [accepted, waiting, waiting, done, withGeneration({})],
  drawn: { picture, seed: 1_234_567, modelVersion: 'AlbedoBase XL (SDXL)', costUsd: 0, warnings: [] },
  noImage: upTo(done, { body: { ...(file('done') as object), generations: [] } }),
  notAnImage: upTo(done, withGeneration({ img: Buffer.from('no picture').toString('base64') })),
  troubles: [
    {
      name: 'C5: a censored picture is refused, and why is told',
      replies: upTo(done, withGeneration({ censored: true, gen_metadata: [{ type: 'censorship', value: 'nsfw' }] })),
      kind: 'refused-output',
      facts: { code: 'nsfw', billing: 'not-charged' },
    },
    {
      name: 'C5: censored by its state alone',
      replies: upTo(done, withGeneration({ state: 'censored' })),
      kind: 'refused-output',
      facts: { code: 'censored' },
    },
    { name: 'C5: a worker that failed', replies: upTo(done, withGeneration({ state: 'faulted', img: '' })), kind: 'job-lost' },
    { name: 'C6: a faulted job is lost', replies: upTo({ body: file('faulted') }), kind: 'job-lost', facts: { code: 'faulted' } },
    {
      name: 'C6: a job that no worker can draw is given up, and taken back',
      replies: upTo({ body: file('impossible') }, { body: {} }),
      kind: 'job-lost',
    },
    {
      name: 'a job that is not found is lost',
      replies: upTo({ status: 404, body: file('not-found') }),
      kind: 'job-lost',
      facts: { code: 'RequestNotFound' },
    },
    { name: 'a job over its time is lost', replies: upTo({ status: 410, body: {} }), kind: 'job-lost' },
    {
      name: 'a prompt that is found unethical',
      replies: [{ status: 400, body: file('corrupt-prompt') }],
      kind: 'refused-input',
      facts: { code: 'CorruptPrompt', billing: 'not-charged' },
      says: /change the prompt before it is sent again/,
    },
    {
      name: 'B12: kudos needed up front: a smaller size is the way out',
      replies: [{ status: 403, body: file('kudos-upfront') }],
      kind: 'bad-request',
      facts: { code: 'KudosUpfront' },
      says: /smaller size \(576x576/,
    },
    {
      name: 'an address on hold rests for as long as it is told',
      replies: [{ status: 403, body: file('timeout-ip') }],
      kind: 'rate-limited',
      facts: { restMs: 180_000 },
    },
    {
      name: 'a wrong key',
      replies: [{ status: 401, body: { message: 'No user matching sent API Key.', rc: 'InvalidAPIKey' } }],
      kind: 'key-rejected',
    },
    {
      name: 'a model that nobody serves',
      replies: [{ status: 400, body: { message: 'No workers', rc: 'NoValidWorkers' } }],
      kind: 'model-gone',
      says: /the model "any"/,
    },
  ],
}
keepsTheContract(contract)

test('what is sent: an anonymous key, our name, the words as they are, a size it can make', async () => {
  const { model, call, requests } = world(contract.good)
  const drawn = await model.draw({ ...request, negativePrompt: 'text', seed: 42, steps: 8, guidance: 3.456 }, call)
  expect(requests.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual([
    'POST /api/v2/generate/async',
    `GET /api/v2/generate/check/${job.id}`,
    `GET /api/v2/generate/check/${job.id}`,
    `GET /api/v2/generate/check/${job.id}`,
    `GET /api/v2/generate/status/${job.id}`,
  ])
  expect([requests[0]?.headers.get('apikey'), requests[0]?.headers.get('client-agent')]).toEqual(['0000000000', 'beatboard:0.1.0:unknown'])
  expect(requests[0]?.json).toEqual({
    prompt: 'A red kettle ### text',
    params: { width: 1024, height: 576, n: 1, steps: 8, cfg_scale: 3.46, seed: '42', sampler_name: 'k_euler_a', karras: true },
    models: ['AlbedoBase XL (SDXL)'],
    nsfw: false,
    censor_nsfw: true,
    slow_workers: true,
    r2: true,
    shared: false,
    replacement_filter: false,
    allow_downgrade: true,
  })
  expect(drawn.warnings).toEqual(['Size 1000x600 is sent as the nearest possible, 1024x576.'])
})

test('a continuation starts from the picture before it', async () => {
  const { model, call, requests } = world(contract.good, {}, 'any')
  await model.draw({ ...request, references: [{ role: 'previous', picture }], options: { strength: 0.4, sampler: 'k_dpmpp_2m' } }, call)
  expect(requests[0]?.json).toMatchObject({
    source_image: base64(picture),
    source_processing: 'img2img',
    models: [],
    params: { denoising_strength: 0.4, sampler_name: 'k_dpmpp_2m' },
  })
})

test('what the Horde changed, and what would have split the prompt, is said', async () => {
  const { model, call, requests } = world([{ status: 202, body: file('accepted-with-warning') }, done, withGeneration({})])
  const drawn = await model.draw({ ...request, size: { width: 512, height: 512 }, prompt: 'one ### two' }, call)
  expect(requests[0]?.json).toMatchObject({ prompt: 'one # two' })
  expect(drawn.warnings).toEqual([
    '“###” divides a Horde prompt; it is sent as “#”.',
    'The steps were lowered.',
    'The step count for at least one model in the request is lower than recommended',
  ])
})

test('a model by any name is taken, and is free', () => {
  const card = horde.unknownModel?.('Deliberate', base)
  expect([card?.model, card?.priceUsd({ size: request.size, references: 0 })]).toEqual(['Deliberate', 0])
})

test('C4: testing a key names its user', async () => {
  const { call, requests } = world([{ body: { username: 'db0#1', kudos: 120.7 } }], { key: 'horde-key-1234' })
  expect(await horde.testKey?.(base, call)).toBe('AI Horde knows db0#1: 120 kudos')
  expect(requests[0]?.url.href).toBe('https://aihorde.net/api/v2/find_user')
})

test('a bare address gets the usual path', async () => {
  const outcome = await drawWith({ ...contract, baseUrl: 'http://127.0.0.1:9' }, { replies: contract.good })
  expect(outcome.requests[0]?.url.href).toBe('http://127.0.0.1:9/api/v2/generate/async')
})
