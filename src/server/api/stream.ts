import type { PictureId } from '../../board/picture.ts'
import type { RunEvent, Written } from '../../run/events.ts'
import type { PickView } from './snapshot.ts'

type Told = Written | Extract<RunEvent, { readonly type: 'picture-progress' }>

/**
 * `data` of a `message` of GET /api/events; its id stands in the frame. Run events as they were written, `v` beside a picture that
 * was kept. Other frames: `hello` (first, with the id to go on after), `resync` (too old: load again), `heartbeat`, `goodbye`.
 */
export type StreamEvent =
  | (Told & { readonly board: string; readonly v?: string })
  | { readonly type: 'board-added' | 'board-gone'; readonly board: string }
  /** Load its snapshot again: edited, out of date marks changed, or a process at work is gone. */
  | { readonly type: 'board-changed'; readonly board: string; readonly why: 'edited' | 'run-ended' | 'picked-take' | 'process-gone' }
  | { readonly type: 'picked'; readonly board: string; readonly beat: string; readonly pick?: PickView }
  | { readonly type: 'queued'; readonly board: string; readonly queued: readonly PictureId[] }
  | { readonly type: 'keys-changed'; readonly provider: string }
