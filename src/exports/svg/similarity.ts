/** A decoded picture, three bytes a pixel. */
export interface Pixels {
  readonly rgb: Uint8Array
  readonly width: number
  readonly height: number
}

/** How alike two pictures of one size are: SSIM from 0 to 1 (structure as seen, over red, green and blue), PSNR in dB (99 for the same). */
export interface Similarity {
  readonly ssim: number
  readonly psnr: number
}

/** Side of the squares compared, in pixels, half of it shared with the next; constants of Wang et al. 2004 for 8 bits. */
const side = 8
const step = 4
const [c1, c2] = [(0.01 * 255) ** 2, (0.03 * 255) ** 2]

export function similarityOf(one: Pixels, other: Pixels): Similarity {
  const { width, height } = one
  let sum = 0
  let count = 0
  for (let y = 0; y === 0 || y + side <= height; y += step)
    for (let x = 0; x === 0 || x + side <= width; x += step)
      for (let channel = 0; channel < 3; channel++) {
        sum += likeness(one, other, { x, y, channel })
        count += 1
      }
  return { ssim: sum / count, psnr: psnrOf(one.rgb, other.rgb) }
}

function likeness(one: Pixels, other: Pixels, { x, y, channel }: { x: number; y: number; channel: number }): number {
  let [a, b, aa, bb, ab, n] = [0, 0, 0, 0, 0, 0]
  const [right, bottom] = [Math.min(one.width, x + side), Math.min(one.height, y + side)]
  for (let row = y; row < bottom; row++)
    for (let index = (row * one.width + x) * 3 + channel, last = (row * one.width + right) * 3; index < last; index += 3) {
      const [p, q] = [one.rgb[index] ?? 0, other.rgb[index] ?? 0]
      a += p
      b += q
      aa += p * p
      bb += q * q
      ab += p * q
      n += 1
    }
  const [meanA, meanB] = [a / n, b / n]
  const [varA, varB, both] = [aa / n - meanA * meanA, bb / n - meanB * meanB, ab / n - meanA * meanB]
  return ((2 * meanA * meanB + c1) * (2 * both + c2)) / ((meanA * meanA + meanB * meanB + c1) * (varA + varB + c2))
}

function psnrOf(one: Uint8Array, other: Uint8Array): number {
  let squares = 0
  for (let index = 0; index < one.length; index++) squares += ((one[index] ?? 0) - (other[index] ?? 0)) ** 2
  return squares === 0 ? 99 : Math.min(99, 10 * Math.log10((255 * 255 * one.length) / squares))
}
