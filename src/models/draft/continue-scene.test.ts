import { expect, test } from 'vitest'
import { arrange } from './arrange.ts'
import { continueScene } from './continue-scene.ts'
import { promptWords } from './prompt-words.ts'
import { readScene } from './read-scene.ts'
import type { Scene } from './scene.ts'

const sceneOf = (prompt: string): Scene => arrange(readScene(promptWords(prompt), 1))
const after = (before: Scene, prompt: string): Scene => continueScene(before, promptWords(prompt))
const kinds = (scene: Scene): string[] => scene.subjects.map((subject) => subject.kind)

const pier = sceneOf('Wide: Mara stands on the pier at dawn')
const bench = sceneOf('Workbench: a plank')

test('a beat adds what is new and leaves place, hour, horizon, light and all who were there', () => {
  const next = after(pier, 'Mara on the pier, a dog')
  expect(next).toEqual({ ...pier, subjects: [...pier.subjects, next.subjects[1]] })
  expect(kinds(next)).toEqual(['person', 'dog'])
})

test.for([
  ['the box', ['plank', 'box']],
  ['the next plank', ['plank', 'plank']],
  ['the hammer, a box and a cup', ['plank', 'hammer']],
  ['Jetzt wird poliert', ['plank', 'thing']],
] as const)('D2: the step "%s" adds exactly one thing to the state before', ([prompt, expected]) => {
  const next = after(bench, `Add only this step: ${prompt}`)
  expect(kinds(next)).toEqual(expected)
  expect(next.subjects.slice(0, 1)).toEqual(bench.subjects)
})

test('twelve steps of one kind stand in twelve places', () => {
  const last = Array.from({ length: 12 }).reduce<Scene>((scene) => after(scene, 'Add only this step: a cup'), bench)
  expect(new Set(last.subjects.map(({ x, z }) => `${x} ${z}`)).size).toBe(13)
})

test('a scene takes no more than it can carry', () => {
  const full = Array.from({ length: 40 }).reduce<Scene>((scene) => after(scene, 'Add only this step: a cup'), bench)
  expect(full.subjects).toHaveLength(24)
})

test('a new pose and a new framing change only those', () => {
  const next = after(pier, 'Close-up: Mara runs')
  expect(next).toEqual({ ...pier, framing: 'close', subjects: [{ ...pier.subjects[0], pose: 'run' }] })
})

test('"she" is who is there, no second person', () => {
  expect(kinds(after(pier, 'She sits'))).toEqual(['person'])
})

test('where the words change nothing the first person has moved on', () => {
  const next = after(pier, 'Mara')
  expect(next.subjects[0]?.x).not.toBe(pier.subjects[0]?.x)
  expect({ ...next, subjects: [] }).toEqual({ ...pier, subjects: [] })
})
