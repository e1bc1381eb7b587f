import { arrange, placeOf } from './arrange.ts'
import type { Foreign } from './foreign.ts'
import type { PromptWords } from './prompt-words.ts'
import { readMention } from './read-mention.ts'
import { readScene } from './read-scene.ts'
import type { Scene, Subject } from './scene.ts'

const mostSubjects = 24

/**
 * The scene after this one: place, light, palette, horizon and all who stand in it stay; what the words add is added, one thing
 * for a step and at most two for a beat. Where the words add nothing new, a pose, the framing or a place in the frame changes.
 */
export function continueScene(before: Scene, words: PromptWords): Scene {
  const mention = readMention(words)
  const fresh = mention.subjects.filter((subject) => !before.subjects.some((other) => same(other, subject)))
  const wanted = words.step ? stepParts(mention.subjects, fresh, { before, words }) : fresh
  const moved = words.step ? before : { ...before, subjects: before.subjects.map((subject) => posed(subject, mention.subjects)) }
  const framed = words.step ? moved : { ...moved, framing: mention.framing ?? moved.framing }
  const next = wanted.slice(0, words.step ? 1 : 2).reduce(withSubject, framed)
  return sameScene(next, before) ? nudged(next) : next
}

function same(one: Subject, other: Subject): boolean {
  if (one.kind !== other.kind) return false
  if (one.kind !== 'person') return true
  return one.word === other.word || /^(he|she|they|\p{Ll}+)$/u.test(other.word)
}

/** A step adds exactly one thing: one not there yet, or one more of its kind, or a part with no name. */
function stepParts(
  told: readonly Subject[],
  fresh: readonly Subject[],
  { before, words }: { before: Scene; words: PromptWords },
): readonly Subject[] {
  const again = told.find((subject) => subject.kind !== 'person' && subject.kind !== 'hands')
  const part: Subject = fresh[0] ??
    again ?? {
      kind: 'thing',
      word: words.shows.slice(0, 40),
      child: false,
      woman: false,
      hat: false,
      colour: '',
      pose: 'stand',
      x: 0.5,
      z: 0.2,
      flip: false,
    }
  const count = before.subjects.filter((subject) => subject.kind === part.kind).length
  return [count === 0 ? part : { ...part, word: `${part.word} ${count + 1}`.slice(0, 60) }]
}

function withSubject(scene: Scene, subject: Subject): Scene {
  if (scene.subjects.length >= mostSubjects) return scene
  return { ...scene, subjects: [...scene.subjects, placeOf(subject, scene.subjects, scene)] }
}

function posed(subject: Subject, told: readonly Subject[]): Subject {
  const now = told.find((other) => same(subject, other))
  return now === undefined || now.pose === 'stand' ? subject : { ...subject, pose: now.pose }
}

function sameScene(one: Scene, other: Scene): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** Time has passed although no word says what changed: the first who can move goes a little further. */
function nudged(scene: Scene): Scene {
  const mover = scene.subjects.findIndex((subject) => subject.kind === 'person')
  const index = mover < 0 ? 0 : mover
  const subjects = scene.subjects.map((subject, at) => {
    const on = subject.x + (subject.flip ? -0.07 : 0.07)
    return at === index ? { ...subject, x: on > 0.93 || on < 0.07 ? subject.x + (subject.flip ? 0.07 : -0.07) : on } : subject
  })
  return { ...scene, subjects }
}

function rounded(value: readonly [number, number, number]): [number, number, number] {
  return [Math.round(value[0]), Math.round(value[1]), Math.round(value[2])]
}

/** The first scene after a picture that is not ours: the words' own scene under the colours, horizon and light of that picture. */
export function followForeign(foreign: Foreign, words: PromptWords, seed: number): Scene {
  const scene = readScene(words, seed)
  const [sky, ground, dark] = foreign.colours
  return arrange({ ...scene, horizon: foreign.horizon, light: foreign.light, borrowed: [rounded(sky), rounded(ground), rounded(dark)] })
}
