import type { Beat, Board, BoardKind, Shot, Style, Transition } from '../board.ts'
import { idKeeper, safeId, safeStyleId } from '../ids.ts'
import type { Size } from '../picture.ts'
import { startingStyles, styleNamed } from '../styles.ts'
import type { Found } from './found.ts'
import type { Notes } from './notes.ts'
import type { Source, Understood } from './reader.ts'
import { placeText } from './reader.ts'
import { excerpt, refuse } from './refuse.ts'
import { titleOf } from './words.ts'

/** What a reader gathered from a list. */
export interface Gathered {
  readonly format: string
  readonly kind: BoardKind
  readonly found: readonly Found[]
  readonly notes: Notes
  readonly title?: string
  readonly cast?: string
  readonly size?: Size
  /** Every beat stands for itself: prompts that were never a film. */
  readonly separate?: boolean
  readonly extra?: Readonly<Record<string, unknown>> | undefined
}

interface FoundShot {
  readonly id: string
  readonly title?: string
  readonly found: readonly Found[]
}

/**
 * Makes the board: safe and unique ids, shots, transitions, styles. Throws `unreadable-list` for no beats and for a beat without a prompt.
 * Inside a shot a beat continues unless the list cuts; the first of a shot is a hard cut unless the list itself says that it continues; the
 * first of the board is always a hard cut. Sections and pages stand for themselves; steps always continue.
 */
export async function assemble(source: Source, gathered: Gathered): Promise<Understood> {
  const { found, notes, kind } = gathered
  await demandPrompts(source, found)
  const shots = kind === 'film' ? filmShots(found) : [{ id: '1', found }]
  const ids = beatIds(kind, shots, notes)
  const built = shots.map((shot, index) =>
    shotOf(shot, ids[index] ?? [], { kind, first: index === 0, separate: gathered.separate === true }),
  )
  const board: Board = {
    title: titleOf(gathered.title) || titleFromName(source.name),
    kind,
    ...(gathered.cast ? { cast: gathered.cast } : {}),
    styles: stylesFor(source, gathered),
    shots: built,
    ...(gathered.extra ? { extra: gathered.extra } : {}),
  }
  const count = `${found.length} ${found.length === 1 ? 'beat' : 'beats'} in ${built.length} ${built.length === 1 ? 'shot' : 'shots'}`
  const ignored = [...source.left.slice(0, 20), ...notes.ignored()]
  return { format: gathered.format, board, mapped: [count, ...notes.mapped()], ignored, warnings: notes.warnings() }
}

async function demandPrompts(source: Source, found: readonly Found[]): Promise<void> {
  if (found.length === 0) throw await refuse(source, 1, { expected: 'at least one beat', found: 'none' })
  const index = found.findIndex((beat) => beat.prompt === '')
  const empty = found[index]
  if (!empty) return
  const name = empty.beat ?? empty.title ?? String(index + 1)
  throw await refuse(source, empty.at, {
    expected: `a prompt for beat ${excerpt(name)}`,
    found: typeof empty.at === 'number' ? 'none' : `none in ${placeText(empty.at)}`,
    hint: 'Every beat needs words to draw.',
  })
}

/** `Beat 1`, `Beat_1.1` and `1.1` are told by their number alone. */
export function plainNumber(text: string): string {
  return safeId(text.trim().replace(/^(?:beat|shot|step|page|scene|section|panel|frame|event)(?:[\s_.:#-]+|(?=\d))/i, ''))
}

/** Beats in a row with the same shot; without one, the part of `3.2` before its first dot. */
function filmShots(found: readonly Found[]): FoundShot[] {
  const keeper = idKeeper()
  const runs: { label: string; found: Found[] }[] = []
  for (const beat of found) {
    const label = beat.shot ?? /^(\d+)\.\d/.exec(plainNumber(beat.beat ?? ''))?.[1] ?? ''
    const last = runs.at(-1)
    if (last && last.label === label) last.found.push(beat)
    else runs.push({ label, found: [beat] })
  }
  return runs.map(({ label, found: beats }, index) => titled(keeper.take(plainNumber(label) || String(index + 1)), beats))
}

function titled(id: string, found: readonly Found[]): FoundShot {
  const title = found.find((beat) => beat.shotTitle)?.shotTitle
  return title ? { id, title, found } : { id, found }
}

/** A film whose beats are counted anew in every shot gets the shot's number before each; what is still doubled gets `_2`. */
function beatIds(kind: BoardKind, shots: readonly FoundShot[], notes: Notes): string[][] {
  let count = 0
  const wanted = shots.map((shot) =>
    shot.found.map((beat, index) => {
      count++
      return plainNumber(beat.beat ?? '') || (kind === 'film' ? `${shot.id}.${index + 1}` : String(count))
    }),
  )
  const collide = kind === 'film' && repeatsAcross(wanted)
  if (collide) notes.map('shots count their beats anew, so every beat has its shot before it, e.g. `1` in shot 2 is `2.1`')
  const keeper = idKeeper()
  return shots.map((shot, s) =>
    (wanted[s] ?? []).map((id, b) => {
      const full = collide && !id.startsWith(`${shot.id}.`) ? safeId(`${shot.id}.${id}`) : id
      const taken = keeper.take(full)
      if (taken !== full) notes.warn('a beat number that is there twice got a count behind it, e.g. `7_2`', shot.found[b]?.at ?? 1)
      return taken
    }),
  )
}

function repeatsAcross(wanted: readonly (readonly string[])[]): boolean {
  const owner = new Map<string, number>()
  return wanted.some((ids, shot) =>
    ids.some((id) => {
      const first = owner.get(id) ?? shot
      owner.set(id, first)
      return first !== shot
    }),
  )
}

interface Rule {
  readonly kind: BoardKind
  readonly first: boolean
  readonly separate: boolean
}

function shotOf(shot: FoundShot, ids: readonly string[], rule: Rule): Shot {
  const beats = shot.found.map((found, index) => beatOf(found, ids[index] ?? '', transitionOf(found, index, rule)))
  return { id: shot.id, ...(shot.title ? { title: shot.title } : {}), beats }
}

function transitionOf(found: Found, index: number, rule: Rule): Transition {
  if (index === 0 && rule.first) return 'hard_cut'
  if (found.transition) return found.transition
  const apart = rule.separate || rule.kind === 'timeline' || rule.kind === 'story'
  return apart || (index === 0 && rule.kind === 'film') ? 'hard_cut' : 'continue'
}

function beatOf(found: Found, id: string, transition: Transition): Beat {
  const { at: _at, shot: _shot, shotTitle: _shotTitle, beat: _beat, prompt, ...rest } = found
  return { id, prompt, ...rest, transition }
}

/** The styles the list has prompts for, or the one its file name says, or the list's own words as a style, or those of the kind. */
function stylesFor(source: Source, gathered: Gathered): readonly Style[] {
  const { found, kind, size } = gathered
  const starting = startingStyles(kind)
  const named = new Set(found.flatMap((beat) => Object.keys(beat.prompts ?? {})))
  const one = safeStyleId(/^prompts[-_ ]([a-z0-9-]+)\.[a-z]+$/.exec(source.name)?.[1] ?? '')
  if (named.size === 0 && one !== '' && kind === 'film') named.add(one)
  const styles = named.size > 0 ? [...named].slice(0, 12).map(styleNamed) : starting
  const wordy = named.size === 0 && found.every((beat) => beat.styleWords)
  const chosen = wordy ? [{ ...styleNamed('as-written'), continuity: starting[0]?.continuity ?? 'none' }] : styles
  return size ? chosen.map((style) => sized(style, size)) : chosen
}

function sized(style: Style, size: Size): Style {
  return { ...style, size }
}

function titleFromName(name: string): string {
  const title = titleOf(name.replace(/\.[a-z0-9]{1,12}$/i, '').replaceAll(/[_-]+/g, ' ')) || 'Untitled'
  return title.charAt(0).toUpperCase() + title.slice(1)
}
