import { assemble } from './assemble.ts'
import { columnsOf, foundIn, keepTop } from './fields.ts'
import { takeNotes } from './notes.ts'
import type { Reader } from './reader.ts'
import { refuse } from './refuse.ts'
import { isRecord, isRecords, titleOf } from './words.ts'

const listNames = ['sections', 'segments']

/** Sections of a video with times and prompts (B2), or the segments of a transcript, whose text is then the prompt. */
export const timedSections: Reader = {
  id: 'timed-sections',
  title: 'Timed sections',
  needs: 'sections[] with start_time, end_time and image_prompt',
  knows: ({ data }) => {
    const key = isRecord(data) && listNames.find((name) => Array.isArray(data[name]))
    if (key) return 0.95
    if (!isRecords(data)) return 0
    const { fields } = columnsOf(data.slice(0, 5).flatMap((item) => Object.keys(item)))
    return fields.has('start') && fields.has('prompt') && !fields.has('beat') && !fields.has('shot') ? 0.85 : 0
  },
  read: async (source) => {
    const notes = takeNotes()
    const top = isRecord(source.data) ? source.data : {}
    const key = listNames.find((name) => Array.isArray(top[name]))
    const list = key === undefined ? source.data : top[key]
    if (!isRecords(list))
      throw await refuse(source, key ? [key] : [], { expected: 'sections with start_time and image_prompt', found: 'none' })
    const columns = columnsOf(new Set(list.flatMap((item) => Object.keys(item))))
    const found = list.map((item, index) => foundIn(item, columns, key ? [key, index] : [index], notes))
    const timeless = found.find((section) => section.start === undefined)
    if (timeless) throw await refuse(source, timeless.at, { expected: 'a start_time in seconds (0 to 99,999)', found: 'none' })
    const late = found.find((section, index) => index > 0 && (section.start ?? 0) < (found[index - 1]?.start ?? 0))
    if (late) notes.warn('a section that starts before the one above it stays where the list has it', late.at)
    const title = titleOf(top['video_name']) || titleOf(top['title'])
    return assemble(source, {
      format: `Timed sections (${source.syntax})`,
      kind: 'timeline',
      found,
      notes,
      title,
      extra: keepTop(top, key ? [key, 'num_sections', 'title'] : [], notes),
    })
  },
}
