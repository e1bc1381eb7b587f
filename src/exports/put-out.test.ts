import { spawnSync } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { emptyFolder, filesIn } from '../../test/export-world.ts'
import { partName } from '../durable.ts'
import { putOut } from './put-out.ts'

const film = (folder: string, words = 'film') => ({
  folder,
  name: 'film',
  main: 'film.mp4',
  write: async (part: string) => {
    await writeFile(join(part, 'film.mp4'), words)
    await writeFile(join(part, 'film.srt'), 'captions')
  },
})

test('files that belong together have the same number', async () => {
  const folder = emptyFolder()
  await writeFile(join(folder, 'film.srt'), 'another one')
  expect(await putOut(film(folder))).toEqual([join(folder, 'film-2.mp4'), join(folder, 'film-2.srt')])
  expect(await putOut(film(folder))).toEqual([join(folder, 'film-3.mp4'), join(folder, 'film-3.srt')])
  expect(await readFile(join(folder, 'film.srt'), 'utf8')).toBe('another one')
})

test('a folder is put out as a whole, and numbered like a file', async () => {
  const folder = emptyFolder()
  const goods = {
    folder,
    name: 'pages',
    main: 'pages',
    write: async (part: string) => {
      await mkdir(join(part, 'pages'))
      await writeFile(join(part, 'pages/1.png'), 'picture')
    },
  }
  await putOut(goods)
  expect(await putOut(goods)).toEqual([join(folder, 'pages-2')])
  expect(await filesIn(folder)).toEqual(['pages-2/1.png', 'pages/1.png'])
})

test('exports at the same time never get the same name', async () => {
  const folder = emptyFolder()
  const all = await Promise.all([1, 2, 3, 4].map((number) => putOut(film(folder, `film ${number}`))))
  expect(new Set(all.map(([main]) => main)).size).toBe(4)
  const texts = await Promise.all(all.map(([main]) => readFile(main ?? '', 'utf8')))
  expect(texts.toSorted()).toEqual(['film 1', 'film 2', 'film 3', 'film 4'])
})

test('a fault while writing leaves nothing, and comes out as it is', async () => {
  const folder = emptyFolder()
  const dying = {
    ...film(folder),
    write: async (part: string) => {
      await writeFile(join(part, 'film.mp4'), 'half')
      throw new Error('the encoder died')
    },
  }
  await expect(putOut(dying)).rejects.toThrow('the encoder died')
  expect(await filesIn(folder)).toEqual([])
})

test('a fault of the disk is of kind disk, with a way out', async () => {
  const folder = emptyFolder()
  await writeFile(join(folder, 'exports'), 'a file where a folder is needed')
  await expect(putOut(film(join(folder, 'exports')))).rejects.toMatchObject({ kind: 'disk' })
})

test('what a killed process left half written is cleared away, what a living one writes is not', async () => {
  const folder = emptyFolder()
  const dead = spawnSync(process.execPath, ['-e', '']).pid
  for (const name of [partName(dead), partName(process.pid)]) {
    await mkdir(join(folder, name))
    await writeFile(join(folder, name, 'film.mp4'), 'half')
  }
  await putOut(film(folder))
  expect((await filesIn(folder)).filter((file) => file.includes('.part'))).toHaveLength(1)
})
