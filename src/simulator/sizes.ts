import type { Size } from '../board/picture.ts'

/** Nobody makes the simulator paint more than this many pixels a side. */
const longestSide = 4096

/** A size of about `pixels` in this ratio (`16:9`), both sides multiples of `step`. `undefined` when the ratio is none. */
export function sizeOfRatio(ratio: string, pixels: number, step: number): Size | undefined {
  const [wide = 0, high = 0] = ratio.split(':').map(Number)
  if (!(wide > 0 && high > 0 && wide / high <= 10 && high / wide <= 10)) return undefined
  const side = (length: number): number => Math.min(longestSide, Math.max(step, Math.round(length / step) * step))
  return { width: side(Math.sqrt((pixels * wide) / high)), height: side(Math.sqrt((pixels * high) / wide)) }
}

/** `1024x768` */
export function parseSize(text: string): Size | undefined {
  const found = /^(\d{1,5})x(\d{1,5})$/.exec(text)
  return found ? withinReason(Number(found[1]), Number(found[2])) : undefined
}

/** A size with whole sides from 1 to the longest we paint. */
export function withinReason(width: number, height: number): Size | undefined {
  return isSide(width) && isSide(height) ? { width, height } : undefined
}

function isSide(length: number): boolean {
  return Number.isInteger(length) && length >= 1 && length <= longestSide
}
