import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { picture, pictureBoard, recipeFor } from '../../test/pictures.ts'
import type { Picture } from '../board/picture.ts'
import { openPictureCache } from './cache.ts'
import { openFolderGallery } from './folder-gallery.ts'

const id = 'clear/1.1'
const asked = { fingerprint: 'f1', references: ['r1'], draft: false }
const emptyFolder = (): string => mkdtempSync(join(tmpdir(), 'beatboard-cache-'))

async function savedOnce(): Promise<{ folder: string; path: string; sha256: string; drawn: Picture }> {
  const folder = emptyFolder()
  const drawn = await picture(1)
  const kept = await (await openFolderGallery(folder, pictureBoard('film', ['1.1']))).save(id, drawn, recipeFor(id, 1))
  return { folder, path: join(folder, kept.path), sha256: kept.sha256, drawn }
}

test('B15: the same thing asked again is found, as it came, also by another process', async () => {
  const { path, sha256, drawn } = await savedOnce()
  const index = emptyFolder()
  const cache = openPictureCache(index)
  cache.remember(asked, { path, sha256 })
  cache.close()
  const found = await openPictureCache(index).find(asked)
  expect(found).toEqual({ path, sha256, picture: { type: 'image/png', bytes: Buffer.from(drawn.bytes) } })
})

test.for([
  ['another fingerprint', { ...asked, fingerprint: 'f2' }],
  ['other references', { ...asked, references: ['r2'] }],
  ['no references', { ...asked, references: [] }],
  ['a draft for a paid model', { ...asked, draft: true }],
] as const)('B15: %s is not the same thing', async ([, other]) => {
  const { path, sha256 } = await savedOnce()
  const cache = openPictureCache(emptyFolder())
  cache.remember(asked, { path, sha256 })
  expect(await cache.find(other)).toBeUndefined()
})

test('B15: a file that is gone or another picture now is not served, an older copy is', async () => {
  const [one, two] = [await savedOnce(), await savedOnce()]
  const cache = openPictureCache(emptyFolder())
  cache.remember(asked, one)
  cache.remember(asked, two)
  writeFileSync(two.path, (await picture(2)).bytes)
  expect((await cache.find(asked))?.path).toBe(one.path)
  rmSync(one.path)
  expect(await cache.find(asked)).toBeUndefined()
})

test('a damaged index is begun anew', async () => {
  const { path, sha256 } = await savedOnce()
  const index = emptyFolder()
  writeFileSync(join(index, 'pictures.db'), 'not a database at all, but long enough to look at'.repeat(100))
  const cache = openPictureCache(index)
  cache.remember(asked, { path, sha256 })
  expect((await cache.find(asked))?.path).toBe(path)
})

test('without a disk there is no cache, and no fault', async () => {
  const file = join(emptyFolder(), 'file')
  writeFileSync(file, '')
  const cache = openPictureCache(join(file, 'below'))
  cache.remember(asked, { path: file, sha256: 'x' })
  expect(await cache.find(asked)).toBeUndefined()
  cache.close()
})

test('only absolute paths are remembered', () => {
  expect(() => openPictureCache(emptyFolder()).remember(asked, { path: 'a.png', sha256: 'x' })).toThrow(TypeError)
})
