import { BeatboardError } from '../errors.ts'
import type { Desk, Reason } from './desk.ts'
import { drawLink } from './draw-link.ts'
import { type Chain, lineUp } from './line-up.ts'
import type { PlanItem } from '../plan/plan.ts'
import type { Painter } from './world.ts'

/** The pictures of one run on their way. */
export interface Works {
  /** Hands out what may start now. */
  readonly fill: () => void
  /** Nothing more is sent, because of this; what is in flight is finished. */
  readonly halt: (error: unknown) => void
  /** Resolves when nothing is in flight and nothing more will be; with the reason when not all could be tried. */
  readonly finished: Promise<Reason | undefined>
}

export function runWorks(desk: Desk): Works {
  const { world, gate } = desk
  const line = lineUp(world.plan.toMake)
  const hasRoom = roomIn(desk, () => line.drawing)
  const { promise: finished, resolve } = Promise.withResolvers<Reason | undefined>()
  const reasons: Reason[] = []
  let isHalted = false

  function fill(): void {
    while (!gate.isPaused && !gate.stopped.aborted) {
      const next = line.take(hasRoom)
      if (next === undefined) break
      void work(next.item, next.chain)
    }
    if (line.drawing === 0 && !gate.isPaused) resolve(together(reasons))
  }

  async function work(item: PlanItem, chain: Chain): Promise<void> {
    try {
      const end = await drawLink(desk, item, chain)
      if (end.go === 'close' && !isHalted) reasons.push(end)
      if (end.go === 'close') line.close(item.style.id)
      if (end.go === 'halt') stop(end)
    } catch (error) {
      halt(error)
    }
    line.done(chain)
    fill()
  }

  function stop(reason: Reason): void {
    if (!isHalted) reasons.splice(0, reasons.length, reason)
    isHalted = true
    gate.stop()
  }

  function halt(error: unknown): void {
    const hint = error instanceof BeatboardError ? error.facts.hint : undefined
    stop({ why: world.redact(error instanceof Error ? error.message : String(error)), hint })
  }

  setImmediate(fill)
  return { fill, halt, finished }
}

/** One sentence for each reason that differs; the first one's way out. */
function together(reasons: readonly Reason[]): Reason | undefined {
  const [first] = reasons
  return first && { why: [...new Set(reasons.map(({ why }) => why))].join(' '), hint: first.hint }
}

/** Requests on their way for each quota domain where the provider names no bound: pools do the pacing, slow models need more at once. */
const perDomain = 6
const mostAtOnce = 32

/** Whether one more picture of a style may start: as many as the user says over all, or as many as its keys and its provider take. */
function roomIn({ world }: Desk, drawingInAll: () => number): (style: string, drawing: number) => boolean {
  const asked = world.options?.concurrency
  const rooms = new Map([...world.painters].map(([style, painters]) => [style, own(painters)]))
  return (style, drawing) => (asked === undefined ? drawing < (rooms.get(style) ?? 1) : drawingInAll() < Math.max(1, asked))
}

function own([first]: readonly Painter[]): number {
  const domains = first?.keys?.domains ?? first?.keys?.size ?? 1
  return first?.model.abilities.concurrency ?? Math.min(mostAtOnce, perDomain * Math.max(1, domains))
}
