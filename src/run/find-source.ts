import { hash } from 'node:crypto'
import type { PictureId } from '../board/picture.ts'
import type { PlanItem } from '../plan/plan.ts'
import type { Source } from './desk.ts'
import type { RunWorld } from './world.ts'

/** What a picture continues from: nothing, a good picture, or nothing good where it needs one: it then waits for `nearest`. */
export type Found =
  | { readonly kind: 'anew' }
  | { readonly kind: 'from'; readonly source: Source }
  | { readonly kind: 'waits'; readonly nearest: PictureId }

/**
 * The nearest good picture before this one: `last`, the nearest made in this run, or one that is there and whole. A link that failed is bridged, and a continuation
 * never turns into a first picture (architecture, rule 5; D7).
 */
export async function findSource(world: Pick<RunWorld, 'gallery' | 'made'>, item: PlanItem, last: Source | undefined): Promise<Found> {
  let nearest: PictureId | undefined
  for (const id of item.sources) {
    const isBridge = nearest !== undefined
    nearest ??= id
    if (last?.id === id) return { kind: 'from', source: { ...last, isBridge } }
    const made = world.made.get(id)
    if (made === undefined || made.damaged === true) continue
    const picture = await world.gallery.load(id)
    if (picture === undefined) continue
    return { kind: 'from', source: { id, picture, isBridge, sha256: made.sha256 ?? hash('sha256', picture.bytes, 'hex') } }
  }
  return nearest === undefined ? { kind: 'anew' } : { kind: 'waits', nearest }
}
