import { expect, test } from 'vitest'
import { filmList, openDesk, rehearsal } from './terminal.ts'

const backends = ['gemini', 'openai', 'stability', 'hugging-face', 'automatic1111', 'openai-compatible'] as const

test.for(backends)('B1: %s draws by the command line', async (backend) => {
  const { simulator, env } = await rehearsal()
  const desk = openDesk(env)
  desk.put('film.json', filmList('A harbour', '|A boat'))
  const said = await desk.run(`generate film.json --backend ${backend} --styles ink --json --allow-unknown-price`)
  expect(said.records.find((record) => record['type'] === 'result')).toMatchObject({ ending: 'complete', made: 2 })
  expect(simulator.log.billedPictures).toBe(2)
  expect(desk.files('film/generated_images/ink')).toEqual(['Shot_1/Beat_1.1.png', 'Shot_1/Beat_1.2.png'])
})

test('B1: the AI Horde draws by the command line, its jobs asked for once', async () => {
  const { simulator, env } = await rehearsal()
  const desk = openDesk(env)
  desk.put('film.json', filmList('A harbour'))
  expect((await desk.run('generate film.json --backend horde --styles ink')).code).toBe(0)
  expect(simulator.log.pictures).toMatchObject([{ provider: 'horde', outcome: 'taken' }])
})

test('B1: with nobody named and no key the draft painter draws, and says so', async () => {
  const desk = openDesk()
  desk.put('film.json', filmList('A harbour'))
  const said = await desk.run('generate film.json --styles ink --size 64x64')
  expect(said.code).toBe(0)
  expect(said.out).toContain('The built-in draft painter draws: it needs no key')
  expect(JSON.stringify(desk.json('film/board.json'))).not.toContain('draft')
})

test('B1: a draft gives way to a real picture as soon as there is a key', async () => {
  const { env } = await rehearsal()
  const desk = openDesk()
  desk.put('film.json', filmList('A harbour'))
  await desk.run('generate film.json --styles ink --size 64x64')
  const said = await desk.run('generate film --styles ink', { env })
  expect(said.out).toContain('to make: only a draft (ink/1.1)')
  expect((await desk.run('takes film 1.1 --json')).records).toMatchObject([
    { by: 'draft/painter' },
    { by: 'gemini/gemini-nano-banana-2.1' },
  ])
})

test('C2: providers are tried in the order given until one delivers', async () => {
  const { simulator, env } = await rehearsal({ faults: [{ fault: 'forbidden', when: { provider: 'stability' } }] })
  const desk = openDesk(env)
  desk.put('film.json', filmList('A harbour'))
  const said = await desk.run('generate film.json --backend stability,hugging-face --styles ink --allow-unknown-price')
  expect(said.code).toBe(0)
  expect(simulator.log.pictures.at(0)).toMatchObject({ provider: 'stability', outcome: 'forbidden' })
  expect(simulator.log.pictures.at(-1)).toMatchObject({ provider: 'hugging-face', outcome: 'drawn' })
  expect(simulator.log.billedPictures).toBe(1)
})

test('C2: a refusal of the words does not go to the next provider', async () => {
  const { simulator, env } = await rehearsal({ faults: [{ fault: 'refused-input', when: { provider: 'openai' } }] })
  const desk = openDesk(env)
  desk.put('film.json', filmList('A harbour', '|A boat'))
  const said = await desk.run('generate film.json --backend openai,gemini --styles ink')
  expect(said.code).toBe(3)
  expect(new Set(simulator.log.pictures.map(({ provider }) => provider))).toEqual(new Set(['openai']))
})

test('C2, B13: the plan prices the provider that will draw when the first one has no key', async () => {
  const { env } = await rehearsal()
  const desk = openDesk({ ...env, GEMINI_API_KEY: '' })
  desk.put('film.json', filmList('A harbour'))
  const said = await desk.run('plan film.json --backend gemini,openai --styles ink')
  expect(said.out).toContain('note: No key for Gemini: set GEMINI_API_KEY')
  expect(said.out).toMatch(/ink +openai\/gpt-image/)
})

test('C4: without a usable provider nothing starts, and the way out is named', async () => {
  const { simulator, env } = await rehearsal()
  const desk = openDesk({ ...env, STABILITY_API_KEY: '' })
  desk.put('film.json', filmList('A harbour'))
  const said = await desk.run('generate film.json --backend stability')
  expect(said.code).toBe(4)
  expect(said.err).toContain('No key for Stability AI: set STABILITY_API_KEY, or run "beatboard keys add stability".')
  expect(simulator.log.asked).toEqual([])
})

const priced = ['gemini', 'openai', 'stability'] as const

test.for(priced)('B13: what the plan says is what %s bills, and what status has spent', async (backend) => {
  const { simulator, env } = await rehearsal()
  const desk = openDesk(env)
  desk.put('film.json', filmList('A harbour at night', '|A boat'))
  const planned = (await desk.run(`plan film.json --backend ${backend} --styles ink --json`)).records.find(({ type }) => type === 'plan')
  await desk.run(`generate film.json --backend ${backend} --styles ink`)
  const billed = simulator.log.billedUsd
  const [status] = (await desk.run('status film --json')).records
  expect(Math.abs(Number(planned?.['priceUsd']) - billed) / billed).toBeLessThan(0.25)
  expect(Number(status?.['spentUsd'])).toBeCloseTo(billed, 2)
})

test('B13: with pictures shown to the model the plan is no lower than the bill', async () => {
  const { simulator, env } = await rehearsal()
  const desk = openDesk(env)
  desk.put('film.json', filmList('A harbour', 'A boat', 'The boat comes in'))
  const { records } = await desk.run('generate film.json --backend openai --styles ink --json')
  expect(Number(records.find(({ type }) => type === 'plan')?.['priceUsd'])).toBeGreaterThanOrEqual(simulator.log.billedUsd)
})

test('B13: nothing is sent where the price is not known, until the user allows it', async () => {
  const { simulator, env } = await rehearsal()
  const desk = openDesk(env)
  desk.put('film.json', filmList('A harbour'))
  const said = await desk.run('generate film.json --model gemini/someday --styles ink')
  expect([said.code, said.err, simulator.log.pictures]).toEqual([4, expect.stringContaining('--allow-unknown-price'), []])
})

test('B13: a cap on money or pictures holds before sending, and ends the run as blocked', async () => {
  const { simulator, env } = await rehearsal()
  const desk = openDesk(env)
  desk.put('film.json', filmList('A', '|B', '|C'))
  const codes = [
    (await desk.run('generate film.json --backend gemini --styles ink --max-images 1')).code,
    (await desk.run('generate film.json --backend gemini --styles ink --max-cost 0.05')).code,
  ]
  expect([codes, simulator.log.billedPictures]).toEqual([[4, 4], 2])
})
