import { hash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Gallery } from '../src/gallery/gallery.ts'
import { nextTake } from '../src/gallery/folder-gallery.ts'
import { decoded, picture, recipeFor } from './pictures.ts'

const id = 'clear/1.1'

/** What every gallery keeps, of a film board with the beats 1.1 and 1.2 in the styles clear and illustration. */
export function keepsTheGalleryContract(name: string, open: () => Promise<Gallery>): void {
  describe(name, () => {
    test('is empty at first', async () => {
      const gallery = await open()
      expect([await gallery.list(), await gallery.load(id), await gallery.recipe(id), await gallery.takes(id)]).toEqual([
        new Map(),
        undefined,
        undefined,
        [],
      ])
      expect(await nextTake(gallery, id)).toBe(1)
    })

    test('A7: a saved picture is in its place, with what it is', async () => {
      const gallery = await open()
      const drawn = await picture(1)
      const kept = await gallery.save(id, drawn, recipeFor(id, 1))
      const path = 'generated_images/clear/Shot_1/Beat_1.1.png'
      const sha256 = hash('sha256', drawn.bytes, 'hex')
      expect(kept).toEqual({ id, path, take: 1, type: 'image/png', width: 96, height: 64, bytes: kept.bytes, sha256 })
      expect(await gallery.list()).toEqual(new Map([[id, { path, bytes: kept.bytes }]]))
    })

    test('the original comes back byte for byte', async () => {
      const gallery = await open()
      const drawn = await picture(1)
      await gallery.save(id, drawn, recipeFor(id, 1))
      const loaded = await gallery.load(id)
      expect(loaded && { type: loaded.type, hex: Buffer.from(loaded.bytes).toString('hex') }).toEqual({
        type: 'image/png',
        hex: Buffer.from(drawn.bytes).toString('hex'),
      })
    })

    test('the recipe says how it was made, with the hash of the picture as it came', async () => {
      const gallery = await open()
      const drawn = await picture(1)
      await gallery.save(id, drawn, recipeFor('clear/1.2', 1))
      expect(await gallery.recipe(id)).toEqual(recipeFor(id, 1, { sha256: hash('sha256', drawn.bytes, 'hex') }))
    })

    test('making a picture anew keeps the old one as a take', async () => {
      const gallery = await open()
      const drawn = [await picture(1), await picture(2), await picture(3)]
      for (const one of drawn) await gallery.save(id, one, recipeFor(id, await nextTake(gallery, id)))
      const path = 'generated_images/clear/Shot_1/Beat_1.1.png'
      expect(await gallery.takes(id)).toEqual([
        { take: 1, path: '.beatboard/takes/clear/1.1/1.png', current: false },
        { take: 2, path: '.beatboard/takes/clear/1.1/2.png', current: false },
        { take: 3, path, current: true },
      ])
      for (const [index, one] of drawn.entries())
        expect(await decoded((await gallery.load(id, index + 1))?.bytes ?? Buffer.alloc(0))).toBe(await decoded(one.bytes))
    })

    test('an older take is shown again, and none is lost', async () => {
      const gallery = await open()
      const drawn = [await picture(1), await picture(2)]
      for (const one of drawn) await gallery.save(id, one, recipeFor(id, await nextTake(gallery, id)))
      await gallery.show(id, 1)
      await gallery.show(id, 1)
      expect((await gallery.takes(id)).map(({ take, current }) => ({ take, current }))).toEqual([
        { take: 1, current: true },
        { take: 2, current: false },
      ])
      expect((await gallery.load(id))?.bytes.length).toBe(drawn[0]?.bytes.length)
      expect(await nextTake(gallery, id)).toBe(3)
      await expect(gallery.show(id, 9)).rejects.toMatchObject({ kind: 'wrong-usage' })
    })

    test('a take number that is taken is never given twice', async () => {
      const gallery = await open()
      await gallery.save(id, await picture(1), recipeFor(id, 1))
      expect((await gallery.save(id, await picture(2), recipeFor(id, 1))).take).toBe(2)
      expect((await gallery.takes(id)).map((found) => found.take)).toEqual([1, 2])
    })

    test('saves of one place at the same time wait for each other', async () => {
      const gallery = await open()
      const drawn = await Promise.all([1, 2, 3, 4].map((seed) => picture(seed)))
      await Promise.all(drawn.map((one) => gallery.save(id, one, recipeFor(id, 1))))
      expect((await gallery.takes(id)).map((found) => found.take)).toEqual([1, 2, 3, 4])
    })

    test('bytes that are no picture are refused', async () => {
      const gallery = await open()
      const page = { bytes: Buffer.from('<html>'), type: 'image/png' } as const
      await expect(gallery.save(id, page, recipeFor(id, 1))).rejects.toMatchObject({ kind: 'broken-image' })
      expect(await gallery.list()).toEqual(new Map())
    })

    test('a beat that is not on the board has no place', async () => {
      const gallery = await open()
      await expect(gallery.save('clear/9', await picture(1), recipeFor('clear/9', 1))).rejects.toMatchObject({ kind: 'wrong-usage' })
    })
  })
}
