import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import type { Board } from '../src/board/board.ts'
import type { Exporter } from '../src/exports/exporter.ts'
import { beat } from './boards.ts'
import { emptyFolder, exported, filesIn, fullGallery, twoStyles } from './export-world.ts'

const plain = twoStyles([
  beat('1.1', { caption: 'The lamp went out.', start: 0 }),
  beat('1.2', { caption: 'Nobody spoke.', start: 0.4, passage: 'dissolve' }),
  beat('1.3', { caption: 'It came back.', start: 0.8, end: 1.2 }),
])

/** Words that break what is put together by hand: markup, right to left, emoji, controls, half a surrogate, a word without end. */
const hostileWords = [
  '</text><script>alert(1)</script> & "quotes" \'too\' <b>bold</b> {\\an8} ]]> --> %s $& \\',
  'שלום עולם، مرحبا \u202e\u0000\u0007\u001b[31m\ud800 👩‍👩‍👧‍👦🫖 日本語の字幕がとても長く続いて切れ目がない',
  'x'.repeat(700),
]

const hostile: Board = twoStyles(
  hostileWords.map((words, index) => beat(`b${index}`, { prompt: words, caption: words, title: words, start: [0.2, -4, 0.2][index] ?? 0 })),
  { title: '../../<Küche> 🫖 "1/2"\n' },
)

/** What every export keeps: whole or absent, numbered, stoppable, unharmed by words and by damaged pictures. `options` keep it quick. */
export function keepsTheExportContract(exporter: Exporter, options: Readonly<Record<string, unknown>> = {}): void {
  describe(exporter.id, () => {
    const format = exporter.id

    test('B14: puts its files in their place, whole, and leaves nothing else', async () => {
      const { folder, paths } = await exported({ format, board: plain, options })
      const place = exporter.beside === true ? exporter.name : `exports/${exporter.name}`
      expect(paths[0]).toBe(`${folder}/${place}${exporter.extension}`)
      const files = await filesIn(folder)
      expect(files.length).toBeGreaterThan(0)
      expect(files.filter((file) => !file.startsWith(place))).toEqual([])
    })

    test('a name that is taken gets a number, and nothing is overwritten', async () => {
      const first = await exported({ format, board: plain, options })
      const files = await filesIn(first.folder)
      const before = await readFile(`${first.folder}/${files[0]}`)
      const { paths } = await exported({ format, board: plain, options, folder: first.folder })
      expect(paths[0]).toBe((first.paths[0] ?? '').replace(exporter.name, `${exporter.name}-2`))
      expect(await readFile(`${first.folder}/${files[0]}`)).toEqual(before)
    })

    test('stopped before it begins, it leaves no file', async () => {
      const folder = emptyFolder()
      const signal = AbortSignal.abort()
      await expect(exported({ format, board: plain, options, folder, signal })).rejects.toMatchObject({ kind: 'cancelled' })
      expect(await filesIn(folder)).toEqual([])
    })

    test('progress never goes back and ends with all', async () => {
      const seen: (readonly [number, number])[] = []
      await exported({ format, board: plain, options, progress: (done, total) => seen.push([done, total]) })
      expect(seen.map(([done]) => done)).toEqual(seen.map(([done]) => done).toSorted((a, b) => a - b))
      expect(new Set(seen.map(([, total]) => total)).size).toBe(1)
      expect(seen.at(-1)?.[0]).toBe(seen.at(-1)?.[1])
    })

    test('words of any kind, and times before the start or at one instant, do no harm', async () => {
      const { folder } = await exported({ format, board: hostile, options })
      expect((await filesIn(folder)).length).toBeGreaterThan(0)
    })

    test.runIf(exporter.needsPictures)('a damaged picture is named and leaves no file', async () => {
      const folder = emptyFolder()
      const whole = await fullGallery(plain)
      const gallery = {
        ...whole,
        load: async (id: `${string}/${string}`) => {
          const found = await whole.load(id)
          return found && id.endsWith('/1.2') ? { ...found, bytes: found.bytes.slice(0, 90) } : found
        },
      }
      const damaged = exported({ format, board: plain, folder, gallery, options })
      await expect(damaged).rejects.toMatchObject({ kind: 'broken-image', message: expect.stringContaining('1.2') })
      expect(await filesIn(folder)).toEqual([])
    })

    test.runIf(exporter.needsPictures)('a picture that is gone is named and leaves no file', async () => {
      const folder = emptyFolder()
      const whole = await fullGallery(plain)
      const gallery = { ...whole, load: async (id: `${string}/${string}`) => (id.endsWith('/1.3') ? undefined : whole.load(id)) }
      await expect(exported({ format, board: plain, folder, gallery, options })).rejects.toMatchObject({
        kind: 'broken-image',
        message: expect.stringContaining('1.3'),
      })
      expect(await filesIn(folder)).toEqual([])
    })

    test.runIf(exporter.needsPictures)('without any picture it says what to do', async () => {
      const gallery = await fullGallery(plain, undefined, () => false)
      await expect(exported({ format, board: plain, gallery, options, missing: 'leave' })).rejects.toMatchObject({
        kind: 'wrong-usage',
        facts: { hint: expect.stringContaining('beatboard generate') },
      })
    })
  })
}
