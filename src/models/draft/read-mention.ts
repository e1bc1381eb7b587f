import type { PromptWords } from './prompt-words.ts'
import { featuresOf, groundSnow } from './read-features.ts'
import { subjectsIn } from './read-subjects.ts'
import type { Scene, Subject } from './scene.ts'
import { framingWords, hourWords, placeWords, weatherWords } from './vocabulary.ts'

/** What the words themselves say; what they leave open is open here too. */
export interface Mention {
  readonly place: { readonly kind: Scene['place']; readonly features: readonly string[] } | undefined
  readonly hour: Scene['hour'] | undefined
  readonly weather: Scene['weather'] | undefined
  readonly framing: Scene['framing'] | undefined
  /** In the order in which they are told; not yet placed. */
  readonly subjects: readonly Subject[]
}

/** Reads what a prompt's words show. */
export function readMention(words: PromptWords): Mention {
  const text = words.shows
  const place = placeIn(text)
  const framing = framingIn(text)
  return {
    place,
    hour:
      firstSaid(
        text,
        hourWords.filter(([hour]) => hour !== 'day'),
      ) ?? firstSaid(text, hourWords),
    weather: weatherIn(text),
    framing,
    subjects: subjectsIn(words, { place: place?.kind, features: place?.features ?? [], framing }),
  }
}

/** The place of the first clause that names one: where a shot plays is told before what lies beyond it. */
function placeIn(text: string): Mention['place'] {
  for (const clause of text.split(/[,.;:!?]\s+/u)) {
    const row = placeWords.find(([, , pattern]) => pattern.test(clause))
    if (row !== undefined) return { kind: row[0], features: [...new Set([...row[1], ...featuresOf(row[0], text)])].slice(0, 8) }
  }
  return undefined
}

/** Of several words for one thing, the one that is said first. */
function firstSaid<T extends string>(text: string, rows: readonly (readonly [T, RegExp])[]): T | undefined {
  const hits = rows.map(([name, pattern]) => ({ name, at: text.search(pattern) })).filter((hit) => hit.at >= 0)
  return hits.length === 0 ? undefined : hits.reduce((best, hit) => (hit.at < best.at ? hit : best)).name
}

function framingIn(text: string): Scene['framing'] | undefined {
  const said = firstSaid(text, framingWords)
  return said ?? (/\b(?:face of|(?:his|her|their) (?:hands?|face|eyes|fingers))\b/iu.test(text) ? 'close' : undefined)
}

function weatherIn(text: string): Scene['weather'] | undefined {
  if (/\bstorm (?:moving|drifting|passing) (?:off|away|out)|\bafter the (?:storm|rain)|\bclouds torn\b/iu.test(text)) return 'cloudy'
  if (/\b(?:light |a little )fog\b/iu.test(text)) return 'fog'
  const weather = weatherWords.find(([, pattern]) => pattern.test(text))?.[0]
  if (weather === 'snow' && groundSnow(text)) return undefined
  return weather ?? (/\b(?:clear (?:sky|morning|night|day)|cloudless|sunshine|sunny|calm)\b/iu.test(text) ? 'clear' : undefined)
}
