import type { Recipe } from '../gallery/recipe.ts'
import { rowOf } from './attempt.ts'
import type { FactsWorld } from './facts.ts'
import type { Attempt } from './journal.ts'

/**
 * What dead processes left on its way: kept after all when its picture is on disk; a job at a provider is polled on; anything else
 * is in doubt. Their runs end as stopped. Only the project's holder may do this, with no run on.
 */
export async function settleDead({ journal, gallery }: Pick<FactsWorld, 'journal' | 'gallery'>): Promise<void> {
  const sending = journal.attempts('sending')
  const orphans: { attempt: number; state: 'in-doubt' | 'unfinished' }[] = []
  const arrived = await arrivedOf(gallery, sending)
  for (const attempt of sending) {
    const found = arrived.get(attempt.attempt)
    if (found !== undefined) await keepAfterAll({ journal }, attempt, found.recipe, found.file)
    else orphans.push({ attempt: attempt.attempt, state: attempt.job === undefined ? 'in-doubt' : 'unfinished' })
  }
  if (orphans.length > 0) await journal.orphan(orphans)
  for (const run of journal.openRuns()) {
    const why = 'Its process ended without a word.'
    await journal.end(run, { type: 'run-ended', ending: 'stopped', why, hint: 'Run the same command again to go on.' })
  }
}

/** Those whose picture is on disk, by the attempt's number: their process died between picture and row. Nothing is written. */
export async function arrivedOf(
  gallery: FactsWorld['gallery'],
  sending: readonly Attempt[],
): Promise<ReadonlyMap<number, { readonly file: FileFound; readonly recipe: Recipe }>> {
  const arrived = new Map<number, { file: FileFound; recipe: Recipe }>()
  if (sending.length === 0) return arrived
  const disk = await gallery.list()
  for (const attempt of sending) {
    const file = disk.get(attempt.id)
    const recipe = file === undefined ? undefined : await gallery.recipe(attempt.id).catch(() => undefined)
    if (file !== undefined && recipe !== undefined && isOf(attempt, recipe)) arrived.set(attempt.attempt, { file, recipe })
  }
  return arrived
}

function isOf({ fingerprint, sentAt }: Attempt, recipe: Recipe): boolean {
  return recipe.fingerprint === fingerprint && Date.parse(recipe.madeAt) >= sentAt
}

type FileFound = { readonly path: string; readonly bytes: number }

/** The process died between picture and row: the row is written now, with the event that was missing. */
async function keepAfterAll({ journal }: Pick<FactsWorld, 'journal'>, attempt: Attempt, recipe: Recipe, file: FileFound): Promise<void> {
  const { id } = attempt
  const { take, provider, model, warnings, sha256, bridgedFrom } = recipe
  const costUsd = recipe.costUsd ?? attempt.reservedUsd
  const bridge = bridgedFrom === undefined ? {} : { bridgedFrom }
  await journal.keep(attempt.run, attempt.attempt, rowOf({ id, take, ...file, sha256 }, recipe, costUsd), [
    { type: 'picture-kept', id, take, path: file.path, provider, model, costUsd, ms: 0, warnings, ...bridge },
  ])
}
