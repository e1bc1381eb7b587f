import type { MediaType, Picture, PictureId } from '../board/picture.ts'
import type { Recipe } from './recipe.ts'

/** A picture in place: whole, checked and durable. */
export interface Kept {
  readonly id: PictureId
  /** Path relative to the project folder, with forward slashes. */
  readonly path: string
  readonly take: number
  readonly type: MediaType
  readonly width: number
  readonly height: number
  /** Length of the file in bytes. */
  readonly bytes: number
  /** SHA-256 (hex) of the original picture as it came: what a continuation is built on. */
  readonly sha256: string
}

/** Where pictures live. Saving is all or nothing: a reader never sees half a picture. */
export interface Gallery {
  /** The current picture of every place that has one: its relative path and length in bytes. Names alone, nothing is decoded. */
  list(): Promise<ReadonlyMap<PictureId, { readonly path: string; readonly bytes: number }>>
  /** The original of a take, lossless bytes as they came; the current picture when no take is named. */
  load(id: PictureId, take?: number): Promise<Picture | undefined>
  /** How the current picture (or a take) was made, read from inside the file; `undefined` for a picture from elsewhere. */
  recipe(id: PictureId, take?: number): Promise<Recipe | undefined>
  /** Takes on disk, ascending; the current one included. */
  takes(id: PictureId): Promise<readonly { readonly take: number; readonly path: string; readonly current: boolean }[]>
  /** Checks nothing: the picture has been inspected. Part file, fsync, rename; the picture that was current stays as a take. */
  save(id: PictureId, picture: Picture, recipe: Recipe): Promise<Kept>
  /** Puts an older take in the current place; the one that was there stays as a take. */
  show(id: PictureId, take: number): Promise<void>
}
