import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type PictureId, partsOf, pictureId } from '../board/picture.ts'
import { inspect } from '../gallery/inspect.ts'
import type { Facts } from '../plan/plan.ts'
import { readFacts } from '../run/facts.ts'
import type { Imported } from './import-list.ts'
import type { Rooms } from './open-rooms.ts'
import type { StyleReferences } from './style-references.ts'

/** What exists, from disk and journal. The holder puts in order what dead processes left; everybody else only looks. */
export async function gatherFacts(folder: string, rooms: Rooms, references: StyleReferences, imported?: Imported): Promise<Facts> {
  const facts = await readFacts({
    journal: rooms.journal,
    gallery: rooms.gallery,
    references: new Map([...references.found].map(([style, { sha256 }]) => [style, sha256])),
    as: rooms.hold !== undefined ? 'holder' : rooms.isHeld() ? 'onlooker' : 'reader',
    isWhole: async (path) =>
      inspect(await readFile(join(folder, path))).then(
        () => true,
        () => false,
      ),
  })
  return imported === undefined ? facts : afterMoves(facts, imported)
}

/** The facts as they will be once an edited list has been written: pictures of beats that move are told under their new ids. */
function afterMoves(facts: Facts, { changes }: Imported): Facts {
  const moved = changes?.moved ?? new Map<string, string>()
  const arriving = new Set(moved.values())
  const renamed = <T>(entries: ReadonlyMap<PictureId, T>): Map<PictureId, T> =>
    new Map(
      [...entries].flatMap(([id, fact]) => {
        const { style, beat } = partsOf(id)
        const to = moved.get(beat) ?? (arriving.has(beat) ? undefined : beat)
        return to === undefined ? [] : [[pictureId(style, to), fact] as const]
      }),
    )
  return { ...facts, made: renamed(facts.made), failed: renamed(facts.failed), inDoubt: renamed(facts.inDoubt) }
}
