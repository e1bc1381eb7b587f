import { chmod, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { jumpingClock, wallClock } from '../clock.ts'
import { writePrivate } from './vault-file.ts'
import { openVault, type Vault } from './vault.ts'

const start = Date.UTC(2026, 10, 20, 12)
let folder = ''
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'vault-')), 'home')
})
afterEach(() => rm(join(folder, '..'), { recursive: true }))

function vaultWith(secret?: string): Vault {
  return openVault({ folder, clock: jumpingClock(start), ...(secret !== undefined && { secret }) })
}

const gemini = { provider: 'gemini', key: 'AIza-first-key-of-mine-7f3a' }
const openai = { provider: 'openai', key: 'sk-second-key-of-mine-9b21', domain: 'studio', style: 'ink' }

test('C3: keys go in encrypted, are listed by their last four characters, and come out for use only', async () => {
  const vault = vaultWith()
  const [one, two] = [await vault.add(gemini), await vault.add(openai)]
  const addedAt = '2026-11-20T12:00:00.000Z'
  expect(await vault.list()).toEqual([
    { provider: 'gemini', id: one.id, name: '…7f3a', addedAt },
    { provider: 'openai', id: two.id, name: '…9b21', domain: 'studio', style: 'ink', addedAt },
  ])
  expect(await vaultWith().open()).toEqual({ keys: [gemini, openai], warnings: [] })
})

test('C3: neither key stands in any file, and all files are the owner’s alone', async () => {
  await vaultWith().add(gemini)
  await vaultWith().add(openai)
  const files = await readdir(folder)
  expect(files.toSorted()).toEqual(['vault.json', 'vault.key'])
  for (const file of files) {
    const text = await readFile(join(folder, file), 'latin1')
    expect(text).not.toMatch(/key-of-mine/)
    expect(text).not.toContain(Buffer.from(gemini.key).toString('base64').slice(4, 20))
    expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600)
  }
})

test('C3: a key is replaced by its id and removed by it', async () => {
  const vault = vaultWith('a passphrase')
  const { id } = await vault.add(gemini)
  await vault.add(openai)
  await vault.add({ ...gemini, key: 'AIza-newer-key-of-mine-7f3a', id })
  expect((await vault.open()).keys).toEqual([openai, { ...gemini, key: 'AIza-newer-key-of-mine-7f3a' }])
  expect([await vault.remove('openai', id), await vault.remove('gemini', id), await vault.remove('gemini', id)]).toEqual([
    false,
    true,
    false,
  ])
  expect((await vault.open()).keys).toEqual([openai])
})

test('two keys with the same last four characters are two keys', async () => {
  const vault = vaultWith()
  const ids = [await vault.add(gemini), await vault.add({ ...gemini, key: 'AIza-other-key-of-mine-7f3a' })].map((each) => each.id)
  expect([new Set(ids).size, (await vault.open()).keys.length]).toEqual([2, 2])
})

test('with a secret of the user’s no key file is written', async () => {
  await vaultWith('a passphrase').add(gemini)
  expect(await readdir(folder)).toEqual(['vault.json'])
  expect((await vaultWith(' a passphrase\n').open()).keys).toEqual([gemini])
})

test('without a vault there are no keys and nothing is written', async () => {
  expect([await vaultWith().open(), await vaultWith().list(), await vaultWith().remove('gemini', 'x')]).toEqual([
    { keys: [], warnings: [] },
    [],
    false,
  ])
})

test.for([
  ['a wrong secret', async () => {}, 'another', 'wrong-usage', /BEATBOARD_VAULT_KEY is another/],
  ['a secret where there was a file', () => rm(join(folder, 'vault.key')), undefined, 'wrong-usage', /found neither/],
  ['another key file', () => writeFile(join(folder, 'vault.key'), 'x'), undefined, 'wrong-usage', /the one in vault.key is another/],
  ['half a file', () => writeFile(join(folder, 'vault.json'), '{"version": 1,'), undefined, 'broken-project', /damaged/],
  ['a newer version', () => writeFile(join(folder, 'vault.json'), '{"version": 2}'), undefined, 'broken-project', /another version/],
] as const)('%s is refused with the way out, and nothing is lost', async ([, harm, secret, kind, message]) => {
  await vaultWith().add(gemini)
  await harm()
  const before = await readFile(join(folder, 'vault.json'), 'utf8')
  const refusal = { kind, message: expect.stringMatching(message), facts: { hint: expect.stringContaining('add the keys again') } }
  await expect(vaultWith(secret).open()).rejects.toMatchObject(refusal)
  await expect(vaultWith(secret).add(openai)).rejects.toMatchObject(refusal)
  expect(await readFile(join(folder, 'vault.json'), 'utf8')).toBe(before)
})

test('a key that was moved to another provider or changed is left out with a warning, the others stay usable', async () => {
  await vaultWith('s').add(gemini)
  await vaultWith('s').add(openai)
  const file = join(folder, 'vault.json')
  await writeFile(file, (await readFile(file, 'utf8')).replace('"gemini"', '"evil"'))
  expect(await vaultWith('s').open()).toEqual({
    keys: [openai],
    warnings: [`The key …7f3a of evil in ${file} is damaged and is left out; add it again.`],
  })
})

test.skipIf(process.platform === 'win32')('a vault that others may read is warned of', async () => {
  await vaultWith('s').add(gemini)
  const file = join(folder, 'vault.json')
  await chmod(file, 0o644)
  expect((await vaultWith('s').open()).warnings).toEqual([`${file} can be read by others; run: chmod 600 ${file}`])
})

test('keys that are added at the same moment are all kept', async () => {
  const vaults = Array.from({ length: 5 }, () => openVault({ folder, clock: wallClock, secret: 's' }))
  await Promise.all(vaults.map((vault, index) => vault.add({ ...gemini, key: `AIza-key-number-${index}` })))
  expect((await vaultWith('s').open()).keys.map((key) => key.key).toSorted()).toEqual(
    [0, 1, 2, 3, 4].map((index) => `AIza-key-number-${index}`),
  )
})

test('a lock that a killed process left behind is broken, a fresh one is respected', async () => {
  await vaultWith('s').add(gemini)
  const lock = join(folder, 'vault.lock')
  await writeFile(lock, '')
  await utimes(lock, start / 1000, start / 1000)
  await vaultWith('s').add(openai)
  expect((await vaultWith('s').list()).length).toBe(2)
  await writeFile(lock, '')
  await utimes(lock, 4e9, 4e9)
  await expect(vaultWith('s').add(openai)).rejects.toMatchObject({ kind: 'held' })
})

test('a key with a space in it is refused without being repeated', async () => {
  const refusal: unknown = await vaultWith('s')
    .add({ ...gemini, key: 'AIza half' })
    .catch((error: unknown) => error)
  expect(refusal).toMatchObject({ kind: 'wrong-usage', message: expect.not.stringContaining('half') })
})

test('a folder that is none is named', async () => {
  await writeFile(folder, 'a file')
  const refusal = { kind: 'disk', message: expect.stringContaining(folder) }
  await expect(vaultWith('s').add(gemini)).rejects.toMatchObject(refusal)
  await expect(vaultWith('s').list()).rejects.toMatchObject(refusal)
})

test('a vault that cannot be written keeps what was there', async () => {
  await vaultWith('s').add(gemini)
  const before = await readFile(join(folder, 'vault.json'), 'utf8')
  await expect(writePrivate(join(folder, 'vault.json', 'below'), 'x')).rejects.toMatchObject({ kind: 'disk' })
  expect(await writePrivate(join(folder, 'vault.json'), 'x', { fresh: true })).toBe(false)
  expect([await readFile(join(folder, 'vault.json'), 'utf8'), await readdir(folder)]).toEqual([before, ['vault.json']])
})
