import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { filmList, keys, openDesk, rehearsal } from './terminal.ts'

const secret = 'gm-vault-Zq3Rt6Yu9Wx2'

test('A3, C3: no key is found in anything said or written, whatever happens to it', async () => {
  const { env } = await rehearsal({
    faults: [
      { fault: 'bad-key', when: { provider: 'openai' } },
      { fault: 'rate-limited', when: { provider: 'gemini', nth: 1 }, retryAfterMs: 20 },
    ],
  })
  const desk = openDesk(env)
  desk.put('film.json', filmList('A harbour', '|A boat'))
  const said = [
    await desk.run('keys add gemini --domain project-a', { input: `${secret}\n` }),
    await desk.run('keys list'),
    await desk.run('keys list --json'),
    await desk.run('keys test gemini'),
    await desk.run('keys test openai --json'),
    await desk.run('generate film.json --backend gemini --styles ink --json'),
    await desk.run('generate film --backend openai --styles wax'),
    await desk.run('providers'),
    await desk.run('doctor'),
    await desk.run('status film --json'),
  ]
  const all = [...said.map(({ out, err }) => out + err), desk.everything()].join('\n')
  expect([secret, ...Object.values(keys)].filter((key) => all.includes(key))).toEqual([])
  expect(said[1]?.out).toMatch(/gemini +…9Wx2 +\w+ +project-a/)
})

test('C3: a key in the vault draws before the environment, and is gone when it is removed', async () => {
  const { simulator, env } = await rehearsal({ domains: { [secret]: 'vault', [keys.GEMINI_API_KEY]: 'environment' } })
  const desk = openDesk(env)
  desk.put('film.json', filmList('A harbour', '|A boat'))
  await desk.run('keys add gemini', { input: secret })
  await desk.run('generate film.json --backend gemini --styles ink --beats 1.1')
  await desk.run('keys remove gemini 9Wx2')
  await desk.run('generate film.json --backend gemini --styles ink')
  expect(simulator.log.pictures.map(({ domain }) => domain)).toEqual(['vault', 'environment'])
  expect((await desk.run('keys remove gemini')).code).toBe(2)
})

test('C3: a key as an argument is refused, and so are an empty one and two in one', async () => {
  const desk = openDesk()
  const said = [
    await desk.run(`keys add gemini ${secret}`),
    await desk.run('keys add gemini', { input: '\n' }),
    await desk.run('keys add gemini', { input: 'one two' }),
    await desk.run('keys add draft', { input: secret }),
  ]
  expect(said.map(({ code }) => code)).toEqual([2, 2, 2, 2])
  expect(said[0]?.err).toContain('never given as an argument')
  expect(existsSync(desk.home) && desk.everything().includes(secret)).toBe(false)
})

test('B9: a .env file in the working folder holds keys and addresses', async () => {
  const { simulator } = await rehearsal()
  const desk = openDesk()
  desk.put('.env', `GEMINI_API_KEY=${secret}\nGEMINI_BASE_URL=${simulator.environment['GEMINI_BASE_URL']}\n`)
  desk.put('film.json', filmList('A harbour'))
  expect((await desk.run('generate film.json --styles ink')).code).toBe(0)
  expect(simulator.log.pictures).toMatchObject([{ provider: 'gemini', outcome: 'drawn', key: '…9Wx2' }])
})

test('B9: a .env file in the project folder serves that project', async () => {
  const { simulator } = await rehearsal()
  const desk = openDesk()
  desk.put('film.json', filmList('A harbour'))
  await desk.run('import film.json --output-dir film --styles ink --backend openai')
  desk.put('film/.env', `OPENAI_API_KEY=${keys.OPENAI_API_KEY}\nOPENAI_BASE_URL=${simulator.environment['OPENAI_BASE_URL']}\n`)
  expect((await desk.run('generate film --styles ink')).code).toBe(0)
  expect(simulator.log.billedPictures).toBe(1)
})

test('A3, A4: a style draws with its own keys, keys of one domain share one allowance', async () => {
  const { simulator, env } = await rehearsal({ domains: { 'own-key-AAAA1111': 'own', 'all-key-BBBB2222': 'all' } })
  const lists = { GEMINI_API_KEY: '', GEMINI_API_KEYS: 'p=all-key-BBBB2222', GEMINI_API_KEYS_NIGHT_INK: 'own-key-AAAA1111' }
  const desk = openDesk({ ...env, ...lists })
  desk.put('film.json', filmList('A harbour', '|A boat'))
  await desk.run('generate film.json --backend gemini --styles night-ink,wax')
  const domainOf = (words: string): unknown =>
    new Set(simulator.log.pictures.filter(({ prompt }) => prompt?.includes(words)).map(({ domain }) => domain))
  expect([domainOf('night ink style'), domainOf('wax style')]).toEqual([new Set(['own']), new Set(['all'])])
})

test('B12: keys test says which key is refused and ends with 4', async () => {
  const { env } = await rehearsal({ keys: ['good-key-CCCC3333'] })
  const desk = openDesk({ ...env, GEMINI_API_KEY: '', GEMINI_API_KEYS: 'good-key-CCCC3333,evil-key-DDDD4444' })
  const said = await desk.run('keys test gemini')
  expect(said.code).toBe(4)
  expect(said.out).toMatch(/✓ …3333 .*accepts the key/)
  expect(said.out).toMatch(/✗ …4444 /)
})

test('keys test asks a server of the user without a key', async () => {
  const { env } = await rehearsal()
  const said = await openDesk(env).run('keys test automatic1111')
  expect([said.code, said.out]).toEqual([0, expect.stringContaining('✓ without a key  The web UI answers')])
})

test('keys without a deed or with an unknown provider name what there is', async () => {
  const desk = openDesk()
  const said = [await desk.run('keys'), await desk.run('keys add nobody'), await desk.run('keys add'), await desk.run('keys test gemini')]
  expect(said.map(({ code }) => code)).toEqual([2, 2, 2, 4])
  expect(said.map(({ err }) => err)).toEqual([
    expect.stringContaining('keys add|list|remove|test'),
    expect.stringContaining('choose one of gemini, openai'),
    expect.stringContaining('Which provider?'),
    expect.stringContaining('To add one: beatboard keys add gemini'),
  ])
})

test('A9: the vault is one file in the home of the user', async () => {
  const desk = openDesk()
  await desk.run('keys add gemini', { input: secret })
  expect(existsSync(join(desk.cwd, '.beatboard'))).toBe(false)
  expect((await desk.run('keys list gemini --json')).records).toMatchObject([
    { type: 'key', from: 'vault', provider: 'gemini', name: '…9Wx2' },
  ])
})
