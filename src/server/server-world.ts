import type { Redact } from '../redact.ts'
import type { World } from '../studio/world.ts'
import type { Hub } from './hub.ts'
import type { KeyBook } from './key-book.ts'
import type { Rooms } from './rooms.ts'
import type { Thumbnails } from './thumbnails.ts'

/** What the routes share. */
export interface ServerWorld {
  /** The folder that is served, absolute. */
  readonly root: string
  readonly world: World
  readonly rooms: Rooms
  readonly hub: Hub
  readonly keys: KeyBook
  readonly thumbnails: Thumbnails
  readonly redact: Redact
}
