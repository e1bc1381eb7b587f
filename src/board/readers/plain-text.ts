import { assemble } from './assemble.ts'
import type { Found } from './found.ts'
import { takeNotes } from './notes.ts'
import type { Reader } from './reader.ts'
import { words } from './words.ts'

const bullet = /^(?:[-*+•–—]|\(?\d{1,4}[.):]|\[[ x]?\])[ \t]+(?=\S)/

/** Plain text: a line a beat, an empty line a shot, the first `# line` the title, later headings the titles of shots. */
export const plainText: Reader = {
  id: 'plain-text',
  title: 'Plain text',
  needs: 'a line for each beat',
  knows: ({ syntax }) => (syntax === 'text' ? 0.1 : 0),
  read: (source) => {
    const notes = takeNotes()
    const found: Found[] = []
    let title: string | undefined
    let shotTitle: string | undefined
    let shot = 0
    let open = false
    for (const [index, raw] of source.text.split('\n').entries()) {
      const line = raw.trim()
      const heading = /^#{1,6}[ \t]+(\S.*)$/.exec(line)?.[1]
      if (heading === undefined && line !== '' && !/^[-=_*~]{3,}$/.test(line)) {
        if (!open) shot++
        open = true
        if (bullet.test(line)) notes.map('bullets and numbers before a line are not part of the prompt')
        const prompt = words(line.replace(bullet, ''))
        if (prompt === '') continue
        found.push({ at: index + 1, shot: String(shot), prompt, ...(shotTitle === undefined ? {} : { shotTitle }) })
        continue
      }
      open = false
      if (heading === undefined) continue
      if (title === undefined && found.length === 0 && line.startsWith('# ')) title = heading
      else shotTitle = heading
    }
    if (title !== undefined) notes.map('the first heading became the title')
    notes.map('a line is a beat, an empty line begins a shot')
    return assemble(source, { format: 'Plain text', kind: 'film', found, notes, ...(title === undefined ? {} : { title }) })
  },
}
