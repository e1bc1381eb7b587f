import { expect, test } from 'vitest'
import { coloursOf, lightWords } from './drift.ts'

test('the strongest colours come darkest first, each with its share', () => {
  const pixels = new Uint8ClampedArray([0, 0, 0, 255, 255, 255, 255, 255, 0, 0, 0, 255, 0, 0, 0, 255])
  expect(coloursOf(pixels)).toEqual({
    bars: [
      { colour: 'rgb(0 0 0)', share: 0.75 },
      { colour: 'rgb(255 255 255)', share: 0.25 },
    ],
    light: expect.closeTo(0.25, 5) as number,
  })
})

test.for([
  [0.5, 0.44, '12% darker'],
  [0.5, 0.6, '20% lighter'],
  [0.5, 0.505, 'about as light'],
  [0, 0.4, 'about as light'],
] as const)('from %s to %s is %s', ([before, after, words]) => {
  expect(lightWords(before, after)).toBe(words)
})
