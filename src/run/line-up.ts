import type { PlanItem } from '../plan/plan.ts'
import type { Source } from './desk.ts'

/** A chain on its way: the link that is next, and the last good picture before it. */
export interface Chain {
  readonly style: string
  next: number
  /** The last link made in this run, kept at hand so that it need not be read again. */
  last: Source | undefined
  /** Nothing good before and nothing made: what follows cannot start either. */
  isDead: boolean
}

/** Whose turn it is. Styles take turns, chains that have begun go before new ones, links of a chain go strictly in order (D1). */
export interface LineUp {
  /** The next picture of the style with the fewest on their way; `undefined` when all that could start has no room. */
  take(hasRoom: (style: string, drawing: number) => boolean): { readonly item: PlanItem; readonly chain: Chain } | undefined
  /** The link is done, well or not: the one after it may start. */
  done(chain: Chain): void
  /** Nothing more of this style is handed out. */
  close(style: string): void
  readonly drawing: number
}

interface Lane {
  readonly style: string
  /** Chains that have begun and wait for their next link. */
  readonly begun: Chain[]
  /** Where the next new chain starts in the plan; `end` when there is none. */
  fresh: number
  readonly end: number
  drawing: number
  served: number
  isOpen: boolean
}

/**
 * Chains are runs of neighbours in the plan: a link leans on the one before it. So 100,000 tasks need no more than one place in the
 * list for each style, and one for each chain that has begun.
 */
export function lineUp(items: readonly PlanItem[]): LineUp {
  const lanes = lanesOf(items)
  const byStyle = new Map(lanes.map((lane) => [lane.style, lane]))
  let drawing = 0

  const isLink = (index: number): boolean => {
    const item = items[index]
    return item?.after !== undefined && item.after === items[index - 1]?.id
  }
  const startNew = (lane: Lane): Chain => {
    const chain = { style: lane.style, next: lane.fresh, last: undefined, isDead: false }
    do lane.fresh += 1
    while (lane.fresh < lane.end && isLink(lane.fresh))
    return chain
  }
  return {
    take(hasRoom) {
      const ready = lanes.filter(
        (lane) => lane.isOpen && (lane.begun.length > 0 || lane.fresh < lane.end) && hasRoom(lane.style, lane.drawing),
      )
      const lane = ready.toSorted((a, b) => a.drawing - b.drawing || a.served - b.served)[0]
      if (lane === undefined) return undefined
      const chain = lane.begun.shift() ?? startNew(lane)
      const item = items[chain.next]
      if (item === undefined) return undefined
      lane.drawing += 1
      lane.served += 1
      drawing += 1
      return { item, chain }
    },
    done(chain) {
      const lane = byStyle.get(chain.style)
      if (lane === undefined) return
      drawing -= 1
      lane.drawing -= 1
      chain.next += 1
      if (chain.next < lane.end && isLink(chain.next)) lane.begun.push(chain)
    },
    close(style) {
      const lane = byStyle.get(style)
      if (lane !== undefined) lane.isOpen = false
    },
    get drawing() {
      return drawing
    },
  }
}

/** The plan lists one style after the other. */
function lanesOf(items: readonly PlanItem[]): Lane[] {
  const lanes: Lane[] = []
  for (let start = 0; start < items.length;) {
    const style = items[start]?.style.id ?? ''
    let end = start
    while (end < items.length && items[end]?.style.id === style) end += 1
    lanes.push({ style, begun: [], fresh: start, end, drawing: 0, served: 0, isOpen: true })
    start = end
  }
  return lanes
}
