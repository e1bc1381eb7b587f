import { assemble } from './assemble.ts'
import type { Found } from './found.ts'
import { type Notes, takeNotes } from './notes.ts'
import type { Reader } from './reader.ts'
import { refuse } from './refuse.ts'
import { seconds, words } from './words.ts'

const timing =
  /^[ \t]*((?:\d{1,3}:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,9})?)[ \t]*-{1,2}>[ \t]*((?:\d{1,3}:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,9})?)(?:[ \t].*)?$/
const named = /\{([A-Za-z]{1,9}|\\[^}]{0,80})\}|<\/?[a-zA-Z0-9:.][^<>]{0,200}>/g
const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&nbsp;': ' ', '&lrm;': '', '&rlm;': '' }

/** SRT and WebVTT: a caption is a section of a timeline, its words both prompt and caption. Forgiving: what has a timing line is a caption. */
export const captions: Reader = {
  id: 'captions',
  title: 'Captions (SRT, VTT)',
  needs: 'lines like 00:00:01,000 --> 00:00:04,000',
  knows: ({ syntax, text, name }) => {
    if (syntax !== 'text') return 0
    if (/^\s*WEBVTT\b/.test(text) || /\.(?:srt|vtt)$/i.test(name)) return 0.97
    return text.includes('->') && text.split('\n').some((line) => timing.test(line)) ? 0.9 : 0
  },
  read: async (source) => {
    const notes = takeNotes()
    const web = /^\s*WEBVTT\b/.test(source.text)
    const lines = source.text.split('\n')
    const title = /^\s*WEBVTT[ \t-]+(\S[^\n]*)/.exec(source.text)?.[1]
    const cues = cuesIn(lines, notes)
    const found = cues.toSorted((a, b) => a.start - b.start).map(sectionOf)
    if (found.length === 0) throw await refuse(source, 1, { expected: 'captions with a time and words', found: 'none' })
    notes.map('the words of a caption became the prompt and the caption')
    return assemble(source, {
      format: web ? 'WebVTT captions' : 'SRT captions',
      kind: 'timeline',
      found,
      notes,
      ...(title ? { title } : {}),
    })
  },
}

function sectionOf({ at, start, end, text }: Cue): Found {
  return { at, prompt: text, caption: text, start, ...(end > start ? { end } : {}) }
}

interface Cue {
  readonly at: number
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Everything between two timing lines is text, but for the number or name that touches the second. */
function cuesIn(lines: readonly string[], notes: Notes): Cue[] {
  const cues: Cue[] = []
  const starts = [...lines.keys()].filter((index) => timing.test(lines[index] ?? ''))
  textOf(lines.slice(0, starts[0] ?? lines.length), 1, notes) // only for its remarks on what stands before the first caption
  for (const [order, index] of starts.entries()) {
    const [, from = '', to = ''] = timing.exec(lines[index] ?? '') ?? []
    const next = starts[order + 1]
    const body = lines.slice(index + 1, next === undefined ? lines.length : idBefore(lines, next, index))
    const text = textOf(body, index + 2, notes)
    const start = seconds(from)
    if (start === undefined) notes.ignore('a caption past 27 hours', index + 1)
    else if (text === '') notes.ignore('a caption without words', index + 1)
    else cues.push({ at: index + 1, start, end: seconds(to) ?? start, text })
  }
  return cues
}

/** Where the id of the caption timed at `next` begins: a line of digits, or any line that stands after an empty one and touches the timing. */
function idBefore(lines: readonly string[], next: number, floor: number): number {
  const line = lines[next - 1]?.trim() ?? ''
  const alone = next - 2 > floor && (lines[next - 2] ?? '').trim() === ''
  if (next - 1 <= floor || line === '') return next
  return /^\d+$/.test(line) || alone ? next - 1 : next
}

/** Notes, styles and regions last until an empty line. */
function textOf(body: readonly string[], firstLine: number, notes: Notes): string {
  const kept: string[] = []
  let skipping = false
  for (const [index, line] of body.entries()) {
    const blank = line.trim() === ''
    const begins = /^(?:NOTE|STYLE|REGION)(?:\s|$)/.test(line) && (index === 0 || (body[index - 1] ?? '').trim() === '')
    if (begins) notes.ignore('a NOTE, STYLE or REGION block', firstLine + index)
    skipping = begins || (skipping && !blank)
    if (!skipping && !blank) kept.push(line)
  }
  const bare = kept.map((line) => line.replaceAll(named, '').replaceAll(/&[a-z]{2,4};/g, (entity) => entities[entity] ?? entity))
  return words(bare.join(' ').replaceAll(/\s+/g, ' '))
}
