import { type Beat, type Board, type PictureId, pictureId } from '../../src/browser.ts'
import type { LiveBoard } from '../live/live-store.ts'
import { pictureOf } from '../../src/browser.ts'
import { clock } from '../words/time.ts'
import type { WallRow } from './wall-layout.ts'

export type Show = 'all' | 'working' | 'failed'

/** A beat where it stands, with what the wall says beside it. */
export interface BeatPlace {
  readonly beat: Beat
  readonly shot: number
  readonly index: number
  /** It stands at the end of its chain: the thread stops here. */
  readonly last: boolean
  readonly cut: boolean
  /** The beat it continues from. */
  readonly from: string | undefined
  readonly note: string
}

/** Every beat of a board in order, with its place in the thread. */
export function beatPlaces(board: Board): readonly BeatPlace[] {
  const chained = board.styles.some((style) => style.continuity === 'chain')
  const places: BeatPlace[] = []
  let previous: Beat | undefined
  board.shots.forEach((shot, shotIndex) => {
    shot.beats.forEach((beat, within) => {
      const first = places.length === 0
      const cut = first || beat.transition === 'hard_cut' || !chained
      const next = shot.beats[within + 1]
      places.push({
        beat,
        shot: shotIndex,
        index: places.length,
        cut,
        last: next === undefined || next.transition === 'hard_cut' || !chained,
        from: cut ? undefined : previous?.id,
        note: noteOf(beat, cut ? undefined : previous?.id, chained),
      })
      previous = beat
    })
  })
  return places
}

function noteOf(beat: Beat, from: string | undefined, chained: boolean): string {
  const times = beat.start === undefined ? '' : `${clock(beat.start)}${beat.end === undefined ? '' : `–${clock(beat.end)}`}`
  const thread = from === undefined ? (chained ? 'hard cut' : '') : `continues ${from}`
  return [times, thread].filter(Boolean).join(' · ')
}

/** The rows that a filter shows; a shot without any is left out. */
export function wallRows(board: Board, places: readonly BeatPlace[], keep: (place: BeatPlace) => boolean): readonly WallRow[] {
  const rows: WallRow[] = []
  const titled = board.shots.length > 1 || board.shots[0]?.title !== undefined
  let shot = -1
  for (const place of places) {
    if (!keep(place)) continue
    if (place.shot !== shot && titled) rows.push({ kind: 'shot', shot: place.shot })
    shot = place.shot
    rows.push({ kind: 'beat', shot, beat: place.index, last: place.last })
  }
  return rows
}

/** True when any style of the beat is in the state asked for. */
export function beatShows(live: LiveBoard, board: Board, beat: string, show: Show): boolean {
  if (show === 'all') return true
  return board.styles.some((style) => {
    const { status } = pictureOf(live.run, pictureId(style.id, beat))
    return show === 'working' ? status === 'generating' : status === 'error'
  })
}

/** The picture a cell's own one waits for, in words. */
export function waitsFor(live: LiveBoard, style: string, place: BeatPlace): string | undefined {
  if (place.from === undefined) return undefined
  const before: PictureId = pictureId(style, place.from)
  const { status } = pictureOf(live.run, before)
  return status === 'pending' || status === 'generating' ? place.from : undefined
}
