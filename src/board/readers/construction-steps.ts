import { assemble } from './assemble.ts'
import { keep, keepTop, optional } from './fields.ts'
import type { Found } from './found.ts'
import { type Notes, takeNotes } from './notes.ts'
import type { Path, Reader } from './reader.ts'
import { refuse } from './refuse.ts'
import { isRecord, titleOf, words } from './words.ts'

const listNames = ['construction_steps', 'steps', 'instructions']
const stepFields = new Set(['step_number', 'step', 'number', 'title', 'description', 'image_prompt', 'prompt', 'text'])

/** The steps of a how-to (document 5), as objects or as strings. */
export const constructionSteps: Reader = {
  id: 'construction-steps',
  title: 'Construction steps',
  needs: 'construction_steps[] with title and description, or strings',
  knows: ({ data }) => {
    if (Array.isArray(data))
      return data.length > 0 && data.every((item) => isRecord(item) && 'step_number' in item && 'description' in item) ? 0.9 : 0
    const key = isRecord(data) && listNames.find((name) => Array.isArray(data[name]))
    if (!key) return 0
    const numbered = (data[key] as unknown[]).some((item) => isRecord(item) && 'step_number' in item)
    return key === 'construction_steps' || numbered ? 0.95 : 0.7
  },
  read: async (source) => {
    const notes = takeNotes()
    const top = isRecord(source.data) ? source.data : {}
    const key = listNames.find((name) => Array.isArray(top[name]))
    const list: unknown = key === undefined ? source.data : top[key]
    if (!Array.isArray(list)) throw await refuse(source, [], { expected: 'construction_steps', found: 'none' })
    const found = list.map((step: unknown, index) => stepOf(step, key ? [key, index] : [index], notes))
    const overview = isRecord(top['project_overview']) ? top['project_overview'] : {}
    const title = titleOf(overview['title']) || titleOf(top['title'])
    return assemble(source, {
      format: `Construction steps (${source.syntax})`,
      kind: 'steps',
      found,
      notes,
      title,
      extra: keepTop(top, key ? [key, 'title'] : [], notes),
    })
  },
}

function stepOf(step: unknown, at: Path, notes: Notes): Found {
  if (!isRecord(step)) {
    const text = words(step)
    if (text) notes.map('text became the prompt and the caption of a step')
    return { at, prompt: text, ...optional('caption', text) }
  }
  const title = titleOf(step['title'])
  const description = words(step['description']) || words(step['text'])
  const own = words(step['image_prompt']) || words(step['prompt'])
  const extra: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(step)) if (!stepFields.has(key)) keep(extra, key, value, { at, notes })
  notes.map(own ? 'the prompt of a step is its own' : '`title` and `description` became the prompt')
  return {
    at,
    prompt: own || [title, description].filter((text) => text !== '').join(': '),
    ...optional('beat', words(step['step_number'] ?? step['step'] ?? step['number'])),
    ...optional('title', title),
    ...optional('caption', description || title),
    ...(Object.keys(extra).length > 0 ? { extra } : {}),
  }
}
