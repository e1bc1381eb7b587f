import { type Beat, beatsOf, type Board, type Style } from './board.ts'
import { sameBeats, sameWords } from './same-beats.ts'

/** What an edited list changes in a board. Ids in `kept[].from`, `gone` and the keys of `moved` are the old board's, all others the new one's. */
export interface Reimported {
  readonly board: Board
  /** Beats whose words are the same as before: their pictures stay good. */
  readonly kept: readonly { readonly beat: string; readonly from: string }[]
  /** Beats that are the same but for their words: their pictures are out of date. */
  readonly changed: readonly string[]
  readonly added: readonly string[]
  readonly gone: readonly string[]
  /** Old id → new id of every beat that has another id now, kept or changed. Rename all at once: two beats may have changed places, and one may move to the id of one that is gone. No id is both in `gone` and in `added`. */
  readonly moved: ReadonlyMap<string, string>
}

/**
 * Lays an edited list over a board. Beats are found again by their words wherever they went, then by likeness, id and place among those that did
 * not move. Styles, sizes, models, limits and title stay as the old board has them; words, order, shots and transitions come from the list.
 */
export function reimport(old: Board, fresh: Board): Reimported {
  const before = [...beatsOf(old)].map(({ beat }) => beat)
  const after = [...beatsOf(fresh)].map(({ beat }) => beat)
  const same = sameWords(before, after)
  const near = sameBeats(before, after, same)
  const fromOld = new Map([...same, ...near].map((pair) => [pair.fresh, pair.old]))
  const sameFresh = new Set(same.map((pair) => pair.fresh))
  const taken = new Set(fromOld.values())
  const idOf = (index: number): string => before[index]?.id ?? ''
  const matched = [...after.entries()].flatMap(([index, beat]) => {
    const from = fromOld.get(index)
    return from === undefined ? [] : [{ beat: beat.id, from: idOf(from), kept: sameFresh.has(index) }]
  })
  return {
    board: merged(old, fresh, new Map([...sameFresh].map((index) => [after[index]?.id ?? '', before[fromOld.get(index) ?? -1]]))),
    kept: matched.filter((pair) => pair.kept).map(({ beat, from }) => ({ beat, from })),
    changed: matched.filter((pair) => !pair.kept).map((pair) => pair.beat),
    added: after.filter((_, index) => !fromOld.has(index)).map((beat) => beat.id),
    gone: before.filter((_, index) => !taken.has(index)).map((beat) => beat.id),
    moved: new Map(matched.filter((pair) => pair.beat !== pair.from).map((pair) => [pair.from, pair.beat])),
  }
}

/** Prompts of single styles that the user wrote stay with a beat whose words are the same; all else is as the list says. */
function merged(old: Board, fresh: Board, same: ReadonlyMap<string, Beat | undefined>): Board {
  const shots = fresh.shots.map((shot) =>
    Object.assign({}, shot, { beats: shot.beats.map((beat) => withPrompts(beat, same.get(beat.id)?.prompts)) }),
  )
  const known = new Set(old.styles.map((style) => style.id))
  const named = new Set([...beatsOf(fresh)].flatMap(({ beat }) => Object.keys(beat.prompts ?? {})))
  const added: readonly Style[] = fresh.styles.filter((style) => named.has(style.id) && !known.has(style.id))
  const cast = fresh.cast ?? old.cast
  const extra = old.extra || fresh.extra ? { extra: { ...old.extra, ...fresh.extra } } : {}
  return { ...old, kind: fresh.kind, ...(cast === undefined ? {} : { cast }), styles: [...old.styles, ...added], shots, ...extra }
}

function withPrompts(beat: Beat, prompts: Beat['prompts']): Beat {
  return prompts ? { ...beat, prompts: { ...prompts, ...beat.prompts } } : beat
}
