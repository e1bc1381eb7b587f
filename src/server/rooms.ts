import type { World } from '../studio/world.ts'
import type { BoardCard, StreamEvent } from './api.ts'
import { type BoardRoom, openRoom } from './board-room.ts'
import { cardReader } from './card.ts'
import { problem } from './problem.ts'
import { type Place, boardsIn } from './shelf.ts'

export interface RoomsWorld {
  readonly root: string
  readonly world: World
  readonly keysMark: () => string
  readonly publish: (event: StreamEvent) => void
}

export interface OpenedRoom extends BoardRoom {
  card(): Promise<BoardCard>
}

/** All boards of the folder that is served, opened as they are asked for. */
export interface Rooms {
  /** What is there now; boards that came or went are told. */
  all(): readonly OpenedRoom[]
  /** The same, looked for now. */
  look(): readonly OpenedRoom[]
  /** Rejects with `not-found`. */
  find(id: string): OpenedRoom
  /** Lets go of a board, e.g. before its folder is moved. */
  letGo(id: string): Promise<void>
  close(): Promise<void>
}

/** A look at the folders serves for this long, in ms. */
const lookMs = 500

export function openRooms({ root, world, keysMark, publish }: RoomsWorld): Rooms {
  const opened = new Map<string, OpenedRoom>()
  let places: readonly Place[] | undefined
  let looked = Number.NEGATIVE_INFINITY
  const look = (): readonly Place[] => {
    const before = places
    looked = world.clock.now()
    places = boardsIn(root)
    const ids = new Set(places.map(({ id }) => id))
    for (const { id } of before ?? []) if (!ids.has(id)) void gone(id)
    if (before !== undefined)
      for (const { id } of places) if (!before.some((old) => old.id === id)) publish({ type: 'board-added', board: id })
    return places
  }
  const now = (): readonly Place[] => (places === undefined || world.clock.now() - looked > lookMs ? look() : places)
  const roomAt = (place: Place): OpenedRoom => {
    const known = opened.get(place.id)
    if (known?.folder === place.folder) return known
    const room = openRoom(place, { world, keysMark, publish })
    const withCard = { ...room, card: cardReader(room) }
    opened.set(place.id, withCard)
    return withCard
  }
  const gone = async (id: string): Promise<void> => {
    const room = opened.get(id)
    opened.delete(id)
    publish({ type: 'board-gone', board: id })
    await room?.close()
  }
  return {
    all: () => now().map(roomAt),
    look: () => look().map(roomAt),
    find(id) {
      const place = now().find((each) => each.id === id) ?? look().find((each) => each.id === id)
      if (place === undefined)
        throw problem('not-found', `There is no board "${id.slice(0, 100)}" here.`, { hint: 'All boards: GET /api/boards' })
      return roomAt(place)
    },
    async letGo(id) {
      places = places?.filter((place) => place.id !== id)
      await gone(id)
    },
    async close() {
      await Promise.all([...opened.values()].map((room) => room.close()))
      opened.clear()
    },
  }
}
