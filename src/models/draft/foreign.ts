import sharp from 'sharp'
import { luma, type Rgb } from './colour.ts'

/** What a picture by another painter gives to the next: its colours, horizon and side of light. */
export interface Foreign {
  /** Sky, ground, dark. */
  readonly colours: readonly [Rgb, Rgb, Rgb]
  /** Share of the height. */
  readonly horizon: number
  /** Share of the width. */
  readonly light: number
  /** 1 = as colourful as usual. */
  readonly saturation: number
}

const side = 32

/** Reads palette, horizon and light from a picture's pixels; `undefined` when it cannot be decoded. */
export async function readForeign(bytes: Uint8Array): Promise<Foreign | undefined> {
  try {
    const data = await sharp(bytes, { limitInputPixels: 64_000_000 })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .resize(side, side, { fit: 'fill' })
      .removeAlpha()
      .raw()
      .toBuffer()
    return measured(data)
  } catch {
    return undefined
  }
}

function measured(data: Uint8Array): Foreign {
  const pixel = (x: number, y: number): Rgb => {
    const at = (y * side + x) * 3
    return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0]
  }
  const all = Array.from({ length: side * side }, (_, index) => pixel(index % side, Math.floor(index / side)))
  const rows = Array.from({ length: side }, (_, y) => mean(all.slice(y * side, (y + 1) * side)))
  const edge = steepest(rows)
  const sorted = all.toSorted((one, other) => luma(one) - luma(other))
  const columns = Array.from({ length: side }, (_, x) => luma(mean(Array.from({ length: edge }, (__, y) => pixel(x, y)))))
  const spread = all.reduce((sum, colour) => sum + Math.max(...colour) - Math.min(...colour), 0) / all.length
  return {
    colours: [mean(rows.slice(0, edge)), mean(rows.slice(edge)), mean(sorted.slice(0, 80))],
    horizon: edge / side,
    light: Math.max(0.2, Math.min(0.8, columns.indexOf(Math.max(...columns)) / (side - 1))),
    saturation: Math.max(0.1, Math.min(1.25, 0.15 + spread / 60)),
  }
}

/** The row between a quarter and three quarters of the height where the colour changes most. */
function steepest(rows: readonly Rgb[]): number {
  let best = Math.round(side * 0.5)
  let most = 14
  for (let y = Math.round(side * 0.28); y <= side * 0.75; y++) {
    const [above, below] = [mean(rows.slice(y - 3, y)), mean(rows.slice(y, y + 3))]
    const change = Math.abs(above[0] - below[0]) + Math.abs(above[1] - below[1]) + Math.abs(above[2] - below[2])
    if (change > most) [best, most] = [y, change]
  }
  return best
}

function mean(colours: readonly Rgb[]): Rgb {
  const sum = colours.reduce((total, colour) => [total[0] + colour[0], total[1] + colour[1], total[2] + colour[2]] as const, [
    0, 0, 0,
  ] as Rgb)
  const count = Math.max(1, colours.length)
  return [sum[0] / count, sum[1] / count, sum[2] / count]
}
