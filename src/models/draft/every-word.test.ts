import { expect, test } from 'vitest'
import { arrange } from './arrange.ts'
import { painter } from './paint.ts'
import { promptWords } from './prompt-words.ts'
import { readScene } from './read-scene.ts'
import { readStyle } from './read-style.ts'

const paint = painter()
const size = { width: 256, height: 144 }

function pixels(prompt: string, style = 'gouache'): Uint8Array {
  return paint(arrange(readScene(promptWords(prompt), 1)), readStyle(style), size)
}

const places = [
  'harbour',
  'pier',
  'beach',
  'sea',
  'lake',
  'forest',
  'mountains',
  'desert',
  'meadow',
  'garden',
  'farm',
  'village',
  'road',
  'railway',
  'city',
  'skyline',
  'kitchen',
  'workshop',
  'attic',
  'library',
  'bedroom',
  'cave',
  'underwater',
  'planet',
  'workbench',
]
const things = [
  'man',
  'old woman',
  'girl',
  'dog',
  'cat',
  'fox',
  'horse',
  'deer',
  'owl',
  'gulls',
  'shark',
  'whale',
  'ship',
  'boat',
  'canoe',
  'car',
  'train',
  'bicycle',
  'lantern',
  'lamp',
  'table',
  'chair',
  'book',
  'flower',
  'moon',
  'kite',
  'balloon',
  'fire',
  'lighthouse',
  'tent',
  'house',
  'rocket',
  'hammer',
  'saw',
  'brush',
  'plank',
  'pot',
  'seedling',
  'cup',
  'key',
  'letter',
  'bottle',
  'box',
  'stone',
  'oak',
  'hands',
]

function changed(one: Uint8Array, other: Uint8Array): number {
  return one.reduce((count, value, index) => count + (Math.abs(value - (other[index] ?? 0)) > 6 ? 1 : 0), 0) / one.length
}

const plates = new Map(places.map((place) => [place, pixels(`wide, ${place} at noon`)]))

test.for(places)('the place "%s" looks like no other', (place) => {
  const own = plates.get(place) ?? new Uint8Array()
  const alike = [...plates].filter(([other, plate]) => other !== place && changed(own, plate) < 0.005).map(([other]) => other)
  expect(alike).toEqual([])
})

test.for(things)('a %s is seen in a wide, a medium and a close frame, in every manner', (thing) => {
  for (const style of ['gouache', 'ink', 'cinematic']) {
    for (const framing of ['wide', 'medium shot', 'close-up']) {
      expect(
        changed(pixels(`${framing}, the field at noon, a ${thing}`, style), pixels(`${framing}, the field at noon, a tuba`, style)),
      ).toBeGreaterThan(0.0008)
    }
  }
})

test.for(['dawn', 'sunset', 'dusk', 'night', 'rain', 'storm', 'snow', 'fog', 'wind', 'clouds'])('%s changes the air', (air) => {
  expect(changed(pixels(`the field at noon, ${air}`), pixels('the field at noon'))).toBeGreaterThan(0.004)
})

test.for(['walks', 'runs', 'sits', 'reaches up', 'kneels', 'looks out', 'holds a lantern', 'stands, from behind'])(
  'a person who %s has a gesture of its own',
  (pose) => {
    expect(
      changed(pixels(`medium shot, the field at noon, a man ${pose}`), pixels('medium shot, the field at noon, a man')),
    ).toBeGreaterThan(0.001)
  },
)
