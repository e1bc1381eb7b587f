import { existsSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { filmList, openDesk, rehearsal } from './terminal.ts'

const mistakes: readonly (readonly [line: string, code: number, says: string])[] = [
  ['generate', 2, 'Which list? Usage: beatboard generate LIST|FOLDER'],
  ['generate nofile.json', 2, 'There is no file or folder "nofile.json".'],
  ['generate .', 2, 'is no Beatboard project'],
  ['generate film.json film.json', 2, 'One list or folder at a time'],
  ['generate film.json --modle x', 2, 'There is no option --modle. Did you mean --model?'],
  ['genrate film.json', 2, 'Did you mean generate?'],
  ['film.json', 2, 'To draw a list: beatboard generate film.json'],
  ['generate film.json --seed', 2, 'argument missing'],
  ['generate film.json --seed abc', 2, '--seed takes a whole number'],
  ['generate film.json --size 12', 2, 'A size looks like 1024x576'],
  ['generate film.json --width 100', 2, 'needs both --width and --height'],
  ['generate film.json --aspect-ratio wide', 2, 'An aspect ratio looks like 16:9'],
  ['generate film.json --format gif', 2, '--format takes png, webp, jpeg'],
  ['generate film.json --redo some', 2, '--redo takes missing, stale, errors or all'],
  ['generate film.json --styles Ink', 2, 'A style is named with lower-case letters'],
  ['generate film.json --beats 9.9', 2, 'The board has no beat "9.9". Its beats run from 1.1 to 1.2.'],
  ['generate film.json --backend nobody', 2, 'choose one of gemini, openai'],
  ['generate film.json --model foo', 2, 'Whose model is "foo"?'],
  ['generate film.json --backend stability --model foo', 2, 'Stability AI has no model “foo”'],
  ['generate film.json --model dall-e-3', 4, 'use gpt-image-2.6-flare instead'],
  ['generate film.json --backend openai', 4, 'No key for OpenAI: set OPENAI_API_KEY'],
  ['generate broken.json', 2, 'broken.json, line 2: expected valid JSON'],
  ['generate picture.png', 2, 'picture.png'],
  ['generate film.json --output-dir film.json/x', 4, 'a file stands where a folder is needed'],
  ['generate film.json --style-reference no.png', 2, 'There is no style reference'],
  ['status nowhere', 2, 'is no Beatboard project'],
  ['verify nowhere', 2, 'is no Beatboard project'],
  ['status', 2, 'Which project folder? Usage: beatboard status FOLDER'],
  ['redo film', 2, 'Usage: beatboard redo'],
  ['pick film 1.1', 2, 'Usage: beatboard pick'],
]

test.for(mistakes)('B12: "beatboard %s" ends with %i and says: %s', async ([line, code, says]) => {
  const desk = openDesk()
  desk.put('film.json', filmList('A harbour', '|A boat'))
  desk.put('broken.json', '{\n "shots": [\n')
  desk.put('picture.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]))
  const said = await desk.run(line)
  expect(said.err).toContain(says)
  expect(said.code).toBe(code)
  expect(said.err).not.toContain('fault of Beatboard')
  expect(said.err).not.toMatch(/^\s+at /m)
})

test.for(['--backend nobody', '--backend stability --model foo', '--model dall-e-3'])(
  'B12: %s leaves a project as it was',
  async (options) => {
    const desk = openDesk()
    desk.put('film.json', filmList('A harbour'))
    await desk.run('import film.json --output-dir film')
    const before = desk.text('film/board.json')
    await desk.run(`generate film.json ${options}`)
    await desk.run(`generate film ${options}`)
    expect(desk.text('film/board.json')).toBe(before)
  },
)

test('a project whose model has ended can still be looked at, and says what to use', async () => {
  const desk = openDesk()
  desk.put('film.json', filmList('A harbour'))
  await desk.run('import film.json --output-dir film --styles ink --backend openai')
  desk.put('film/board.json', desk.text('film/board.json').replace('"provider": "openai"', '"provider": "openai", "model": "dall-e-3"'))
  const [status, plan] = [await desk.run('status film'), await desk.run('plan film')]
  expect([status.code, plan.code]).toEqual([0, 0])
  expect(plan.out).toContain('note: OpenAI ended dall-e-3 on 2026-05-12: use gpt-image-2.6-flare instead.')
})

test('plan of a list, --dry-run, help, providers, models and doctor write nothing where one works', async () => {
  const desk = openDesk()
  desk.put('film.json', filmList('A harbour'))
  for (const line of ['plan film.json', 'generate film.json --dry-run', '--help', 'generate --help', '--version', 'models', 'doctor'])
    expect((await desk.run(line)).code, line).toBe(0)
  expect(desk.files()).toEqual(['film.json'])
  expect(existsSync(join(desk.cwd, 'film'))).toBe(false)
})

test('every command has a help with an example that starts with its name', async () => {
  const desk = openDesk()
  const names = (await desk.run('--help')).out.split('\n').flatMap((line) => /^ {2}(\w+) {2,}\S/.exec(line)?.[1] ?? [])
  for (const name of names) expect((await desk.run(`${name} --help`)).out, name).toMatch(new RegExp(`Example\\n.*beatboard ${name}`))
  expect(names).toContain('generate')
})

test('--json: every line of stdout is a record, whatever the command and however it ends', async () => {
  const { env } = await rehearsal({ faults: [{ fault: 'refused-input', when: { prompt: 'storm' } }] })
  const desk = openDesk(env)
  desk.put('film.json', filmList('A harbour', '|A storm'))
  const lines = ['plan film.json', 'generate film.json --styles ink', 'status film', 'verify film', 'takes film 1.1', 'pick film 1.1 ink']
  const more = [
    'redo film 1.1',
    'providers',
    'models',
    'doctor',
    'keys list',
    'keys test gemini',
    'generate nofile',
    'import film.json',
    'nonsense',
  ]
  const kinds: unknown[] = []
  for (const line of [...lines, ...more]) kinds.push(...(await desk.run(`${line} --json`)).records.map(({ type }) => type))
  expect(kinds).toEqual(
    expect.arrayContaining(['plan', 'picture', 'result', 'status', 'verified', 'take', 'pick', 'provider', 'check', 'error']),
  )
  expect(kinds).not.toContain(undefined)
})

test('the simulator command says how to reach it and what it billed in play', async () => {
  const said = await openDesk().run('simulator --port 0 --for 0 --requests 9 --latency 5-10 --fault rate-limited,nth=2')
  expect([said.code, said.out]).toEqual([
    0,
    expect.stringMatching(/GEMINI_BASE_URL=http:\/\/127.*GEMINI_API_KEY=any\n.*0 requests, 0 answered 429/s),
  ])
  expect((await openDesk().run('simulator --fault nonsense')).err).toContain('There is no fault "nonsense"')
})

test('the plan is printed once', async () => {
  const { env } = await rehearsal()
  const desk = openDesk(env)
  desk.put('film.json', filmList('A harbour'))
  const said = await desk.run('generate film.json --styles ink')
  expect((said.out + said.err).split('To make').length - 1).toBe(1)
})

test('doctor really tries: a home that is a file is told with the way out', async () => {
  const desk = openDesk()
  desk.put('home', 'in the way')
  const said = await desk.run('doctor', { env: { BEATBOARD_HOME: join(desk.cwd, 'home') } })
  expect(said.code).toBe(4)
  expect(said.out).toMatch(/✗ +Own folder .*cannot be written to/)
})

test('providers asks the servers of the user whether they are there', async () => {
  const { env } = await rehearsal()
  const desk = openDesk()
  const [there, gone] = [
    await desk.run('providers', { env }),
    await desk.run('providers', { env: { A1111_BASE_URL: 'http://127.0.0.1:9' } }),
  ]
  expect(there.out).toMatch(/✓ +automatic1111 .*ready at/)
  expect(gone.out).toMatch(/· +automatic1111 .*no server answers at http:\/\/127\.0\.0\.1:9: start it, or set A1111_BASE_URL/)
})

test('verify finds a torn picture and a torn view, and the next run mends both', async () => {
  const { env } = await rehearsal()
  const desk = openDesk(env)
  desk.put('film.json', filmList('A harbour', '|A boat'))
  await desk.run('generate film.json --styles ink')
  truncateSync(join(desk.cwd, 'film/generated_images/ink/Shot_1/Beat_1.1.png'), 600)
  desk.put('film/image_progress_ink.json', '{"completedBeats": ["1.')
  const torn = await desk.run('verify film')
  expect(torn.code).toBe(3)
  expect(torn.out).toMatch(/error .*Beat_1\.1\.png/)
  expect(torn.out).toMatch(/image_progress_ink\.json/)
  expect((await desk.run('generate film')).code).toBe(0)
  expect((await desk.run('verify film')).out).not.toMatch(/generated_images|image_progress/)
})
