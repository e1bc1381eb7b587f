import { type Board, beatsOf } from '../board/board.ts'
import { pictureId } from '../board/picture.ts'
import { BeatboardError } from '../errors.ts'
import type { Gallery } from '../gallery/gallery.ts'
import type { Picks } from '../review/picks.ts'

/** One picture of a beat to choose from. */
export interface TakeView {
  readonly style: string
  readonly take: number
  /** Relative to the project folder. */
  readonly path: string
  /** The one that stands in `generated_images/`. */
  readonly current: boolean
  readonly picked: boolean
  /** `provider/model`; absent for a picture from elsewhere. */
  readonly by?: string
  readonly prompt?: string
  readonly costUsd?: number
  readonly madeAt?: string
}

/** Every take of a beat in every style, in the board's order. */
export async function takesOf(
  { board, gallery, picks }: { board: Board; gallery: Gallery; picks: Picks },
  beat: string,
): Promise<readonly TakeView[]> {
  if (![...beatsOf(board)].some((each) => each.beat.id === beat))
    throw new BeatboardError('wrong-usage', `The board has no beat "${beat}".`, { hint: 'Its beats: beatboard plan FOLDER --json' })
  const pick = picks[beat]
  const views: TakeView[] = []
  for (const style of board.styles) {
    const id = pictureId(style.id, beat)
    for (const { take, path, current } of await gallery.takes(id)) {
      const recipe = await gallery.recipe(id, take)
      const made =
        recipe === undefined
          ? {}
          : {
              by: `${recipe.provider}/${recipe.model}`,
              prompt: recipe.prompt,
              madeAt: recipe.madeAt,
              ...(recipe.costUsd === undefined ? {} : { costUsd: recipe.costUsd }),
            }
      const picked = pick?.style === style.id && (pick.take === undefined ? current : pick.take === take)
      views.push({ style: style.id, take, path, current, picked, ...made })
    }
  }
  return views
}
