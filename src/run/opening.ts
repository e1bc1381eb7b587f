import type { KeyChange } from '../keys/key-pool.ts'
import type { Plan } from '../plan/plan.ts'
import type { Spent } from './budget.ts'
import type { RunEvent } from './events.ts'
import { type PictureMap, mapOf } from './picture-map.ts'
import type { PictureState } from './run-state.ts'
import type { RunWorld } from './world.ts'

const there: PictureState = { status: 'exists', run: undefined }

/** What is there before the first event: not one event is written for it. */
export function existing(plan: Plan): PictureMap<PictureState> {
  return mapOf(existingIn(plan))
}

function* existingIn({ items }: Plan): Generator<readonly [string, PictureState]> {
  for (const { id, standing } of items) if (standing === 'exists' || standing === 'stale') yield [id, there]
}

export function startedEvent({ plan, forecast }: RunWorld, run: string): RunEvent {
  const styles = new Map<string, { id: string; total: number; exists: number; toMake: number }>()
  for (const { style, standing } of plan.items) {
    const counts = styles.get(style.id) ?? { id: style.id, total: 0, exists: 0, toMake: 0 }
    styles.set(style.id, counts)
    counts.total += 1
    if (standing === 'exists' || standing === 'stale') counts.exists += 1
    if (standing === 'to-make') counts.toMake += 1
  }
  const { priceUsd, seconds } = forecast ?? {}
  return { type: 'run-started', run, board: plan.board.title, styles: [...styles.values()], priceUsd, seconds }
}

/** All that the board has cost, what is in doubt included. */
export function spentSoFar({ journal }: Pick<RunWorld, 'journal'>): Spent {
  let [costUsd, images] = [0, 0]
  for (const spend of journal.spend()) {
    costUsd += spend.spentUsd + spend.doubtUsd
    images += spend.images
  }
  return { costUsd, images }
}

/** A key of one of this run's styles went out of use; one that came back is no news. */
export function keyEvents({ painters }: RunWorld, { style, provider, key, state, until, why }: KeyChange): RunEvent[] {
  if (state === 'ready' || !painters.has(style)) return []
  return [{ type: 'key-rested', provider, key, state, why, ...(until === undefined ? {} : { until: new Date(until).toISOString() }) }]
}
