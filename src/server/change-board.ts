import { join } from 'node:path'
import { type Beat, type Board, beatsOf } from '../board/board.ts'
import { writeBoard } from '../board/board-file.ts'
import { readList } from '../board/readers/catalog.ts'
import { reimport } from '../board/reimport.ts'
import { replaceFile } from '../durable.ts'
import { moveBeats } from '../studio/move-beats.ts'
import type { BeatChange, BoardChange, BoardChanged } from './api.ts'
import type { BoardRoom } from './board-room.ts'
import { given } from './cells.ts'
import { listText } from './list-text.ts'
import { problem } from './problem.ts'

/** Changes a board on disk; pictures of beats with a new id move along. Rejects with `conflict` where somebody else changed it since. */
export async function changeBoard(room: BoardRoom, change: BoardChange): Promise<BoardChanged> {
  return room.work.inTurn(async () => {
    const { board: before, version } = await room.read()
    if (change.version !== undefined && change.version !== version)
      throw problem('conflict', 'This board was changed by somebody else in the meantime.', {
        board: before,
        version,
        hint: 'Look at both, then send yours again with the new version, or take theirs.',
      })
    const { board, moved } = await changed(before, change)
    checked(board)
    if (moved.size > 0) {
      if (room.isOn())
        throw problem('held', 'A run is on: beats are not renumbered under it.', { hint: 'Cancel the run or wait for its end.' })
      await moveBeats({ folder: room.folder, before, board, moved })
    } else if (writeBoard(board) !== writeBoard(before)) await replaceFile(join(room.folder, 'board.json'), writeBoard(board))
    const now = await room.read()
    return { board: now.board, version: now.version }
  })
}

async function changed(before: Board, change: BoardChange): Promise<{ board: Board; moved: ReadonlyMap<string, string> }> {
  if (change.list !== undefined) {
    const { text, name } = listText(change.list)
    const { board, moved } = reimport(before, (await readList(text, name)).board)
    return { board, moved }
  }
  const { title, format, styles, shots, cast, limits } = change
  const { cast: oldCast, limits: oldLimits, ...rest } = before
  const board: Board = {
    ...rest,
    ...given({ title, format, styles, shots, cast: orNone(cast, oldCast), limits: orNone(limits, oldLimits) }),
  }
  const moved = new Map(Object.entries(change.moved ?? {}).filter(([from, to]) => from !== to))
  if (moved.size > 0 && (shots === undefined || new Set(moved.values()).size < moved.size))
    throw problem('wrong-usage', 'Beats that move need the new shots, and a place each.', { hint: 'Send shots and moved together.' })
  return { board: change.beats === undefined ? board : withBeats(board, change.beats), moved }
}

/** `null` takes away, absent leaves. */
function orNone<T>(wanted: T | null | undefined, old: T | undefined): T | undefined {
  return wanted === undefined ? old : (wanted ?? undefined)
}

function withBeats(board: Board, changes: Readonly<Record<string, BeatChange>>): Board {
  const ids = new Set([...beatsOf(board)].map(({ beat }) => beat.id))
  const missing = Object.keys(changes).find((id) => !ids.has(id))
  if (missing !== undefined) throw problem('not-found', `The board has no beat "${missing.slice(0, 100)}".`)
  return {
    ...board,
    shots: board.shots.map((shot) => ({
      ...shot,
      beats: shot.beats.map((beat) => {
        const change = changes[beat.id]
        return change === undefined ? beat : changedBeat(beat, change)
      }),
    })),
  }
}

function changedBeat(beat: Beat, change: BeatChange): Beat {
  const { prompts, ...single } = change
  const merged = { ...beat, ...single, ...(prompts === undefined ? {} : { prompts: { ...beat.prompts, ...prompts } }) }
  const own = Object.fromEntries(Object.entries(merged.prompts ?? {}).filter(([, prompt]) => prompt !== null))
  const kept = Object.entries({ ...merged, prompts: merged.prompts === undefined ? undefined : own })
  return Object.fromEntries(kept.filter(([, value]) => value !== null && value !== undefined)) as unknown as Beat
}

/** What could not be read back is refused, naming the place. */
function checked(board: Board): void {
  writeBoard(board)
  const empty = [...beatsOf(board)].find(({ beat }) => beat.prompt.trim() === '')
  if (empty !== undefined) throw problem('wrong-usage', `A beat needs words; ${empty.beat.id} has none.`)
}
