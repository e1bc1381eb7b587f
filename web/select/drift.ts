/** How two frames differ, measured on small copies of them. */
export interface FrameColours {
  /** The strongest colours with their shares, darkest first. */
  readonly bars: readonly { readonly colour: string; readonly share: number }[]
  /** Mean luminance, 0 to 1. */
  readonly light: number
}

const width = 48
const height = 27
const shades = 5

/** Reads the colours of pixels in RGBA order. Pure. */
export function coloursOf(pixels: Uint8ClampedArray): FrameColours {
  const buckets = new Map<number, { count: number; red: number; green: number; blue: number }>()
  let light = 0
  const total = pixels.length / 4
  for (let at = 0; at < pixels.length; at += 4) {
    const [red = 0, green = 0, blue = 0] = [pixels[at], pixels[at + 1], pixels[at + 2]]
    light += (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255
    const key = ((red >> 6) << 4) | ((green >> 6) << 2) | (blue >> 6)
    const bucket = buckets.get(key) ?? { count: 0, red: 0, green: 0, blue: 0 }
    bucket.count++
    bucket.red += red
    bucket.green += green
    bucket.blue += blue
    buckets.set(key, bucket)
  }
  const strongest = [...buckets.values()].toSorted((one, other) => other.count - one.count).slice(0, shades)
  const bars = strongest
    .toSorted((one, other) => (one.red + one.green + one.blue) / one.count - (other.red + other.green + other.blue) / other.count)
    .map(({ count, red, green, blue }) => ({
      colour: `rgb(${Math.round(red / count)} ${Math.round(green / count)} ${Math.round(blue / count)})`,
      share: count / total,
    }))
  return { bars, light: total === 0 ? 0 : light / total }
}

/** `12% darker`, `about as light`: how the second frame differs from the first. */
export function lightWords(before: number, after: number): string {
  const change = before === 0 ? 0 : Math.round(((after - before) / before) * 100)
  if (Math.abs(change) < 3) return 'about as light'
  return change < 0 ? `${-change}% darker` : `${change}% lighter`
}

/** Loads a picture's small copy and reads its colours. */
export async function readColours(src: string): Promise<FrameColours> {
  const image = new Image()
  image.src = src
  await image.decode()
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) return { bars: [], light: 0 }
  context.drawImage(image, 0, 0, width, height)
  return coloursOf(context.getImageData(0, 0, width, height).data)
}
