import type { Trouble } from '../errors.ts'
import type { Pace } from './key-pool.ts'

/** What is remembered of one (provider, domain, model). Plain data: it is kept as JSON and holds no key. All times are epoch ms. */
export interface Bucket {
  /** When requests were started, ascending; those that left every window are dropped. */
  readonly starts: readonly number[]
  readonly rest?: Rest
  readonly lesson?: Lesson
}

export interface Rest {
  readonly since: number
  readonly until: number
  readonly trouble: Trouble
  /** Limits in a row without a success between them. */
  readonly streak: number
}

/** What a 429 taught although the pace was kept: the true allowance is smaller or spread evenly, or somebody shares it. */
export interface Lesson {
  readonly requests: number
  readonly at: number
}

export const emptyBucket: Bucket = { starts: [] }

/**
 * A provider counts when a request arrives, we when it starts. A request that travelled slowly and a later one that
 * travelled fast come closer together at the provider by the difference, which has to fit into this share of the window.
 */
const margin = 0.015
const marginAfterLimit = 0.05
/** A lesson fades: each so many windows the allowance grows by a tenth, until the configured one is back. */
const windowsToFade = 10
const mostStarts = 2_000
/** A start further ahead than this was written under a clock that has been set back. */
const clockSetBackMs = 5_000

/** The rule in force now: at most `requests` in any `spanMs`, starts at least `gapMs` apart. */
interface Rule {
  readonly requests: number
  readonly spanMs: number
  readonly gapMs: number
}

function ruleOf(bucket: Bucket, pace: Pace, now: number): Rule {
  const most = pace.requests ?? Infinity
  const requests = learnt(bucket.lesson, pace, now)
  if (requests === undefined) return { requests: most, spanMs: pace.windowMs * (1 + margin), gapMs: 0 }
  const spanMs = pace.windowMs * (1 + marginAfterLimit)
  return { requests, spanMs, gapMs: spanMs / requests }
}

function learnt(lesson: Lesson | undefined, pace: Pace, now: number): number | undefined {
  if (!lesson) return undefined
  const fades = Math.max(0, Math.floor((now - lesson.at) / (windowsToFade * pace.windowMs)))
  const most = pace.requests ?? Infinity
  const requests = Math.min(most, Math.floor(lesson.requests * 1.1 ** fades) + (fades > 0 ? 1 : 0))
  return fades > 0 && requests >= Math.min(most, mostStarts) ? undefined : requests
}

function live(bucket: Bucket, spanMs: number, now: number): readonly number[] {
  return bucket.starts.filter((start) => start > now - spanMs && start <= now + clockSetBackMs)
}

/** The earliest moment a request may start: `now` when there is room, later when the window is full or the domain rests. */
export function readyAt(bucket: Bucket, pace: Pace, now: number): number {
  const rule = ruleOf(bucket, pace, now)
  const starts = live(bucket, rule.spanMs, now)
  const full = starts.length >= rule.requests ? starts[starts.length - rule.requests] : undefined
  const last = rule.gapMs > 0 ? starts.at(-1) : undefined
  return Math.ceil(Math.max(now, bucket.rest?.until ?? 0, (full ?? -Infinity) + rule.spanMs, (last ?? -Infinity) + rule.gapMs))
}

/** Requests that may still start in the present window; a very large number, yet one that tells busy from idle, where nothing is paced. */
export function roomIn(bucket: Bucket, pace: Pace, now: number): number {
  const rule = ruleOf(bucket, pace, now)
  return Math.min(rule.requests, 1e9) - live(bucket, rule.spanMs, now).length
}

/** The bucket after a request was started now. */
export function withStart(bucket: Bucket, pace: Pace, now: number): Bucket {
  const kept = live(bucket, pace.windowMs * (1 + marginAfterLimit), now)
  return { ...bucket, starts: [...kept, now].toSorted((a, b) => a - b).slice(-mostStarts) }
}

/**
 * The lesson of a 429 to a request that was started at `start`. The first one asks for even spacing and a wider margin; each
 * that comes in spite of that takes a quarter of the allowance. Requests that were under way before a lesson teach nothing new.
 */
export function lessonOf(bucket: Bucket, pace: Pace, start: number, now: number): Lesson {
  const before = bucket.lesson
  if (before && start <= before.at) return before
  const known = learnt(before, pace, now)
  const sent = live(bucket, pace.windowMs, now).length
  const requests = known === undefined ? (pace.requests ?? quarterLess(sent)) : quarterLess(known)
  return { requests, at: now }
}

function quarterLess(requests: number): number {
  return Math.max(1, Math.floor(requests * 0.75))
}
