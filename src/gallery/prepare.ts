import { hash } from 'node:crypto'
import type { FileFormat } from '../board/board.ts'
import { sniffMediaType, type MediaType, type Picture, type PictureId, type Size } from '../board/picture.ts'
import { BeatboardError } from '../errors.ts'
import { piecesWithRecipe } from './embed.ts'
import { declaredSize } from './header.ts'
import type { Recipe } from './recipe.ts'
import { transcode, type Quality } from './transcode.ts'

/** A picture ready to be written: its type is that of its name, its recipe is inside. */
export interface Prepared {
  /** The file, in pieces that follow each other. */
  readonly pieces: readonly Uint8Array[]
  readonly type: MediaType
  readonly size: Size
  /** SHA-256 (hex) of the picture as it came. */
  readonly sha256: string
  /** The picture as it came, where the file holds a copy of another type. */
  readonly original: Picture | undefined
}

/** The file format that a media type is. */
export function formatOf(type: MediaType): FileFormat {
  switch (type) {
    case 'image/png':
      return 'png'
    case 'image/webp':
      return 'webp'
    case 'image/jpeg':
      return 'jpeg'
  }
}

export interface Place {
  readonly id: PictureId
  readonly take: number
  readonly format: FileFormat
  readonly quality: Quality
}

/** Makes the file of a picture: transcoded only when its type differs from the format of the place. Throws `broken-image` for bytes that are no picture. */
export async function prepare(picture: Picture, recipe: Recipe, place: Place): Promise<Prepared> {
  const type = sniffMediaType(picture.bytes)
  if (type === undefined) throw new BeatboardError('broken-image', `${place.id}: the bytes are no PNG, JPEG or WebP`)
  const sha256 = hash('sha256', picture.bytes, 'hex')
  const isSame = formatOf(type) === place.format
  const shown = isSame ? { bytes: picture.bytes, type } : await transcode(picture, place.format, place.quality)
  const size = declaredSize(shown.bytes)
  if (!size) throw new BeatboardError('broken-image', `${place.id}: the picture has no readable header`)
  const { copy: _, ...made } = recipe
  const full = { ...made, picture: place.id, take: place.take, sha256, ...(isSame ? {} : { copy: hash('sha256', shown.bytes, 'hex') }) }
  return {
    pieces: piecesWithRecipe(shown.bytes, full),
    type: shown.type,
    size,
    sha256,
    original: isSame ? undefined : { bytes: picture.bytes, type },
  }
}
