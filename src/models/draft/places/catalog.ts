import type { PlaceKind } from '../scene.ts'
import { city } from './city.ts'
import { bench, cave, space, underwater } from './elsewhere.ts'
import { desert, field, road, village } from './land.ts'
import type { Place } from './place.ts'
import { room } from './room.ts'
import { lake, sea } from './shore.ts'
import { facade } from './facade.ts'
import { lampRoom } from './lamp-room.ts'
import { tower } from './tower.ts'
import { forest, mountains } from './wilds.ts'

export const places: Readonly<Record<PlaceKind, Place>> = {
  sea,
  lake,
  forest,
  mountains,
  field,
  village,
  city,
  room,
  desert,
  cave,
  space,
  road,
  underwater,
  bench,
  tower,
  lamproom: lampRoom,
  facade,
}
