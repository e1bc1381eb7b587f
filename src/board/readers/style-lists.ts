import { plainNumber } from './assemble.ts'
import type { Found } from './found.ts'
import type { Notes } from './notes.ts'

/** The list of one style: the same beats with prompts of their own. */
export interface StyleList {
  readonly style: string
  readonly found: readonly Found[]
}

function withPrompts({ found, prompts }: { found: Found; prompts: Record<string, string> }): Found {
  return { ...found, prompts }
}

/** Lays the lists of several styles over each other by shot and beat. The first gives the order; beats that only others have follow at the end of their shot's list. */
export function joinStyles(lists: readonly StyleList[], notes: Notes): Found[] {
  const beats = new Map<string, { found: Found; prompts: Record<string, string> }>()
  for (const { style, found } of lists) {
    const seen = new Map<string, number>()
    for (const [index, beat] of found.entries()) {
      const name = beat.beat === undefined ? `at ${index}` : `${plainNumber(beat.shot ?? '')}/${plainNumber(beat.beat)}`
      const times = (seen.get(name) ?? 0) + 1
      seen.set(name, times)
      const key = `${name}/${times}`
      const known = beats.get(key)
      if (!known && style !== lists[0]?.style) notes.warn(`a beat that only the style ${style} has stands at the end`, beat.at)
      if (known) known.prompts[style] = beat.prompt
      else beats.set(key, { found: beat, prompts: { [style]: beat.prompt } })
    }
    notes.map(`the list ${style} became the style ${style}, prompts: ${found.length}`)
  }
  return [...beats.values()].map(withPrompts)
}
