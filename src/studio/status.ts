import type { PictureId } from '../board/picture.ts'
import type { InDoubt } from '../plan/plan.ts'
import type { Planned } from '../studio.ts'
import type { Rooms } from './open-rooms.ts'

export interface StyleStatus {
  readonly id: string
  readonly total: number
  /** Current pictures that are there, those out of date included. */
  readonly done: number
  readonly outOfDate: number
  readonly spentUsd: number
}

/** Where a project stands, from disk and journal. */
export interface ProjectStatus {
  readonly styles: readonly StyleStatus[]
  readonly errors: readonly { readonly id: PictureId; readonly kind: string; readonly message: string }[]
  /** Sent just before a process died: maybe billed. */
  readonly inDoubt: readonly InDoubt[]
  readonly inDoubtUsd: number
  readonly spentUsd: number
  /** The process that holds the project, in words. */
  readonly atWork?: string
}

export function statusOf(rooms: Rooms, { plan, facts }: Planned): ProjectStatus {
  const spend = rooms.journal.spend()
  const holder = rooms.atWork()
  const byStyle = Map.groupBy(plan.items, (item) => item.style.id)
  const errors = [...facts.failed].filter(([id]) => !facts.made.has(id) && !facts.inDoubt.has(id))
  return {
    styles: [...byStyle].map(([id, items]) => ({
      id,
      total: items.length,
      done: items.filter((item) => facts.made.has(item.id) && facts.made.get(item.id)?.damaged !== true).length,
      outOfDate: items.filter((item) => item.standing === 'stale').length,
      spentUsd: spend.filter((each) => each.style === id).reduce((sum, each) => sum + each.spentUsd, 0),
    })),
    errors: errors.map(([id, { kind, message }]) => ({ id, kind, message })),
    inDoubt: [...facts.inDoubt.values()],
    inDoubtUsd: [...facts.inDoubt.values()].reduce((sum, doubt) => sum + doubt.priceUsd, 0),
    spentUsd: spend.reduce((sum, each) => sum + each.spentUsd, 0),
    ...(holder === undefined ? {} : { atWork: `process ${holder.pid} on ${holder.host} since ${holder.since} (${holder.command})` }),
  }
}
