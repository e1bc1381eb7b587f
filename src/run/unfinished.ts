import type { PictureId } from '../board/picture.ts'
import type { Attempt } from './journal.ts'
import type { RunWorld } from './world.ts'

/**
 * Jobs on a provider's side that outlived their process and are polled on in this run, by picture. One that nobody can poll any more,
 * because its words or its model have changed, is in doubt from now on.
 */
export async function unfinishedJobs({ journal, plan, painters }: RunWorld): Promise<Map<PictureId, Attempt>> {
  const attempts = journal.attempts('unfinished')
  if (attempts.length === 0) return new Map()
  const items = new Map(plan.toMake.map((item) => [item.id, item]))
  const here = attempts.filter(({ id }) => items.has(id))
  const goesOn = ({ id, fingerprint, provider, model }: Attempt): boolean =>
    items.get(id)?.fingerprint === fingerprint &&
    (painters.get(items.get(id)?.style.id ?? '') ?? []).some((painter) => painter.provider === provider && painter.card.model === model)
  const lost = here.filter((attempt) => !goesOn(attempt))
  if (lost.length > 0) await journal.orphan(lost.map(({ attempt }) => ({ attempt, state: 'in-doubt' })))
  return new Map(here.filter(goesOn).map((attempt) => [attempt.id, attempt]))
}
