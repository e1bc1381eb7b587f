import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished, expect, test } from 'vitest'
import { picture } from '../pictures.ts'
import { type Desk, filmList, openDesk, rehearsal } from './terminal.ts'

interface Sent {
  readonly url: string
  readonly body: string
}

/** Every picture asked for while the test runs, as it left. */
function onTheWire(): Sent[] {
  const sent: Sent[] = []
  const real = globalThis.fetch
  onTestFinished(() => void (globalThis.fetch = real))
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    if (request.method === 'POST') sent.push({ url: request.url, body: await request.clone().text() })
    return real(request)
  }
  return sent
}

async function drawn(
  options: string,
  beats: readonly string[] = ['A harbour'],
): Promise<{ desk: Desk; sent: Sent[]; code: number; said: string }> {
  const { env } = await rehearsal()
  const desk = openDesk(env)
  desk.put('film.json', filmList(...beats))
  desk.put('style.png', Buffer.from((await picture(7)).bytes))
  const sent = onTheWire()
  const { code, out, err } = await desk.run(`generate film.json --styles ink ${options}`)
  return { desk, sent, code, said: out + err }
}

const onTheBody: readonly (readonly [option: string, backend: string, expected: Readonly<Record<string, unknown>>])[] = [
  ['--steps 12', 'a1111', { steps: 12 }],
  ['--guidance 4.5', 'a1111', { cfg_scale: 4.5 }],
  ['--width 512 --height 320', 'a1111', { width: 512, height: 320 }],
  ['--size 640x384', 'a1111', { width: 640, height: 384 }],
  ['--aspect-ratio 1:1', 'a1111', { width: 1024, height: 1024 }],
  ["--negative-prompt 'text, blur'", 'a1111', { negative_prompt: 'text, blur' }],
  ['--seed 77', 'a1111', { seed: 77 }],
  ['--model my-checkpoint', 'a1111', { override_settings: expect.objectContaining({ sd_model_checkpoint: 'my-checkpoint' }) }],
  ['--quality high', 'openai', { quality: 'high' }],
  ['--model gpt-image-2', 'openai', { model: 'gpt-image-2' }],
  ['--size 1536x1024', 'openai', { size: '1536x1024' }],
]

test.for(onTheBody)('B3: %s goes to %s', async ([option, backend, expected]) => {
  const { sent, code } = await drawn(`--backend ${backend} ${option}`)
  expect(code).toBe(0)
  expect(JSON.parse(sent[0]?.body ?? '')).toMatchObject(expected)
})

test('B3, B8: Stability gets its model and its aspect ratio', async () => {
  const { sent } = await drawn('--backend stability --model sd3.5-medium --aspect-ratio 21:9')
  expect(sent[0]?.body).toMatch(/name="model"\s+sd3\.5-medium/)
  expect(sent[0]?.body).toMatch(/name="aspect_ratio"\s+21:9/)
})

test.for(['gpt-image-2', 'openai/gpt-image-2'])('B3: --model %s without a backend is its provider’s', async (model) => {
  const { sent } = await drawn(`--model ${model}`)
  expect(sent[0]?.url).toContain('/openai/')
})

test('B3: --quality without a backend goes to whoever draws', async () => {
  const { desk } = await drawn('--quality high')
  expect(desk.json('film/board.json')).toMatchObject({ styles: [{ models: [{ provider: 'gemini', quality: 'high' }] }] })
})

test('B3: --device stands in the board for the backend that has devices', async () => {
  const { desk } = await drawn('--backend a1111 --device cpu')
  expect(desk.json('film/board.json')).toMatchObject({ styles: [{ models: [{ provider: 'automatic1111', options: { device: 'cpu' } }] }] })
})

test('B3: --output-dir is the project folder', async () => {
  const { desk } = await drawn('--backend a1111 --output-dir here/it/is')
  expect(desk.files('here/it/is')).toContain('generated_images/ink/Shot_1/Beat_1.1.png')
})

test.for(['webp', 'jpeg'])('B8: --format %s is the format of the files', async (format) => {
  const { desk } = await drawn(`--backend a1111 --size 256x256 --format ${format}`)
  const [path = ''] = desk.files('film/generated_images')
  expect(path).toMatch(format === 'webp' ? /\.webp$/ : /\.jpe?g$/)
  expect(readFileSync(join(desk.cwd, 'film/generated_images', path)).toString('latin1')).toMatch(
    format === 'webp' ? /^RIFF....WEBP/s : /^\xFF\xD8/,
  )
})

test('A6: --style-reference goes along with every hard cut, and lies in the project', async () => {
  const { desk, sent } = await drawn('--backend gemini --style-reference style.png', ['A harbour', '|A boat'])
  const reference = readFileSync(join(desk.cwd, 'style.png')).toString('base64')
  expect(sent.map(({ body }) => body.includes(reference))).toEqual([true, true])
  expect(desk.files('film')).toContain('style_reference.png')
})

test('A6: a style reference that is gone is a note, not a failure', async () => {
  const { desk } = await drawn('--backend a1111 --size 256x256')
  const board = desk.json('film/board.json') as { styles: object[] }
  desk.put('film/board.json', { ...board, styles: board.styles.map((style) => ({ ...style, reference: 'references/lost.png' })) })
  const said = await desk.run('plan film')
  expect([said.code, said.out]).toEqual([0, expect.stringContaining('references/lost.png is not there')])
})

test.for([
  ['none', 0],
  ['chain', 1],
] as const)('A6: with --continuity %s the model is shown the picture before %i times', async ([continuity, times]) => {
  const { sent } = await drawn(`--backend gemini --continuity ${continuity}`, ['A harbour', 'A boat'])
  expect(sent.filter(({ body }) => body.includes('Continue from image 1'))).toHaveLength(times)
})

test('--beats takes ids and patterns; --redo all makes a new take', async () => {
  const { desk, sent } = await drawn('--backend a1111 --size 256x256 --beats 1.1', ['A', '|B', '|C'])
  await desk.run("generate film --beats '1.*'")
  await desk.run('generate film --beats 1.2 --redo all')
  expect(sent).toHaveLength(4)
  expect((await desk.run('takes film 1.2 --json')).records).toHaveLength(2)
})

test('A1: a new project has the styles asked for; an old one keeps its own beside them', async () => {
  const { desk } = await drawn('--backend a1111 --size 256x256')
  const styles = (): string[] => (desk.json('film/board.json') as { styles: { id: string }[] }).styles.map(({ id }) => id)
  const before = styles()
  await desk.run('generate film --styles wax --backend a1111')
  expect([before, styles()]).toEqual([['ink'], ['ink', 'wax']])
})
