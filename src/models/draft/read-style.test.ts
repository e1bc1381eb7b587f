import { expect, test } from 'vitest'
import { readyStyles } from '../../board/styles.ts'
import { readStyle } from './read-style.ts'

test('the three styles that come ready are three manners, unchanged in tint (A2)', () => {
  expect(readyStyles.map((style) => readStyle(style.words))).toEqual([
    { manner: 'gouache', tint: { saturation: 1, lift: 0 }, pixel: false },
    { manner: 'ink', tint: { saturation: 1, lift: 0 }, pixel: false },
    { manner: 'cinema', tint: { saturation: 1, lift: 0 }, pixel: false },
  ])
})

test.for([
  ['', 'gouache'],
  ['soft watercolour', 'gouache'],
  ['anime style', 'ink'],
  ['pencil sketch', 'ink'],
  ['film noir', 'cinema'],
  ['3d render', 'cinema'],
  ['photorealistic', 'cinema'],
  ['something nobody has heard of', 'gouache'],
] as const)('"%s" is painted as %s', ([words, manner]) => {
  expect(readStyle(words).manner).toBe(manner)
})

test('style words shift the palette', () => {
  expect(readStyle('film noir').tint.saturation).toBeLessThan(0.1)
  expect(readStyle('pastel').tint.lift).toBeGreaterThan(0.1)
  expect(readStyle('sepia, dark').tint).toMatchObject({ lift: -0.14, lean: { share: 0.5 } })
  expect(readStyle('pixel art').pixel).toBe(true)
})
