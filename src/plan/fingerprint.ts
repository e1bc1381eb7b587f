import { hash } from 'node:crypto'
import type { Style } from '../board/board.ts'

/** What a picture was drawn from, in three parts so that a change can be named: words, model and settings, style reference. */
export type Fingerprint = string

/** Settings of a style that decide its pictures; made once a style, since only the words differ from beat to beat. The order of members means nothing. */
export function settingsOf({ models, size, seed }: Style): string {
  const choices = models.map(({ provider, model, quality, steps, guidance, options = {} }) => [
    provider,
    model ?? null,
    quality ?? null,
    steps ?? null,
    guidance ?? null,
    Object.entries(options).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  ])
  return short(JSON.stringify([choices, size.width, size.height, seed ?? null]))
}

/** `words.settings.reference`, 16 hexadecimal digits each; the last part is empty where no style reference goes along. */
export function fingerprintOf(
  words: { prompt: string; negativePrompt?: string },
  settings: string,
  reference: string | undefined,
): Fingerprint {
  // Joined, not concatenated: V8 then keeps the 34 characters alone, not the pieces they were cut from, and there may be 100,000.
  return [short(`${words.prompt}\n\n${words.negativePrompt ?? ''}`), settings, reference?.slice(0, 16)].join('.')
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

function short(text: string): string {
  return hash('sha256', text, 'hex').slice(0, 16)
}
