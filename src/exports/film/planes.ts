import type { Size } from '../../board/picture.ts'

/** A frame in I420: brightness, then two planes of colour of half the width and height; BT.709, limited range. */
export interface Planes extends Size {
  readonly bytes: Uint8Array
}

/** Where each plane of a frame begins, and its size. */
export function planeSizes({ width, height }: Size): readonly { readonly at: number; readonly width: number; readonly height: number }[] {
  const [luma, chroma] = [width * height, (width * height) / 4]
  return [
    { at: 0, width, height },
    { at: luma, width: width / 2, height: height / 2 },
    { at: luma + chroma, width: width / 2, height: height / 2 },
  ]
}

export function blackFrame(size: Size): Planes {
  const bytes = new Uint8Array((size.width * size.height * 3) / 2).fill(128)
  return { ...size, bytes: bytes.fill(16, 0, size.width * size.height) }
}

/** RGB pixels as I420, by the coefficients of BT.709; colour is the mean of four pixels. */
export function planesOf(rgb: Uint8Array, { width, height }: Size): Planes {
  const bytes = new Uint8Array((width * height * 3) / 2)
  const [u, v] = [width * height, (width * height * 5) / 4]
  for (let y = 0; y < height; y += 2)
    for (let x = 0; x < width; x += 2) {
      let [r4, g4, b4] = [0, 0, 0]
      for (let corner = 0; corner < 4; corner++) {
        const pixel = (y + (corner >> 1)) * width + x + (corner & 1)
        const [r, g, b] = [rgb[pixel * 3] ?? 0, rgb[pixel * 3 + 1] ?? 0, rgb[pixel * 3 + 2] ?? 0]
        bytes[pixel] = 16.5 + 0.182586 * r + 0.614231 * g + 0.062007 * b
        r4 += r
        g4 += g
        b4 += b
      }
      const at = (y / 2) * (width / 2) + x / 2
      bytes[u + at] = 128.5 + (-0.100644 * r4 - 0.338572 * g4 + 0.439216 * b4) / 4
      bytes[v + at] = 128.5 + (0.439216 * r4 - 0.398942 * g4 - 0.040274 * b4) / 4
    }
  return { width, height, bytes }
}

/** Between two frames of one size; `share` of the second from 0 to 1. */
export function blended(one: Planes, other: Planes, share: number): Planes {
  const weight = Math.round(share * 256)
  const bytes = new Uint8Array(one.bytes.length)
  for (let index = 0; index < bytes.length; index++)
    bytes[index] = ((one.bytes[index] ?? 0) * (256 - weight) + (other.bytes[index] ?? 0) * weight + 128) >> 8
  return { ...one, bytes }
}

/** The left `share` of one frame over another. */
export function wiped(under: Planes, over: Planes, share: number): Planes {
  const bytes = Uint8Array.from(under.bytes)
  for (const { at, width, height } of planeSizes(under)) {
    const columns = Math.round(width * share)
    for (let row = 0; row < height; row++) bytes.set(over.bytes.subarray(at + row * width, at + row * width + columns), at + row * width)
  }
  return { ...under, bytes }
}

/** A part of a frame, in shares of its width and height, stretched to `size` between its pixels. */
export function cropped(from: Planes, part: { x: number; y: number; scale: number }, size: Size): Planes {
  const bytes = new Uint8Array((size.width * size.height * 3) / 2)
  const sources = planeSizes(from)
  for (const [index, target] of planeSizes(size).entries()) {
    const source = sources[index]
    if (source === undefined) continue
    const [stepX, stepY] = [((source.width - 1) * part.scale) / target.width, ((source.height - 1) * part.scale) / target.height]
    // Where each column lies is the same in every row.
    const columns = Int32Array.from({ length: target.width }, (_, x) => Math.floor(part.x * (source.width - 1) + x * stepX))
    const shares = Int32Array.from({ length: target.width }, (_, x) => Math.round(((part.x * (source.width - 1) + x * stepX) % 1) * 256))
    for (let y = 0; y < target.height; y++) {
      const atY = part.y * (source.height - 1) + y * stepY
      const row = source.at + Math.floor(atY) * source.width
      const under = row + (Math.floor(atY) + 1 < source.height ? source.width : 0)
      const shareY = Math.round((atY % 1) * 256)
      const out = target.at + y * target.width
      for (let x = 0; x < target.width; x++) {
        const column = columns[x] ?? 0
        const shareX = shares[x] ?? 0
        const above = (from.bytes[row + column] ?? 0) * (256 - shareX) + (from.bytes[row + column + 1] ?? 0) * shareX
        const below = (from.bytes[under + column] ?? 0) * (256 - shareX) + (from.bytes[under + column + 1] ?? 0) * shareX
        bytes[out + x] = (above * (256 - shareY) + below * shareY + 32_768) >> 16
      }
    }
  }
  return { ...size, bytes }
}
