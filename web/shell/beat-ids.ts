import type { Board } from '../../src/browser.ts'

/** The ids of a board's beats in order. */
export function beatIds(board: Board): readonly string[] {
  return board.shots.flatMap((shot) => shot.beats.map((beat) => beat.id))
}
