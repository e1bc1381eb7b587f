import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { beat } from '../../test/boards.ts'
import { emptyFolder, exported, fullGallery, mixedPicks, pick, twoStyles } from '../../test/export-world.ts'
import { hasProgram } from '../../test/programs.ts'

const poppler = hasProgram('pdftotext', '-v')
const seven = twoStyles(
  Array.from({ length: 7 }, (_, index) =>
    beat(`1.${index + 1}`, {
      start: index * 2,
      caption: `Caption ${index + 1}`,
      title: index === 0 ? 'Žluťoučký Ωμέγα Жук' : `Panel ${index + 1}`,
    }),
  ),
)

/** Pages and text of a PDF as poppler reads them. */
function read(path: string): { pages: number; text: string } {
  const info = execFileSync('pdfinfo', [path], { encoding: 'utf8' })
  execFileSync('pdftoppm', ['-r', '10', path, join(emptyFolder(), 'page')])
  return { pages: Number(/Pages:\s+(\d+)/.exec(info)?.[1]), text: execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }) }
}

test.runIf(poppler).for([
  ['1', 7],
  ['2', 4],
  ['3', 3],
  ['6', 2],
  ['9', 1],
] as const)('a sheet of %s a page', async ([per, pages]) => {
  const { paths, facts } = await exported({ format: 'pdf', board: seven, options: { per } })
  expect([read(paths[0] ?? '').pages, facts]).toEqual([pages, { pages, panels: 7 }])
})

test.runIf(poppler)('a panel has its beat, name, times, caption and prompt, in Latin, Greek and Cyrillic', async () => {
  const { paths, warnings } = await exported({ format: 'pdf', board: seven, options: { per: '1' } })
  const [page] = read(paths[0] ?? '').text.split('\f')
  for (const words of ['1.1', 'Žluťoučký Ωμέγα Жук', '0:00.0 – 0:02.0', 'Caption 1', 'what beat 1.1 shows']) expect(page).toContain(words)
  expect(warnings).toEqual([])
  const without = await exported({ format: 'pdf', board: seven, options: { per: '1', prompts: 'without' } })
  expect(read(without.paths[0] ?? '').text).not.toContain('what beat')
})

test('signs that the font lacks are named with their beats and the way out', async () => {
  const board = twoStyles([beat('1.1', { caption: 'こんにちは' }), beat('1.2', { caption: 'Plain' })])
  const { warnings } = await exported({ format: 'pdf', board })
  expect(warnings).toEqual([expect.stringMatching(/^The font has no こ.*\(beats 1\.1\).*--font FILE$/)])
})

test('a font that is none is refused', async () => {
  const font = join(emptyFolder(), 'not-a-font.ttf')
  await writeFile(font, 'words')
  await expect(exported({ format: 'pdf', board: seven, options: { font } })).rejects.toMatchObject({ kind: 'wrong-usage' })
})

test.runIf(poppler)('A15: a story book has a title page and a page for every picture, words whole', async () => {
  const words = `${'Long ago the bears could not sleep. '.repeat(12)}The end.`
  const board = twoStyles([beat('1', { caption: words }), beat('2', { caption: 'Good night.' })], { title: 'The Bears', kind: 'story' })
  const { paths, warnings } = await exported({ format: 'book', board })
  const { pages, text } = read(paths[0] ?? '')
  expect([pages, text.includes('The Bears'), text.includes('The end.'), text.includes('Good night.'), warnings]).toEqual([
    3,
    true,
    true,
    true,
    [],
  ])
})

test('words too long for any page are cut and said', async () => {
  const board = twoStyles([beat('1', { caption: 'word '.repeat(4000) })], { kind: 'story' })
  expect((await exported({ format: 'book', board })).warnings).toEqual(['Too long for their page, cut short: 1.'])
})

test('a picture as tall as it is narrow, and one as wide, stay on their page', async () => {
  const picks = { ...mixedPicks(seven), '1.1': pick('ink') }
  for (const size of [
    { width: 64, height: 640 },
    { width: 640, height: 64 },
  ]) {
    const gallery = await fullGallery(seven, size)
    const { paths } = await exported({ format: 'book', board: seven, gallery, picks })
    expect((await readFile(paths[0] ?? '')).subarray(0, 5).toString()).toBe('%PDF-')
  }
})
