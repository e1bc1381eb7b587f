import { expect, test } from 'vitest'
import { beat, film, shot, style } from '../../test/boards.ts'
import { type Stage, openStage, runEnded } from '../../test/studio-stage.ts'
import { startSimulator } from '../simulator/simulator.ts'

const steps = film({
  title: 'Paper crane',
  kind: 'steps',
  styles: [style('clear')],
  shots: [shot('1', beat('1'), beat('2', { transition: 'continue' }), beat('3', { transition: 'continue' }))],
})

async function made(...beats: string[]): Promise<Stage> {
  const stage = await openStage({ boards: { crane: steps } })
  await stage.ask('POST', '/api/boards/crane/runs', { selection: { beats: beats.length === 0 ? ['*'] : beats } })
  await runEnded(stage, 'crane')
  return stage
}

test('A12: the state of a generation is answered for any project id', async () => {
  await using stage = await made('1', '2')
  expect((await stage.ask('GET', '/api/generation-status/crane')).json).toEqual({
    project: 'crane',
    status: 'stopped',
    message: 'Generating images: 2/3 (66%)',
    completed: 2,
    total: 3,
    percentage: 66,
    styles: { clear: { completed: 2, total: 3, percentage: 66, failed: 0, beats: { '1': 'complete', '2': 'complete', '3': 'pending' } } },
  })
  const { status, json } = await stage.ask('GET', '/api/generation-status/test')
  expect([status, json]).toEqual([
    200,
    {
      project: 'test',
      status: 'idle',
      message: 'Nothing has been generated for this project.',
      completed: 0,
      total: 0,
      percentage: 0,
      styles: {},
    },
  ])
})

test('D3, D4: a step tells number, id, address, status, time and the prompt as it was sent; the whole tells status and progress', async () => {
  await using stage = await made('1')
  const { json } = await stage.ask('GET', '/step-images/crane')
  const thread = json as {
    status: string
    progress: number
    step_images: { status: string; image_url: string; prompt_used: string; generated_at: number }[]
  }
  const [first] = thread.step_images
  expect([thread.status, thread.progress, thread.step_images.map(({ status }) => status)]).toEqual([
    'stopped',
    1 / 3,
    ['completed', 'pending', 'pending'],
  ])
  expect(first).toEqual({
    step_number: 1,
    image_id: 'clear/1#1',
    image_url: expect.stringMatching(/^\/api\/boards\/crane\/pictures\/clear\/1\?v=/) as string,
    status: 'completed',
    generated_at: expect.any(Number) as number,
    prompt_used: expect.stringContaining('what beat 1 shows') as string,
  })
  expect(Math.abs((first?.generated_at ?? 0) * 1000 - Date.now())).toBeLessThan(60_000)
  expect((await stage.raw(first?.image_url ?? '')).headers.get('content-type')).toBe('image/webp')
  expect((await stage.ask('GET', '/step-images/crane/step/2')).json).toMatchObject({ step_number: 2, status: 'pending', image_url: null })
})

test.for([
  ['/step-images/health', 200],
  ['/step-images/nobody', 404],
  ['/step-images/crane/step/9', 404],
  ['/step-images/crane/step/x', 404],
] as const)('D4: %s answers %i', async ([path, status]) => {
  await using stage = await openStage({ boards: { crane: steps, health: steps } })
  expect((await stage.ask('GET', path)).status).toBe(status)
})

test('D4: health is not taken for a thread', async () => {
  await using stage = await openStage({ boards: { health: steps } })
  expect((await stage.ask('GET', '/step-images/health')).json).toEqual({ status: 'healthy', service: 'step-images' })
})

test('D8: a thread that is complete says completed, so that nobody asks for ever', async () => {
  await using stage = await made()
  expect((await stage.ask('GET', '/step-images/crane')).json).toMatchObject({ status: 'completed', progress: 1, completed_steps: 3 })
})

test('C6: a story with failed pictures ends in a state that says so, each failure with its reason', async () => {
  await using simulator = await startSimulator({ faults: [{ fault: 'refused-input', when: { prompt: 'beat 2 ' } }] })
  const env = { ...simulator.environment, GEMINI_API_KEY: 'AIzaTestKeyForTheSimulator0001', BEATBOARD_RPM: '1000' }
  const story = { ...steps, kind: 'story' as const, styles: [style('clear', { models: [{ provider: 'gemini' }], continuity: 'none' })] }
  await using stage = await openStage({ boards: { crane: story }, env })
  await stage.ask('POST', '/api/boards/crane/runs', {})
  await runEnded(stage, 'crane')
  for (const path of ['/api/ai/generated-content/crane/images/status/', '/api/ai/generated-content/crane/images/status']) {
    const { json } = await stage.ask('GET', path)
    const { status, completed, failed, images } = json as {
      status: string
      completed: number
      failed: number
      images: { status: string; error?: string; provider?: string }[]
    }
    expect([status, completed, failed, images.map((image) => image.status)]).toEqual([
      'partly_failed',
      2,
      1,
      ['completed', 'failed', 'completed'],
    ])
    expect(images[1]?.error?.length).toBeGreaterThan(10)
  }
})
