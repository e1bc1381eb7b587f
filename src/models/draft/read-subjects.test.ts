import { expect, test } from 'vitest'
import { promptWords } from './prompt-words.ts'
import { isChild, isWoman, wearsOf } from './read-person.ts'
import { subjectText } from './read-role.ts'
import { readScene } from './read-scene.ts'

test.for<[string, string[]]>([
  ['an old woman in a yellow raincoat', ['raincoat yellow', 'old']],
  ['a boy of nine in a red scarf', ['scarf red']],
  ['a bearded fisherman in a dark blue coat', ['coat dark blue', 'beard']],
  ['a girl with short black hair and a green coat', ['coat green', 'hair black']],
  ['an old train driver with a white moustache and a blue cap', ['cap blue', 'hair white', 'old', 'moustache']],
  ['a red-haired girl with plaits', ['hair red', 'plaits']],
  ['a man in a white apron', ['apron white']],
  ['a boy at the door, a coat over his arm', ['coat over arm']],
  ['a man in a hat', ['hat']],
  ['a man', []],
])('"%s" wears %j', ([about, expected]) => {
  expect(wearsOf(about)).toEqual(expected)
})

test.for([
  ['a boy of nine', true],
  ['a girl of 7', true],
  ['a woman of 70', false],
  ['a man', false],
] as const)('"%s": a child is %s', ([about, child]) => {
  expect(isChild(about)).toBe(child)
})

test.for([
  ['an old woman', true],
  ['a bearded fisherman', false],
  ['Robin', undefined],
] as const)('"%s": a woman is %s', ([about, woman]) => {
  expect(isWoman(about)).toBe(woman)
})

test.for([
  ['stone houses', 'stone'],
  ['the lighthouse lamp room', 'lamp'],
  ['the flame of the oil lamp', 'flame'],
  ['taller than a man', 'man'],
  ['lamp light on the cobbles', 'lamp'],
  ['the shadows of two people', 'people'],
] as const)('in "%s" no %s is a subject of its own', ([text, word]) => {
  expect(subjectText(text)).not.toContain(word)
  expect(subjectText(text)).toHaveLength(text.length)
})

function things(prompt: string): string[] {
  return readScene(promptWords(prompt), 1).subjects.map(({ kind, at }) => [kind, at].filter((part) => part !== undefined).join(' '))
}

test.for<[string, string[]]>([
  ['Medium shot of Jonas in the kitchen at night, an oil lamp on the table', ['person', 'lantern table', 'table']],
  ['Wide shot of the street at night, Jonas with a lamp', ['person', 'lantern hand']],
  ['Wide shot of the lighthouse at night, its lamp unlit', ['lighthouse']],
  ['Medium shot of the open sea, Jonas rowing', ['person boat', 'boat']],
  ['Close-up of the hands of Jonas turning up the flame of the oil lamp on the kitchen table', ['hands', 'lantern table']],
  ['Close-up of a house window in the street, one candle, two anxious faces looking out', ['lantern window', 'person', 'person']],
  ['Wide shot of a street lamp in the city, a fox', ['fox']],
])('"%s" shows %j', ([prompt, expected]) => {
  expect(things(prompt)).toEqual(expected)
})
