import type { Beat, Board, Shot, Style } from '../src/board/board.ts'
import { readyStyles } from '../src/board/styles.ts'

/** A short beat for tests. */
export function beat(id: string, more: Partial<Beat> = {}): Beat {
  return { id, prompt: `what beat ${id} shows`, transition: 'hard_cut', ...more }
}

export function shot(id: string, ...beats: Beat[]): Shot {
  return { id, beats }
}

/** A style drawn by the draft painter, unless told otherwise. */
export function style(id: string, more: Partial<Style> = {}): Style {
  return { ...(readyStyles[0] as Style), id, models: [{ provider: 'draft' }], size: { width: 256, height: 144 }, ...more }
}

/** Two shots in one style: 1.1, then 1.2 and 1.3 that continue; 2.1 cuts, 2.2 continues. */
export function film(more: Partial<Board> = {}): Board {
  return {
    title: 'Salt & Lantern',
    kind: 'film',
    styles: [style('ink')],
    shots: [
      shot('1', beat('1.1'), beat('1.2', { transition: 'continue' }), beat('1.3', { transition: 'continue' })),
      shot('2', beat('2.1'), beat('2.2', { transition: 'continue' })),
    ],
    ...more,
  }
}
