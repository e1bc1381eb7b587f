import type { StreamEvent } from './api.ts'

/** How much of the past is kept for those who come back. */
export interface HubBounds {
  readonly events: number
  readonly bytes: number
  /** A client this many bytes behind is cut off; it comes back and gets what it missed by replay. */
  readonly lagBytes: number
  /** Largest piece sent at once. */
  readonly pieceBytes: number
}

const usualBounds: HubBounds = { events: 100_000, bytes: 32 * 1024 * 1024, lagBytes: 2 * 1024 * 1024, pieceBytes: 64 * 1024 }

/** One reader of the stream, at its own pace: it holds a place in the common past and nothing else. */
export interface Reader {
  /** What comes next, several events in one piece; waits for news. `undefined` when the reader was too slow or the hub is closed. */
  next(): Promise<Uint8Array | undefined>
  leave(): void
}

/** All that has happened on all boards since this server began, in one order. */
export interface Hub {
  publish(event: StreamEvent): void
  /** Id of the last event. */
  position(): string
  /** Whether a reader may go on after this id: not one of another server, nor so old that a snapshot is the shorter way. */
  knows(id: string): boolean
  /** A reader of everything after an id that is known. */
  read(after: string): Reader
  /** A frame for all readers who wait now, not kept: a sign of life. */
  ping(frame: string): void
  /** Last words: each reader ends with them, behind what it has not taken yet. */
  close(frame: string): void
  readonly readers: number
}

interface Kept {
  readonly frame: Uint8Array
  /** Bytes published up to and including this one. */
  readonly until: number
}

interface Place {
  next: number
  wake: ((piece: Uint8Array | undefined) => void) | undefined
  isOut: boolean
}

const text = new TextEncoder()

/** `epoch` names this server: an id of an earlier one is never taken for one of ours. */
export function openHub(epoch: string, bounds: HubBounds = usualBounds): Hub {
  const past = openPast(bounds)
  const places = openPlaces(past, bounds)
  let isDue = false
  let farewell: Uint8Array | undefined
  const serve = (): void => {
    isDue = false
    places.serve()
  }
  return {
    get readers() {
      return places.size()
    },
    publish(event) {
      if (farewell !== undefined) return
      past.add((n) => text.encode(`id: ${epoch}-${n}\ndata: ${JSON.stringify(event)}\n\n`))
      if (isDue) return
      isDue = true
      setImmediate(serve)
    },
    position: () => `${epoch}-${past.last()}`,
    knows(id) {
      const next = numberIn(epoch, id) + 1
      return next >= past.first() && next <= past.last() + 1 && past.lag(next) <= bounds.lagBytes
    },
    read: (after) => places.open(numberIn(epoch, after) + 1, () => farewell),
    ping: (frame) => places.wakeAll(text.encode(frame)),
    close(frame) {
      serve()
      farewell = text.encode(frame)
      places.dismissWaiting(farewell)
    },
  }
}

/** Where all readers stand in the past. */
interface Places {
  size(): number
  open(next: number, farewell: () => Uint8Array | undefined): Reader
  /** Gives news to those who wait; cuts off those who lag. */
  serve(): void
  wakeAll(piece: Uint8Array): void
  dismissWaiting(piece: Uint8Array): void
}

function openPlaces(past: Past, bounds: HubBounds): Places {
  const places = new Set<Place>()
  const drop = (place: Place, piece?: Uint8Array): void => {
    place.isOut = true
    places.delete(place)
    wake(place, piece)
  }
  return {
    size: () => places.size,
    open(next, farewell) {
      const place: Place = { next, wake: undefined, isOut: false }
      places.add(place)
      return {
        async next() {
          if (place.isOut) return undefined
          if (place.next < past.first()) drop(place)
          else if (place.next <= past.last()) return past.pieces()(place)
          const last = farewell()
          if (last !== undefined) drop(place)
          return place.isOut ? last : new Promise((resolve) => (place.wake = resolve))
        },
        leave: () => drop(place),
      }
    },
    /** Events of one turn go out together; pieces are cut once and shared by all who stand at the same place. */
    serve() {
      const pieces = past.pieces()
      for (const place of places) {
        if (past.lag(place.next) > bounds.lagBytes || place.next < past.first()) drop(place)
        else if (place.wake !== undefined && place.next <= past.last()) wake(place, pieces(place))
      }
    },
    wakeAll: (piece) => places.forEach((place) => wake(place, piece)),
    dismissWaiting(piece) {
      for (const place of places) if (place.wake !== undefined) drop(place, piece)
    },
  }
}

function wake(place: Place, piece: Uint8Array | undefined): void {
  const waiting = place.wake
  place.wake = undefined
  waiting?.(piece)
}

/** Number of an id of ours; `NaN` for any other, which compares as false with everything. */
function numberIn(epoch: string, id: string): number {
  const number = id.startsWith(`${epoch}-`) ? id.slice(epoch.length + 1) : ''
  return /^\d{1,15}$/.test(number) ? Number(number) : Number.NaN
}

interface Past {
  add(frame: (n: number) => Uint8Array): void
  first(): number
  last(): number
  /** Bytes from this event to the end. */
  lag(from: number): number
  /** Cuts pieces until something is added; the place moves on behind its piece. */
  pieces(): (place: Place) => Uint8Array
}

function openPast({ events, bytes, pieceBytes }: HubBounds): Past {
  let kept: Kept[] = []
  let first = 1
  let dropped = 0
  const last = (): number => first + kept.length - 1
  const bytesUntil = (n: number): number => kept[n - first]?.until ?? dropped
  const forget = (): void => {
    const total = bytesUntil(last())
    let count = Math.max(0, kept.length - events)
    while (count < kept.length && total - (kept[count]?.until ?? 0) > bytes) count++
    // A quarter at a time, so that forgetting costs next to nothing an event.
    if (count < kept.length / 4 && kept.length <= events * 1.25) return
    dropped = kept[count - 1]?.until ?? dropped
    kept = kept.slice(count)
    first += count
  }
  return {
    first: () => first,
    last,
    lag: (from) => bytesUntil(last()) - bytesUntil(from - 1),
    add(frame) {
      const made = frame(last() + 1)
      kept.push({ frame: made, until: bytesUntil(last()) + made.length })
      forget()
    },
    pieces() {
      const cut = new Map<number, { readonly piece: Uint8Array; readonly next: number }>()
      return (place) => {
        const found = cut.get(place.next) ?? cutPiece(kept, place.next - first, pieceBytes)
        cut.set(place.next, found)
        place.next += found.next
        return found.piece
      }
    },
  }
}

function cutPiece(kept: readonly Kept[], from: number, most: number): { piece: Uint8Array; next: number } {
  const frames: Uint8Array[] = []
  let length = 0
  for (let at = from; at < kept.length; at++) {
    const frame = kept[at]?.frame ?? new Uint8Array()
    if (length > 0 && length + frame.length > most) break
    frames.push(frame)
    length += frame.length
  }
  return { piece: Buffer.concat(frames, length), next: frames.length }
}
