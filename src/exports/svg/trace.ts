import { createRequire } from 'node:module'
import type { Settings } from './settings.ts'
import type { Pixels } from './similarity.ts'

/** Traces a picture into an SVG of paths, back to front, each with a fill and a place. */
export async function trace(pixels: Pixels, settings: Settings): Promise<string> {
  const { ColorMode, Hierarchical, PathSimplifyMode, vectorizeRaw } = await import('@neplex/vectorizer')
  const { width, height } = pixels
  const own = settings.colours === undefined
  return vectorizeRaw(
    await prepared(pixels, settings),
    { width, height },
    {
      colorMode: ColorMode.Color,
      hierarchical: Hierarchical.Stacked,
      mode: PathSimplifyMode.Spline,
      filterSpeckle: settings.speckle,
      colorPrecision: own ? 7 : 8,
      layerDifference: own ? 10 : 0,
      cornerThreshold: 60,
      lengthThreshold: settings.length,
      maxIterations: 10,
      spliceThreshold: 45,
      pathPrecision: 2,
    },
  )
}

/** The picture as RGBA, in the colours of a palette of its own: left alone, the tracer melts soft gradients, and whole objects, into one. */
async function prepared({ rgb, width, height }: Pixels, { colours, median }: Settings): Promise<Buffer> {
  const { default: sharp } = await import('sharp')
  const gifenc = needGifenc()
  const image = sharp(rgb, { raw: { width, height, channels: 3 } })
  const rgba = await (median > 1 ? image.median(median) : image).ensureAlpha().raw().toBuffer()
  if (colours === undefined) return rgba
  const palette = gifenc.quantize(rgba, colours, { format: 'rgb565' })
  for (const [index, entry] of gifenc.applyPalette(rgba, palette, 'rgb565').entries()) {
    const [r = 0, g = 0, b = 0] = palette[entry] ?? []
    rgba[index * 4] = r
    rgba[index * 4 + 1] = g
    rgba[index * 4 + 2] = b
  }
  return rgba
}

/** The part of gifenc (palettes by pairwise merging) that is used here. */
interface Gifenc {
  quantize(rgba: Uint8Array, mostColours: number, options: { format: 'rgb565' }): number[][]
  applyPalette(rgba: Uint8Array, palette: number[][], format: 'rgb565'): Uint8Array
}

/** By `require`: its module for `import` is marked in a way that Node and bundlers read differently. */
function needGifenc(): Gifenc {
  const require = createRequire(import.meta.url)
  return require('gifenc') as Gifenc
}
