import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { film, style } from '../../test/boards.ts'
import { type Stage, openStage, runEnded } from '../../test/studio-stage.ts'
import { type Simulator, startSimulator } from '../simulator/simulator.ts'
import type { Problem, RunAnswer, RunView, Snapshot } from './api.ts'

const gemini = style('ink', { models: [{ provider: 'gemini' }], continuity: 'none' })
const unpriced = style('ink', { models: [{ provider: 'gemini', model: 'a-model-without-a-price' }], continuity: 'none' })

async function withSimulator(latencyMs: [number, number], work: (stage: Stage, simulator: Simulator) => Promise<void>): Promise<void> {
  await using simulator = await startSimulator({ latencyMs })
  const env = {
    ...simulator.environment,
    GEMINI_API_KEY: 'AIzaTestKeyForTheSimulator0001',
    OPENAI_COMPATIBLE_API_KEY: 'some-key-0001',
    BEATBOARD_RPM: '1000',
  }
  await using stage = await openStage({ boards: { boat: film({ styles: [gemini] }) }, env })
  await work(stage, simulator)
}

const snapshot = async (stage: Stage): Promise<Snapshot> => (await stage.ask('GET', '/api/boards/boat')).json as Snapshot
const start = async (stage: Stage, body: object = {}): Promise<RunAnswer> =>
  (await stage.ask('POST', '/api/boards/boat/runs', body)).json as RunAnswer

/** Waits until something is so. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve))
}

const drawing = (stage: Stage): number => stage.studio.server.rooms.find('boat').run()?.styles[0]?.drawing ?? 0

test('a run makes what the plan says; asked for again it makes nothing', async () => {
  await using stage = await openStage()
  const first = await start(stage)
  await runEnded(stage, 'boat')
  const { pictures, run } = await snapshot(stage)
  expect([first.what, first.plan?.pictures, run?.ending]).toEqual(['started', 5, 'complete'])
  expect(Object.values(pictures).map(({ status, take, draft }) => [status, take, draft])).toEqual(
    Array.from({ length: 5 }, () => ['complete', 1, true]),
  )
  expect(existsSync(join(stage.root, 'boat/generated_images/ink/Shot_1/Beat_1.1.png'))).toBe(true)
  expect((await start(stage)).what).toBe('nothing')
})

test('A11: asked for twice, a run is joined, and each picture is sent once', async () => {
  await withSimulator([30, 60], async (stage, simulator) => {
    const answers = await Promise.all([start(stage), start(stage), start(stage)])
    await runEnded(stage, 'boat')
    expect(answers.map(({ what }) => what)).toEqual(['started', 'joined', 'joined'])
    expect(new Set(answers.map(({ run }) => run)).size).toBe(1)
    expect(simulator.log.asked.length).toBe(5)
  })
})

test('no GET sends, writes or starts anything', async () => {
  await withSimulator([0, 0], async (stage, simulator) => {
    const before = readdirSync(join(stage.root, 'boat'), { recursive: true })
    const paths = ['', '/plan', '/takes/1.1', '/pictures/ink/1.1', '/runs/latest', '/styles/ink/reference'].map(
      (path) => `/api/boards/boat${path}`,
    )
    const documents = [
      '/api/generation-status/boat',
      '/step-images/boat',
      '/step-images/boat/step/1',
      '/api/ai/generated-content/boat/images/status/',
    ]
    for (const path of [...paths, ...documents, '/api/boards', '/api/providers', '/api/keys', '/healthz']) await stage.ask('GET', path)
    expect(simulator.log.asked).toEqual([])
    expect(readdirSync(join(stage.root, 'boat'), { recursive: true })).toEqual(before)
  })
})

test('B13: an unknown price is refused until it is allowed', async () => {
  await using simulator = await startSimulator()
  const env = { ...simulator.environment, GEMINI_API_KEY: 'AIzaTestKeyForTheSimulator0001' }
  await using stage = await openStage({ boards: { boat: film({ styles: [unpriced] }) }, env })
  const { status, json } = await stage.ask('POST', '/api/boards/boat/runs', {})
  expect([status, (json as Problem).kind, simulator.log.asked.length]).toEqual([409, 'over-limit', 0])
  expect((await start(stage, { allowUnknownPrice: true })).what).toBe('started')
  await runEnded(stage, 'boat')
})

test('C4: without a key the answer says what to do, and nothing is begun', async () => {
  await using stage = await openStage({ boards: { boat: film({ styles: [gemini] }) } })
  const { status, json } = await stage.ask('POST', '/api/boards/boat/runs', {})
  const { kind, detail } = json as Problem
  expect([status, kind]).toEqual([409, 'no-provider'])
  expect(detail).toMatch(/GEMINI_API_KEY/)
})

test('a cap of the run holds before sending', async () => {
  await withSimulator([0, 0], async (stage, simulator) => {
    await start(stage, { limits: { maxImages: 2 } })
    await runEnded(stage, 'boat')
    expect([simulator.log.asked.length, (await snapshot(stage)).run?.ending]).toEqual([2, 'blocked'])
  })
})

test('pause sends nothing new, resume goes on; both may be asked for twice', async () => {
  await withSimulator([20, 40], async (stage) => {
    const { run } = await start(stage, { concurrency: 1 })
    const order = async (name: string): Promise<string> =>
      ((await stage.ask('POST', `/api/boards/boat/runs/${run}/${name}`, {})).json as RunView).phase
    await order('pause')
    await until(() => stage.studio.server.rooms.find('boat').run()?.phase === 'paused')
    await order('pause')
    await order('resume')
    await order('resume')
    await runEnded(stage, 'boat')
    expect((await snapshot(stage)).run?.ending).toBe('complete')
  })
})

test('cancel finishes what is in flight and keeps it; the same run goes on later', async () => {
  await withSimulator([100, 150], async (stage, simulator) => {
    const { run } = await start(stage, { concurrency: 1 })
    await until(() => drawing(stage) === 1)
    expect((await stage.ask('POST', `/api/boards/boat/runs/${run}/cancel`, {})).status).toBe(202)
    await runEnded(stage, 'boat')
    const { pictures, run: ended } = await snapshot(stage)
    expect([ended?.ending, Object.keys(pictures).length, simulator.log.asked.length]).toEqual(['stopped', 1, 1])
    expect(((await stage.ask('POST', `/api/boards/boat/runs/${run}/cancel`, {})).json as RunView).phase).toBe('ended')
    await start(stage)
    await runEnded(stage, 'boat')
    expect(simulator.log.asked.length).toBe(5)
  })
})

test('B14: a redo with other words makes a new take, keeps the old one, and leaves the rest alone', async () => {
  await using stage = await openStage()
  await start(stage)
  await runEnded(stage, 'boat')
  expect((await stage.ask('POST', '/api/boards/boat/pictures/ink/2.1/redo', { prompt: 'A lamp in the dark' })).json).toMatchObject({
    what: 'started',
  })
  await runEnded(stage, 'boat')
  const { takes } = (await stage.ask('GET', '/api/boards/boat/takes/2.1')).json as {
    takes: { take: number; current: boolean; prompt: string }[]
  }
  expect(takes.map(({ take, current }) => [take, current])).toEqual([
    [1, false],
    [2, true],
  ])
  expect(takes[1]?.prompt).toContain('A lamp in the dark')
  const { pictures } = await snapshot(stage)
  expect(Object.values(pictures).map(({ take, outOfDate }) => [take, outOfDate !== undefined])).toEqual([
    ...[1, 1, 1].map((take) => [take, false]),
    [2, false],
    [1, true],
  ])
})

test('a redo during a run waits for its end, is told as waiting, and then is made', async () => {
  await withSimulator([40, 60], async (stage, simulator) => {
    await start(stage, { concurrency: 1 })
    const redo = (beat: string): Promise<{ json: unknown }> => stage.ask('POST', `/api/boards/boat/pictures/ink/${beat}/redo`, {})
    expect((await redo('1.1')).json).toMatchObject({ what: 'queued' })
    await redo('1.1')
    await redo('1.2')
    expect((await snapshot(stage)).queued).toEqual(['ink/1.1', 'ink/1.2'])
    await runEnded(stage, 'boat')
    const { pictures, queued } = await snapshot(stage)
    expect([queued, pictures['ink/1.1']?.take, pictures['ink/1.2']?.take, simulator.log.asked.length]).toEqual([[], 2, 2, 7])
  })
})

test('A9: a server that is killed sends nothing by itself when it comes back, says what is in doubt, and sends it again only when asked', async () => {
  await withSimulator([0, 0], async (stage, simulator) => {
    const room = stage.studio.server.rooms.find('boat')
    // What a killed process leaves behind: a run that never ended, with a request on its way.
    const { openJournal } = await import('../run/journal.ts')
    const { mkdirSync } = await import('node:fs')
    mkdirSync(join(room.folder, '.beatboard'))
    const journal = openJournal(join(room.folder, '.beatboard/journal.db'), stage.studio.server.world.clock)
    const styles = [{ id: 'ink', total: 5, exists: 0, toMake: 5 }]
    const run = await journal.begin({ pid: 1, host: 'gone', options: {} }, (id) => ({
      type: 'run-started',
      run: id,
      board: 'Salt & Lantern',
      styles,
      priceUsd: 0.2,
      seconds: 9,
    }))
    const sending = {
      id: 'ink/1.1',
      take: 1,
      fingerprint: 'f',
      provider: 'gemini',
      model: 'm',
      domain: undefined,
      keyName: undefined,
      reservedUsd: 0.039,
    } as const
    await journal.send(run, sending, [{ type: 'picture-started', ...sending, attempt: 1, key: undefined }])
    journal.close()
    await using again = await stage.again()
    const before = await snapshot(again)
    expect([before.run?.phase, before.run?.ending, before.run?.why]).toEqual(['ended', 'stopped', 'Its process ended without a word.'])
    expect(before.pictures).toEqual({
      'ink/1.1': {
        status: 'error',
        words: expect.any(String) as string,
        inDoubt: { attempt: 1, priceUsd: 0.039, sentAt: expect.any(String) as string, provider: 'gemini' },
      },
    })
    expect([before.inDoubtUsd, simulator.log.asked.length]).toEqual([0.039, 0])
    await start(again)
    await runEnded(again, 'boat')
    expect([simulator.log.asked.length, (await snapshot(again)).pictures['ink/1.1']?.inDoubt?.priceUsd]).toEqual([4, 0.039])
    await again.ask('POST', '/api/boards/boat/pictures/ink/1.1/redo', {})
    await runEnded(again, 'boat')
    expect([simulator.log.asked.length, (await snapshot(again)).pictures['ink/1.1']?.status]).toEqual([5, 'complete'])
  })
})

test('A13: a refused picture keeps the provider’s words, code and whether it was charged, also after a reload', async () => {
  await using simulator = await startSimulator({ faults: [{ fault: 'refused-input' }] })
  const env = { ...simulator.environment, GEMINI_API_KEY: 'AIzaTestKeyForTheSimulator0001', BEATBOARD_RPM: '1000' }
  await using stage = await openStage({ boards: { boat: film({ styles: [gemini] }) }, env })
  await start(stage, { selection: { beats: ['1.1'] } })
  await runEnded(stage, 'boat')
  await using again = await stage.again()
  for (const each of [stage, again]) {
    const cell = (await snapshot(each)).pictures['ink/1.1']
    expect(cell).toMatchObject({ status: 'error', provider: 'gemini', failure: { billing: 'charged' } })
    expect(cell?.words?.length).toBeGreaterThan(10)
  }
})

test('stopping the server finishes what is in flight and begins nothing more', async () => {
  await withSimulator([80, 120], async (stage, simulator) => {
    await start(stage, { concurrency: 1 })
    await until(() => drawing(stage) === 1)
    await stage.studio.close()
    expect(simulator.log.asked.length).toBe(1)
    await using again = await stage.again()
    const { pictures, run } = await snapshot(again)
    expect([Object.values(pictures).map(({ status }) => status), run?.ending]).toEqual([['complete'], 'stopped'])
  })
})
