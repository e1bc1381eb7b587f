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
  const { default: sharp } = await import('sharp')
  const { data, info } = await sharp(bytes, { failOn: 'warning', limitInputPixels: mostPixels, sequentialRead: true, ignoreIcc: true })
    .resize(side, side, { fit: 'fill', kernel: 'cubic', fastShrinkOnLoad: false })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { pixels: data, channels: info.channels }
}

/** Colour channels over white, so that what is see-through counts as the paper it will lie on. */
function channelsOverWhite({ pixels, channels }: SmallCopy): number[][] {
  const colours = channels - ((channels + 1) % 2)
  const hasAlpha = colours < channels
  return Array.from({ length: colours }, (_, channel) =>
    Array.from({ length: side * side }, (__, index) => {
      const alpha = hasAlpha ? (pixels[index * channels + colours] ?? 255) / 255 : 1
      return (pixels[index * channels + channel] ?? 0) * alpha + 255 * (1 - alpha)
    }),
  )
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function deviationOf(values: readonly number[]): number {
  const mean = average(values)
  return Math.sqrt(average(values.map((value) => (value - mean) ** 2)))
}

/** A difference hash of 8 rows with 9 columns. */
function looksOf(grey: readonly number[]): string {
  const cell = (row: number, column: number): number => {
    const from = Math.floor((column * side) / 9)
    const to = Math.ceil(((column + 1) * side) / 9)
    const rows = [0, 1, 2, 3].map((line) => grey.slice((row * 4 + line) * side + from, (row * 4 + line) * side + to))
    return average(rows.flat())
  }
  const bits = Array.from({ length: 64 }, (_, bit) => (cell(bit >> 3, bit & 7) < cell(bit >> 3, (bit & 7) + 1) ? '1' : '0'))
  return BigInt(`0b${bits.join('')}`)
    .toString(16)
    .padStart(16, '0')
}

/** How much a small copy varies, how bright it is, and what it looks like. */
export function measure(copy: SmallCopy): Measures {
  const channels = channelsOverWhite(copy)
  const grey = Array.from({ length: side * side }, (_, index) => average(channels.map((channel) => channel[index] ?? 0)))
  return { deviation: Math.max(...channels.map(deviationOf)), mean: average(grey), looks: looksOf(grey) }
}
