import type { PictureId, RunEvent, Trouble, Written } from '../../src/browser.ts'

/** An event of a run as the stream brings it: progress has no number, a kept picture has its content's name. */
export type Told = (
  | Written
  | (Extract<RunEvent, { readonly type: 'picture-progress' }> & { readonly event?: undefined; readonly at?: string })
) & { readonly v?: string }

/** What the page knows of one picture beside its state: everything a cell can say. Never a key beyond its last four characters. */
export interface PictureFacts {
  readonly take?: number
  /** Names these bytes: a new picture has a new one, so its address may be kept for ever. */
  readonly version?: string
  readonly provider?: string
  readonly model?: string
  readonly key?: string
  readonly attempt?: number
  /** ISO time the request left. */
  readonly startedAt?: string
  readonly share?: number
  readonly ms?: number
  readonly costUsd?: number
  readonly trouble?: Trouble
  readonly message?: string
  readonly words?: string
  readonly httpStatus?: number
  readonly code?: string
  readonly billing?: 'charged' | 'not-charged' | 'unknown'
  readonly hint?: string
  /** ISO time when it goes on by itself. */
  readonly until?: string
  readonly next?: 'again' | 'other-key' | 'other-model'
  readonly bridgedFrom?: string
}

/** The facts one event later. Pure. */
export function factsAfter(before: PictureFacts, event: Told): PictureFacts {
  switch (event.type) {
    case 'picture-started':
      return {
        ...shownOf(before),
        provider: event.provider,
        model: event.model,
        attempt: event.attempt,
        startedAt: event.at,
        ...(event.key === undefined ? {} : { key: event.key }),
      }
    case 'picture-progress':
      return { ...before, share: event.share }
    case 'picture-kept':
      return {
        take: event.take,
        ...(event.v === undefined ? {} : { version: event.v }),
        provider: event.provider,
        model: event.model,
        ms: event.ms,
        costUsd: event.costUsd,
        ...(event.bridgedFrom === undefined ? {} : { bridgedFrom: event.bridgedFrom }),
      }
    case 'picture-retried':
      return {
        ...before,
        trouble: event.trouble,
        message: event.message,
        next: event.next,
        until: new Date(Date.parse(event.at) + event.afterMs).toISOString(),
      }
    case 'picture-failed':
      return failed(before, event)
    case 'picture-blocked':
      return { ...shownOf(before), message: event.why }
    case 'run-started':
    case 'key-rotated':
    case 'key-rested':
    case 'warning':
    case 'run-paused':
    case 'run-resumed':
    case 'run-cancelled':
    case 'run-ended':
      return before
  }
}

/** The picture that is there stays there, whatever happens to the next take. */
function shownOf({ take, version }: PictureFacts): PictureFacts {
  return { ...(take === undefined ? {} : { take }), ...(version === undefined ? {} : { version }) }
}

function failed(before: PictureFacts, event: Extract<Told, { type: 'picture-failed' }>): PictureFacts {
  const { trouble, message, words, status, code, billing, costUsd, hint } = event
  const { provider, model, key } = before
  return {
    ...shownOf(before),
    ...(provider === undefined ? {} : { provider }),
    ...(model === undefined ? {} : { model }),
    ...(key === undefined ? {} : { key }),
    trouble,
    message,
    billing,
    costUsd,
    ...(words === undefined ? {} : { words }),
    ...(status === undefined ? {} : { httpStatus: status }),
    ...(code === undefined ? {} : { code }),
    ...(hint === undefined ? {} : { hint }),
  }
}

/** The picture an event is about, or nothing. */
export function pictureIn(event: Told): PictureId | undefined {
  return 'id' in event ? event.id : undefined
}
