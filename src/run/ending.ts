import type { Plan } from '../plan/plan.ts'
import type { Reason } from './desk.ts'
import type { Ending } from './events.ts'
import type { RunState } from './run-state.ts'

interface End {
  readonly ending: Ending
  readonly why?: string
  readonly hint?: string
}

/** Every ending has a name, computed from the pictures: nothing is complete by default (C6). */
export function endingOf(plan: Plan, state: RunState, told: { isCancelled: boolean; reason: Reason | undefined }): End {
  const { isCancelled, reason } = told
  const [done, failed, waits] = (['done', 'failed', 'blocked'] as const).map((count) =>
    state.styles.reduce((sum, style) => sum + style[count], 0),
  ) as [number, number, number]
  const open = plan.toMake.length - done
  if (isCancelled && open > 0)
    return { ending: 'stopped', why: `Stopped with ${open} left to make.`, hint: 'Run the same command again to go on.' }
  if (reason !== undefined) return { ending: 'blocked', why: reason.why, ...(reason.hint === undefined ? {} : { hint: reason.hint }) }
  const waiting = waits + plan.counts.blocked
  if (open === 0 && waiting === 0) return { ending: 'complete' }
  const parts = [failed > 0 ? `${failed} failed` : '', waiting > 0 ? `${waiting} wait for a picture that is not there` : '']
  return {
    ending: 'gaps',
    why: `${parts.filter((part) => part !== '').join(', ')}.`,
    hint: 'Run the same command again: only what is missing is made.',
  }
}
