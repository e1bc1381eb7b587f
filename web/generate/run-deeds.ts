import { notes } from '../pieces/notes.tsx'
import { steer } from '../api/deeds.ts'
import type { LiveBoard } from '../live/live-store.ts'
import type { Spend } from './spend-dialog.tsx'
import type { Deed } from './transport-view.ts'

export interface RunDeeds {
  perform(deed: Deed, go: (path: string) => void): void
  togglePause(): void
}

/** What the bar's buttons do. Whatever may cost money opens the dialog that says the price. */
export function useRunDeeds(board: string, live: LiveBoard | undefined, ask: (spend: Spend) => void): RunDeeds {
  const run = live?.run
  const act = (how: 'pause' | 'resume' | 'cancel'): void => {
    if (run?.run === undefined) return
    void steer(board, run.run, how)
  }
  const pause = (): void => {
    act('pause')
    notes.say('Paused. What is in flight will still arrive.', { quiet: true })
  }
  return {
    togglePause() {
      if (run?.phase === 'running') pause()
      else if (run?.phase === 'paused') act('resume')
    },
    perform(deed, go) {
      switch (deed) {
        case 'generate':
          ask({ kind: 'all' })
          break
        case 'try-one':
          ask({ kind: 'first' })
          break
        case 'retry':
          ask({ kind: 'failed' })
          break
        case 'show-doubt':
          ask({ kind: 'doubt' })
          break
        case 'resume':
          if (run?.phase === 'paused') act('resume')
          else ask({ kind: 'all' })
          break
        case 'pause':
          pause()
          break
        case 'cancel':
          cancel(run, () => {
            act('cancel')
          })
          break
        case 'pick':
          go(`/b/${board}/select`)
          break
        case 'settings':
          go('/settings/providers')
          break
        case 'raise-cap':
          go('/settings/budgets')
          break
      }
    },
  }
}

/** Cancelling asks only when something is in flight: it may still be charged. */
function cancel(run: LiveBoard['run'] | undefined, act: () => void): void {
  const flying = run?.styles.reduce((sum, style) => sum + style.drawing, 0) ?? 0
  if (flying === 0) {
    act()
    return
  }
  const words =
    flying === 1 ? '1 image is being made and may still be charged.' : `${flying} images are being made and may still be charged.`
  notes.say(`Cancel the run? ${words}`, { action: { label: 'Cancel run', run: act } })
}
