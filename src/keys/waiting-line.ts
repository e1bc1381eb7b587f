/** One who waits for a key. */
export interface Waiter<Grant> {
  /** Epoch ms after which waiting is pointless; may be `Infinity`. */
  readonly deadline: number
  readonly grant: (lease: Grant) => void
  readonly refuse: (reason: unknown) => void
}

/** Those who want the same thing: first come, first served. */
export interface Lane<Want, Grant> {
  readonly want: Want
  readonly waiters: Set<Waiter<Grant>>
  /** No waiter of the lane has an earlier deadline. */
  earliest: number
  /** When the lane was served last, counted in services; 0 = never. */
  served: number
}

/** Borrowers of one provider: a lane for each style and model, and the lanes take turns, so that no long lane starves another. */
export interface WaitingLine<Want, Grant> {
  add(name: string, want: Want, waiter: Waiter<Grant>): void
  remove(name: string, waiter: Waiter<Grant>): void
  /** The lanes that have waiters, the one served longest ago first. */
  lanes(): readonly Lane<Want, Grant>[]
  /** Takes the first waiter out and sends the lane to the end of the turn. */
  takeFirst(lane: Lane<Want, Grant>): Waiter<Grant> | undefined
  /** Takes out all who cannot wait until `at`; `Infinity` = all. */
  takeThoseBefore(lane: Lane<Want, Grant>, at: number): readonly Waiter<Grant>[]
}

export function waitingLine<Want, Grant>(): WaitingLine<Want, Grant> {
  const lanes = new Map<string, Lane<Want, Grant>>()
  let services = 0
  return {
    add: (name, want, waiter) => {
      const lane = lanes.get(name) ?? { want, waiters: new Set(), earliest: Infinity, served: 0 }
      lanes.set(name, lane)
      lane.waiters.add(waiter)
      lane.earliest = Math.min(lane.earliest, waiter.deadline)
    },
    remove: (name, waiter) => void lanes.get(name)?.waiters.delete(waiter),
    lanes: () => [...lanes.values()].filter((lane) => lane.waiters.size > 0).sort((a, b) => a.served - b.served),
    takeFirst: (lane) => {
      const [first] = lane.waiters
      if (first) lane.waiters.delete(first)
      services += 1
      lane.served = services
      return first
    },
    takeThoseBefore: (lane, at) => {
      if (lane.earliest >= at && at !== Infinity) return []
      const late = [...lane.waiters].filter((waiter) => waiter.deadline < at || at === Infinity)
      for (const waiter of late) lane.waiters.delete(waiter)
      lane.earliest = [...lane.waiters].reduce((least, waiter) => Math.min(least, waiter.deadline), Infinity)
      return late
    },
  }
}
