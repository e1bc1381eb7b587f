import { expect, test } from 'vitest'
import type { FaultName } from '../../src/simulator/simulator.ts'
import { filmList, openDesk, rehearsal } from './terminal.ts'

const told: readonly { readonly fault: FaultName; readonly backend: string; readonly code: number; readonly says: RegExp }[] = [
  { fault: 'bad-key', backend: 'openai', code: 4, says: /OpenAI .*(rejects|refuses|does not accept|check)/i },
  { fault: 'out-of-credit', backend: 'stability', code: 4, says: /credit/i },
  { fault: 'out-of-memory', backend: 'a1111', code: 3, says: /memory.*(smaller|lower|less)/i },
  { fault: 'refused-input', backend: 'gemini', code: 3, says: /(word|prompt)/i },
  { fault: 'text-only', backend: 'gemini', code: 3, says: /(no picture|without a picture|instead of)/i },
  { fault: 'blank', backend: 'openai', code: 3, says: /(blank|one colour|empty)/i },
  { fault: 'not-an-image', backend: 'openai', code: 3, says: /not a whole picture/i },
  { fault: 'model-gone', backend: 'stability', code: 3, says: /choose another model/i },
]

test.for(told)('B12, A13, C5: $fault of $backend names the reason and the way out', async ({ fault, backend, code, says }) => {
  const { simulator, env } = await rehearsal({ faults: [{ fault }] })
  const desk = openDesk(env)
  desk.put('film.json', filmList('A harbour'))
  const said = await desk.run(`generate film.json --backend ${backend} --styles ink`)
  expect(said.code, said.err + said.out).toBe(code)
  expect(said.err + said.out).toMatch(says)
  expect(said.err).not.toMatch(/^\s+at .*\.ts:/m)
  expect(desk.files('film').filter((path) => path.endsWith('.png'))).toEqual([])
  expect(simulator.log.pictures.length).toBeGreaterThan(0)
})

test('A5, A14, B12: on 429 the work moves to the next key at once and the rotation is told', async () => {
  const { simulator, env } = await rehearsal({ faults: [{ fault: 'rate-limited', when: { nth: 1 }, retryAfterMs: 60_000 }] })
  const desk = openDesk({ ...env, GEMINI_API_KEY: '', GEMINI_API_KEYS: 'one-key-EEEE5555,two-key-FFFF6666' })
  desk.put('film.json', filmList('A harbour'))
  const said = await desk.run('generate film.json --backend gemini --styles ink')
  expect(said.code).toBe(0)
  expect(said.err).toMatch(/\[ink\] Key rotated: …(5555 → …6666|6666 → …5555) \(rate-limited\)/)
  expect(said.err).toMatch(/wait 60 s.*upgrade/)
  expect(simulator.log.pictures.map(({ status }) => status)).toEqual([429, 200])
})

test('A14: the log says started, saved and completed for each style', async () => {
  const { env } = await rehearsal()
  const desk = openDesk(env)
  desk.put('film.json', filmList('A harbour'))
  const said = await desk.run('generate film.json --backend gemini --styles ink')
  expect(said.err.split('\n')).toEqual(
    expect.arrayContaining([
      '[ink] Starting image generation for 1 prompt...',
      '[ink] Image saved: Beat 1.1',
      '[ink] Completed 1/1 images',
    ]),
  )
})

test('A13, C6: a beat that fails is an error with its reason, the run goes on and ends with gaps', async () => {
  const { env } = await rehearsal({ faults: [{ fault: 'refused-input', when: { prompt: 'storm' } }] })
  const desk = openDesk(env)
  desk.put('film.json', filmList('A harbour', '|A storm', '|A lamp'))
  const said = await desk.run('generate film.json --backend gemini --styles ink')
  const status = await desk.run('status film --json')
  expect(said.code).toBe(3)
  expect(said.out).toContain('Complete with gaps. 2 made, 1 not made')
  expect(said.out).toContain('To go on, run the same command again.')
  expect(status.records).toMatchObject([
    { styles: [{ id: 'ink', total: 3, done: 2 }], errors: [{ id: 'ink/1.2', kind: 'refused-input' }], inDoubt: [] },
  ])
})

test('C6: stopped before it began, the run ends with 130 and nothing is sent', async () => {
  const { simulator, env } = await rehearsal()
  const desk = openDesk(env)
  desk.put('film.json', filmList('A harbour'))
  const said = await desk.run('generate film.json --backend gemini --styles ink', { signal: AbortSignal.abort() })
  expect([said.code, simulator.log.pictures]).toEqual([130, []])
})

test('A9, B13: what was on the way when the line broke is in doubt or failed as maybe charged, and never sent twice by itself', async () => {
  const { simulator, env } = await rehearsal({ faults: [{ fault: 'charged-without-answer', when: { nth: 1 } }] })
  const desk = openDesk(env)
  desk.put('film.json', filmList('A harbour'))
  const said = await desk.run('generate film.json --backend gemini --styles ink')
  expect([said.code, simulator.log.pictures.length]).toEqual([3, 1])
  expect(said.err).toContain('It may have been charged.')
})

test('A16: 30 beats in 3 styles with a few faults: 95 % at once and all at the second go, no 429 with paced pools', async () => {
  const { simulator, env } = await rehearsal({
    limits: { requests: 200, windowMs: 60_000 },
    faults: [
      { fault: 'no-image', when: { every: 31, times: 2 } },
      { fault: 'text-only', when: { nth: 20 } },
    ],
  })
  const desk = openDesk({ ...env, BEATBOARD_RPM: '200' })
  desk.put('film.json', filmList(...Array.from({ length: 30 }, (_, index) => `${index % 5 === 0 ? '|' : ''}Beat ${index}`)))
  await desk.run('generate film.json --backend stability')
  const made = desk.files('film/generated_images').length
  expect(made / 90).toBeGreaterThanOrEqual(0.95)
  expect(simulator.log.tooMany).toBe(0)
  expect((await desk.run('generate film')).code).toBe(0)
  expect((await desk.run('verify film')).out).toBe('90 pictures whole; recipes, journal and views agree.\n')
})
