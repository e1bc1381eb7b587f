import { writeKept } from './attempt.ts'
import type { Desk, Source, Task } from './desk.ts'
import { type Order, askedOf, recipeOf } from './make-request.ts'
import type { Painter } from './world.ts'

/**
 * The same request's picture from another project of the user: saved here as it is, nothing sent, nothing paid (B15). Only for a place
 * that never had a picture: who deletes or redoes one wants another.
 */
export async function reuse(desk: Desk, task: Task, painter: Painter, order: Order): Promise<Source | undefined> {
  const { elsewhere, journal, gallery, made, clock } = desk.world
  const { item, source } = task
  if (elsewhere === undefined || made.has(item.id) || journal.nextTake(item.id) > 1 || desk.unfinished.has(item.id)) return undefined
  const began = clock.now()
  const found = await elsewhere.find(askedOf(painter, order))
  if (found === undefined) return undefined
  const facts = { item, take: 1, painter, order, source, costUsd: 0, madeAt: clock.now() }
  const recipe = recipeOf(desk.world, facts, { picture: found.picture, warnings: [] }, [])
  const kept = await gallery.save(item.id, found.picture, recipe)
  await writeKept(desk, { task, kept, recipe, attempt: undefined, ms: clock.now() - began, reusedFrom: found.from })
  return { id: item.id, sha256: kept.sha256, picture: found.picture, isBridge: false }
}
