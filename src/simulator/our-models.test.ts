import { describe, expect, test } from 'vitest'
import type { BeatboardError, Trouble } from '../errors.ts'
import { providers } from '../models/catalog.ts'
import { jumpingClock } from '../clock.ts'
import { hordeModel } from '../models/horde-model.ts'
import { horde } from '../models/horde.ts'
import type { Drawn } from '../models/image-model.ts'
import type { Provider } from '../models/provider.ts'
import type { RefusalName } from './faults.ts'
import { startSimulator, type Simulator } from './simulator.ts'

/** One picture with a provider's default model, sent to the simulator. */
async function draw(provider: Provider, simulator: Simulator): Promise<Drawn> {
  const baseUrl = simulator.environment[provider.baseUrl?.env ?? ''] ?? ''
  const card =
    provider.cards.find(({ model }) => model === provider.defaultModel) ?? provider.unknownModel?.(provider.defaultModel, baseUrl)
  if (!card) throw new Error(`${provider.id} has no card for its default model.`)
  const model = await provider.createModel(card, baseUrl)
  const request = { prompt: 'a red kettle', references: [], size: { width: 1024, height: 1024 } }
  return model.draw(request, { key: 'sk-test-0000-abcd', signal: AbortSignal.timeout(10_000), fetch })
}

const online = providers.filter(({ baseUrl, id }) => baseUrl && id !== 'horde') // the Horde has a test of its own, with another clock
const paid = online.filter(({ id }) => !['automatic1111', 'openai-compatible'].includes(id))

describe('our models and the simulator, written apart, agree', () => {
  test.for(online)('$id draws', async (provider) => {
    await using simulator = await startSimulator()
    const { picture } = await draw(provider, simulator)
    expect(picture.type).toMatch(/^image\/(png|jpeg)$/)
    expect(simulator.log.pictures).toMatchObject([{ provider: provider.id, outcome: 'drawn', prompt: 'a red kettle' }])
  })

  test.for(['gemini', 'openai', 'stability'])('%s: the cost a picture names is the cost that is billed', async (id) => {
    await using simulator = await startSimulator()
    const { costUsd } = await draw(providers.find((provider) => provider.id === id) as Provider, simulator)
    expect(costUsd).toBeCloseTo(simulator.log.billedUsd, 10)
  })

  test('horde: a job is polled on to its picture, with one bill', async () => {
    const clock = jumpingClock()
    await using simulator = await startSimulator({ clock, latencyMs: [20_000, 20_000] })
    const card = horde.cards.find(({ model }) => model === horde.defaultModel)
    if (!card) throw new Error('The Horde has no card for its default model.')
    const model = hordeModel(card, simulator.environment['HORDE_BASE_URL'] ?? '', clock)
    const jobs: string[] = []
    const call = {
      key: undefined,
      signal: AbortSignal.timeout(10_000),
      fetch,
      onJob: async (job: { id: string }) => void jobs.push(job.id),
    }
    const { picture } = await model.draw({ prompt: 'a red kettle', references: [], size: { width: 512, height: 512 } }, call)
    expect(picture.type).toBe('image/webp')
    expect(simulator.log.pictures).toMatchObject([{ outcome: 'taken', job: jobs[0], billed: 'picture' }])
  })

  const troubles: readonly [RefusalName, Trouble][] = [
    ['rate-limited', 'rate-limited'],
    ['rate-limited-bare', 'rate-limited'],
    ['quota-zero', 'out-of-credit'],
    ['bad-key', 'key-rejected'],
    ['forbidden', 'forbidden'],
    ['model-gone', 'model-gone'],
    ['refused-input', 'refused-input'],
    ['bad-request', 'bad-request'],
    ['overloaded', 'overloaded'],
  ]
  const cases = paid.flatMap((provider) => troubles.map(([fault, trouble]) => ({ provider, id: provider.id, fault, trouble })))

  test.for(cases)('$id understands $fault as $trouble', async ({ provider, fault, trouble }) => {
    await using simulator = await startSimulator({ faults: [{ fault }] })
    const error: unknown = await draw(provider, simulator).catch((thrown: unknown) => thrown)
    expect((error as BeatboardError).kind).toBe(trouble)
  })
})
