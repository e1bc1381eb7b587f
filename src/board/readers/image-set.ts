import { assemble } from './assemble.ts'
import { keep, keepTop, optional } from './fields.ts'
import type { Found } from './found.ts'
import { type Notes, takeNotes } from './notes.ts'
import type { Path, Reader } from './reader.ts'
import { refuse } from './refuse.ts'
import { isRecord, isRecords, titleOf, words } from './words.ts'

/** A set of named images with a default style, usually YAML: `defaults.style`, `images[]` with name and description. */
export const imageSet: Reader = {
  id: 'image-set',
  title: 'Image set',
  needs: 'images[] with name and description (and defaults.style)',
  knows: ({ data }) => {
    if (!isRecord(data) || !isRecords(data['images'])) return 0
    return data['images'].every((image) => words(image['description']) !== '') ? 0.85 : 0
  },
  read: async (source) => {
    const notes = takeNotes()
    const top = isRecord(source.data) ? source.data : {}
    const { images, defaults } = top
    if (!isRecords(images)) throw await refuse(source, ['images'], { expected: 'images', found: 'none' })
    const style = isRecord(defaults) ? words(defaults['style']) : ''
    const found = images.map((image, index) => beatOf(image, style, { at: ['images', index], notes }))
    const extra = keepTop(top, ['images', 'title'], notes)
    return assemble(source, {
      format: `Image set (${source.syntax})`,
      kind: 'film',
      found,
      notes,
      separate: true,
      title: titleOf(top['title']),
      extra,
    })
  },
}

function beatOf(image: Readonly<Record<string, unknown>>, style: string, where: { at: Path; notes: Notes }): Found {
  const { name, description, style: own, ...rest } = image
  const extra: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(rest)) keep(extra, key, value, where)
  where.notes.map('`description` became the prompt')
  return {
    at: where.at,
    prompt: words(description),
    ...optional('beat', words(name)),
    ...optional('title', titleOf(name)),
    ...optional('styleWords', words(own) || style),
    ...(Object.keys(extra).length > 0 ? { extra } : {}),
  }
}
