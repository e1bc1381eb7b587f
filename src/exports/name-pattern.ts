import type { BoardKind } from '../board/board.ts'
import { idKeeper, safeId } from '../board/ids.ts'
import { BeatboardError } from '../errors.ts'
import type { Panel } from './sequence.ts'

/** The words a name pattern may use, in braces. */
const words = ['shot', 'beat', 'style', 'time', 'take', 'number'] as const

/** How pictures are named when nothing else is said: as in `generated_images/`. */
export function usualPattern(kind: BoardKind): string {
  switch (kind) {
    case 'film':
      return 'Beat_{beat}'
    case 'timeline':
      return 'frame_{time}'
    case 'story':
      return 'Page_{beat}'
    case 'steps':
      return 'Step_{beat}'
  }
}

/**
 * Names of panels after a pattern like `{shot}/{beat}_{style}`, without extension, in the panels' order; no two are the same in any case.
 * `{time}` is the start in milliseconds, eight digits. Throws `wrong-usage` for an unknown word and for what leads out of the folder.
 */
export function namesAfter(pattern: string, panels: readonly Panel[]): readonly string[] {
  checkPattern(pattern)
  const digits = Math.max(3, String(panels.length).length)
  const keeper = idKeeper()
  return panels.map((panel) => {
    const values: Readonly<Record<(typeof words)[number], string>> = {
      shot: safeId(panel.shot.id),
      beat: safeId(panel.beat.id),
      style: safeId(panel.style),
      time: String(Math.round(panel.start * 1000)).padStart(8, '0'),
      take: String(panel.take ?? 'current'),
      number: String(panel.number).padStart(digits, '0'),
    }
    const filled = pattern.replaceAll(/\{(\w+)\}/g, (_, word: (typeof words)[number]) => values[word])
    const parts = filled.split('/').map((part) => safeId(part))
    if (parts.includes('')) throw wrong(pattern, `it gives no name to beat ${panel.beat.id}`)
    return keeper.take(parts.join('/'))
  })
}

function checkPattern(pattern: string): void {
  const unknown = [...pattern.matchAll(/\{([^{}]*)\}/g)]
    .map((match) => match[1] ?? '')
    .find((word) => words.every((other) => other !== word))
  if (unknown !== undefined) throw wrong(pattern, `{${unknown}} is none of its words`)
  if (/^[/\\]|^[A-Za-z]:|\\|(?:^|\/)\.{1,2}(?:\/|$)/.test(pattern)) throw wrong(pattern, 'it leads out of the folder')
  if (/[{}]/.test(pattern.replaceAll(/\{\w+\}/g, ''))) throw wrong(pattern, 'a brace stands alone')
}

function wrong(pattern: string, why: string): BeatboardError {
  return new BeatboardError('wrong-usage', `The name pattern "${pattern}" does not fit: ${why}.`, {
    hint: `Words: ${words.map((word) => `{${word}}`).join(' ')}, a slash makes folders, e.g. {shot}/{beat}_{style}`,
  })
}
