import type { Beat, BoardKind } from '../board/board.ts'

/** When a beat is shown, in seconds from the start. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A beat with its time. */
export interface TimedBeat extends Span {
  readonly beat: Beat
}

export interface Times {
  /** In order of time, each until the next one's start. */
  readonly beats: readonly TimedBeat[]
  /** The list itself said when; false where the pace is ours or the user's. */
  readonly timed: boolean
  readonly warnings: readonly string[]
}

/** Seconds that a beat stands when nothing says how long: its caption read aloud, 3 s without one, 1.5 s for a step. */
export function paceOf(beat: Beat, kind: BoardKind): number {
  if (kind === 'steps') return 1.5
  const caption = beat.caption?.trim() ?? ''
  if (caption === '') return 3
  const spoken = Math.max(caption.split(/\s+/).length / 2.6, caption.length / 15) + 0.6
  return Math.round(Math.min(12, Math.max(2, spoken)) * 10) / 10
}

/** Times of beats, from the list where it has any. `secondsEach` puts an even pace in place of the list's times. */
export function timesOf(beats: readonly Beat[], kind: BoardKind, secondsEach?: number): Times {
  const timed = secondsEach === undefined && beats.some((beat) => beat.start !== undefined)
  const pace = (beat: Beat): number => secondsEach ?? paceOf(beat, kind)
  return timed ? asTheListSays(beats, pace) : { beats: oneAfterAnother(beats, pace), timed, warnings: [] }
}

function oneAfterAnother(beats: readonly Beat[], pace: (beat: Beat) => number): TimedBeat[] {
  let at = 0
  return beats.map((beat) => {
    const start = at
    at = Math.round((at + pace(beat)) * 1000) / 1000
    return { beat, start, end: at }
  })
}

function asTheListSays(beats: readonly Beat[], pace: (beat: Beat) => number): Times {
  const warnings: string[] = []
  const negative = beats.filter((beat) => (beat.start ?? 0) < 0)
  if (negative.length > 0) warnings.push(`Before the start, put at 0: ${namesOf(negative)}.`)
  const starts = filledStarts(beats, pace)
  const placed = beats.map((beat, index) => ({ beat, start: starts[index] ?? 0 }))
  const ordered = placed.toSorted((a, b) => a.start - b.start)
  const moved = ordered.filter((one, index) => one !== placed[index]).map((one) => one.beat)
  if (moved.length > 0) warnings.push(`Shown in order of time, not of the list: ${namesOf(moved)}.`)
  const hidden = ordered.filter((one, index) => ordered[index + 1]?.start === one.start).map((one) => one.beat)
  if (hidden.length > 0) warnings.push(`Never seen, the next beat starts at the same instant: ${namesOf(hidden)}.`)
  const timed = ordered.map(({ beat, start }, index) => {
    const own = beat.end !== undefined && beat.end > start ? beat.end : start + pace(beat)
    return { beat, start, end: ordered[index + 1]?.start ?? own }
  })
  return { beats: timed, timed: true, warnings }
}

/** A start for every beat: those without one are spread evenly between their neighbours. */
function filledStarts(beats: readonly Beat[], pace: (beat: Beat) => number): number[] {
  const starts = beats.map((beat) => (beat.start === undefined ? undefined : Math.max(0, beat.start)))
  const filled: number[] = []
  for (const [index, beat] of beats.entries()) {
    const own = starts[index]
    const before = filled.at(-1)
    const next = starts.findIndex((start, other) => other > index && start !== undefined)
    if (own !== undefined) filled.push(own)
    else if (before === undefined) filled.push(0)
    else if (next < 0) filled.push(before + pace(beats[index - 1] ?? beat))
    else filled.push(before + Math.max(0, (starts[next] ?? before) - before) / (next - index + 1))
  }
  return filled
}

/** Ids of beats for a sentence, at most eight. */
function namesOf(beats: readonly Pick<Beat, 'id'>[]): string {
  const names = beats.slice(0, 8).map((beat) => beat.id)
  return `${names.join(', ')}${beats.length > names.length ? ` and ${beats.length - names.length} more` : ''}`
}
