import type { PlanItem } from '../plan/plan.ts'
import type { Desk, Reason } from './desk.ts'
import { drawTask } from './draw-task.ts'
import { findSource } from './find-source.ts'
import type { Chain } from './line-up.ts'

/** on: whatever came of it, others go on. close: its style cannot. halt: the run cannot. */
export type LinkEnd = { readonly go: 'on' } | ({ readonly go: 'close' | 'halt' } & Reason)

const on: LinkEnd = { go: 'on' }

/** Draws the next link of a chain from the last good picture before it, and tells what could not start and why. */
export async function drawLink(desk: Desk, item: PlanItem, chain: Chain): Promise<LinkEnd> {
  const found = chain.isDead ? ({ kind: 'waits' } as const) : await findSource(desk.world, item, chain.last)
  if (found.kind === 'waits') {
    chain.isDead = true
    await tellBlocked(desk, item, waitsFor(item))
    return on
  }
  const end = await drawTask(desk, { item, source: found.kind === 'from' ? found.source : undefined })
  switch (end.end) {
    case 'kept':
      chain.last = end.made
      return on
    case 'failed':
    case 'unsent':
      return on
    case 'closed':
      await tellBlocked(desk, item, end.why)
      return { go: 'close', why: end.why, hint: end.hint }
    case 'halted':
      // The journal may be what failed: then nothing more can be told.
      await tellBlocked(desk, item, end.why).catch(() => undefined)
      return { go: 'halt', why: end.why, hint: end.hint }
  }
}

function tellBlocked({ world, run }: Desk, { id }: PlanItem, why: string): Promise<void> {
  return world.journal.tell(run, [{ type: 'picture-blocked', id, why }])
}

function waitsFor({ sources }: PlanItem): string {
  for (const id of sources) return `Waits for ${id.slice(id.indexOf('/') + 1)}, which failed.`
  return 'Waits for the picture before it.'
}
