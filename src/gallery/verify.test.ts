import { copyFileSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { picture, pictureBoard, recipeFor } from '../../test/pictures.ts'
import type { Board } from '../board/board.ts'
import { jumpingClock } from '../clock.ts'
import { openFolderGallery } from './folder-gallery.ts'
import { verify, type Finding } from './verify.ts'
import { openViews } from './views.ts'

const film = pictureBoard('film', ['1.1', '1.2'])
const path = 'generated_images/clear/Shot_1/Beat_1.1.png'

async function drawn(board: Board, change: (folder: string) => unknown): Promise<Pick<Finding, 'severity' | 'path' | 'message'>[]> {
  const folder = mkdtempSync(join(tmpdir(), 'beatboard-verify-'))
  const gallery = await openFolderGallery(folder, board)
  const beat = board.shots[0]?.beats[0]?.id ?? ''
  for (const take of [1, 2]) await gallery.save(`clear/${beat}`, await picture(take), recipeFor(`clear/${beat}`, take))
  await openViews(folder, board, { gallery, clock: jumpingClock() })
  await change(folder)
  const findings = await verify(folder, board, await openFolderGallery(folder, board))
  return findings.map(({ severity, path: at, message }) => ({ severity, path: at, message }))
}

test('a sound project has no findings', async () => {
  expect(await drawn(film, () => undefined)).toEqual([])
  expect(await drawn(pictureBoard('timeline', ['1']), () => undefined)).toEqual([])
  expect(await drawn(pictureBoard('steps', ['1']), () => undefined)).toEqual([])
})

const cut = (file: string): void => writeFileSync(file, readFileSync(file).subarray(0, -20))

test.for<[string, (folder: string) => unknown, Finding['severity'], string, RegExp]>([
  ['a torn picture', (folder) => cut(join(folder, path)), 'error', path, /cut short/],
  [
    'a torn take',
    (folder) => cut(join(folder, '.beatboard/takes/clear/1.1/1.png')),
    'error',
    '.beatboard/takes/clear/1.1/1.png',
    /cut short/,
  ],
  [
    'a file of another type',
    async (folder) => writeFileSync(join(folder, path), await sharp(join(folder, path)).keepMetadata().webp().toBuffer()),
    'warning',
    path,
    /called \.png and is webp/,
  ],
  [
    'an edited picture',
    async (folder) => writeFileSync(join(folder, path), await sharp(join(folder, path)).negate().keepMetadata().png().toBuffer()),
    'note',
    path,
    /changed after|No recipe/,
  ],
  [
    'a picture from elsewhere',
    async (folder) => writeFileSync(join(folder, path), (await picture(9)).bytes),
    'note',
    path,
    /from elsewhere/,
  ],
  ['progress that is ahead', (folder) => rmSync(join(folder, path)), 'warning', 'image_progress_clear.json', /does not name/],
  [
    'torn progress',
    (folder) => writeFileSync(join(folder, 'image_progress_clear.json'), '{'),
    'warning',
    'image_progress_clear.json',
    /torn/,
  ],
  [
    'a moved picture',
    (folder) => copyFileSync(join(folder, path), join(folder, path.replace('1.1', '1.2'))),
    'note',
    path.replace('1.1', '1.2'),
    /made as clear\/1\.1/,
  ],
])('%s is found', async ([, change, severity, at, message]) => {
  expect(await drawn(film, change)).toContainEqual({ severity, path: at, message: expect.stringMatching(message) as string })
})

test('D6: an original that is gone is found', async () => {
  const findings = await drawn(pictureBoard('steps', ['1']), (folder) => rmSync(join(folder, '.beatboard/originals'), { recursive: true }))
  expect(findings).toContainEqual({
    severity: 'warning',
    path: 'generated_images/clear/Step_1.webp',
    message: expect.stringMatching(/original is gone/) as string,
  })
})

test('B6: metadata that names other pictures is found', async () => {
  const board = pictureBoard('timeline', ['1', '2'])
  const findings = await drawn(board, (folder) => renameSync(join(folder, 'clear/beat_1.png'), join(folder, 'clear/beat_2.png')))
  expect(findings).toContainEqual({ severity: 'warning', path: 'metadata.json', message: 'It does not name the pictures that are on disk' })
})
