import { hash } from 'node:crypto'
import type { Board, Style } from '../board/board.ts'

/** What a picture was drawn from, in three parts so that a change can be named: words, model and settings, style reference. */
export type Fingerprint = string

/** Settings of a style that decide its pictures; made once a style, since only the words differ from beat to beat. */
export function settingsOf(style: Style): string {
  const { models, size, seed, continuity } = style
  return short(JSON.stringify([models, size.width, size.height, seed ?? null, continuity]))
}

/** `words.settings.reference`, 16 hexadecimal digits each; the last part is empty where no style reference goes along. */
export function fingerprintOf(
  words: { prompt: string; negativePrompt?: string },
  settings: string,
  reference: string | undefined,
): Fingerprint {
  return `${short(`${words.prompt}\n\n${words.negativePrompt ?? ''}`)}.${settings}.${reference?.slice(0, 16) ?? ''}`
}

/** What differs between two fingerprints, as one phrase; `undefined` when nothing does. */
export function difference(made: Fingerprint, now: Fingerprint): string | undefined {
  if (made === now) return undefined
  const [words, settings, reference] = made.split('.')
  const [nowWords, nowSettings, nowReference] = now.split('.')
  const changed = [
    words === nowWords ? '' : 'prompt',
    settings === nowSettings ? '' : 'model or settings',
    reference === nowReference ? '' : 'style reference',
  ].filter((part) => part !== '')
  return `${changed.join(', ')} changed`
}

/** Identifies a board's state: the same hash, the same pictures to make. */
export function boardHash(board: Board): string {
  return short(JSON.stringify(board))
}

function short(text: string): string {
  return hash('sha256', text, 'hex').slice(0, 16)
}
