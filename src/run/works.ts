import { BeatboardError } from '../errors.ts'
import type { PlanItem } from '../plan/plan.ts'
import type { Desk, Reason, TaskEnd } from './desk.ts'
import { drawTask } from './draw-task.ts'
import { findSource } from './find-source.ts'
import { type Chain, lineUp } from './line-up.ts'
import type { Painter } from './world.ts'

/** The pictures of one run on their way. */
export interface Works {
  /** Hands out what may start now. */
  fill(): void
  /** Nothing more is sent; what is in flight is finished. */
  halt(error: unknown): void
  /** Resolves when nothing is in flight and nothing more will be; with the reason when not all could be tried. */
  readonly finished: Promise<Reason | undefined>
}

export function runWorks(desk: Desk): Works {
  const { world, gate } = desk
  const line = lineUp(world.plan.toMake)
  const { promise: finished, resolve } = Promise.withResolvers<Reason | undefined>()
  let halted: Reason | undefined
  const closed = new Map<string, Reason>()
  const rooms = new Map([...world.painters].map(([style, painters]) => [style, roomOf(painters, world.options?.concurrency)]))
  const all = world.options?.concurrency ?? Infinity
  const hasRoom = (style: string, drawing: number): boolean => line.drawing < all && drawing < (rooms.get(style) ?? 1)

  function fill(): void {
    while (!gate.isPaused && !gate.stopped.aborted) {
      const next = line.take(hasRoom)
      if (next === undefined) break
      void work(next.item, next.chain)
    }
    if (line.drawing === 0 && (!gate.isPaused || gate.stopped.aborted)) resolve(halted ?? closedReason())
  }

  async function work(item: PlanItem, chain: Chain): Promise<void> {
    try {
      await settle(item, chain, await attempted(item, chain))
    } catch (error) {
      halt(error)
    }
    line.done(chain)
    fill()
  }

  async function attempted(item: PlanItem, chain: Chain): Promise<TaskEnd | 'waits'> {
    if (chain.isDead) return 'waits'
    const found = await findSource(world, item, chain.last)
    if (found.kind === 'waits') return 'waits'
    return drawTask(desk, { item, source: found.kind === 'from' ? found.source : undefined })
  }

  async function settle(item: PlanItem, chain: Chain, end: TaskEnd | 'waits'): Promise<void> {
    if (end === 'waits') {
      chain.isDead = true
      return block(item, waitsFor(item))
    }
    switch (end.end) {
      case 'kept':
        chain.last = end.made
        return
      case 'failed':
      case 'unsent':
        return
      case 'closed':
        closed.set(item.style.id, end)
        line.close(item.style.id)
        return block(item, end.why)
      case 'halted':
        stop(end)
        return block(item, end.why)
    }
  }

  const block = (item: PlanItem, why: string): Promise<void> =>
    world.journal.tell(desk.run, [{ type: 'picture-blocked', id: item.id, why }])
  const closedReason = (): Reason | undefined => {
    const reasons = [...closed.values()]
    return reasons[0] && { why: [...new Set(reasons.map(({ why }) => why))].join(' '), hint: reasons[0].hint }
  }
  function stop(reason: Reason): void {
    halted ??= reason
    gate.stop()
  }
  function halt(error: unknown): void {
    const known = error instanceof BeatboardError ? error.facts.hint : undefined
    stop({ why: world.redact(error instanceof Error ? error.message : String(error)), hint: known })
  }
  setImmediate(fill)
  return { fill, halt, finished }
}

function waitsFor({ sources }: PlanItem): string {
  for (const id of sources) return `Waits for ${id.slice(id.indexOf('/') + 1)}, which failed.`
  return 'Waits for the picture before it.'
}

/** Pictures at once in one style: as the user says, as the provider takes, or four a key: pools do the pacing, slow models need more on their way. */
function roomOf([first]: readonly Painter[], asked: number | undefined): number {
  const own = first?.model.abilities.concurrency ?? Math.min(32, 4 * Math.max(1, first?.keys?.size ?? 1))
  return Math.max(1, asked ?? own)
}
