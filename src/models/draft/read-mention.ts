import { colourWords } from './local-colours.ts'
import type { PromptWords } from './prompt-words.ts'
import type { Scene, Subject, SubjectKind } from './scene.ts'
import { framingWords, hourWords, placeWords, poseWords, subjectWords, weatherWords } from './vocabulary.ts'

/** What the words themselves say; what they leave open is open here too. */
export interface Mention {
  readonly place: { readonly kind: Scene['place']; readonly features: readonly string[] } | undefined
  readonly hour: Scene['hour'] | undefined
  readonly weather: Scene['weather'] | undefined
  readonly framing: Scene['framing'] | undefined
  readonly pose: Subject['pose'] | undefined
  /** In the order in which they are told; not yet placed. */
  readonly subjects: readonly Subject[]
}

const mostSubjects = 7

function firstOf<T extends string>(text: string, rows: readonly (readonly [T, RegExp])[]): T | undefined {
  return rows.find(([, pattern]) => pattern.test(text))?.[0]
}

/** Reads what a prompt's words show. */
export function readMention(words: PromptWords): Mention {
  const text = words.shows
  const place = placeWords.find(([, , pattern]) => pattern.test(text))
  const features = [...(place?.[1] ?? [])]
  if (/\b(snow\w*|winter|frozen)\b|雪/iu.test(text)) features.push('snow')
  return {
    place: place === undefined ? undefined : { kind: place[0], features },
    hour: firstOf(text, hourWords),
    weather: firstOf(text, weatherWords),
    framing: firstOf(text, framingWords),
    pose: firstOf(text, poseWords),
    subjects: subjectsIn(words),
  }
}

interface Found {
  readonly kind: SubjectKind
  readonly word: string
  readonly at: number
}

function subjectsIn(words: PromptWords): Subject[] {
  const text = words.shows
  const found: Found[] = (words.step ? [] : namesIn(text)).map(({ name, at }) => ({ kind: 'person', word: name, at }))
  for (const [kind, pattern] of subjectWords) {
    for (const match of text.matchAll(new RegExp(pattern.source, 'giu'))) {
      if (found.length < 60) found.push({ kind, word: match[0].toLowerCase(), at: match.index })
    }
  }
  found.sort((one, other) => one.at - other.at)
  const named = found.some((one) => one.kind === 'person' && !/^(he|she|they|kind|see|people|crowd)$/.test(one.word))
  const subjects: Subject[] = []
  for (const one of found) {
    if (/^(he|she|they|kind|see|people|crowd)$/.test(one.word) && named) continue
    if (one.kind === 'person' && isAside(one, found, text)) continue
    const many = countOf(text, one)
    for (let index = 0; index < many; index++) {
      const subject = described(one, index, words)
      if (!subjects.some((other) => other.kind === subject.kind && other.word === subject.word)) subjects.push(subject)
    }
  }
  return subjects.slice(0, mostSubjects)
}

function earliest(part: string): Subject['pose'] | undefined {
  const hits = poseWords.map(([pose, pattern]) => ({ pose, at: part.search(pattern) })).filter((hit) => hit.at >= 0)
  return hits.length === 0 ? undefined : hits.reduce((best, hit) => (hit.at < best.at ? hit : best)).pose
}

/** What is done right after a word, or else before it. */
function poseAfter(text: string, at: number): Subject['pose'] | undefined {
  return earliest(text.slice(at, at + 90)) ?? earliest(text)
}

/** "Mara, the keeper": the word right after a name says who the name is and is no second person. */
function isAside(one: Found, found: readonly Found[], text: string): boolean {
  const before = found.find((other) => other.kind === 'person' && other.at < one.at && one.at - (other.at + other.word.length) < 22)
  return before !== undefined && /^,? (?:the|a|an|his|her)(?: \w+)? $/iu.test(text.slice(before.at + before.word.length, one.at))
}

const counts: Readonly<Record<string, number>> = {
  two: 2,
  both: 2,
  three: 3,
  four: 4,
  five: 5,
  several: 3,
  many: 4,
  some: 2,
  pair: 2,
  couple: 2,
}

function countOf(text: string, { word, at, kind }: Found): number {
  if (kind === 'birds' || kind === 'hands') return 1
  const said = /\b(two|both|three|four|five|several|many|some|[2-5])\s+(?:\p{L}+\s+){0,2}$/iu
    .exec(text.slice(Math.max(0, at - 40), at))?.[1]
    ?.toLowerCase()
  const plural = /(men|women|children|people|crowd|friends|couple|twins)$/.test(word) || (/[^s]s$/.test(word) && kind !== 'person')
  if (said !== undefined && (plural || word.endsWith('s'))) return counts[said] ?? Number(said)
  return plural ? 2 : 1
}

function described(one: Found, index: number, words: PromptWords): Subject {
  const text = words.shows
  const near = text.slice(Math.max(0, one.at - 26), one.at).toLowerCase()
  const told =
    words.cast.indexOf(one.word) < 0 ? '' : words.cast.slice(words.cast.indexOf(one.word), words.cast.indexOf(one.word) + 90).toLowerCase()
  const about = `${one.word.toLowerCase()} ${told}`
  const worn =
    /^.{0,12}\b(?:in|with|wears?|wearing)\s+(?:an?|her|his|the|their)?\s*(\p{L}+)\s+(?:coat|dress|scarf|jacket|raincoat|cloak|hood|shirt|sweater|robe|cape|hat)/iu
      .exec(text.slice(one.at + one.word.length))?.[1]
      ?.toLowerCase()
  const colour =
    colourWords.find((word) => word === worn) ??
    colourWords.find((word) => new RegExp(`\\b${word}\\s+(?:\\w+\\s+)?$`, 'u').test(near)) ??
    colourWords.find((word) => told.includes(`${word} `)) ??
    ''
  const female = /\b(woman|women|girls?|mother|grandm\w*|queen|princess|witch|sister|she|her|heroine|nun|frau|femme|mujer|lady|daughter)\b/u
  return {
    kind: one.kind,
    word: (index === 0 ? one.word : `${one.word} ${index + 1}`).slice(0, 60),
    child: /\b(child(?:ren)?|girls?|boys?|kids?|baby|son|daughter|little|dítě|enfant)\b/u.test(`${about} ${near.slice(-10)}`),
    woman:
      female.test(about) ||
      (one.kind === 'person' &&
        /^\p{Lu}/u.test(one.word) &&
        (/a$|e$/.test(one.word) || (/\bshe\b|\bher\b/iu.test(text) && !/\bhe\b|\bhis\b/iu.test(text)))),
    hat: /\b(hat|cap|hood|helmet|sailor|captain|fisher\w*|keeper|farmer|wizard|witch|cook|chef)\b/u.test(about),
    colour,
    pose: poseAfter(text, one.at) ?? 'stand',
    x: 0.5,
    z: 0.15,
    flip: false,
  }
}

const plain = new Set(
  'the a an at in on by to of and then with under over inside outside after before as when while from into close wide medium night morning evening int ext add place put cut show only this step first next finally now final one two three four his her their its it she he they we you i shot beat scene page cover day dawn dusk new old long north south east west no not rain snow storm fog light'.split(
    ' ',
  ),
)

/** Proper names: capitals inside a sentence, or at its start before a verb or "and". */
function namesIn(text: string): { name: string; at: number }[] {
  const names: { name: string; at: number }[] = []
  for (const match of text.slice(0, 4000).matchAll(/\b\p{Lu}\p{Ll}{2,14}\b/gu)) {
    const name = match[0]
    const lower = name.toLowerCase()
    if (plain.has(lower) || names.some((other) => other.name === name)) continue
    const known = [
      ...placeWords.map((row) => row[2]),
      ...[subjectWords, hourWords, weatherWords, framingWords, poseWords].flatMap((rows) => rows.map((row) => row[1])),
    ]
    if (known.some((pattern) => pattern.test(lower))) continue
    const starts = /(?:^|[.!?:;,]\s*)$/u.test(text.slice(0, match.index))
    const after = text.slice(match.index + name.length, match.index + name.length + 24)
    const acts = /^(?: and (?:\p{Lu}|an? |the |her |his )|, (?:the|an?) |'s | (?:is|was|has) | \p{Ll}+s\b(?!\w))/u.test(after)
    if (starts ? acts || (/,\s*$/u.test(text.slice(0, match.index)) && after.startsWith(' the ')) : !/^ \p{Lu}/u.test(after))
      names.push({ name, at: match.index })
  }
  return names.slice(0, 4)
}
