import { type PictureId, type PictureState, type RunState, advance, nothingYet, pictureOf } from '../../src/browser.ts'
import { type PictureFacts, type Told, factsAfter, pictureIn } from './picture-facts.ts'

export interface Pick {
  readonly style: string
  readonly take?: number
}

/** All that the page holds of one board's pictures. */
export interface LiveBoard {
  readonly run: RunState
  readonly facts: ReadonlyMap<PictureId, PictureFacts>
  readonly stale: ReadonlyMap<PictureId, string>
  readonly inDoubt: ReadonlyMap<PictureId, { readonly provider: string; readonly priceUsd: number }>
  readonly picks: ReadonlyMap<string, Pick>
  /** When the run ended, as this page saw it; ms since the epoch. */
  readonly endedAt?: number
}

/** What one cell shows; the same object until its own picture changes. */
export interface LiveCell {
  readonly state: PictureState
  readonly facts: PictureFacts
  readonly stale?: string
  readonly inDoubt?: { readonly provider: string; readonly priceUsd: number }
}

export interface LiveStore {
  /** Takes a snapshot; events that came in the meantime are applied after it, older ones dropped. */
  load(board: string, snapshot: LiveBoard): void
  /** Queues an event of the stream; it is on the screen with the next frame. */
  receive(board: string, event: Told): void
  setPick(board: string, beat: string, pick: Pick | undefined): void
  readonly board: (board: string) => LiveBoard | undefined
  readonly cell: (board: string, id: PictureId) => LiveCell
  readonly pick: (board: string, beat: string) => Pick | undefined
  /** Called soon after anything of the board changed. */
  subscribe(board: string, listener: () => void): () => void
  subscribeCell(board: string, id: PictureId, listener: () => void): () => void
  subscribePick(board: string, beat: string, listener: () => void): () => void
  /** Every event, after it was applied. */
  onEvent(listener: (board: string, event: Told) => void): () => void
}

/** Counts and bars of a whole board follow its cells within this time, in ms: they cost more the larger the board is. */
const boardMs = 90
const noFacts: PictureFacts = {}
const empty: LiveBoard = { run: nothingYet, facts: new Map(), stale: new Map(), inDoubt: new Map(), picks: new Map() }

/** The page's memory of what is being made: events are folded with the same `advance` as everywhere, once a frame, and only touched cells are told. */
export function openLiveStore({ nextFrame }: { readonly nextFrame: (act: () => void) => void }): LiveStore {
  const boards = new Map<string, LiveBoard>()
  const cells = new Map<string, LiveCell>()
  const hub = openHub()
  const eventListeners = new Set<(board: string, event: Told) => void>()
  const soon = new Set<string>()
  let queue: { readonly board: string; readonly event: Told }[] = []
  let asked = false

  const flush = (): void => {
    asked = false
    const [batch, touched] = [queue, new Set<string>()]
    queue = []
    for (const { board, event } of batch) apply(board, event, touched)
    hub.tell(touched)
    for (const { board } of batch) tellSoon(board)
    for (const { board, event } of batch) for (const listener of eventListeners) listener(board, event)
  }
  const tellSoon = (board: string): void => {
    if (soon.has(board)) return
    soon.add(board)
    setTimeout(() => {
      soon.delete(board)
      hub.tell(new Set([boardKey(board)]))
    }, boardMs)
  }
  const apply = (name: string, event: Told, touched: Set<string>): void => {
    const before = boards.get(name)
    if (before === undefined || (event.event ?? Number.POSITIVE_INFINITY) <= before.run.event) return
    boards.set(name, after(before, event))
    const id = pictureIn(event)
    if (id !== undefined) forget(cellKey(name, id), touched)
    else if (changesAll.has(event.type)) {
      for (const key of cells.keys()) if (key.startsWith(`cell ${name} `)) cells.delete(key)
      for (const key of hub.keysOf(`cell ${name} `)) touched.add(key)
    }
  }
  const forget = (key: string, touched: Set<string>): void => {
    cells.delete(key)
    touched.add(key)
  }
  return {
    load(name, snapshot) {
      const before = boards.get(name)
      if (before !== undefined && before.run.event > snapshot.run.event) return
      boards.set(name, snapshot)
      const touched = new Set([boardKey(name), ...hub.keysOf(`pick ${name} `)])
      for (const key of cells.keys()) if (key.startsWith(`cell ${name} `)) cells.delete(key)
      for (const key of hub.keysOf(`cell ${name} `)) touched.add(key)
      hub.tell(touched)
    },
    receive(board, event) {
      queue.push({ board, event })
      if (asked) return
      asked = true
      nextFrame(flush)
    },
    setPick(name, beat, pick) {
      const before = boards.get(name) ?? empty
      const picks = new Map(before.picks)
      if (pick === undefined) picks.delete(beat)
      else picks.set(beat, pick)
      boards.set(name, { ...before, picks })
      hub.tell(new Set([pickKey(name, beat), boardKey(name)]))
    },
    board: (name) => boards.get(name),
    cell(name, id) {
      const key = cellKey(name, id)
      const known = cells.get(key)
      if (known !== undefined) return known
      const cell = cellOf(boards.get(name) ?? empty, id)
      cells.set(key, cell)
      return cell
    },
    pick: (name, beat) => boards.get(name)?.picks.get(beat),
    subscribe: (name, listener) => hub.add(boardKey(name), listener),
    subscribeCell: (name, id, listener) => hub.add(cellKey(name, id), listener),
    subscribePick: (name, beat, listener) => hub.add(pickKey(name, beat), listener),
    onEvent(listener) {
      eventListeners.add(listener)
      return () => eventListeners.delete(listener)
    },
  }
}

/** Events after which every cell may look different: what was complete exists now, what was being drawn waits again. */
const changesAll = new Set<Told['type']>(['run-started', 'run-ended'])

/** The board one event later. The maps are changed in place: readers hold on to cells, never to these maps. */
function after(before: LiveBoard, event: Told): LiveBoard {
  const id = pictureIn(event)
  if (id !== undefined) (before.facts as Map<PictureId, PictureFacts>).set(id, factsAfter(before.facts.get(id) ?? noFacts, event))
  if (id !== undefined && event.type === 'picture-kept') (before.stale as Map<PictureId, string>).delete(id)
  if (id !== undefined && event.type === 'picture-started') (before.inDoubt as Map<PictureId, unknown>).delete(id)
  const next = { ...before, run: advance(before.run, event) }
  return event.type === 'run-ended' ? { ...next, endedAt: Date.parse(event.at) } : next
}

function cellOf({ run, facts, stale, inDoubt }: LiveBoard, id: PictureId): LiveCell {
  const [why, doubt] = [stale.get(id), inDoubt.get(id)]
  return {
    state: pictureOf(run, id),
    facts: facts.get(id) ?? noFacts,
    ...(why === undefined ? {} : { stale: why }),
    ...(doubt === undefined ? {} : { inDoubt: doubt }),
  }
}

const boardKey = (board: string): string => `board ${board}`
const cellKey = (board: string, id: PictureId): string => `cell ${board} ${id}`
const pickKey = (board: string, beat: string): string => `pick ${board} ${beat}`

interface Hub {
  add(key: string, listener: () => void): () => void
  tell(keys: ReadonlySet<string>): void
  keysOf(beginning: string): readonly string[]
}

function openHub(): Hub {
  const listeners = new Map<string, Set<() => void>>()
  return {
    add(key, listener) {
      const own = listeners.get(key) ?? new Set()
      own.add(listener)
      listeners.set(key, own)
      return () => {
        own.delete(listener)
        if (own.size === 0) listeners.delete(key)
      }
    },
    tell(keys) {
      for (const key of keys) for (const listener of listeners.get(key) ?? []) listener()
    },
    keysOf: (beginning) => [...listeners.keys()].filter((key) => key.startsWith(beginning)),
  }
}
