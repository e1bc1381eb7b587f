import type { Size } from '../picture.ts'
import { assemble } from './assemble.ts'
import { keep, keepTop, optional } from './fields.ts'
import type { Found } from './found.ts'
import { type Notes, takeNotes } from './notes.ts'
import type { Reader } from './reader.ts'
import { refuse } from './refuse.ts'
import { isRecord, isRecords, titleOf, words } from './words.ts'

type Item = Readonly<Record<string, unknown>>

const used = ['events', 'title', 'character_description', 'content_data']
const runStates = ['image_generation_status', 'images_generated_count', 'total_images_count', 'image_providers_used']
const eventFields = new Set(['event_number', 'page_number', 'title', 'content', 'image_prompt'])

/** A story with events (document 4): an event is a page, its content the caption, its picture described by `image_prompt`. */
export const illustratedStory: Reader = {
  id: 'illustrated-story',
  title: 'Illustrated story',
  needs: 'events[] with content and image_prompt.positive_prompt',
  knows: ({ data }) => (isRecords(storyIn(data)?.['events']) ? 0.95 : 0),
  read: async (source) => {
    const notes = takeNotes()
    const story = storyIn(source.data) ?? {}
    const events = story['events']
    if (!isRecords(events)) throw await refuse(source, [], { expected: 'events', found: 'none' })
    const base = story === source.data ? ['events'] : ['content_data', 'events']
    const found = events.map((event, index) => pageOf(event, [...base, index], notes))
    for (const key of runStates) if (key in story) notes.ignore(`\`${key}\`, left by an earlier run`, [...base.slice(0, -1), key])
    const cast = words(story['character_description'])
    if (cast) notes.map('`character_description` became the words before every prompt')
    const size = sizeIn(events, notes)
    return assemble(source, {
      format: `Illustrated story (${source.syntax})`,
      kind: 'story',
      found,
      notes,
      title: titleOf(story['title']),
      ...(cast ? { cast } : {}),
      ...(size ? { size } : {}),
      extra: keepTop(story, [...used, ...runStates], notes),
    })
  },
}

function storyIn(data: unknown): Item | undefined {
  if (!isRecord(data)) return undefined
  return isRecord(data['content_data']) ? data['content_data'] : data
}

function pageOf(event: Item, at: (string | number)[], notes: Notes): Found {
  const picture = isRecord(event['image_prompt']) ? event['image_prompt'] : { positive_prompt: event['image_prompt'] }
  const extra: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(event)) if (!eventFields.has(key)) keep(extra, key, value, { at, notes })
  const field = <K extends string>(key: K, value: unknown, name: string): { readonly [key in K]?: string } => {
    const text = key === 'title' ? titleOf(value) : words(value)
    if (text) notes.map(name)
    return optional(key, text)
  }
  return {
    at,
    prompt: words(picture['positive_prompt']),
    ...field('beat', event['event_number'] ?? event['page_number'], '`event_number` became the page'),
    ...field('title', event['title'], '`title` became the title of the page'),
    ...field('caption', event['content'], '`content` became the caption'),
    ...field('styleWords', picture['style'], '`style` became the style words'),
    ...field('negativePrompt', picture['negative_prompt'], '`negative_prompt` became the negative prompt'),
    ...(Object.keys(extra).length > 0 ? { extra } : {}),
  }
}

/** The most frequent ratio: a style has one size. */
function sizeIn(events: readonly Item[], notes: Notes): Size | undefined {
  const counts = new Map<string, number>()
  for (const { image_prompt: picture } of events) {
    const ratio = isRecord(picture) ? words(picture['aspect_ratio']) : ''
    if (sizeOfRatio(ratio)) counts.set(ratio, (counts.get(ratio) ?? 0) + 1)
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1])
  if (!most) return undefined
  notes.map(`\`aspect_ratio\` ${most[0]} became the size of the style`)
  if (counts.size > 1) notes.warn(`the pages ask for ${counts.size} ratios; all are made in ${most[0]}`, ['events'])
  return sizeOfRatio(most[0])
}

/** `16:9` as pixels: the long side 1024, the short one a multiple of 64; `undefined` for what is no ratio between 1:4 and 4:1. */
export function sizeOfRatio(text: string): Size | undefined {
  const match = /^(\d{1,4}(?:\.\d{1,4})?)\s*[:x/]\s*(\d{1,4}(?:\.\d{1,4})?)$/.exec(text)
  const ratio = Number(match?.[1]) / Number(match?.[2])
  if (!(ratio >= 0.25 && ratio <= 4)) return undefined
  const short = Math.max(256, Math.round((1024 * Math.min(ratio, 1 / ratio)) / 64) * 64)
  return ratio >= 1 ? { width: 1024, height: short } : { width: short, height: 1024 }
}
