import { assemble } from './assemble.ts'
import { columnsOf, foundIn, keepTop } from './fields.ts'
import { type Notes, takeNotes } from './notes.ts'
import type { Reader } from './reader.ts'
import { refuse } from './refuse.ts'
import { isRecord, isRecords, titleOf, words } from './words.ts'

/** Fields of a scene that say how it looks: they follow the description, in this order. */
const visual = ['framing', 'movement', 'shot_language', 'character_actions']

/** A scene plan: `scenes[]` with description, times and camera words. */
export const scenePlan: Reader = {
  id: 'scene-plan',
  title: 'Scene plan',
  needs: 'scenes[] with description and start_seconds',
  knows: ({ data }) => (isRecord(data) && isRecords(data['scenes']) ? 0.85 : 0),
  read: async (source) => {
    const notes = takeNotes()
    const top = isRecord(source.data) ? source.data : {}
    const scenes = top['scenes']
    if (!isRecords(scenes)) throw await refuse(source, ['scenes'], { expected: 'scenes', found: 'none' })
    const items = scenes.map((scene) => drawable(scene, notes))
    const columns = columnsOf(new Set(items.flatMap((item) => Object.keys(item))))
    const found = items.map((item, index) => foundIn(item, columns, ['scenes', index], notes))
    const timed = found.every((scene) => scene.start !== undefined)
    return assemble(source, {
      format: `Scene plan (${source.syntax})`,
      kind: timed ? 'timeline' : 'film',
      found,
      separate: true,
      notes,
      title: titleOf(top['title']),
      extra: keepTop(top, ['scenes', 'title'], notes),
    })
  },
}

function drawable(scene: Readonly<Record<string, unknown>>, notes: Notes): Record<string, unknown> {
  const { transition_in: into, ...rest } = scene
  const beat: Record<string, unknown> = { ...rest, ...(into === undefined ? {} : { transition: into }) }
  const own = words(scene['prompt']) || words(scene['image_prompt'])
  if (own) return beat
  const told = ['description', ...visual].map((key) => (key in scene ? sayAll(scene[key]) : ''))
  for (const key of ['description', ...visual]) delete beat[key]
  notes.map('`description` and the camera words became the prompt')
  return { ...beat, prompt: told.filter((text) => text !== '').join(', ') }
}

/** Text, or the texts of a list or of an object's values. */
function sayAll(value: unknown, depth = 0): string {
  if (typeof value !== 'object' || value === null) return words(value)
  if (depth > 4) return ''
  return Object.values(value)
    .map((inner) => sayAll(inner, depth + 1))
    .filter((text) => text !== '')
    .join(', ')
}
