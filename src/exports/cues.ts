import type { Sequence } from './sequence.ts'
import type { Span } from './times.ts'

/** Words on the screen for a while; `lines` are short enough to read. */
export interface Cue extends Span {
  readonly beat: string
  readonly lines: readonly string[]
}

/** How many signs stand in a line, and how many lines on the screen at once: what broadcasters ask for. */
const widest = 42
const mostLines = 2

/**
 * Captions of a sequence: each beat's words from its start to its end, broken into lines; what needs more than two lines follows
 * in cues of its own, the time shared by length. Cues never overlap and never last for no time.
 */
export function cuesOf({ heard, seconds }: Pick<Sequence, 'heard' | 'seconds'>): readonly Cue[] {
  return heard.flatMap(({ beat, start, end }) => {
    const own = beat.end !== undefined && beat.end > start && beat.end < end ? beat.end : end
    const until = Math.min(own, Math.max(seconds, heard.at(-1)?.end ?? 0))
    const lines = linesOf(beat.caption ?? '', widest)
    return until - start < 0.001 ? [] : shared({ start, end: until }, lines, beat.id)
  })
}

function shared({ start, end }: Span, lines: readonly string[], beat: string): Cue[] {
  const pages = Array.from({ length: Math.ceil(lines.length / mostLines) }, (_, page) =>
    lines.slice(page * mostLines, (page + 1) * mostLines),
  )
  const lengths = pages.map((page) => Math.max(1, page.join(' ').length))
  const all = lengths.reduce((sum, length) => sum + length, 0)
  let before = 0
  const ends = lengths.map((length) => {
    before += length
    return start + ((end - start) * before) / all
  })
  return pages.map((page, index) => {
    const last = index === pages.length - 1
    return { beat, lines: page, start: ends[index - 1] ?? start, end: last ? end : (ends[index] ?? end) }
  })
}

/** Text broken at spaces into lines of at most `width` signs, of about equal length; a longer word, and script without spaces, is cut. */
export function linesOf(text: string, width: number): readonly string[] {
  const words = plainText(text)
    .split(' ')
    .filter((word) => word !== '')
    .flatMap((word) => pieces(word, width))
  const total = words.reduce((sum, word) => sum + signs(word) + 1, -1)
  if (words.length === 0) return []
  const even = Math.min(width, Math.ceil(total / Math.ceil(total / width)) + 6)
  const lines: string[] = []
  for (const word of words) {
    const last = lines.at(-1)
    if (last !== undefined && signs(last) + 1 + signs(word) <= even) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

/** One line of words: control characters and breaks become spaces. */
export function plainText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

function signs(text: string): number {
  return /^[\u0020-\u007e]*$/.test(text) ? text.length : [...segmenter.segment(text)].length
}

function pieces(word: string, width: number): string[] {
  if (signs(word) <= width) return [word]
  const all = [...segmenter.segment(word)].map((part) => part.segment)
  return Array.from({ length: Math.ceil(all.length / width) }, (_, index) => all.slice(index * width, (index + 1) * width).join(''))
}

/** `01:02:03,004`; hours are as many as there are. */
export function clockText(seconds: number, point: ',' | '.'): string {
  const ms = Math.round(Math.max(0, seconds) * 1000)
  const parts = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60, Math.floor(ms / 1000) % 60]
  return `${parts.map((part) => String(part).padStart(2, '0')).join(':')}${point}${String(ms % 1000).padStart(3, '0')}`
}
