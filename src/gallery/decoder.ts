import type { SharpConstructor } from 'sharp'

/** The picture library, loaded when it is first needed. It keeps nothing of past pictures: no two of ours are the same. */
export async function loadSharp(): Promise<SharpConstructor> {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  return sharp
}
