import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arrange } from './arrange.ts'
import { promptWords } from './prompt-words.ts'
import { readScene } from './read-scene.ts'
import { parseScene } from './scene.ts'

function seen(prompt: string): readonly string[] {
  const scene = readScene(promptWords(prompt), 1)
  const subjects = scene.subjects.map((subject) => subject.kind)
  return [[scene.place, ...scene.features].join(' '), scene.hour, scene.weather, scene.framing, subjects.join(' ')]
}

test.for<[string, string[]]>([
  ['A small harbour at dawn, fishing boats at rest', ['sea harbour', 'dawn', 'clear', 'wide', 'boat boat']],
  ['Storm at night. A ship fights the waves below the lighthouse', ['sea open', 'night', 'storm', 'wide', 'ship lighthouse']],
  ['Mara and Jonas sit in the kitchen by lamp light, rain on the window', ['room kitchen', 'lamp', 'rain', 'medium', 'person person']],
  ['A forest in fog, a lone traveller walks', ['forest', 'grey', 'fog', 'wide', 'person']],
  ['Close on her hands holding a lantern', ['room', 'lamp', 'clear', 'close', 'hands lantern']],
  ['Medium shot: a fox in the snow at sunset', ['field snow', 'gold', 'snow', 'medium', 'fox']],
  ['Three planks and a saw', ['bench', 'inside', 'clear', 'wide', 'plank plank plank saw']],
  ['A rocket', ['space', 'night', 'clear', 'wide', 'rocket']],
  ['An old train', ['road rail', 'day', 'clear', 'wide', 'train']],
  ['Nacht, ein Wald, ein Hund', ['forest', 'night', 'clear', 'wide', 'dog']],
  ['夜の海', ['sea open', 'night', 'clear', 'wide', 'boat birds']],
])('"%s" is read as place, hour, weather, framing and subjects', ([prompt, expected]) => {
  expect(seen(prompt)).toEqual(expected)
})

test.for([
  ['a woman in a red coat', 'red'],
  ['a blue boat', 'blue'],
  ['a boat', ''],
] as const)('the colour of "%s" is "%s"', ([prompt, colour]) => {
  expect(readScene(promptWords(prompt), 1).subjects[0]?.colour).toBe(colour)
})

test.for([
  ['Mara runs to the pier', 'run'],
  ['The boy sits on a wall', 'sit'],
  ['Jonas looks out over the sea', 'look'],
  ['A man', 'stand'],
] as const)('the pose in "%s" is %s', ([prompt, pose]) => {
  expect(readScene(promptWords(prompt), 1).subjects[0]?.pose).toBe(pose)
})

test('a name and what the cast says of it belong together', () => {
  const words = promptWords('Characters: Ada, a little girl with a hat and a yellow coat\nAda walks over the field')
  expect(readScene(words, 1).subjects.map(({ kind, word, child, hat, colour }) => ({ kind, word, child, hat, colour }))).toEqual([
    { kind: 'person', word: 'Ada', child: true, hat: true, colour: 'yellow' },
  ])
})

test('the first word of a step is a verb, not a name', () => {
  expect(
    readScene(promptWords('Show only this first step and nothing of the steps after it: Sand the plank'), 1).subjects.map(
      (one) => one.kind,
    ),
  ).toEqual(['plank'])
})

test('words about style and continuity show nothing', () => {
  const prompt = 'Keep the same light, shadows and colour temperature.\nAdd only this step: the box\nStyle: film still of a city, 35 mm'
  expect(promptWords(prompt)).toEqual({ shows: 'the box', style: 'film still of a city, 35 mm', cast: '', step: true })
})

function seedOf(prompt: string): number {
  return readScene(promptWords(prompt), 7).seed
}

test('the same place keeps its seed over the prompts of a board', () => {
  expect(seedOf('The harbour at dawn')).toBe(seedOf('Mara leaves the harbour at night'))
})

test('any text gives a scene that can be written down and read back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.integer(), (prompt, seed) => {
      const scene = arrange(readScene(promptWords(prompt), seed))
      expect(parseScene(JSON.stringify(scene))).toEqual(scene)
    }),
    { numRuns: 150 },
  )
})

test.for(['', '{', '{"version":2}', '[]'])('"%s" is no scene', (text) => {
  expect(parseScene(text)).toBeUndefined()
})
