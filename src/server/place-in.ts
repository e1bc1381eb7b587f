import { type PictureId, pictureId } from '../board/picture.ts'
import type { BoardRoom } from './board-room.ts'
import { problem } from './problem.ts'
import type { Question } from './route.ts'

/** The place that an address names, once the board is known to have it. Rejects with `not-found`. */
export async function placeIn(room: BoardRoom, param: Question<unknown, unknown>['param']): Promise<PictureId> {
  const { board } = await room.read()
  const [style, beat] = [param('style'), param('beat')]
  const isThere = board.styles.some(({ id }) => id === style) && board.shots.some(({ beats }) => beats.some(({ id }) => id === beat))
  if (isThere) return pictureId(style, beat)
  throw problem('not-found', `This board has no place "${style.slice(0, 80)}/${beat.slice(0, 80)}".`, {
    hint: 'A place is a style and a beat of the board.',
  })
}
