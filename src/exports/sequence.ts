import { type Beat, type Board, type Shot, beatsOf } from '../board/board.ts'
import { pictureId } from '../board/picture.ts'
import { BeatboardError } from '../errors.ts'
import type { Gallery } from '../gallery/gallery.ts'
import type { Picks } from '../review/picks.ts'
import { type Gap, type Readiness, readinessOf } from './readiness.ts'
import { type Span, type TimedBeat, timesOf } from './times.ts'

/** A beat as it stands in the final sequence, with the picture chosen for it. Picture and time hold until the next panel's start. */
export interface Panel extends Span {
  /** 1-based place in the sequence. */
  readonly number: number
  readonly beat: Beat
  readonly shot: Shot
  readonly style: string
  /** The current take of that style where none is named. */
  readonly take?: number
}

/** The final sequence: the picks in order of time. May mix styles. */
export interface Sequence {
  readonly board: Board
  readonly panels: readonly Panel[]
  /** Beats that are heard: those of the panels, and in a timed list also beats left out, since the sound goes on. */
  readonly heard: readonly TimedBeat[]
  /** Length in seconds. */
  readonly seconds: number
  readonly readiness: Readiness
  readonly warnings: readonly string[]
}

/** What happens to beats without a pick: the export stops, they are left out, or a style's current pictures stand in. */
export type Missing = 'stop' | 'leave' | { readonly style: string }

export interface SequenceQuestion {
  readonly board: Board
  readonly picks: Picks
  readonly gallery: Gallery
  readonly missing: Missing
  /** The same time for every beat, in place of the list's times. */
  readonly secondsEach?: number
}

interface Choice {
  readonly style: string
  readonly take?: number
}

/** The final sequence of a board. Rejects with `wrong-usage` when beats are missing and nothing was said about them, or nothing is left. */
export async function sequenceOf(question: SequenceQuestion): Promise<Sequence> {
  const { board, missing, secondsEach } = question
  if (typeof missing === 'object') needStyle(board, missing.style)
  const { choices, gaps, report } = await chosen(question)
  if (missing !== 'leave' && gaps.length > 0) throw notReady(report, missing, gaps)
  const all = [...beatsOf(board)]
  const shots = new Map(all.map(({ beat, shot }) => [beat.id, shot]))
  const beats = all.map(({ beat }) => beat)
  const times = timesOf(beats, board.kind, secondsEach)
  const shown = times.timed
    ? times.beats
    : timesOf(
        beats.filter((beat) => choices.has(beat.id)),
        board.kind,
        secondsEach,
      ).beats
  const panels = panelsOf(shown, choices, shots)
  const heard = times.timed ? times.beats : shown
  const left =
    gaps.length > 0 ? [`Left out, ${gaps.length === 1 ? 'a beat' : `${gaps.length} beats`} without a picture: ${named(gaps)}.`] : []
  return { board, panels, heard, seconds: panels.at(-1)?.end ?? 0, readiness: report, warnings: [...times.warnings, ...left] }
}

/** What is picked and what is missing, for the line above the options of an export. */
export async function readiness(question: Omit<SequenceQuestion, 'missing' | 'secondsEach'>): Promise<Readiness> {
  return (await chosen({ ...question, missing: 'stop' })).report
}

async function chosen({ board, picks, gallery, missing }: SequenceQuestion): Promise<{
  readonly choices: ReadonlyMap<string, Choice>
  readonly gaps: readonly Gap[]
  readonly report: Readiness
}> {
  const stock = await gallery.list()
  const [only, second] = board.styles
  const sole = second === undefined ? only?.id : undefined
  const choices = new Map<string, Choice>()
  const unpicked: Gap[] = []
  const gaps: Gap[] = []
  const beats = [...beatsOf(board)].map(({ beat }) => beat)
  for (const beat of beats) {
    // Where there is one style only there is nothing to choose between: its picture is the pick.
    const pick = picks[beat.id] ?? (sole === undefined ? undefined : { style: sole })
    const found = await pictureOf(board, gallery, stock, { beat: beat.id, pick })
    const standIn = typeof missing === 'object' && stock.has(pictureId(missing.style, beat.id)) ? { style: missing.style } : undefined
    if ('why' in found) unpicked.push(found)
    const choice = 'why' in found ? standIn : found
    if (choice === undefined) gaps.push('why' in found ? found : { beat: beat.id, why: 'no picture' })
    else choices.set(beat.id, choice)
  }
  const flagged = beats.filter((beat) => picks[beat.id]?.isFlagged === true).map((beat) => beat.id)
  return {
    choices,
    gaps,
    report: readinessOf({ total: beats.length, gaps: unpicked, flagged, styles: board.styles.map((style) => style.id) }),
  }
}

async function pictureOf(
  board: Board,
  gallery: Gallery,
  stock: ReadonlyMap<string, unknown>,
  { beat, pick }: { beat: string; pick: Choice | undefined },
): Promise<Choice | Gap> {
  if (pick === undefined) return { beat, why: 'no pick' }
  if (board.styles.every((style) => style.id !== pick.style)) return { beat, why: 'its style is gone' }
  const id = pictureId(pick.style, beat)
  if (pick.take === undefined) return stock.has(id) ? { style: pick.style } : { beat, why: 'no picture' }
  const there = (await gallery.takes(id)).some((found) => found.take === pick.take)
  return there ? { style: pick.style, take: pick.take } : { beat, why: 'its take is gone' }
}

/** Panels of the beats that have a picture; the one before a beat left out stands on until the next. */
function panelsOf(times: readonly TimedBeat[], choices: ReadonlyMap<string, Choice>, shots: ReadonlyMap<string, Shot>): Panel[] {
  const total = times.at(-1)?.end ?? 0
  const shown = times.flatMap((time) => {
    const [choice, shot] = [choices.get(time.beat.id), shots.get(time.beat.id)]
    return choice === undefined || shot === undefined ? [] : [{ ...time, ...choice, shot }]
  })
  return shown.map((panel, index) => ({ ...panel, number: index + 1, end: shown[index + 1]?.start ?? total }))
}

function needStyle(board: Board, style: string): void {
  if (board.styles.some((other) => other.id === style)) return
  throw new BeatboardError('wrong-usage', `The board has no style "${style}".`, {
    hint: `Its styles: ${board.styles.map((other) => other.id).join(', ')}.`,
  })
}

function notReady(report: Readiness, missing: Missing, gaps: readonly Gap[]): BeatboardError {
  if (typeof missing === 'object')
    return new BeatboardError('wrong-usage', `Style "${missing.style}" has no picture either for ${named(gaps)}.`, {
      hint: 'Make them (beatboard generate FOLDER), or leave them out: --missing leave',
    })
  const ways = report.styles.map((style) => `--missing ${style}`).join(' or ')
  return new BeatboardError('wrong-usage', report.line, {
    hint: `Pick (beatboard pick FOLDER BEAT STYLE), leave them out (--missing leave), or let a style stand in (${ways}).`,
  })
}

function named(gaps: readonly Gap[]): string {
  const names = gaps.slice(0, 8).map((gap) => (gap.why === 'no pick' ? gap.beat : `${gap.beat} (${gap.why})`))
  return `${names.join(', ')}${gaps.length > 8 ? ` and ${gaps.length - 8} more` : ''}`
}
