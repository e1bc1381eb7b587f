import { type Beat, type Board, type Shot, type Style, beatsOf } from '../../src/board/board.ts'
import { type PictureId, pictureId } from '../../src/board/picture.ts'
import { type PromptQuestion, composePrompt } from '../../src/plan/compose-prompt.ts'
import { sha256 } from '../../src/simulator/entries.ts'

const size = { width: 512, height: 288 }
const gemini = [{ provider: 'gemini', model: 'gemini-3.1-flash-image' }]
const chainLengths = [4, 5, 4, 5, 3, 5, 4, 5, 5]

/** Words that no other round and no other place has: nothing is reused from elsewhere, and every bill names its place. */
function beat(label: string, id: string, continues: boolean): Beat {
  return { id, prompt: `Round ${label}, beat ${id}: a lamp on a rock`, transition: continues ? 'continue' : 'hard_cut' }
}

function style(id: string, continuity: Style['continuity']): Style {
  return { id, words: `${id} drawing`, models: gemini, continuity, size }
}

function shots(label: string, lengths: readonly number[]): readonly Shot[] {
  return lengths.map((length, index) => {
    const id = String(index + 1)
    return { id, beats: Array.from({ length }, (_, link) => beat(label, `${id}.${link + 1}`, link > 0)) }
  })
}

/** 40 beats, or those of the first shots, in chains of 3 to 5, in a style without continuity, one from its reference picture, and one in chains. */
export function filmBoard(label: string, most: number = chainLengths.length): Board {
  const styles = [style('loose', 'none'), style('referred', 'reference'), style('chained', 'chain')]
  return { title: `Film ${label}`, kind: 'film', styles, shots: shots(label, chainLengths.slice(0, most)) }
}

/** A how-to of 14 steps, each built on the one before; its files are WebP copies with the originals beside them. */
export function howToBoard(label: string): Board {
  const steps = Array.from({ length: 14 }, (_, link) => beat(label, String(link + 1), link > 0))
  return { title: `How-to ${label}`, kind: 'steps', styles: [style('steps', 'chain')], shots: [{ id: '1', beats: steps }] }
}

/** 30 timed sections in two styles; the pictures lie beside `metadata.json`. */
export function timelineBoard(label: string): Board {
  const beats = Array.from({ length: 30 }, (_, index) => ({ ...beat(label, String(index + 1), false), start: index * 3.5 }))
  const styles = [style('day', 'none'), style('night', 'none')]
  return { title: `Timeline ${label}`, kind: 'timeline', styles, shots: [{ id: '1', beats }] }
}

/** Twelve pictures that a provider makes as jobs of its own. */
export function jobsBoard(label: string): Board {
  const horde = { ...style('jobs', 'none'), models: [{ provider: 'horde', model: 'stable_diffusion' }] }
  return { title: `Jobs ${label}`, kind: 'film', styles: [horde], shots: shots(label, [4, 4, 4]) }
}

/** Eight beats in two styles, one of them in chains. */
export function smallBoard(label: string): Board {
  return { title: `Small ${label}`, kind: 'film', styles: [style('loose', 'none'), style('chained', 'chain')], shots: shots(label, [4, 4]) }
}

export function placesOf(board: Board): readonly PictureId[] {
  return board.styles.flatMap((each) => [...beatsOf(board)].map(({ beat: at }) => pictureId(each.id, at.id)))
}

/** The place that each request is for, by the SHA-256 of its words: all the ways in which its words can be put. */
export function placesByPrompt(board: Board): ReadonlyMap<string, PictureId> {
  const ways = waysOfPutting()
  return new Map(
    board.styles.flatMap((each) =>
      [...beatsOf(board)].flatMap(({ shot, beat: at }) =>
        ways.map((way) => {
          const { prompt } = composePrompt({ board, style: each, shot, beat: at, ...way })
          return [sha256(prompt), pictureId(each.id, at.id)] as const
        }),
      ),
    ),
  )
}

function waysOfPutting(): readonly Pick<PromptQuestion, 'references' | 'continues' | 'bridged'>[] {
  const roles = [[], ['previous'], ['style'], ['previous', 'style'], ['style', 'previous']] as const
  const links = [{ continues: false }, { continues: true }, { continues: true, bridged: true }]
  return roles.flatMap((references) => links.map((link) => ({ references, ...link })))
}
