import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { film, style } from '../../test/boards.ts'
import { openStage, runEnded } from '../../test/studio-stage.ts'
import { startSimulator } from '../simulator/simulator.ts'
import type { KeyView, ProviderView, Snapshot } from './api.ts'

const planted = 'AIzaPlantedKeyThatMustNeverShow9f3c'

test('a key goes in, is told by its last four characters, tested, replaced and removed', async () => {
  await using simulator = await startSimulator({ keys: ['good-key-of-gemini-0001'] })
  await using stage = await openStage({ env: simulator.environment })
  const put = await stage.ask('PUT', '/api/keys/gemini/main', { key: 'bad-key-of-gemini-9999', domain: 'project-a' })
  expect(put.json).toEqual({
    provider: 'gemini',
    id: 'main',
    name: '…9999',
    from: 'vault',
    domain: 'project-a',
    state: 'ready',
    addedAt: expect.any(String) as string,
  })
  const tested = async (): Promise<unknown> =>
    ((await stage.ask('POST', '/api/keys/gemini/test', {})).json as { results: { name: string; good: boolean }[] }).results.map(
      ({ name, good }) => [name, good],
    )
  expect(await tested()).toEqual([['…9999', false]])
  await stage.ask('PUT', '/api/keys/gemini/main', { key: 'good-key-of-gemini-0001' })
  expect(await tested()).toEqual([['…0001', true]])
  expect(((await stage.ask('GET', '/api/keys/gemini')).json as { keys: KeyView[] }).keys.map(({ name }) => name)).toEqual(['…0001'])
  expect((await stage.ask('GET', '/api/keys/gemini/main')).json).toMatchObject({ name: '…0001' })
  expect((await stage.ask('DELETE', '/api/keys/gemini/main')).json).toEqual({ id: 'main' })
  expect((await stage.ask('GET', '/api/keys/gemini/main')).status).toBe(404)
})

test('keys of the environment show their variable and cannot be removed here', async () => {
  await using stage = await openStage({ env: { OPENAI_API_KEY: 'sk-environment-key-0000001234' } })
  const { keys } = (await stage.ask('GET', '/api/keys')).json as { keys: KeyView[] }
  expect(keys.map(({ id, name, from }) => [id, name, from])).toEqual([[undefined, '…1234', 'OPENAI_API_KEY']])
  expect((await stage.ask('DELETE', '/api/keys/openai/…1234')).status).toBe(404)
})

test.for([
  ['PUT', '/api/keys/nobody/a', { key: 'x' }, 404],
  ['PUT', '/api/keys/gemini/..', { key: 'x' }, 404],
  ['PUT', '/api/keys/gemini/A%2fB', { key: 'x' }, 400],
  ['PUT', '/api/keys/gemini/a', { key: '' }, 400],
  ['PUT', '/api/keys/gemini/a', { key: 'two words' }, 400],
  ['PUT', '/api/keys/draft/a', { key: 'x' }, 400],
  ['POST', '/api/keys/gemini/test', {}, 409],
] as const)('%s %s is refused', async ([method, path, body, status]) => {
  await using stage = await openStage()
  expect((await stage.ask(method, path, body)).status).toBe(status)
})

test('providers tell what they can do and what is missing; a key that comes makes one ready', async () => {
  await using stage = await openStage()
  const gemini = async (): Promise<ProviderView | undefined> =>
    ((await stage.ask('GET', '/api/providers')).json as { providers: ProviderView[] }).providers.find(({ id }) => id === 'gemini')
  const before = await gemini()
  expect([before?.ready, before?.words]).toEqual([false, expect.stringContaining('GEMINI_API_KEY')])
  expect(before?.models.every(({ options }) => 'properties' in options)).toBe(true)
  await stage.ask('PUT', '/api/keys/gemini/a', { key: 'some-key-of-gemini-0001' })
  expect([(await gemini())?.ready, (await gemini())?.words]).toEqual([true, 'ready, 1 key'])
})

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
}

test('A3, C3: a planted key stands in no answer, event, log line or file of the project, whatever goes wrong', async () => {
  await using simulator = await startSimulator({ keys: ['another-key'], faults: [] })
  await using stage = await openStage({
    env: simulator.environment,
    boards: { boat: film({ styles: [style('ink', { models: [{ provider: 'gemini' }] })] }) },
  })
  const stream = await stage.raw('/api/events')
  await stage.ask('PUT', '/api/keys/gemini/planted', { key: planted })
  await stage.ask('PUT', '/api/keys/gemini/planted', { key: planted, surprise: planted })
  await stage.ask('PUT', `/api/keys/gemini/${planted}`, { key: planted })
  await stage.ask('GET', `/api/boards/${planted}`)
  await stage.ask('POST', '/api/keys/gemini/test', {})
  await stage.ask('POST', '/api/boards/boat/runs', {})
  await runEnded(stage, 'boat')
  for (const path of [
    '/api/keys',
    '/api/keys/gemini',
    '/api/keys/gemini/planted',
    '/api/providers',
    '/api/boards',
    '/api/boards/boat',
    '/api/boards/boat/plan',
    '/api/boards/boat/runs/latest',
  ])
    await stage.ask('GET', path)
  const snapshot = (await stage.ask('GET', '/api/boards/boat')).json as Snapshot
  await stage.studio.close()
  const events = await stream.text()
  expect(events).toContain('run-ended')
  expect(snapshot.run?.ending).toBe('blocked')
  const everything = [...stage.said, ...stage.log, events, ...filesUnder(stage.root).map((path) => readFileSync(path, 'latin1'))]
  expect(everything.filter((text) => text.includes(planted))).toEqual([])
  expect(filesUnder(stage.home).filter((path) => readFileSync(path, 'latin1').includes(planted))).toEqual([])
})
