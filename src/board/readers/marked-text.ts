import { assemble, plainNumber } from './assemble.ts'
import { optional } from './fields.ts'
import type { Found } from './found.ts'
import { takeNotes } from './notes.ts'
import type { Reader, Source, Understood } from './reader.ts'
import { words } from './words.ts'

const marked = /^=== *([^=(\s][^=(]{0,80}?) *(?:\( *(?:Shot)?[ _]*([^()]{1,80}?) *\))? *===$/i
const numbered = /^#{2,6} *((?:Beat[ _]*)?\d{1,6}(?:\.\d{1,6})*[a-z]?)[ :.–—-]*$/i

/** Shots and beats as text: a line `=== 1.1 (Shot 1) ===`, then the prompt. */
export const markedText: Reader = {
  id: 'marked-text',
  title: 'Shots and beats (TXT)',
  needs: 'lines like === 1.1 (Shot 1) === before each prompt',
  knows: (source) => score(source, marked, 0.95),
  read: (source) => readSections(source, marked, 'Shots and beats (TXT)'),
}

/** `beats.md`: a heading `## 1.1` for each beat, then its phrase, which is the prompt and the caption. */
export const beatsMarkdown: Reader = {
  id: 'beats-markdown',
  title: 'Beats (Markdown)',
  needs: 'headings like ## 1.1 before each phrase',
  knows: (source) => score(source, numbered, 0.8),
  read: (source) => readSections(source, numbered, 'Beats (Markdown)'),
}

function score({ syntax, text }: Source, head: RegExp, sure: number): number {
  return syntax === 'text' && text.split('\n', 400).some((line) => head.test(line.trim())) ? sure : 0
}

interface Section {
  readonly at: number
  readonly beat: string
  readonly shot: string
  readonly lines: string[]
}

function readSections(source: Source, head: RegExp, format: string): Promise<Understood> {
  const notes = takeNotes()
  const sections: Section[] = []
  let title = ''
  let heading = ''
  for (const [index, raw] of source.text.split('\n').entries()) {
    const line = raw.trim()
    const match = head.exec(line)
    const other = /^#{1,6} +(\S.*)$/.exec(line)?.[1]
    const last = sections.at(-1)
    if (match) sections.push({ at: index + 1, beat: match[1] ?? '', shot: match[2] ?? heading, lines: [] })
    else if (head === numbered && other !== undefined) {
      if (/^shot\b/i.test(other)) heading = plainNumber(other)
      else if (!last && !title) title = other
      else notes.ignore(`the heading "${other.slice(0, 60).toWellFormed()}"`, index + 1)
    } else if (last) last.lines.push(raw)
    else if (line !== '' && title === '') title = line.replace(/^#+ */, '')
    else if (line !== '') notes.ignore('a line before the first beat', index + 1)
  }
  notes.map(
    head === marked
      ? 'the text below each `===` line became the prompt'
      : 'the phrase below each heading became the prompt and the caption',
  )
  const found = sections.map((section) => beatOf(section, head === numbered))
  return assemble(source, { format, kind: 'film', found, notes, title })
}

function beatOf({ at, beat, shot, lines }: Section, phrase: boolean): Found {
  const prompt = words(lines.join('\n'))
  return { at, beat, prompt, ...optional('shot', shot), ...(phrase ? optional('caption', prompt) : {}) }
}
