import { sniffMediaType } from '../board/picture.ts'
import { embedInJpeg, recipeInJpeg, stripJpeg } from './jpeg-xmp.ts'
import { embedInPng, recipeInPng, stripPng } from './png-text.ts'
import type { Recipe } from './recipe.ts'
import { embedInWebp, recipeInWebp, stripWebp } from './webp-xmp.ts'

/** The same picture with its recipe inside, nothing re-encoded: PNG text, WebP and JPEG XMP. Bytes that are no picture pass unchanged. */
export function embedRecipe(bytes: Uint8Array, recipe: Recipe): Uint8Array {
  return Buffer.concat(piecesWithRecipe(bytes, recipe))
}

/** The file of `embedRecipe` in pieces that follow each other: what did not change is not copied. */
export function piecesWithRecipe(bytes: Uint8Array, recipe: Recipe): readonly Uint8Array[] {
  switch (sniffMediaType(bytes)) {
    case 'image/png':
      return embedInPng(bytes, recipe)
    case 'image/webp':
      return embedInWebp(bytes, recipe)
    case 'image/jpeg':
      return embedInJpeg(bytes, recipe)
    case undefined:
      return [bytes]
  }
}

/** The recipe inside a picture; `undefined` when there is none, or it cannot be read. For a PNG its first part is enough. */
export function recipeInside(bytes: Uint8Array): Recipe | undefined {
  switch (sniffMediaType(bytes)) {
    case 'image/png':
      return recipeInPng(bytes)
    case 'image/webp':
      return recipeInWebp(bytes)
    case 'image/jpeg':
      return recipeInJpeg(bytes)
    case undefined:
      return undefined
  }
}

/** Undoes `embedRecipe` byte by byte: the file as it came. */
export function withoutRecipe(bytes: Uint8Array): Uint8Array {
  switch (sniffMediaType(bytes)) {
    case 'image/png':
      return stripPng(bytes)
    case 'image/webp':
      return stripWebp(bytes)
    case 'image/jpeg':
      return stripJpeg(bytes)
    case undefined:
      return bytes
  }
}
