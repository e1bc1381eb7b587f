import type { RunState, StyleState } from '../../src/browser.ts'

export interface Progress {
  /** Complete and existing. */
  readonly done: number
  readonly total: number
  /** Rounded down, so that 100 means all. */
  readonly percent: number
}

export function progressOf(styles: readonly Pick<StyleState, 'done' | 'exists' | 'total'>[]): Progress {
  const total = styles.reduce((sum, style) => sum + style.total, 0)
  const done = styles.reduce((sum, style) => sum + style.done + style.exists, 0)
  return { done, total, percent: total === 0 ? 0 : Math.floor((done / total) * 100) }
}

/** `18/36 (50%)`: the one form of progress everywhere. */
export function progressText({ done, total, percent }: Progress): string {
  return `${done}/${total} (${percent}%)`
}

/** What the tab says: the share done, or how the run ended. */
export function tabTitle(title: string, run: RunState): string {
  const failed = run.styles.reduce((sum, style) => sum + style.failed + style.blocked, 0)
  switch (run.phase) {
    case 'none':
      return title
    case 'running':
    case 'stopping':
      return `${progressOf(run.styles).percent}% · ${title}`
    case 'paused':
      return `Paused · ${title}`
    case 'ended':
      return `${endingWord(run, failed)} · ${title}`
  }
}

function endingWord(run: RunState, failed: number): string {
  if (run.ending === undefined) return 'Done'
  switch (run.ending) {
    case 'complete':
      return 'Done'
    case 'gaps':
      return `${failed} failed`
    case 'stopped':
      return 'Stopped'
    case 'blocked':
      return 'Blocked'
  }
}
