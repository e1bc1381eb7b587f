import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Sizing } from './image-model.ts'
import { imageSizeFor } from './size.ts'

const free: Sizing = { by: 'pixels', multipleOf: 16, min: 16, max: 3840, minPixels: 655_360, maxPixels: 8_294_400, maxRatio: 3 }
const horde: Sizing = { by: 'pixels', multipleOf: 64, min: 64, max: 3072 }
const list: Sizing = {
  by: 'list',
  sizes: [
    { width: 1024, height: 1024 },
    { width: 1536, height: 1024 },
    { width: 1024, height: 1536 },
  ],
}
const ratios: Sizing = { by: 'ratio', ratios: ['1:1', '16:9', '9:16', '4:3', '3:2'] }

test.for([
  [free, [1024, 1024], [1024, 1024]],
  [free, [1920, 1080], [1920, 1088]],
  [free, [512, 512], [816, 816]],
  [free, [8000, 4000], [3840, 1920]],
  [horde, [1000, 500], [1024, 512]],
  [horde, [10, 10], [64, 64]],
  [list, [1920, 1080], [1536, 1024]],
  [list, [300, 310], [1024, 1024]],
] as const)('%o: %o is sent as %o', ([sizing, [width, height], [sentWidth, sentHeight]]) => {
  const sent = imageSizeFor(sizing, { width, height })
  const same = width === sentWidth && height === sentHeight
  expect(sent).toEqual({
    size: { width: sentWidth, height: sentHeight },
    ...(!same && { warning: `Size ${width}x${height} is sent as the nearest possible, ${sentWidth}x${sentHeight}.` }),
  })
})

test.for([
  [1920, 1080, '16:9', false],
  [1366, 768, '16:9', false],
  [1000, 1000, '1:1', false],
  [2100, 900, '16:9', true],
  [1080, 1920, '9:16', false],
] as const)('%ix%i is the ratio %s, with a warning: %s', ([width, height, ratio, warned]) => {
  const sent = imageSizeFor(ratios, { width, height })
  expect([sent.ratio, sent.warning !== undefined]).toEqual([ratio, warned])
})

test('law: what is sent is within the bounds of the model, whatever is wanted', () => {
  const side = fc.integer({ min: 1, max: 20_000 })
  fc.assert(
    fc.property(side, side, (width, height) => {
      const { size } = imageSizeFor(free, { width, height })
      const ratio = Math.max(size.width / size.height, size.height / size.width)
      expect([size.width % 16, size.height % 16]).toEqual([0, 0])
      expect(Math.max(size.width, size.height)).toBeLessThanOrEqual(3840)
      expect(size.width * size.height).toBeGreaterThanOrEqual(655_360)
      expect(size.width * size.height).toBeLessThanOrEqual(8_294_400)
      expect(ratio).toBeLessThanOrEqual(3)
    }),
  )
})
