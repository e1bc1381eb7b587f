import { type Board, type Style, beatsOf } from '../board/board.ts'
import { type PictureId, pictureId } from '../board/picture.ts'

/** What a picture leans on: the link before it in its chain. One that starts anew is not in it: there may be 100,000. */
export type Links = ReadonlyMap<PictureId, PictureId>

/**
 * Who waits for whom in one style, in board order. A hard cut starts anew, a beat that continues leans on the beat before it;
 * the first beat of a board always starts anew. With continuity `none` and `reference` every beat stands alone.
 */
export function linksOf(board: Board, style: Style): Links {
  const links = new Map<PictureId, PictureId>()
  if (style.continuity !== 'chain') return links
  let before: PictureId | undefined
  for (const { beat } of beatsOf(board)) {
    const id = pictureId(style.id, beat.id)
    if (before !== undefined && beat.transition === 'continue') links.set(id, before)
    before = id
  }
  return links
}

const none: readonly PictureId[] = []

/** The links before `id`, nearest first, up to the cut its chain starts with. Read lazily: a chain may be very long. */
export function linksBefore(links: Links, id: PictureId): Iterable<PictureId> {
  const before: Before = { links, id, [Symbol.iterator]: walkBack }
  return links.has(id) ? before : none
}

interface Before extends Iterable<PictureId> {
  readonly links: Links
  readonly id: PictureId
}

/** One function for all of them: a closure each would be most of what a plan of 100,000 pictures takes. */
function* walkBack(this: Before): Generator<PictureId> {
  for (let link = this.links.get(this.id); link !== undefined; link = this.links.get(link)) yield link
}

/** Which reference pictures go along: a continuation gets the picture before it first, and the style's reference with it (A6, D1). */
export function rolesOf(style: Style, leansOn: PictureId | undefined, hasReference: boolean): readonly ('previous' | 'style')[] {
  if (style.continuity === 'none') return []
  return [...(leansOn === undefined ? [] : (['previous'] as const)), ...(hasReference ? (['style'] as const) : [])]
}
