import { type PictureId, partsOf } from '../board/picture.ts'
import type { Trouble } from '../errors.ts'
import type { Ending, RunEvent, Written } from './events.ts'
import { type PictureMap, emptyMap, getFrom, putInto } from './picture-map.ts'

export type PictureStatus = 'pending' | 'generating' | 'complete' | 'exists' | 'error'

/** How it stands with one picture (A10). */
export interface PictureState {
  readonly status: PictureStatus
  /** The run whose event said so; `undefined` when it was there before any. */
  readonly run: string | undefined
  readonly take?: number
  readonly provider?: string
  readonly model?: string
  /** Share done, 0 to 1, where the provider tells. */
  readonly share?: number
  /** The last thing that went wrong or holds it up. */
  readonly words?: string
  readonly trouble?: Trouble
  /** It could not start: not an error of its own. */
  readonly blocked?: boolean
}

export interface StyleState {
  readonly id: string
  /** Places of the style in this run's plan. */
  readonly total: number
  /** There before, nothing to pay. */
  readonly exists: number
  readonly toMake: number
  readonly done: number
  readonly failed: number
  readonly blocked: number
  readonly drawing: number
  /** To make and not yet begun. */
  readonly waiting: number
  readonly spentUsd: number
}

export interface KeyRest {
  readonly provider: string
  readonly key: string
  readonly state: 'resting' | 'exhausted' | 'rejected' | 'out-of-credit'
  readonly until?: string
  readonly why: string
}

/** Where a run stands, folded from its events alone: the terminal, the server and the page hold the same. */
export interface RunState {
  readonly run: string | undefined
  readonly board: string
  readonly phase: 'none' | 'running' | 'paused' | 'stopping' | 'ended'
  /** The last written event in here: go on after it. */
  readonly event: number
  readonly startedAt: string | undefined
  readonly priceUsd: number | undefined
  readonly seconds: number | undefined
  readonly styles: readonly StyleState[]
  readonly spentUsd: number
  readonly pictures: PictureMap<PictureState>
  /** Keys that do not draw now, the latest word on each. */
  readonly keys: readonly KeyRest[]
  /** The last few. */
  readonly warnings: readonly string[]
  readonly ending?: Ending
  readonly why?: string
  readonly hint?: string
}

export const nothingYet: RunState = {
  run: undefined,
  board: '',
  phase: 'none',
  event: 0,
  startedAt: undefined,
  priceUsd: undefined,
  seconds: undefined,
  styles: [],
  spentUsd: 0,
  pictures: emptyMap,
  keys: [],
  warnings: [],
}

/** How one picture stands: what an earlier run finished exists now, and what was being drawn when a run ended is pending again. */
export function pictureOf(state: RunState, id: PictureId): PictureState {
  const known = getFrom(state.pictures, id)
  if (known === undefined) return { status: 'pending', run: undefined }
  const past = known.run !== state.run
  if (known.status === 'generating' && (past || state.phase === 'ended')) return { status: 'pending', run: known.run }
  return known.status === 'complete' && past ? { ...known, status: 'exists' } : known
}

/** The state one event later. Pure; costs the same however many pictures there are; an unknown event changes nothing but the number. */
export function advance(state: RunState, event: RunEvent | Written): RunState {
  const next = stepped(state, event)
  return 'event' in event ? { ...next, event: event.event } : next
}

function stepped(state: RunState, event: RunEvent | Written): RunState {
  let next = state
  switch (event.type) {
    case 'run-started':
      next = started(state, event)
      break
    case 'picture-started':
    case 'picture-progress':
    case 'picture-kept':
    case 'picture-retried':
    case 'picture-failed':
    case 'picture-blocked':
      next = pictureStep(state, event)
      break
    case 'key-rested':
      next = { ...state, keys: [...state.keys.filter((key) => key.provider !== event.provider || key.key !== event.key), restOf(event)] }
      break
    case 'key-rotated':
      break
    case 'warning':
      next = { ...state, warnings: [...state.warnings.slice(-19), event.message] }
      break
    case 'run-paused':
      next = state.phase === 'running' ? { ...state, phase: 'paused' } : state
      break
    case 'run-resumed':
      next = state.phase === 'paused' ? { ...state, phase: 'running' } : state
      break
    case 'run-cancelled':
      next = { ...state, phase: 'stopping' }
      break
    case 'run-ended':
      next = ended(state, event)
      break
  }
  return next
}

type Started = Extract<RunEvent, { type: 'run-started' }>
type PictureEvent = Extract<RunEvent, { id: PictureId }>

function started(state: RunState, event: Started): RunState {
  return {
    ...nothingYet,
    event: state.event,
    pictures: state.pictures,
    run: event.run,
    board: event.board,
    phase: 'running',
    startedAt: 'at' in event && typeof event.at === 'string' ? event.at : undefined,
    priceUsd: event.priceUsd,
    seconds: event.seconds,
    styles: event.styles.map((style) => ({ ...style, done: 0, failed: 0, blocked: 0, drawing: 0, waiting: style.toMake, spentUsd: 0 })),
  }
}

function pictureStep(state: RunState, event: PictureEvent): RunState {
  const before = getFrom(state.pictures, event.id)
  const after = pictureAfter(state.run, before, event)
  if (after === undefined) return state
  const paid = 'costUsd' in event ? (event.costUsd ?? 0) : 0
  const from = before?.run === state.run ? countOf(before) : 'waiting'
  const styleId = partsOf(event.id).style
  return {
    ...state,
    spentUsd: state.spentUsd + paid,
    styles: state.styles.map((style) => (style.id === styleId ? moved(style, from, countOf(after), paid) : style)),
    pictures: putInto(state.pictures, event.id, after),
  }
}

function pictureAfter(run: string | undefined, before: PictureState | undefined, event: PictureEvent): PictureState | undefined {
  switch (event.type) {
    case 'picture-started':
      return { status: 'generating', run, take: event.take, provider: event.provider, model: event.model }
    case 'picture-progress':
      return before?.status === 'generating' && before.run === run ? { ...before, share: event.share } : undefined
    case 'picture-kept':
      return { status: 'complete', run, take: event.take, provider: event.provider, model: event.model }
    case 'picture-retried':
      return { ...before, status: 'generating', run, words: event.message, trouble: event.trouble }
    case 'picture-failed':
      return { status: 'error', run, words: event.message, trouble: event.trouble }
    case 'picture-blocked':
      return { status: 'error', run, words: event.why, blocked: true }
  }
}

type Count = 'waiting' | 'drawing' | 'done' | 'failed' | 'blocked'

function countOf(picture: PictureState | undefined): Count {
  if (picture === undefined) return 'waiting'
  switch (picture.status) {
    case 'generating':
      return 'drawing'
    case 'complete':
      return 'done'
    case 'error':
      return picture.blocked === true ? 'blocked' : 'failed'
    case 'pending':
    case 'exists':
      return 'waiting'
  }
}

function moved(style: StyleState, from: Count, to: Count, paid: number): StyleState {
  const spentUsd = style.spentUsd + paid
  if (from === to) return paid === 0 ? style : { ...style, spentUsd }
  return { ...style, spentUsd, [from]: style[from] - 1, [to]: style[to] + 1 }
}

function restOf({ provider, key, state, until, why }: Extract<RunEvent, { type: 'key-rested' }>): KeyRest {
  return { provider, key, state, why, ...(until === undefined ? {} : { until }) }
}

function ended(state: RunState, event: Extract<RunEvent, { type: 'run-ended' }>): RunState {
  return {
    ...state,
    phase: 'ended',
    ending: event.ending,
    ...(event.why === undefined ? {} : { why: event.why }),
    ...(event.hint === undefined ? {} : { hint: event.hint }),
    styles: state.styles.map((style) => ({ ...style, drawing: 0, waiting: style.waiting + style.drawing })),
  }
}
