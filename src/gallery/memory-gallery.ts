import { hash } from 'node:crypto'
import type { Board } from '../board/board.ts'
import { sniffMediaType, type Picture, type PictureId } from '../board/picture.ts'
import { BeatboardError } from '../errors.ts'
import type { Gallery } from './gallery.ts'
import { declaredSize } from './header.ts'
import { layoutOf } from './layout.ts'
import { formatOf } from './prepare.ts'
import type { Recipe } from './recipe.ts'

interface Shelf {
  current: number
  readonly takes: Map<number, { picture: Picture; recipe: Recipe }>
}

/** A gallery that forgets everything with the process: for tests and rehearsals. Keeps the file type that came. */
export function memoryGallery(board: Board): Gallery {
  const layout = layoutOf(board)
  const shelves = new Map<PictureId, Shelf>()
  const pathOf = (id: PictureId, { type }: Picture): string => layout.pathOf(id, formatOf(type))
  const takeOf = (id: PictureId, take?: number): { picture: Picture; recipe: Recipe } | undefined => {
    const shelf = shelves.get(id)
    return shelf?.takes.get(take ?? shelf.current)
  }
  return {
    async list() {
      const found = [...shelves].flatMap(([id, shelf]) => {
        const picture = shelf.takes.get(shelf.current)?.picture
        return picture ? [[id, { path: pathOf(id, picture), bytes: picture.bytes.length }] as const] : []
      })
      return new Map(found)
    },
    load: async (id, take) => takeOf(id, take)?.picture,
    recipe: async (id, take) => takeOf(id, take)?.recipe,
    async takes(id) {
      const shelf = shelves.get(id)
      return [...(shelf?.takes ?? [])]
        .sort(([a], [b]) => a - b)
        .map(([take, { picture }]) => {
          const current = take === shelf?.current
          const path = current ? pathOf(id, picture) : `${layout.takesOf(id)}/${take}.${formatOf(picture.type)}`
          return { take, path, current }
        })
    },
    async save(id, { bytes }, recipe) {
      const type = sniffMediaType(bytes)
      const size = declaredSize(bytes)
      if (!type || !size) throw new BeatboardError('broken-image', `${id}: the bytes are no PNG, JPEG or WebP`)
      const shelf = shelves.get(id) ?? { current: 0, takes: new Map() }
      const take = shelf.takes.has(recipe.take) ? Math.max(...shelf.takes.keys()) + 1 : recipe.take
      const sha256 = hash('sha256', bytes, 'hex')
      const picture = { bytes: Uint8Array.from(bytes), type }
      shelf.takes.set(take, { picture, recipe: { ...recipe, picture: id, take, sha256 } })
      shelf.current = take
      shelves.set(id, shelf)
      return { id, path: pathOf(id, picture), take, type, ...size, bytes: bytes.length, sha256 }
    },
    async show(id, take) {
      const shelf = shelves.get(id)
      if (!shelf?.takes.has(take)) throw new BeatboardError('wrong-usage', `There is no take ${take} of ${id}`)
      shelf.current = take
    },
  }
}
