import type { PictureState } from '../../src/browser.ts'
import type { PictureFacts } from '../live/picture-facts.ts'
import { priceOf } from '../words/money.ts'
import { type Offer, troubleWord, troubleWords } from '../words/trouble-words.ts'

export interface InDoubtFacts {
  readonly provider: string
  readonly priceUsd: number
}

/** All a cell needs to know of its picture. */
export interface CellFacts {
  readonly state: PictureState
  readonly facts: PictureFacts
  /** Why the picture that is there is out of date. */
  readonly stale?: string
  readonly inDoubt?: InDoubtFacts
}

export interface CellSurroundings {
  /** Provider ids and their names as people say them. */
  readonly titleOf: (provider: string) => string
  readonly usualSeconds?: number
  /** The beat it continues from, when that has no picture yet. */
  readonly waitsFor?: string
  readonly running: boolean
}

export type Tag = 'exists' | 'stale' | 'bridged' | 'failed'

/** What a cell shows, decided in one place; the cell only draws it. */
export type CellView =
  | { readonly kind: 'pending'; readonly words: string }
  | { readonly kind: 'blocked'; readonly words: string }
  | {
      readonly kind: 'generating'
      readonly who: string
      readonly startedAt: number | undefined
      readonly usualSeconds: number | undefined
      readonly share: number | undefined
    }
  | { readonly kind: 'cooling'; readonly sentence: string; readonly until: number; readonly hint: string }
  | { readonly kind: 'picture'; readonly tag: Tag | undefined; readonly tagWords: string }
  | {
      readonly kind: 'error'
      readonly sentence: string
      readonly word: string
      readonly quote: string | undefined
      readonly fine: string
      readonly offers: readonly Offer[]
    }
  | { readonly kind: 'doubt'; readonly priceUsd: number; readonly who: string }

export function cellView({ state, facts, stale, inDoubt }: CellFacts, around: CellSurroundings): CellView {
  if (inDoubt !== undefined && (state.status === 'error' || state.status === 'pending'))
    return { kind: 'doubt', priceUsd: inDoubt.priceUsd, who: around.titleOf(inDoubt.provider) }
  switch (state.status) {
    case 'generating':
      return workingView(facts, around)
    case 'error':
      return errorView(state, facts, around)
    case 'complete':
    case 'exists':
      return pictureView(state.status, facts, stale)
    case 'pending':
      return { kind: 'pending', words: pendingWords(around) }
  }
}

function pendingWords({ waitsFor, running }: CellSurroundings): string {
  if (waitsFor !== undefined) return `After ${waitsFor}`
  return running ? 'Queued' : 'Not made yet'
}

function pictureView(status: 'complete' | 'exists', { bridgedFrom }: PictureFacts, stale: string | undefined): CellView {
  if (stale !== undefined) return { kind: 'picture', tag: 'stale', tagWords: 'Out of date' }
  if (bridgedFrom !== undefined) return { kind: 'picture', tag: 'bridged', tagWords: `From ${bridgedFrom}` }
  if (status === 'exists') return { kind: 'picture', tag: 'exists', tagWords: 'Exists' }
  return { kind: 'picture', tag: undefined, tagWords: '' }
}

function workingView(facts: PictureFacts, { titleOf, usualSeconds }: CellSurroundings): CellView {
  const title = titleOf(facts.provider ?? '')
  if (facts.trouble !== undefined && facts.until !== undefined) {
    const { sentence } = troubleWords(facts.trouble, { provider: title, ...keyOf(facts) })
    return { kind: 'cooling', sentence, until: Date.parse(facts.until), hint: coolingHint(facts) }
  }
  const key = keyOf(facts).key
  return {
    kind: 'generating',
    who: key === undefined ? title : `${title}, key ${key.replace('…', '')}`,
    startedAt: facts.startedAt === undefined ? undefined : Date.parse(facts.startedAt),
    usualSeconds,
    share: facts.share,
  }
}

function coolingHint({ httpStatus, attempt, next }: PictureFacts): string {
  if (next === 'other-key') return 'Goes on with another key.'
  if (next === 'other-model') return 'Goes on with the next model.'
  if (httpStatus !== undefined) return `${httpStatus}. Goes on by itself.`
  return attempt !== undefined && attempt > 1 ? `Try ${attempt}. Goes on by itself.` : 'Goes on by itself.'
}

function errorView(state: PictureState, facts: PictureFacts, { titleOf }: CellSurroundings): CellView {
  if (facts.version !== undefined) return { kind: 'picture', tag: 'failed', tagWords: 'New take failed' }
  if (state.blocked === true) return { kind: 'blocked', words: facts.message ?? state.words ?? 'Could not start' }
  const trouble = facts.trouble ?? state.trouble
  const said = facts.words ?? undefined
  const provider = titleOf(facts.provider ?? state.provider ?? '')
  const words =
    trouble === undefined
      ? { sentence: facts.message ?? state.words ?? 'This picture failed', offers: ['retry' as const] }
      : troubleWords(trouble, { provider, ...(facts.model === undefined ? {} : { model: facts.model }), ...keyOf(facts) })
  return {
    kind: 'error',
    sentence: words.sentence,
    word: troubleWord(trouble),
    quote: said ?? (trouble === undefined ? undefined : (facts.message ?? state.words)),
    fine: [codeOf(facts), chargedOf(facts)].filter(Boolean).join(' · '),
    offers: words.offers,
  }
}

function codeOf({ httpStatus, code }: PictureFacts): string {
  return [httpStatus === undefined ? '' : String(httpStatus), code ?? ''].filter(Boolean).join(' ')
}

function chargedOf({ billing, costUsd }: PictureFacts): string {
  if (billing === undefined) return ''
  switch (billing) {
    case 'charged':
      return `charged ${priceOf(costUsd)}`
    case 'not-charged':
      return 'not charged'
    case 'unknown':
      return 'maybe charged'
  }
}

function keyOf({ key }: PictureFacts): { key?: string } {
  return key === undefined ? {} : { key }
}
