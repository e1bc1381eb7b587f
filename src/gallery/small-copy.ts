import { loadSharp } from './decoder.ts'

/** A picture in 32 × 32 pixels, `channels` bytes each: 1 or 2 (grey), 3 or 4 (colour), the even ones with alpha. */
export interface SmallCopy {
  readonly pixels: Uint8Array
  readonly channels: number
}

export interface Measures {
  /** Standard deviation of the channel that varies most, 0–255. */
  readonly deviation: number
  /** Mean of all channels, 0–255. */
  readonly mean: number
  /** 64 bits in hex: does each ninth of a row get brighter to the right. */
  readonly looks: string
}

const side = 32

/** Decodes every pixel once and shrinks on the way. Rejects for anything damaged, or beyond `mostPixels`. */
export async function smallCopy(bytes: Uint8Array, mostPixels: number): Promise<SmallCopy> {
  const sharp = await loadSharp()
  const { data, info } = await sharp(bytes, { failOn: 'warning', limitInputPixels: mostPixels, sequentialRead: true, ignoreIcc: true })
    .resize(side, side, { fit: 'fill', kernel: 'cubic', fastShrinkOnLoad: false })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { pixels: data, channels: info.channels }
}

/** One colour channel over white, so that what is see-through counts as the paper it will lie on. */
function channelOverWhite({ pixels, channels }: SmallCopy, channel: number): Float64Array {
  const alphaAt = channels % 2 === 0 ? channels - 1 : -1
  const values = new Float64Array(side * side)
  for (let index = 0; index < values.length; index++) {
    const alpha = alphaAt < 0 ? 1 : (pixels[index * channels + alphaAt] ?? 255) / 255
    values[index] = (pixels[index * channels + channel] ?? 0) * alpha + 255 * (1 - alpha)
  }
  return values
}

function average(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum / values.length
}

function deviationOf(values: Float64Array): number {
  const mean = average(values)
  let squares = 0
  for (const value of values) squares += (value - mean) ** 2
  return Math.sqrt(squares / values.length)
}

/** Mean of a field of the small copy: 4 rows high, a ninth of a row wide. */
function field(grey: Float64Array, row: number, column: number): number {
  const from = Math.floor((column * side) / 9)
  const to = Math.ceil(((column + 1) * side) / 9)
  let sum = 0
  for (let line = row * 4; line < row * 4 + 4; line++) for (let x = from; x < to; x++) sum += grey[line * side + x] ?? 0
  return sum / (to - from)
}

/** A difference hash: does each field get brighter to the right. */
function looksOf(grey: Float64Array): string {
  let bits = 0n
  for (let row = 0; row < 8; row++)
    for (let column = 0; column < 8; column++) bits = (bits << 1n) | (field(grey, row, column) < field(grey, row, column + 1) ? 1n : 0n)
  return bits.toString(16).padStart(16, '0')
}

/** How much a small copy varies, how bright it is, and what it looks like. */
export function measure(copy: SmallCopy): Measures {
  const colours = copy.channels - (copy.channels % 2 === 0 ? 1 : 0)
  const channels = Array.from({ length: colours }, (_, channel) => channelOverWhite(copy, channel))
  const grey = new Float64Array(side * side).map((_, index) => channels.reduce((sum, channel) => sum + (channel[index] ?? 0), 0) / colours)
  return { deviation: Math.max(...channels.map(deviationOf)), mean: average(grey), looks: looksOf(grey) }
}
