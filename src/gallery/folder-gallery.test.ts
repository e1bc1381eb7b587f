import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { decoded, picture, pictureBoard, recipeFor } from '../../test/pictures.ts'
import { partName, realDisk } from '../durable.ts'
import { inspect } from './inspect.ts'
import { openFolderGallery } from './folder-gallery.ts'

const film = pictureBoard('film', ['1.1', '1.2'])
const id = 'clear/1.1'
const path = 'generated_images/clear/Shot_1/Beat_1.1.png'
const emptyFolder = (): string => mkdtempSync(join(tmpdir(), 'beatboard-folder-'))
const files = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)

describe('the file type is that of the name', () => {
  test('D6: a how-to shows WebP of 85 %, and continues from the original', async () => {
    const folder = emptyFolder()
    const gallery = await openFolderGallery(folder, pictureBoard('steps', ['1']))
    const drawn = await picture(1)
    const kept = await gallery.save('clear/1', drawn, recipeFor('clear/1', 1))
    expect([kept.path, kept.type, kept.sha256]).toEqual([
      'generated_images/clear/Step_1.webp',
      'image/webp',
      (await gallery.recipe('clear/1'))?.sha256,
    ])
    expect((await inspect(readFileSync(join(folder, kept.path)))).type).toBe('image/webp')
    expect(await gallery.load('clear/1')).toEqual({ type: 'image/png', bytes: Buffer.from(drawn.bytes) })
  })

  test('an original that is gone gives way to the copy, as does an edited file to itself', async () => {
    const folder = emptyFolder()
    const gallery = await openFolderGallery(folder, pictureBoard('steps', ['1']))
    const { path: webp } = await gallery.save('clear/1', await picture(1), recipeFor('clear/1', 1))
    const edited = await sharp(join(folder, webp)).negate().keepMetadata().webp({ lossless: true }).toBuffer()
    writeFileSync(join(folder, webp), edited)
    expect((await gallery.load('clear/1'))?.type).toBe('image/webp')
    await gallery.save('clear/1', await picture(1), recipeFor('clear/1', 2))
    rmSync(join(folder, '.beatboard', 'originals'), { recursive: true })
    expect((await gallery.load('clear/1'))?.type).toBe('image/webp')
  })

  test.for(['png', 'jpeg', 'webp'] as const)('a film in PNG takes a %s without losing a pixel', async (format) => {
    const folder = emptyFolder()
    const drawn = await picture(1, format)
    await (await openFolderGallery(folder, film)).save(id, drawn, recipeFor(id, 1))
    const file = readFileSync(join(folder, path))
    expect([(await inspect(file)).type, await decoded(file)]).toEqual(['image/png', await decoded(drawn.bytes)])
  })

  test('a board in another format shows the new file alone, and keeps the old one as a take', async () => {
    const folder = emptyFolder()
    await (await openFolderGallery(folder, film)).save(id, await picture(1), recipeFor(id, 1))
    const gallery = await openFolderGallery(folder, { ...film, format: 'jpeg' })
    expect([...(await gallery.list())].map(([, found]) => found.path)).toEqual([path])
    await gallery.save(id, await picture(2), recipeFor(id, 2))
    expect((await gallery.takes(id)).map((take) => take.path)).toEqual(['.beatboard/takes/clear/1.1/1.png', path.replace('.png', '.jpeg')])
    await gallery.show(id, 1)
    expect([existsSync(join(folder, path)), existsSync(join(folder, path.replace('.png', '.jpeg')))]).toEqual([true, false])
    expect((await gallery.load(id, 2))?.type).toBe('image/png')
  })
})

/** A disk that the power is cut from after so many changes: nothing works any more. */
function mortalDisk(changes: number): typeof realDisk {
  let left = changes
  const alive =
    <A extends unknown[]>(work: (...args: A) => Promise<void>) =>
    async (...args: A): Promise<void> => {
      if (left-- <= 0) throw new Error('no power')
      await work(...args)
    }
  return {
    writeNew: alive(realDisk.writeNew),
    rename: alive(realDisk.rename),
    link: alive(realDisk.link),
    unlink: alive(realDisk.unlink),
    makeFolder: alive(realDisk.makeFolder),
    syncFolder: alive(realDisk.syncFolder),
  }
}

test.for([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])(
  'A9: with the power cut after %i changes of the disk no finished picture is missing',
  async (changes) => {
    const folder = emptyFolder()
    const old = await picture(1)
    const next = await picture(2)
    await (await openFolderGallery(folder, film)).save(id, old, recipeFor(id, 1))
    const saved = await (
      await openFolderGallery(folder, film, { disk: mortalDisk(changes) })
    )
      .save(id, next, recipeFor(id, 2))
      .catch(() => undefined)
    const later = { alive: () => false, now: () => Date.now() + 90_000_000 }
    const gallery = await openFolderGallery(folder, film, later)
    const current = await decoded((await gallery.load(id))?.bytes ?? Buffer.alloc(0))
    const all = await Promise.all(
      (await gallery.takes(id)).map(async ({ take }) => decoded((await gallery.load(id, take))?.bytes ?? Buffer.alloc(0))),
    )
    expect(all).toContain(await decoded(old.bytes))
    expect(saved ? [await decoded(next.bytes)] : [await decoded(old.bytes), await decoded(next.bytes)]).toContain(current)
    expect(files(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  },
)

describe('a disk that does not take it', () => {
  test.for<[string, RegExp]>([
    ['ENOSPC', /disk is full/],
    ['EROFS', /read-only/],
    ['EACCES', /may not be written/],
    ['EIO', /did not take it/],
  ])('B12: %s is said with the way out, and leaves no part file', async ([code, words]) => {
    const folder = emptyFolder()
    const full = { ...realDisk, rename: () => Promise.reject(Object.assign(new Error(code), { code })) }
    const gallery = await openFolderGallery(folder, film, { disk: full })
    const fault = gallery.save(id, await picture(1), recipeFor(id, 1))
    await expect(fault).rejects.toMatchObject({
      kind: 'disk',
      message: expect.stringMatching(words),
      facts: { code, hint: expect.any(String) },
    })
    expect(files(folder)).toEqual([])
  })
})

describe('links', () => {
  test('a folder that leads out of the project is not written to', async () => {
    const [folder, elsewhere] = [emptyFolder(), emptyFolder()]
    mkdirSync(join(folder, 'generated_images'))
    symlinkSync(elsewhere, join(folder, 'generated_images', 'clear'))
    const gallery = await openFolderGallery(folder, film)
    await expect(gallery.save(id, await picture(1), recipeFor(id, 1))).rejects.toMatchObject({
      kind: 'disk',
      message: expect.stringMatching(/leads out/),
    })
    expect(files(elsewhere)).toEqual([])
  })

  test('a file that leads out is replaced, not followed', async () => {
    const [folder, elsewhere] = [emptyFolder(), emptyFolder()]
    const precious = join(elsewhere, 'precious.png')
    writeFileSync(precious, 'precious')
    mkdirSync(join(folder, 'generated_images', 'clear', 'Shot_1'), { recursive: true })
    symlinkSync(precious, join(folder, path))
    await (await openFolderGallery(folder, film)).save(id, await picture(1), recipeFor(id, 1))
    expect(readFileSync(precious, 'utf8')).toBe('precious')
  })

  test('a folder linked within the project is as good as any', async () => {
    const folder = emptyFolder()
    mkdirSync(join(folder, 'big'))
    symlinkSync(join(folder, 'big'), join(folder, 'generated_images'))
    await (await openFolderGallery(folder, film)).save(id, await picture(1), recipeFor(id, 1))
    expect(files(join(folder, 'big'))).toEqual(['Beat_1.1.png'])
  })
})

test('part files of dead processes are removed on opening; those of living ones, new ones and other people’s stay', async () => {
  const folder = emptyFolder()
  const dead = partName(999_999_1)
  const living = partName(999_999_2)
  const own = partName()
  const foreign = '.beatboard-abcdef-7-0123456789ab.part'
  for (const name of [dead, living, own, foreign, 'movie.part']) writeFileSync(join(folder, name), 'half')
  await openFolderGallery(folder, film, { alive: (pid) => pid === 999_999_2 })
  expect(files(folder).sort()).toEqual([living, own, foreign, 'movie.part'].sort())
  const longAgo = Date.now() / 1000 - 100_000
  for (const name of [living, own, foreign, 'movie.part']) utimesSync(join(folder, name), longAgo, longAgo)
  await openFolderGallery(folder, film, { alive: () => true })
  expect(files(folder)).toEqual(['movie.part'])
})

test('empty and foreign files are not listed; a deleted picture is gone (A9)', async () => {
  const folder = emptyFolder()
  const gallery = await openFolderGallery(folder, film)
  await gallery.save(id, await picture(1), recipeFor(id, 1))
  writeFileSync(join(folder, path.replace('1.1', '1.2')), '')
  writeFileSync(join(folder, path.replace('1.1', '7.7')), 'x')
  expect([...(await gallery.list()).keys()]).toEqual([id])
  rmSync(join(folder, path))
  expect([await gallery.list(), await gallery.load(id)]).toEqual([new Map(), undefined])
})

test('a picture from elsewhere is a take like any other once it is replaced', async () => {
  const folder = emptyFolder()
  mkdirSync(join(folder, 'generated_images', 'clear', 'Shot_1'), { recursive: true })
  const mine = await picture(5)
  writeFileSync(join(folder, path), mine.bytes)
  const gallery = await openFolderGallery(folder, film)
  expect([await gallery.recipe(id), await gallery.takes(id)]).toEqual([undefined, [{ take: 1, path, current: true }]])
  await gallery.save(id, await picture(6), recipeFor(id, 2))
  expect(await decoded((await gallery.load(id, 1))?.bytes ?? Buffer.alloc(0))).toBe(await decoded(mine.bytes))
})

test('a timeline that gets a second style keeps the pictures of its first', async () => {
  const folder = emptyFolder()
  const several = pictureBoard('timeline', ['1'])
  const alone = { ...several, styles: several.styles.slice(0, 1) }
  await (await openFolderGallery(folder, alone)).save('clear/1', await picture(1), recipeFor('clear/1', 1))
  const gallery = await openFolderGallery(folder, several)
  expect([...(await gallery.list())].map(([found, file]) => [found, file.path])).toEqual([['clear/1', 'beat_1.png']])
  await gallery.save('clear/1', await picture(2), recipeFor('clear/1', 2))
  expect((await gallery.takes('clear/1')).map((take) => take.path)).toEqual(['.beatboard/takes/clear/1/1.png', 'clear/beat_1.png'])
  expect(existsSync(join(folder, 'beat_1.png'))).toBe(false)
})

test('whatever else stands in the place of a take that is shown becomes a take itself', async () => {
  const folder = emptyFolder()
  const jpegs = await openFolderGallery(folder, { ...film, format: 'jpeg' })
  await jpegs.save(id, await picture(1), recipeFor(id, 1))
  const gallery = await openFolderGallery(folder, film)
  await gallery.save(id, await picture(2), recipeFor(id, 2))
  const stray = await picture(3, 'webp')
  writeFileSync(join(folder, path.replace('.png', '.webp')), stray.bytes)
  await gallery.show(id, 1)
  expect(await gallery.takes(id)).toEqual([
    { take: 1, path: path.replace('.png', '.jpeg'), current: true },
    { take: 2, path: '.beatboard/takes/clear/1.1/2.png', current: false },
    { take: 3, path: '.beatboard/takes/clear/1.1/3.webp', current: false },
  ])
  expect(await gallery.load(id, 3)).toEqual({ type: 'image/webp', bytes: Buffer.from(stray.bytes) })
})
