import { beatsOf, type Board } from '../board/board.ts'
import { partsOf, pictureId, type PictureId } from '../board/picture.ts'
import { layoutOf } from '../gallery/layout.ts'
import type { BoardCard } from './api.ts'
import { picturesMark } from './board-files.ts'
import type { BoardRoom } from './board-room.ts'
import { contentOf, given } from './cells.ts'

/** Most styles of a cover. */
const coverStyles = 3

/** What a board's card counts, from names on disk and the journal; no plan is made. Kept until one of them changes. */
export function cardReader(room: BoardRoom): () => Promise<BoardCard> {
  let known: { mark: string; counts: Counts } | undefined
  return async () => {
    const { board, version, changedMs } = await room.read()
    room.follower.pump()
    const look = room.follower.look()
    const mark = [version, picturesMark(room.folder, layoutOf(board)), look?.lastEvent() ?? 0].join(' ')
    if (known?.mark !== mark) known = { mark, counts: await countsOf(room, board) }
    const run = room.run()
    const { counts } = known
    const picks = await room.picks()
    const beats = [...beatsOf(board)].map(({ beat }) => beat.id)
    const sum = (of: 'total' | 'done' | 'failed'): number => counts.styles.reduce((all, style) => all + style[of], 0)
    return {
      id: room.id,
      title: board.title,
      kind: board.kind,
      folder: room.inside,
      shots: board.shots.length,
      beats: beats.length,
      styles: counts.styles,
      total: sum('total'),
      done: sum('done'),
      failed: sum('failed'),
      inDoubt: counts.inDoubt,
      picked: beats.filter((beat) => picks[beat] !== undefined).length,
      spentUsd: look?.spend().reduce((all, each) => all + each.spentUsd, 0) ?? 0,
      phase: run?.phase ?? 'none',
      updatedAt: new Date(Math.max(changedMs, look?.runs(1)[0]?.started ?? 0)).toISOString(),
      ...given({ ending: run?.ending, cover: counts.cover }),
    }
  }
}

function countIn(list: readonly string[], wanted: string): number {
  return list.filter((each) => each === wanted).length
}

interface Counts extends Pick<BoardCard, 'styles' | 'inDoubt'> {
  readonly cover: BoardCard['cover'] | undefined
}

async function countsOf(room: BoardRoom, board: Board): Promise<Counts> {
  const look = room.follower.look()
  const there = await (await room.gallery()).list()
  const failed = [...(look?.troubles().keys() ?? [])].filter((id) => !there.has(id)).map((id) => partsOf(id).style)
  const places = [...there.keys()].map((id) => partsOf(id).style)
  const total = [...beatsOf(board)].length
  const states = room.isOn() ? (['in-doubt'] as const) : (['in-doubt', 'sending'] as const)
  return {
    styles: board.styles.map(({ id, title }) => ({
      id,
      total,
      done: countIn(places, id),
      failed: countIn(failed, id),
      ...given({ title }),
    })),
    inDoubt: look?.attempts(...states).filter(({ job, state }) => state === 'in-doubt' || job === undefined).length ?? 0,
    cover: coverOf(room, board, there),
  }
}

/** The first beat that has most of its pictures. */
function coverOf(room: BoardRoom, board: Board, there: ReadonlyMap<PictureId, unknown>): BoardCard['cover'] | undefined {
  const styles = board.styles.slice(0, coverStyles).map((style) => style.id)
  let best: { beat: string; count: number } | undefined
  for (const { beat } of beatsOf(board)) {
    const count = styles.filter((style) => there.has(pictureId(style, beat.id))).length
    if (count > (best?.count ?? 0)) best = { beat: beat.id, count }
    if (count === styles.length) break
  }
  if (best === undefined) return undefined
  const { beat } = best
  const sighted = styles.map((style) => {
    const id = pictureId(style, beat)
    const sight = there.has(id) ? room.follower.look()?.sight(id) : undefined
    return { style, here: there.has(id), ...given({ v: sight === undefined ? undefined : contentOf(sight) }) }
  })
  return { beat, styles: sighted }
}
