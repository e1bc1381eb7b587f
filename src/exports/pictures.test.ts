import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { beat } from '../../test/boards.ts'
import { emptyFolder, exported, filesIn, fullGallery, pick, twoStyles } from '../../test/export-world.ts'
import { decoded } from '../../test/pictures.ts'
import { recipeInside } from '../gallery/embed.ts'
import { sequenceOf } from './sequence.ts'
import { namesAfter, usualPattern } from './name-pattern.ts'

const board = twoStyles([beat('1.1', { start: 0 }), beat('1.2', { start: 3.5, caption: 'Two' })])
const format = 'pictures'

async function panelsOf(shown = board) {
  const picks = Object.fromEntries(shown.shots.flatMap((shot) => shot.beats.map(({ id }) => [id, pick('ink')])))
  return (await sequenceOf({ board: shown, picks, gallery: await fullGallery(shown), missing: 'stop' })).panels
}

test('A15: the chosen pictures lie in selected_images/, as they came, recipe inside', async () => {
  const gallery = await fullGallery(board)
  const { folder } = await exported({ format, board, gallery })
  expect(await filesIn(folder)).toEqual(['selected_images/Beat_1.1.png', 'selected_images/Beat_1.2.png'])
  const bytes = await readFile(join(folder, 'selected_images/Beat_1.2.png'))
  expect(recipeInside(bytes)?.picture).toBe('oil/1.2')
  expect(await decoded(bytes)).toBe(await decoded((await gallery.load('oil/1.2'))?.bytes ?? bytes))
})

test('--strip leaves no recipe inside', async () => {
  const { folder } = await exported({ format, board, options: { strip: true } })
  const bytes = await readFile(join(folder, 'selected_images/Beat_1.1.png'))
  expect([recipeInside(bytes), bytes.includes('kettle')]).toEqual([undefined, false])
})

test.for(['png', 'webp', 'jpeg'] as const)('pictures as %s, smaller, by a name pattern with folders', async (type) => {
  const { folder } = await exported({ format, board, options: { type, names: '{shot}/{beat}_{style}_{time}', width: '48' } })
  const names = [`selected_images/1/1.1_ink_00000000.${type}`, `selected_images/1/1.2_oil_00003500.${type}`]
  expect(await filesIn(folder)).toEqual(names)
  const { format: found, width, height } = await sharp(join(folder, names[1] ?? '')).metadata()
  expect([found, width, height]).toEqual([type, 48, 32])
  expect(recipeInside(await readFile(join(folder, names[1] ?? '')))?.picture).toBe('oil/1.2')
})

test('B5: the usual names are those of each kind of board', () => {
  const kinds = ['film', 'timeline', 'story', 'steps'] as const
  expect(kinds.map(usualPattern)).toEqual(['Beat_{beat}', 'frame_{time}', 'Page_{beat}', 'Step_{beat}'])
})

test('names that would be the same get a number, in any case', async () => {
  expect(namesAfter('{style}', await panelsOf())).toEqual(['ink', 'ink_2'])
  expect(namesAfter('{number}-{take}', await panelsOf())).toEqual(['001-current', '002-current'])
})

test.for<[string, string, RegExp]>([
  ['an unknown word', '{beat}_{mood}', /\{mood\} is none of its words/],
  ['a way up', '../{beat}', /leads out/],
  ['a root', '/tmp/{beat}', /leads out/],
  ['a drive', 'C:{beat}', /leads out/],
  ['a lone brace', '{beat', /brace stands alone/],
  ['an empty part', '{shot}//{beat}', /gives no name/],
])('a pattern with %s is refused', async ([, pattern, message]) => {
  const panels = await panelsOf()
  expect(() => namesAfter(pattern, panels)).toThrow(message)
})

test('an option that does not fit is named before anything is written', async () => {
  const folder = emptyFolder()
  await expect(exported({ format, board, folder, options: { type: 'tiff' } })).rejects.toMatchObject({
    kind: 'wrong-usage',
    message: expect.stringContaining('--type'),
  })
  expect(await filesIn(folder)).toEqual([])
})

test('a ZIP holds the pictures, captions and the sequence, and another reader opens it', async () => {
  const { paths, folder } = await exported({ format: 'zip', board, options: { names: '{beat} 日本' } })
  expect(await filesIn(folder)).toEqual(['exports/pictures.zip'])
  const listed = JSON.parse(
    execFileSync(
      'python3',
      [
        '-c',
        'import sys,zipfile,json; z=zipfile.ZipFile(sys.argv[1]); print(json.dumps([z.testzip(), z.namelist(), z.read("sequence.json").decode()]))',
        paths[0] ?? '',
      ],
      {
        encoding: 'utf8',
      },
    ),
  ) as [null, string[], string]
  expect(listed.slice(0, 2)).toEqual([null, ['1.1.png', '1.2.png', 'captions.srt', 'sequence.json']])
  const data = JSON.parse(listed[2]) as { panels: { beat: string; file: string }[] }
  expect(data.panels.map(({ beat: id, file }) => [id, file])).toEqual([
    ['1.1', '1.1.png'],
    ['1.2', '1.2.png'],
  ])
})

test('the same sequence makes the same ZIP', async () => {
  const archives = await Promise.all([1, 2].map(async () => (await exported({ format: 'zip', board })).paths[0] ?? ''))
  const [one, two] = await Promise.all(archives.map((path) => readFile(path)))
  expect(one?.equals(two ?? Buffer.alloc(0))).toBe(true)
})

test('the sequence as data says what is shown, how it was made, and what is missing', async () => {
  const { paths } = await exported({ format: 'json', board, picks: { '1.2': pick('oil', 1) }, missing: 'leave' })
  expect(JSON.parse(await readFile(paths[0] ?? '', 'utf8'))).toEqual({
    format: 'beatboard-sequence',
    version: 1,
    title: 'Salt & Lantern',
    kind: 'film',
    seconds: 5.5,
    missing: [{ beat: '1.1', why: 'no pick' }],
    panels: [
      {
        number: 1,
        shot: '1',
        beat: '1.2',
        style: 'oil',
        take: 1,
        start: 3.5,
        end: 5.5,
        transition: 'hard_cut',
        prompt: 'what beat 1.2 shows',
        caption: 'Two',
        by: 'draft/draft-1',
        promptSent: 'A kettle on a stove — café, 朝 🫖',
        seed: 7,
      },
    ],
  })
})
