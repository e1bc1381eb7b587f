import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { jumpingClock, type Clock } from '../clock.ts'
import type { FaultRule } from './faults.ts'
import { startSimulator, type Simulator, type SimulatorOptions } from './simulator.ts'

const kettle = {
  prompt: 'a red kettle ### people',
  params: { width: 128, height: 64, seed: '5' },
  models: ['AlbedoBase XL (SDXL)'],
  r2: true,
}

interface Bench {
  readonly simulator: Simulator
  readonly clock: Clock
  submit(body?: unknown): Promise<Response>
  see(what: string, method?: string): Promise<{ status: number; body: Record<string, unknown> }>
}

async function bench(options: SimulatorOptions = {}): Promise<Bench & AsyncDisposable> {
  const clock = jumpingClock()
  const simulator = await startSimulator({ clock, ...options })
  const base = `${simulator.environment['HORDE_BASE_URL']}/v2/generate`
  const headers = { apikey: '0000000000', 'client-agent': 'test:1:none' }
  return {
    simulator,
    clock,
    submit: (body = kettle) => fetch(`${base}/async`, { method: 'POST', headers, body: JSON.stringify(body) }),
    async see(what, method = 'GET') {
      const response = await fetch(`${base}/${what}`, { headers, method })
      return { status: response.status, body: (await response.json()) as Record<string, unknown> }
    },
    [Symbol.asyncDispose]: () => simulator.close(),
  }
}

async function idOf(response: Response): Promise<string> {
  return ((await response.json()) as { id: string }).id
}

describe('AI Horde', () => {
  test('takes a job, lets it be watched, and gives the picture by address', async () => {
    await using desk = await bench({ latencyMs: [5000, 5000] })
    const submitted = await desk.submit()
    expect(submitted.status).toBe(202)
    const id = await idOf(submitted)
    expect((await desk.see(`check/${id}`)).body).toMatchObject({
      done: false,
      processing: 1,
      wait_time: 5,
      is_possible: true,
      faulted: false,
    })
    expect((await desk.see(`status/${id}`)).body).toMatchObject({ done: false, generations: [] })
    await desk.clock.sleep(5000)
    expect((await desk.see(`check/${id}`)).body).toMatchObject({ done: true, finished: 1, wait_time: 0 })
    const { body } = await desk.see(`status/${id}`)
    const [made] = body['generations'] as { img: string; seed: string; censored: boolean; state: string; model: string }[]
    expect(made).toMatchObject({ seed: '5', censored: false, state: 'ok', model: 'AlbedoBase XL (SDXL)' })
    expect(made?.img.startsWith(`${desk.simulator.url}/pictures/`)).toBe(true)
    const picture = await fetch(made?.img ?? '')
    expect(await sharp(await picture.arrayBuffer()).metadata()).toMatchObject({ format: 'webp', width: 128, height: 64 })
  })

  test('a job is billed once, when it is taken, and survives whoever asked', async () => {
    await using desk = await bench()
    const id = await idOf(await desk.submit())
    for (let look = 0; look < 3; look += 1) expect((await desk.see(`status/${id}`)).body).toMatchObject({ done: true })
    expect(desk.simulator.log.billedPictures).toBe(1)
    expect(desk.simulator.log.pictures).toMatchObject([{ outcome: 'taken', job: id, prompt: 'a red kettle', status: 202 }])
  })

  test('a job taken while the line broke is found by no one but was billed', async () => {
    await using desk = await bench({ faults: [{ fault: 'charged-without-answer', when: { nth: 1 } }] })
    await expect(desk.submit()).rejects.toThrow('fetch failed')
    expect(desk.simulator.log.pictures).toMatchObject([{ outcome: 'charged-without-answer', billed: 'picture', status: 0 }])
  })

  test('gives bytes without an address when asked so', async () => {
    await using desk = await bench()
    const id = await idOf(await desk.submit({ ...kettle, r2: false }))
    const { body } = await desk.see(`status/${id}`)
    const [made] = body['generations'] as { img: string }[]
    expect(await sharp(Buffer.from(made?.img ?? '', 'base64')).metadata()).toMatchObject({ format: 'webp' })
  })

  test('counts a source picture as a reference', async () => {
    await using desk = await bench()
    await desk.submit({ ...kettle, source_image: btoa('one'), extra_source_images: [{ image: btoa('two') }] })
    expect(desk.simulator.log.pictures).toMatchObject([{ references: 2 }])
  })

  test.for<[FaultRule['fault'], object, number]>([
    ['job-lost', { faulted: true, done: false }, 0],
    ['impossible', { is_possible: false, done: false }, 0],
    ['hang', { done: false, processing: 1 }, 0],
    ['empty', { done: true }, 0],
    ['refused-output', { done: true }, 1],
  ])('%s befalls the job, not the request', async ([fault, state, pictures]) => {
    await using desk = await bench({ faults: [{ fault }] })
    const id = await idOf(await desk.submit())
    const { body } = await desk.see(`status/${id}`)
    expect(body).toMatchObject(state)
    expect(body['generations']).toHaveLength(pictures)
  })

  test('a censored picture says so', async () => {
    await using desk = await bench({ faults: [{ fault: 'refused-output' }] })
    const id = await idOf(await desk.submit())
    expect((await desk.see(`status/${id}`)).body).toMatchObject({ generations: [{ censored: true, state: 'censored' }] })
  })

  test.for<[FaultRule['fault'], number, string]>([
    ['rate-limited', 429, 'TooManyPrompts'],
    ['rate-limited-bare', 429, 'TooManyPrompts'],
    ['out-of-credit', 403, 'KudosUpfront'],
    ['bad-key', 401, 'InvalidAPIKey'],
    ['forbidden', 403, 'BadClientAgent'],
    ['model-gone', 400, 'UnexpectedModelName'],
    ['refused-input', 400, 'CorruptPrompt'],
    ['overloaded', 503, 'MaintenanceMode'],
    ['bad-request', 400, 'BadRequest'],
  ])('%s comes as status %i, %s', async ([fault, status, rc]) => {
    await using desk = await bench({ faults: [{ fault }] })
    const response = await desk.submit()
    expect({ status: response.status, body: await response.json() }).toEqual({ status, body: { message: expect.any(String), rc } })
    expect(desk.simulator.log.billedPictures).toBe(0)
  })

  test('a fault of its own has no code', async () => {
    await using desk = await bench({ faults: [{ fault: 'server-error' }] })
    const response = await desk.submit()
    expect([response.status, await response.json()]).toEqual([500, { message: 'Internal Server Error' }])
  })

  test('a cancelled job is done and has no picture; an unknown or old one is not found', async () => {
    await using desk = await bench({ latencyMs: [60_000, 60_000] })
    const [id, old] = [await idOf(await desk.submit()), await idOf(await desk.submit())]
    expect((await desk.see(`status/${id}`, 'DELETE')).body).toMatchObject({ done: true, finished: 0, generations: [] })
    expect(await desk.see('check/no-such-job')).toEqual({ status: 404, body: { message: expect.any(String), rc: 'RequestNotFound' } })
    await desk.clock.sleep(21 * 60_000)
    expect((await desk.see(`check/${old}`)).status).toBe(404)
  })

  test('tells the price without drawing, and who a key is', async () => {
    await using desk = await bench({ keys: ['mine'] })
    expect(await (await desk.submit({ ...kettle, dry_run: true })).json()).toEqual({ kudos: 10 })
    const user = (apikey: string): Promise<Response> => fetch(`${desk.simulator.url}/api/v2/find_user`, { headers: { apikey } })
    expect([(await user('mine')).status, (await user('other')).status]).toEqual([200, 401])
    expect((await fetch(`${desk.simulator.url}/horde/api/v2/status/models`)).status).toBe(200)
  })

  test.for([
    ['no prompt', { params: {} }, 'MissingPrompt'],
    ['a side that is no multiple of 64', { prompt: 'x', params: { width: 100, height: 64 } }, 'InvalidSize'],
  ] as const)('refuses %s', async ([, body, rc]) => {
    await using desk = await bench()
    const response = await desk.submit(body)
    expect([response.status, await response.json()]).toMatchObject([400, { rc }])
  })
})
