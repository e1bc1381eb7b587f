import { writeKept } from './attempt.ts'
import type { Desk, Source, Task } from './desk.ts'
import { type Order, requestKey } from './make-request.ts'
import type { Painter } from './world.ts'

/**
 * The same request's picture from another project of the user: saved here as it is, nothing sent, nothing paid (B15). Only for a place
 * that never had a picture: who deletes or redoes one wants another.
 */
export async function reuse(desk: Desk, task: Task, painter: Painter, order: Order): Promise<Source | undefined> {
  const { elsewhere, journal, gallery, made, clock } = desk.world
  const { id, fingerprint } = task.item
  if (elsewhere === undefined || made.has(id) || journal.nextTake(id) > 1) return undefined
  const began = clock.now()
  const found = await elsewhere.find(requestKey(painter, order))
  if (found === undefined) return undefined
  const recipe = { ...found.recipe, picture: id, take: 1, fingerprint, references: order.references, costUsd: 0 }
  const kept = await gallery.save(id, found.picture, recipe)
  await writeKept(desk, { task, kept, recipe, attempt: undefined, ms: clock.now() - began, reusedFrom: found.from })
  return { id, sha256: kept.sha256, picture: found.picture, isBridge: false }
}
