import { readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Desk, filmList, openDesk, rehearsal } from './terminal.ts'

const examples = join(import.meta.dirname, '../../examples')
const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1)

async function example(name: string, line: string): Promise<{ desk: Desk; code: number }> {
  const { env } = await rehearsal()
  const desk = openDesk(env)
  desk.put(name, readFileSync(join(examples, name)))
  const { code } = await desk.run(line)
  return { desk, code }
}

test('A1, A2, A7, A8: a film lies in shots and beats under each of its three styles, beside its progress files', async () => {
  const { desk, code } = await example('film.json', 'generate film.json --backend gemini --beats 1.*')
  const beats = ['Shot_1/Beat_1.1.png', 'Shot_1/Beat_1.2.png', 'Shot_1/Beat_1.3.png']
  const styles = ['clear', 'consistent', 'illustration']
  expect(code).toBe(0)
  expect(desk.files('film')).toEqual([
    'board.json',
    ...styles.flatMap((style) => beats.map((beat) => `generated_images/${style}/${beat}`)),
    ...styles.map((style) => `image_progress_${style}.json`),
  ])
})

test('A7: every beat of the example film has its place', async () => {
  const { desk, code } = await example('film.json', 'generate film.json --backend gemini')
  const board = desk.json('film/board.json') as { shots: { id: string; beats: { id: string }[] }[] }
  const places = board.shots.flatMap((shot) => shot.beats.map((beat) => `Shot_${shot.id}/Beat_${beat.id}.png`))
  expect(code).toBe(0)
  expect(desk.files('film/generated_images/clear')).toEqual(places.toSorted())
  expect(places).toHaveLength(30)
})

test('B5: a timeline lies in generated_images under its video, its pictures named by milliseconds', async () => {
  const { desk, code } = await example('timeline.json', 'generate timeline.json --backend stability --beats 1,2,15')
  expect(code).toBe(0)
  expect(desk.files('generated_images')).toEqual([
    'every_river/board.json',
    'every_river/frame_00000000.png',
    'every_river/frame_00004200.png',
    'every_river/frame_00067200.png',
    'every_river/image_progress_as-written.json',
    'every_river/metadata.json',
  ])
})

test('B5: a second section at the same start gets _2; several styles have folders of their own', async () => {
  const { env } = await rehearsal()
  const desk = openDesk(env)
  const sections = [0, 3.5, 3.5].map((start, index) => ({ start_time: start, end_time: start + 1, image_prompt: `view ${index}` }))
  desk.put('two.json', { video_name: 'two', sections })
  await desk.run('generate two.json --backend gemini --styles clear,ink --output-dir out')
  expect(desk.files('out').filter((path) => path.endsWith('.png'))).toEqual(
    ['clear', 'ink'].flatMap((style) => ['00000000', '00003500', '00003500_2'].map((time) => `two/${style}/frame_${time}.png`)),
  )
})

test('a story lies in pages, a how-to in steps of WebP (D6: at most 300 KB)', async () => {
  const { env } = await rehearsal()
  const desk = openDesk(env)
  for (const name of ['story.json', 'steps.json']) desk.put(name, readFileSync(join(examples, name)))
  const codes = [
    await desk.run('generate story.json --backend gemini'),
    await desk.run('generate steps.json --backend openai --quality low'),
  ]
  expect(codes.map(({ code }) => code)).toEqual([0, 0])
  const [pages] = new Set(desk.files('story/generated_images').map((path) => path.split('/')[0] ?? ''))
  expect(desk.files(`story/generated_images/${pages}`)).toEqual(
    numbers(12)
      .map((page) => `Page_${page}.png`)
      .toSorted(),
  )
  const steps = numbers(12).map((step) => `Step_${step}.webp`)
  expect(desk.files('steps/generated_images/clear')).toEqual(steps.toSorted())
  expect(steps.filter((step) => statSync(join(desk.cwd, 'steps/generated_images/clear', step)).size > 300_000)).toEqual([])
})

test('B6: metadata.json holds every field of the document', async () => {
  const { env } = await rehearsal()
  const desk = openDesk(env)
  desk.put('prompts.json', { video_name: 'tea', sections: [{ start_time: 3.5, end_time: 6, image_prompt: 'A kettle' }] })
  await desk.run("generate prompts.json --backend a1111 --seed 1 --steps 20 --guidance 6 --size 256x128 --negative-prompt 'text, blur'")
  expect(desk.json('generated_images/tea/metadata.json')).toEqual({
    video_name: 'tea',
    prompts_file: 'prompts.json',
    output_dir: 'generated_images/tea',
    model: 'current',
    backend: 'automatic1111',
    num_images: 1,
    generated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    settings: { num_inference_steps: 20, guidance_scale: 6, image_size: [256, 128], negative_prompt: 'text, blur', seed: 1 },
    images: [
      {
        image_path: 'generated_images/tea/frame_00003500.png',
        timestamp: 3.5,
        end_time: 6,
        prompt: 'A kettle',
        section_index: 0,
        provider: 'automatic1111',
        model: 'current',
        seed: 1,
      },
    ],
  })
})

test('A8, A9: the same command again pays for nothing; a deleted picture alone is made anew', async () => {
  const { simulator, env } = await rehearsal()
  const desk = openDesk(env)
  desk.put('film.json', filmList('harbour', '|boat', '|lamp'))
  const line = 'generate film.json --backend gemini --styles clear --json'
  await desk.run(line)
  const again = await desk.run(line)
  rmSync(join(desk.cwd, 'film/generated_images/clear/Shot_1/Beat_1.2.png'))
  const third = await desk.run(line)
  const results = [again, third].map(({ records }) => records.find((record) => record['type'] === 'result'))
  expect(results).toMatchObject([
    { ending: 'complete', made: 0, existed: 3, spentUsd: 0 },
    { ending: 'complete', made: 1, existed: 2 },
  ])
  expect([...simulator.log.billedByPrompt.values()].toSorted((a, b) => a - b)).toEqual([1, 1, 2])
  expect(desk.json('film/image_progress_clear.json')).toEqual({
    completedBeats: ['1.1', '1.2', '1.3'],
    lastUpdated: expect.stringMatching(/Z$/),
  })
})
