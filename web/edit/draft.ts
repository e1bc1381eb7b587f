import type { Beat, Board, Shot, Style } from '../../src/browser.ts'

/** A change of a board's shots: pure, and undone by keeping the board from before. */
export interface Place {
  readonly shot: number
  readonly beat: number
}

/** Where a beat stands. */
export function placeOf(board: Board, id: string): Place | undefined {
  for (const [shot, { beats }] of board.shots.entries()) {
    const beat = beats.findIndex((each) => each.id === id)
    if (beat >= 0) return { shot, beat }
  }
  return undefined
}

export function changeBeat(board: Board, id: string, change: Partial<Beat>): Board {
  return {
    ...board,
    shots: board.shots.map((shot) => ({ ...shot, beats: shot.beats.map((beat) => (beat.id === id ? { ...beat, ...change } : beat)) })),
  }
}

export function changeStyle(board: Board, id: string, change: Partial<Style>): Board {
  return { ...board, styles: board.styles.map((style) => (style.id === id ? { ...style, ...change } : style)) }
}

/** A beat with a new id after (or before) another; into an empty board it goes alone. */
export function insertBeats(
  board: Board,
  at: string | undefined,
  prompts: readonly string[],
  where: 'after' | 'before' = 'after',
): { readonly board: Board; readonly ids: readonly string[] } {
  const taken = new Set(board.shots.flatMap((shot) => shot.beats.map((beat) => beat.id)))
  const place = at === undefined ? undefined : placeOf(board, at)
  const index = place?.shot ?? Math.max(0, board.shots.length - 1)
  const shots: readonly Shot[] = board.shots.length === 0 ? [{ id: '1', beats: [] }] : board.shots
  const shot = shots[index] as Shot
  const beats = prompts.map((prompt): Beat => ({ id: freshId(shot.id, taken), prompt, transition: 'continue' }))
  const cut = place === undefined ? shot.beats.length : place.beat + (where === 'after' ? 1 : 0)
  const next = shots.map((each, number) =>
    number === index ? { ...each, beats: [...each.beats.slice(0, cut), ...beats, ...each.beats.slice(cut)] } : each,
  )
  return { board: withFirstCut({ ...board, shots: next }), ids: beats.map((beat) => beat.id) }
}

function freshId(shot: string, taken: Set<string>): string {
  let number = 1
  while (taken.has(`${shot}.${number}`)) number++
  const id = `${shot}.${number}`
  taken.add(id)
  return id
}

export function removeBeat(board: Board, id: string): Board {
  const shots = board.shots
    .map((shot) => ({ ...shot, beats: shot.beats.filter((beat) => beat.id !== id) }))
    .filter((shot) => shot.beats.length > 0)
  return withFirstCut({ ...board, shots })
}

/** One place up or down, across the border of a shot where it stands at one. Takes stay with their beat: its id does not change. */
export function moveBeat(board: Board, id: string, by: -1 | 1): Board {
  const place = placeOf(board, id)
  if (place === undefined) return board
  const shots = board.shots.map((shot) => [...shot.beats])
  const [beat] = shots[place.shot]?.splice(place.beat, 1) ?? []
  if (beat === undefined) return board
  const to = place.beat + by
  const length = board.shots[place.shot]?.beats.length ?? 0
  if (to >= 0 && to < length) shots[place.shot]?.splice(to, 0, beat)
  else {
    const neighbour = shots[place.shot + by]
    if (neighbour === undefined) return board
    if (by < 0) neighbour.push(beat)
    else neighbour.unshift(beat)
  }
  const next = board.shots.map((shot, index) => ({ ...shot, beats: shots[index] ?? [] })).filter((shot) => shot.beats.length > 0)
  return withFirstCut({ ...board, shots: next })
}

/** The first beat of a board is always a hard cut: there is nothing to continue from. */
function withFirstCut(board: Board): Board {
  const first = board.shots[0]?.beats[0]
  return first === undefined || first.transition === 'hard_cut' ? board : changeBeat(board, first.id, { transition: 'hard_cut' })
}
