import { colourPattern } from './local-colours.ts'
import type { PromptWords } from './prompt-words.ts'
import { namesIn } from './read-names.ts'
import { isChild, isWoman, wearsOf } from './read-person.ts'
import { lighthouseState, spotOf, subjectText } from './read-role.ts'
import type { Scene, Subject, SubjectKind } from './scene.ts'
import { poseWords, subjectWords } from './vocabulary.ts'

const mostSubjects = 8

/** Where the subjects of some words stand, as far as the words say. */
export interface Setting {
  readonly place: Scene['place'] | undefined
  readonly features: readonly string[]
  readonly framing: Scene['framing'] | undefined
}

interface Found {
  readonly kind: SubjectKind
  readonly word: string
  readonly at: number
}

const generic = /^(he|she|they|kind|see|people|persons?|crowd|figures?|faces|couple|strangers?)$/u

/** Who and what the words show, in the order in which they are told; not yet placed. */
export function subjectsIn(words: PromptWords, setting: Setting): Subject[] {
  const text = words.shows
  const found = foundIn(text, words.step, setting)
  const named = found.some((one) => one.kind === 'person' && !generic.test(one.word))
  const subjects: Subject[] = []
  for (const [index, one] of found.entries()) {
    if (one.kind === 'person' && ((generic.test(one.word) && named) || isAside(one, found, text))) continue
    if (
      one.kind === 'house' &&
      (one.word === 'tower'
        ? /lighthouse/iu.test(text)
        : setting.place === 'city' || setting.place === 'village' || setting.features.includes('harbour'))
    )
      continue
    if (one.kind === 'flower' && setting.features.includes('flowers')) continue
    const many = countOf(text, one)
    for (let copy = 0; copy < many; copy++) {
      const subject = described({ one, copy, next: found.slice(index + 1).find((other) => !isAside(other, found, text)) }, found, {
        words,
        setting,
      })
      if (!subjects.some((other) => other.kind === subject.kind && other.word === subject.word)) subjects.push(subject)
    }
  }
  return subjects.slice(0, mostSubjects)
}

function foundIn(text: string, step: boolean, setting: Setting): Found[] {
  const found: Found[] = (step ? [] : namesIn(text)).map(({ name, at }) => ({ kind: 'person', word: name, at }))
  const shown = subjectText(text)
  for (const [kind, pattern] of subjectWords) {
    if (kind === 'hands' && setting.framing !== 'close' && setting.framing !== undefined) continue
    for (const match of shown.matchAll(new RegExp(pattern.source, 'giu'))) {
      const [from, to] = [match.index, match.index + match[0].length]
      const taken = found.some((other) => from < other.at + other.word.length && other.at < to)
      if (found.length < 60 && !taken) found.push({ kind, word: match[0].toLowerCase(), at: from })
    }
  }
  found.sort((one, other) => one.at - other.at)
  // "The hands of Mara": whose they are is no second subject.
  const hands = found.find((one) => one.kind === 'hands')
  const theirs = found[0]?.kind !== 'person' && /\bhands? of\b/iu.test(text)
  if (hands === undefined || (setting.framing === 'close' && !theirs && !/\bhands?\b/iu.test(text.slice(0, 60)) && found[0] !== hands))
    return found.filter((one) => one.kind !== 'hands')
  return setting.framing === 'close' || setting.framing === undefined
    ? found.filter((one) => one.kind !== 'person' && one.kind !== 'table')
    : found
}

/** What people do: what rain, water and light do is left out. */
function acting(part: string): string {
  return part.replace(/\b(?:rain|water|light|waves?|beam|drops?|streams?|shadows?|snow|storm) \p{L}+ing\b/giu, '')
}

function earliest(part: string): Subject['pose'] | undefined {
  const hits = poseWords.map(([pose, pattern]) => ({ pose, at: part.search(pattern) })).filter((hit) => hit.at >= 0)
  return hits.length === 0 ? undefined : hits.reduce((best, hit) => (hit.at < best.at ? hit : best)).pose
}

/** "Mara, the keeper": the word right after a name says who the name is and is no second person. */
function isAside(one: Found, found: readonly Found[], text: string): boolean {
  if (one.kind !== 'person') return false
  const before = found.findLast((other) => other.kind === 'person' && other.at < one.at && one.at - (other.at + other.word.length) < 30)
  return before !== undefined && /^,? (?:the|a|an|his|her)(?: [\p{L}-]+){0,2} $/iu.test(text.slice(before.at + before.word.length, one.at))
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
const pairs = /(men|women|children|people|crowd|friends|couple|twins|faces)$/

function countOf(text: string, { word, at, kind }: Found): number {
  if (kind === 'birds' || kind === 'hands' || kind === 'lens') return 1
  const said = /\b(two|both|three|four|five|several|many|some|[2-5])\s+(?:[\p{L}-]+\s+){0,2}$/iu
    .exec(text.slice(Math.max(0, at - 40), at))?.[1]
    ?.toLowerCase()
  const plural = pairs.test(word) || (/[^s]s$/.test(word) && kind !== 'person')
  if (said !== undefined && (plural || word.endsWith('s'))) return counts[said] ?? Number(said)
  return plural ? 2 : 1
}

interface Reading {
  readonly words: PromptWords
  readonly setting: Setting
}

function described(
  { one, copy, next }: { one: Found; copy: number; next: Found | undefined },
  found: readonly Found[],
  { words, setting }: Reading,
): Subject {
  const text = words.shows
  const end = one.at + one.word.length
  const sentence = Math.max(0, text.lastIndexOf('. ', one.at) + 1)
  const before = text.slice(Math.max(sentence, one.at - 60), one.at)
  const rest = text.slice(end, end + 160).split(/\.\s/u)[0] ?? ''
  const after = text.slice(end, next === undefined ? end + 160 : Math.max(end, next.at))
  const person = one.kind === 'person'
  const about = person ? `${castOf(one, words)} ${adjectives(before)}${one.word}${nextPerson({ one, end }, found, text)}` : ''
  const turned = person && /\bfrom behind\b/iu.test(before) ? ['turned away'] : []
  const hands = one.kind === 'hands' ? handsOf(text) : []
  const wears =
    hands.length > 0
      ? [...hands, ...thingWears(one, { before, rest, text }, [])]
      : person
        ? [...wearsOf(about), ...turned]
        : thingWears(one, { before, rest, text }, found)
  const { place, features } = setting
  const at = spotOf({
    kind: one.kind,
    word: one.word,
    before,
    after: person ? nextPerson({ one, end }, found, text) : after,
    rest,
    place,
    features,
    people: found.some((other) => other.kind === 'person'),
  })
  return {
    kind: one.kind,
    word: (copy === 0 ? one.word : `${one.word} ${copy + 1}`).slice(0, 60),
    child: person && isChild(about),
    woman: person && (isWoman(about) ?? namedWoman(one, text)),
    hat: person && /\b(hat|cap|hood|helmet|sailor|captain|fisher\w*|keeper|farmer|wizard|witch|cook|chef)\b/iu.test(about),
    colour: colourOf({ before, wears, person: person || one.kind === 'hands' }),
    pose: poseOf(one, { text, end, found, place }),
    x: 0.5,
    z: 0.15,
    flip: false,
    ...(wears.length > 0 ? { wears } : {}),
    ...(at === undefined ? {} : { at }),
  }
}

function castOf(one: Found, { cast }: PromptWords): string {
  const at = cast.indexOf(one.word)
  return at < 0 ? '' : (cast.slice(at, at + 140).split(/[;.]/u)[0] ?? '')
}

const living: ReadonlySet<SubjectKind> = new Set(['person', 'dog', 'cat', 'fox', 'horse', 'bear'])

/** "the bearded", "an old": what stands right before a noun and belongs to it. */
function adjectives(before: string): string {
  return /\b(?:the|an?|his|her|one|two|three|four|both) ((?:[\p{L}-]+ ){0,3})$/iu.exec(before)?.[1] ?? ''
}

/** The words after a person up to those that belong to the next one who is no aside to this one. */
function nextPerson({ one, end }: { one: Found; end: number }, found: readonly Found[], text: string): string {
  const next = found.find((other) => living.has(other.kind) && other.at > one.at && !isAside(other, found, text))
  const told = text.slice(end, Math.min(end + 200, next?.at ?? text.length))
  const own = /\b(?:the|an?|his|her|one|two|three|four|both) (?:[\p{L}-]+ ){0,3}$/iu.exec(told)?.[0] ?? ''
  return own === '' || next === undefined ? told : told.slice(0, -own.length)
}

function namedWoman(one: Found, text: string): boolean {
  if (!/^\p{Lu}/u.test(one.word)) return /^(she)$/.test(one.word)
  return /a$|e$/.test(one.word) || (/\bshe\b|\bher\b/iu.test(text) && !/\bhe\b|\bhis\b/iu.test(text))
}

const outer = /^(?!coat over)(raincoat|overcoat|coat|jacket|cloak|dress|jumper|sweater|pullover|shirt|robe|cape|gown|blouse|uniform) (.+)$/

function colourOf({ before, wears, person }: { before: string; wears: readonly string[]; person: boolean }): string {
  if (person) return wears.map((one) => outer.exec(one)?.[2]).find((colour) => colour !== undefined) ?? ''
  return (new RegExp(`\\b(${colourPattern})\\s+(?:[\\p{L}-]+\\s+)?$`, 'iu').exec(before)?.[1] ?? '').toLowerCase().replace('-', ' ')
}

/** Whose hands they are, and what sleeves the words give them. */
function handsOf(text: string): readonly string[] {
  const [owner] = namesIn(text)
  return [...(owner === undefined ? [] : [`by ${owner.name}`]), ...wearsOf(text)]
}

/** A thing's own state, and for a thing in a hand whose hand it is. */
function thingWears(
  one: Found,
  { before, rest, text }: { before: string; rest: string; text: string },
  found: readonly Found[],
): readonly string[] {
  const out: string[] = []
  const state = one.kind === 'lighthouse' ? lighthouseState(text) : undefined
  if (state !== undefined) out.push(state)
  if (one.kind === 'lens' && /\bunlit\b|\basleep\b/iu.test(text)) out.push('unlit')
  if (one.kind === 'boat' && /^[^,]{0,20}\bwith (?:a|its|one)(?: \p{L}+){0,2} lamp/iu.test(rest)) out.push('lit')
  if (/\bopen(?:ed)? (?:\p{L}+ )?$|^ open/iu.test(before)) out.push('open')
  if (one.kind === 'hands' && /\bmatch\b/iu.test(text)) out.push('match')
  if (/\bshaggy\b/iu.test(before)) out.push('shaggy')
  const people = found.filter((other) => other.kind === 'person' && !isAside(other, found, text))
  const named = people.some((other) => !generic.test(other.word)) ? people.filter((other) => !generic.test(other.word)) : people
  const holder = named.findLast((other) => other.at < one.at) ?? named[0]
  if (holder !== undefined) out.push(`by ${holder.word}`.slice(0, 32))
  return out
}

function poseOf(
  one: Found,
  { text, end, found, place }: { text: string; end: number; found: readonly Found[]; place: Scene['place'] | undefined },
): Subject['pose'] {
  const next = one.kind === 'person' ? nextPerson({ one, end }, found, text) : text.slice(end, end + 90)
  // Of two who are named in one breath, what is said after the second is done by both.
  const joined = /\band\s*$/iu.test(next) ? text.slice(end, end + 200) : next
  const lead = text.slice(Math.max(0, one.at - 40), one.at)
  const behind = /\bfrom behind\b/iu.test(lead) ? ('back' as const) : undefined
  const pose =
    behind ??
    earliest(acting(joined.slice(0, 120))) ??
    earliest(acting(joined)) ??
    earliest(acting(found.some((other) => living.has(other.kind) && other.at < one.at) ? '' : text.slice(Math.max(0, one.at - 60), one.at)))
  if (behind !== undefined) return earliest(acting(joined)) === 'raise' || /\b(?:lamp|lantern) raised\b/iu.test(joined) ? 'raise' : 'back'
  return pose === 'row' && place !== 'sea' && place !== 'lake' ? 'sit' : (pose ?? 'stand')
}
