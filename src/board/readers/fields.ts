import { safeStyleId } from '../ids.ts'
import type { Found } from './found.ts'
import { moveOf } from './transitions.ts'
import type { Notes } from './notes.ts'
import type { Path, Place } from './reader.ts'
import { isRecord, plain, seconds, titleOf, words } from './words.ts'

type Field = keyof typeof vocabulary

/** The names that people's lists use, best first: where a list has two for one thing, the first is taken and the other kept beside the beat. */
const vocabulary = {
  prompt: 'ai_prompt image_prompt positive_prompt visual_prompt prompt prompt_text image_description visual_description',
  shot: 'shot_number shot shot_id scene scene_number',
  beat: 'beat_number beat beat_id step_number step page_number page event_number section_index panel frame number id index no nr',
  shotTitle: 'shot_title shot_name scene_title scene_heading',
  caption: 'script_phrase phrase caption transcript_text transcript narration voice_over voiceover dialogue subtitle script text content',
  title: 'title heading name',
  start: 'start_time start start_seconds timestamp from',
  end: 'end_time end end_seconds to',
  transition: 'transition_type transition cut',
  styleWords: 'visual_style style style_words',
  negativePrompt: 'negative_prompt negative avoid',
} as const

/** What stands in for a prompt in a list that has none. */
const standIns = 'visual image picture description action text content script_phrase phrase caption narration transcript_text'.split(' ')
const leftovers =
  /^(?:image_(?:base64|url|path|status|provider|id)|error|status|generated_at|prompt_used|revised_prompt|is_flagged|selected_at)$/
const perStyle =
  /^(?:ai_|image_)?prompt_(?!text$|used$|id$|number$|model$|language$|version$|hash$|type$|weight$|strength$)([a-z0-9]{1,30}(?:_[a-z0-9]{1,30})?)$/
const readyPrompt = /^(illustration|clear|consistent)(?:_(?:ai_|image_)?prompt)?$/
const namesOf = Object.fromEntries(Object.entries(vocabulary).map(([field, names]) => [field, names.split(' ')])) as Record<Field, string[]>

/** Which key of a list fills which field of a beat. */
export interface Columns {
  readonly fields: ReadonlyMap<Field, string>
  /** Prompts of single styles: key → style id. */
  readonly styles: ReadonlyMap<string, string>
  readonly rest: readonly string[]
  readonly said: ReadonlyMap<string, string>
}

/** `scriptPhrase`, `Script phrase` and `script-phrase` are one name. */
export function plainName(key: string): string {
  return key
    .slice(0, 80)
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '')
}

/** Decides once for a whole list, by the keys of all its items, so that an item without a prompt is missed and not filled from elsewhere. */
export function columnsOf(keys: Iterable<string>): Columns {
  const byName = new Map<string, string>()
  for (const key of keys) if (!byName.has(plainName(key))) byName.set(plainName(key), key)
  const styles = new Map<string, string>()
  for (const [name, key] of byName) {
    const style = perStyle.exec(name)?.[1] ?? readyPrompt.exec(name)?.[1]
    if (style !== undefined) styles.set(key, safeStyleId(style))
  }
  const fields = new Map<Field, string>()
  const claim = (field: Field, names: readonly string[]): void => {
    const name = names.find((one) => byName.has(one) && !styles.has(byName.get(one) ?? ''))
    const key = name === undefined ? undefined : byName.get(name)
    if (key !== undefined && ![...fields.values()].includes(key)) fields.set(field, key)
  }
  for (const [field, names] of Object.entries(namesOf)) claim(field as Field, names)
  if (!fields.has('prompt') && styles.size === 0 && !byName.has('prompts')) {
    fields.delete('caption')
    claim('prompt', standIns)
    claim('caption', namesOf.caption)
  }
  const taken = new Set([...fields.values(), ...styles.keys()])
  const rest = [...byName.values()].filter((key) => !taken.has(key))
  const said = new Map([...fields].map(([field, key]) => [key, `\`${key.slice(0, 80).toWellFormed()}\` became the ${sayField(field)}`]))
  return { fields, styles, rest, said }
}

function sayField(field: Field): string {
  return { shotTitle: 'title of the shot', styleWords: 'style words', negativePrompt: 'negative prompt' }[field as 'shotTitle'] ?? field
}

/** True when the keys hold something to draw, by a name that is surely a prompt. */
export function hasPrompt(columns: Columns): boolean {
  return columns.fields.has('prompt') || columns.styles.size > 0 || columns.rest.includes('prompts')
}

/** One item of a list as a beat. Nothing is judged here: `assemble` refuses empty prompts with their line. */
export function foundIn(record: Readonly<Record<string, unknown>>, columns: Columns, at: Place, notes: Notes): Found {
  const read = (field: Field): string => {
    const key = columns.fields.get(field)
    const text = key === undefined ? '' : words(own(record, key))
    if (text !== '' && key !== undefined) notes.map(columns.said.get(key) ?? key)
    return text
  }
  const prompts = promptsIn(record, columns, notes)
  const written = read('prompt')
  const extra = extraOf(record, columns, at, notes)
  return {
    at,
    prompt: written === '' ? (Object.values(prompts)[0] ?? '') : written,
    ...(Object.keys(prompts).length > 0 ? { prompts } : {}),
    ...optional('shot', read('shot')),
    ...optional('beat', read('beat')),
    ...optional('shotTitle', titleOf(read('shotTitle'))),
    ...optional('caption', read('caption')),
    ...optional('title', titleOf(read('title'))),
    ...optional('styleWords', read('styleWords')),
    ...optional('negativePrompt', read('negativePrompt')),
    ...times(read('start'), read('end'), at, notes),
    ...transition(read('transition'), at, notes, extra),
    ...(Object.keys(extra).length > 0 ? { extra } : {}),
  }
}

function own(record: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined
}

export function optional<K extends string>(key: K, text: string): { readonly [key in K]?: string } {
  return (text === '' ? {} : { [key]: text }) as { readonly [key in K]?: string }
}

function promptsIn(record: Readonly<Record<string, unknown>>, columns: Columns, notes: Notes): Record<string, string> {
  const pairs = [...columns.styles].map(([key, style]) => [style, words(own(record, key))] as const)
  const nested = own(record, 'prompts')
  if (isRecord(nested)) for (const [key, value] of Object.entries(nested)) pairs.push([safeStyleId(key), words(value)])
  const told = pairs.filter(([style, text]) => style !== '' && text !== '')
  for (const [style] of told) notes.map(`prompts of their own for the style ${style}`)
  return Object.fromEntries(told)
}

export function times(start: string, end: string, at: Place, notes: Notes): { start?: number; end?: number } {
  const from = seconds(start)
  const to = seconds(end)
  if ((start !== '' && from === undefined) || (end !== '' && to === undefined)) notes.warn('a time that is none is left out', at)
  if (from !== undefined && to !== undefined && to < from) {
    notes.warn('an end before the start is left out', at)
    return { start: from }
  }
  return { ...(from === undefined ? {} : { start: from }), ...(to === undefined ? {} : { end: to }) }
}

function transition(word: string, at: Place, notes: Notes, extra: Record<string, unknown>): ReturnType<typeof moveOf> & {} {
  const move = moveOf(word)
  if (move) return move
  notes.warn(`the transition "${titleOf(word).slice(0, 40).toWellFormed()}" is none we know and is kept beside the beat`, at)
  extra['transition_type'] = word
  return {}
}

function extraOf(record: Readonly<Record<string, unknown>>, columns: Columns, at: Place, notes: Notes): Record<string, unknown> {
  const extra: Record<string, unknown> = {}
  for (const key of columns.rest) keep(extra, key, own(record, key), { at, notes })
  return extra
}

/** Keeps a field that a board has no word for. What an earlier run left, pictures above all, is not part of a list. */
export function keep(extra: Record<string, unknown>, key: string, value: unknown, where: { at: Place; notes: Notes }): void {
  if (value === undefined || value === null || value === '' || value === 'None') return
  if (key === 'prompts' && isRecord(value)) return
  const name = key.slice(0, 80).toWellFormed()
  const ofBoard = typeof where.at !== 'number' && where.at.length === 0
  if (key === '__proto__' || (!ofBoard && leftovers.test(plainName(key)))) return where.notes.ignore(`\`${name}\``, where.at)
  const safe = plain(value)
  if (safe === undefined && isEmpty(value)) return
  if (safe === undefined) return where.notes.ignore(`\`${name}\`, which holds nothing that can be kept`, where.at)
  extra[key.toWellFormed()] = safe
  where.notes.map(`\`${name}\` is kept beside the ${ofBoard ? 'board' : 'beat'}`)
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' ? value === null || Object.keys(value).length === 0 : words(value) === ''
}

/** The fields of a list's top that no reader uses, kept with the board. */
export function keepTop(
  record: Readonly<Record<string, unknown>>,
  used: readonly string[],
  notes: Notes,
): Record<string, unknown> | undefined {
  const extra: Record<string, unknown> = {}
  const top: Path = []
  for (const [key, value] of Object.entries(record)) if (!used.includes(key)) keep(extra, key, value, { at: top, notes })
  return Object.keys(extra).length > 0 ? extra : undefined
}
