import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { jumpingClock } from '../clock.ts'
import { countBillings, startSimulator, type Asked, type Simulator, type SimulatorOptions } from './simulator.ts'

interface Extra {
  readonly key?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

function draw(simulator: Simulator, prompt: string, { key = 'sk-test-0000-abcd', headers = {}, signal }: Extra = {}): Promise<Response> {
  const body = JSON.stringify({ model: 'gpt-image-2', prompt, size: '1024x1024' })
  const authorization = `Bearer ${key}`
  return fetch(`${simulator.url}/openai/v1/images/generations`, {
    method: 'POST',
    headers: { authorization, ...headers },
    body,
    ...(signal && { signal }),
  })
}

async function outcomes(options: SimulatorOptions, prompts: readonly string[], key?: string): Promise<readonly [number, string][]> {
  await using simulator = await startSimulator(options)
  for (const prompt of prompts) await draw(simulator, prompt, key === undefined ? {} : { key })
  return simulator.log.asked.map(({ status, outcome }) => [status, outcome])
}

describe('limits', () => {
  test('A16: a window that is full turns away until it has room again', async () => {
    const clock = jumpingClock()
    await using simulator = await startSimulator({ clock, limits: { requests: 2, windowMs: 60_000 } })
    const statuses: number[] = []
    for (const waitMs of [0, 0, 0, 59_999, 1]) {
      await clock.sleep(waitMs)
      statuses.push((await draw(simulator, 'x')).status)
    }
    expect(statuses).toEqual([200, 200, 429, 429, 200])
    expect(simulator.log).toMatchObject({ tooMany: 2, billedPictures: 3 })
  })

  test('keys of one domain share, others do not', async () => {
    const domains = { 'key-a-11112222': 'projectA', 'key-b-11112222': 'projectA' }
    await using simulator = await startSimulator({ clock: jumpingClock(), domains, limits: { requests: 1, windowMs: 60_000 } })
    const statuses: number[] = []
    for (const key of ['key-a-11112222', 'key-b-11112222', 'key-c-11112222']) statuses.push((await draw(simulator, 'x', { key })).status)
    expect(statuses).toEqual([200, 429, 200])
    expect(simulator.log.asked.map(({ domain }) => domain)).toEqual(['projectA', 'projectA', expect.stringMatching(/^key-[\da-f]{8}$/)])
  })

  test('a day that is used up is another answer than a minute', async () => {
    const limits = { requests: 10, windowMs: 60_000, perDay: 1 }
    expect(await outcomes({ limits }, ['x', 'y'])).toEqual([
      [200, 'drawn'],
      [429, 'day-exhausted'],
    ])
  })

  test('keys that are not good are turned away before they count', async () => {
    expect(await outcomes({ keys: ['good'], limits: { requests: 1, windowMs: 60_000 } }, ['x', 'y'], 'bad')).toEqual([
      [401, 'bad-key'],
      [401, 'bad-key'],
    ])
  })
})

describe('the line', () => {
  test.for([
    ['reset', 'nothing'],
    ['charged-without-answer', 'picture'],
  ] as const)('%s breaks it before an answer and bills %s', async ([fault, billed]) => {
    await using simulator = await startSimulator({ faults: [{ fault }] })
    await expect(draw(simulator, 'x')).rejects.toThrow('fetch failed')
    expect(simulator.log.asked).toMatchObject([{ outcome: fault, status: 0, billed }])
  })

  test('a body can break off in the middle', async () => {
    await using simulator = await startSimulator({ faults: [{ fault: 'cut-body' }] })
    const response = await draw(simulator, 'x')
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow('terminated')
    expect(simulator.log.billedPictures).toBe(1)
  })

  test('a body can come whole and be half', async () => {
    await using simulator = await startSimulator({ faults: [{ fault: 'broken-json' }] })
    await expect((await draw(simulator, 'x')).json()).rejects.toThrow('JSON')
  })

  test('a proxy can answer with a page', async () => {
    await using simulator = await startSimulator({ faults: [{ fault: 'html-body' }] })
    const response = await draw(simulator, 'x')
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      502,
      'text/html; charset=utf-8',
      expect.stringContaining('<title>502 Bad Gateway</title>'),
    ])
  })

  test('it can hang until somebody gives up or the simulator closes', async () => {
    const simulator = await startSimulator({ faults: [{ fault: 'hang' }] })
    const answer = draw(simulator, 'x').catch((error: unknown) => error)
    await expect.poll(() => simulator.log.asked).toMatchObject([{ outcome: 'hang', billed: 'nothing' }])
    await simulator.close()
    expect(await answer).toMatchObject({ message: 'fetch failed' })
    await simulator.close()
  })

  test('what is sent as a picture can be none', async () => {
    await using simulator = await startSimulator({ faults: [{ fault: 'not-an-image' }] })
    const { data } = (await (await draw(simulator, 'x')).json()) as { data: { b64_json: string }[] }
    expect(atob(data[0]?.b64_json ?? '')).toBe('This is not a picture.\n')
    expect(simulator.log.billedPictures).toBe(1)
  })

  test('a client that leaves is billed all the same, and no error', async () => {
    await using simulator = await startSimulator({ latencyMs: [60_000, 60_000] })
    const leave = new AbortController()
    const answer = draw(simulator, 'x', { signal: leave.signal }).catch((error: unknown) => error)
    await expect.poll(() => simulator.log.billedPictures).toBe(1)
    leave.abort()
    expect(await answer).toMatchObject({ name: 'AbortError' })
  })
})

describe('an idempotency key', () => {
  const headers = { 'idempotency-key': 'task-1' }

  test('gets the same answer again and is billed once', async () => {
    await using simulator = await startSimulator()
    const [first, second] = await Promise.all([draw(simulator, 'x', { headers }), draw(simulator, 'x', { headers })])
    expect(await second.text()).toBe(await first.text())
    expect(simulator.log.asked.map(({ outcome, billed }) => [outcome, billed])).toEqual([
      ['drawn', 'picture'],
      ['replayed', 'nothing'],
    ])
  })

  test('gets the picture that was billed and never arrived', async () => {
    await using simulator = await startSimulator({ faults: [{ fault: 'charged-without-answer', when: { nth: 1 } }] })
    await expect(draw(simulator, 'x', { headers })).rejects.toThrow('fetch failed')
    expect((await draw(simulator, 'x', { headers })).status).toBe(200)
    expect(simulator.log.billedPictures).toBe(1)
  })

  test('may ask anew after an answer that was not billed', async () => {
    await using simulator = await startSimulator({ faults: [{ fault: 'overloaded', when: { nth: 1 } }] })
    expect([(await draw(simulator, 'x', { headers })).status, (await draw(simulator, 'x', { headers })).status]).toEqual([503, 200])
  })

  test('belongs to its key', async () => {
    await using simulator = await startSimulator()
    for (const key of ['key-a-11112222', 'key-b-11112222']) await draw(simulator, 'x', { headers, key })
    expect(simulator.log.billedPictures).toBe(2)
  })
})

describe('the log', () => {
  test('A16: is in its file before the answer is there, and bills what was answered', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'simulator-'))
    try {
      const logFile = join(folder, 'log.jsonl')
      await using simulator = await startSimulator({ logFile, prices: { openai: 0.5 } })
      for (const [index, prompt] of ['a red kettle', 'a red kettle', 'a blue kettle'].entries()) {
        await draw(simulator, prompt)
        const lines = (await readFile(logFile, 'utf8')).trimEnd().split('\n')
        expect(lines).toHaveLength(index + 1)
      }
      const read = (await readFile(logFile, 'utf8'))
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Asked)
      expect(read).toEqual(simulator.log.asked)
      expect([...countBillings(read).values()]).toEqual([2, 1])
      expect(simulator.log.billedByPrompt).toEqual(countBillings(read))
      expect(simulator.log.billedUsd).toBe(1.5)
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  test('is written when a picture is promised, not when the wait for it is over', async () => {
    await using simulator = await startSimulator({ latencyMs: [60_000, 60_000] })
    const answer = draw(simulator, 'x').catch(() => 'closed')
    await expect.poll(() => simulator.log.billedPictures).toBe(1)
    await simulator.close()
    expect(await answer).toBe('closed')
  })

  test('never holds a key', async () => {
    await using simulator = await startSimulator({ keys: ['sk-good-0000-wxyz'] })
    await draw(simulator, 'x', { key: 'sk-good-0000-wxyz' })
    await draw(simulator, 'x', { key: 'sk-evil-0000-abcd' })
    expect(JSON.stringify(simulator.log.asked)).not.toMatch(/sk-(good|evil)/)
    expect(simulator.log.asked.map(({ key }) => key)).toEqual(['…wxyz', '…abcd'])
  })

  test('prices can be given by model, then by provider', async () => {
    await using simulator = await startSimulator({ prices: { openai: 0.5, 'openai/gpt-image-2': 0.25 } })
    await draw(simulator, 'x')
    expect(simulator.log.billedUsd).toBe(0.25)
  })
})

describe('the door', () => {
  test('opens on loopback only', async () => {
    await expect(startSimulator({ host: '0.0.0.0' as '127.0.0.1' })).rejects.toThrow(expect.objectContaining({ kind: 'wrong-usage' }))
  })

  test('says when a port is taken', async () => {
    await using simulator = await startSimulator()
    const port = Number(new URL(simulator.url).port)
    await expect(startSimulator({ port })).rejects.toThrow(expect.objectContaining({ kind: 'wrong-usage' }))
  })

  test('knows no other paths', async () => {
    await using simulator = await startSimulator()
    for (const path of ['/', '/openai/v1/chat', '/pictures/none.png', '/horde/api/v2/news']) {
      expect((await fetch(`${simulator.url}${path}`)).status, path).toBe(404)
    }
    expect(simulator.log.asked[0]).toMatchObject({ asks: 'other', provider: 'none', status: 404 })
  })

  test('refuses a body of more than 64 MiB', async () => {
    await using simulator = await startSimulator()
    const response = await fetch(`${simulator.url}/sdapi/v1/txt2img`, { method: 'POST', body: new Uint8Array(64 * 1024 * 1024 + 1) })
    expect(response.status).toBe(413)
  })

  test('names the address of every provider', async () => {
    await using simulator = await startSimulator()
    const { url } = simulator
    expect(simulator.environment).toEqual({
      GEMINI_BASE_URL: `${url}/gemini`,
      OPENAI_BASE_URL: `${url}/openai/v1`,
      STABILITY_BASE_URL: `${url}/stability`,
      HF_BASE_URL: `${url}/hf`,
      HORDE_BASE_URL: `${url}/horde/api`,
      A1111_BASE_URL: `${url}/a1111`,
      OPENAI_COMPATIBLE_BASE_URL: `${url}/compatible/v1`,
    })
  })
})
