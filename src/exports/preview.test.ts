import sharp from 'sharp'
import { expect, test } from 'vitest'
import { beat } from '../../test/boards.ts'
import { exported, twoStyles } from '../../test/export-world.ts'

const steps = twoStyles([beat('1', { start: 0.5 }), beat('2', { start: 1.004 }), beat('3', { start: 2, end: 2.8 })])

test.for(['gif', 'webp'] as const)(
  'D9: a how-to as moving %s: every picture stands as long as in the sequence, black before the first',
  async (format) => {
    const { paths } = await exported({ format, board: steps, options: { width: 48 } })
    const { format: found, pages, delay, loop, width, pageHeight } = await sharp(paths[0] ?? '', { animated: true }).metadata()
    expect({ found, pages, delay, loop, width, pageHeight }).toEqual({
      found: format,
      pages: 4,
      delay: [500, 500, 1000, 800],
      loop: 0,
      width: 48,
      pageHeight: 32,
    })
  },
)

test('the same time for every picture', async () => {
  const { paths } = await exported({ format: 'webp', board: steps, secondsEach: 0.4 })
  expect((await sharp(paths[0] ?? '', { animated: true }).metadata()).delay).toEqual([400, 400, 400])
})

test('too many pictures for the memory are refused with the way out', async () => {
  const many = twoStyles(Array.from({ length: 301 }, (_, index) => beat(`${index}`)))
  await expect(exported({ format: 'gif', board: many })).rejects.toMatchObject({ kind: 'wrong-usage' })
})
