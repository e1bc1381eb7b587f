import { beatIds } from './beat-ids.ts'
import { type PictureState, pictureId, pictureOf } from '../../src/browser.ts'
import type { Snapshot } from '../api/types.ts'
import type { LiveBoard } from '../live/live-store.ts'

export interface Standing {
  readonly total: number
  /** Complete and existing. */
  readonly done: number
  readonly failed: number
  readonly working: number
}

/** How a board stands, or one style of it, counted from its pictures. */
export function standing({ board }: Pick<Snapshot, 'board'>, live: LiveBoard, style?: string): Standing {
  const counts = { total: 0, done: 0, failed: 0, working: 0 }
  for (const each of board.styles) {
    if (style !== undefined && each.id !== style) continue
    for (const beat of beatIds(board)) {
      counts.total++
      const column = columnOf(pictureOf(live.run, pictureId(each.id, beat)))
      if (column !== undefined) counts[column]++
    }
  }
  return counts
}

function columnOf({ status, take }: PictureState): 'done' | 'failed' | 'working' | undefined {
  switch (status) {
    case 'complete':
    case 'exists':
      return 'done'
    case 'error':
      return take === undefined ? 'failed' : 'done'
    case 'generating':
      return 'working'
    case 'pending':
      return undefined
  }
}
