import type { Passage, Transition } from '../board.ts'

export interface Move {
  /** How the picture is made; absent where the word leaves it to the place in the shot. */
  readonly transition?: Transition
  /** How an export passes into it. */
  readonly passage?: Passage
}

/**
 * What a list's word for a transition means. `H` and every kind of cut start anew; `C` continues from the picture before. Fade, dissolve and wipe
 * are passages of the finished film and say nothing on how the picture is made, so that the place in the shot decides. `undefined` for other words.
 */
export function moveOf(word: string): Move | undefined {
  const said = word
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, ' ')
    .trim()
  if (said === '' || said === 'none') return {}
  if (/^(?:h|hard|new|start)$|\bcut\b/.test(said)) return { transition: 'hard_cut' }
  if (/^(?:c|chain)$|\bcontinu|^same shot$/.test(said)) return { transition: 'continue' }
  if (/dissolve|cross ?fade/.test(said)) return { passage: 'dissolve' }
  if (/\bfade/.test(said)) return { passage: 'fade' }
  return /\bwipe/.test(said) ? { passage: 'wipe' } : undefined
}
