import { type Cells, cells, tracer } from './cells.ts'
import type { Rgb } from './colour.ts'
import type { Path } from './path.ts'

/** How an area is coloured: from `from` to `to` along a ramp over the pixels, with brush noise in the ramp. */
export interface Paint {
  readonly from: Rgb
  readonly to: Rgb
  /** Ramp at pixel (x, y) = x * rampX + y * rampY + ramp, cut to 0…1. */
  readonly rampX: number
  readonly rampY: number
  readonly ramp: number
  /** How far brush noise moves the ramp. */
  readonly rough: number
  readonly alphaFrom: number
  readonly alphaTo: number
}

/** A picture in the making: three floats a pixel in display values, and an anti-aliased polygon filler over them. */
export interface Canvas {
  readonly width: number
  readonly height: number
  readonly pixels: Float32Array
  fill(path: Path, paint: Paint): void
  /** Light around a point: added to what is there, fading to nothing at the radius. */
  glow(x: number, y: number, radius: number, light: Rgb): void
  clear(): void
}

/** Brush noise, about -0.5 to 0.5, 256 × 256 and seamless: the streaks of a flat brush. */
export function brushNoise(): Float32Array {
  const tile = new Float32Array(65536)
  let bits = 0x2545f491
  for (let index = 0; index < 65536; index++) {
    bits = (Math.imul(bits, 1664525) + 1013904223) | 0
    tile[index] = (bits >>> 8) / 0x100_0000
  }
  return tile.map((_, index) => {
    const [x, y] = [index & 255, index >> 8]
    let sum = -7.5
    for (let step = -4; step <= 4; step++) sum += tile[(y << 8) | ((x + step) & 255)] ?? 0
    for (let step = -1; step <= 1; step++)
      sum += (tile[(((y + 1) & 255) << 8) | ((x + step) & 255)] ?? 0) + (tile[(((y - 1) & 255) << 8) | ((x + step) & 255)] ?? 0)
    return sum / 4.4
  })
}

/** A blank canvas; `noise` is the painter's brush noise. */
export function canvas(width: number, height: number, noise: Float32Array): Canvas {
  const pixels = new Float32Array(width * height * 3)
  const sheet = cells(width, height)
  const trace = tracer(sheet)
  const ground = { pixels, noise, sheet }
  return {
    width,
    height,
    pixels,
    fill: (path, paint) => {
      const rows = trace(path)
      if (rows === undefined) return
      const even = paint.rampX === 0 && paint.rough === 0
      for (let row = rows[0]; row < rows[1]; row++) {
        if (even) sweepEven(ground, row, paint)
        else sweep(ground, row, paint)
      }
    },
    glow: (x, y, radius, light) => shine(sheet, pixels, { x, y, radius, light }),
    clear: () => pixels.fill(0),
  }
}

interface Ground {
  readonly pixels: Float32Array
  readonly noise: Float32Array
  readonly sheet: Cells
}

/** One row of a ramp that runs across it. */
function sweep({ pixels, noise, sheet }: Ground, row: number, paint: Paint): void {
  const { area, width, stride } = sheet
  const { from, to, rampX, rough, alphaFrom, alphaTo } = paint
  const [r, g, b] = from
  const [dr, dg, db] = [to[0] - r, to[1] - g, to[2] - b]
  const da = alphaTo - alphaFrom
  const start = paint.rampY * row + paint.ramp
  const left = sheet.lefts[row] ?? 0
  const right = Math.min(width, sheet.rights[row] ?? 0)
  const base = row * stride
  const noiseRow = (row & 255) << 8
  let sum = 0
  let at = (row * width + left) * 3
  for (let x = left; x < right; x++, at += 3) {
    sum += area[base + x] as number
    area[base + x] = 0
    let coverage = sum < 0 ? -sum : sum
    if (coverage < 0.004) continue
    if (coverage > 1) coverage = 1
    let ramp = start + rampX * x + (noise[noiseRow | (x & 255)] as number) * rough
    if (ramp < 0) ramp = 0
    else if (ramp > 1) ramp = 1
    const alpha = coverage * (alphaFrom + da * ramp)
    const rest = 1 - alpha
    pixels[at] = (pixels[at] as number) * rest + (r + dr * ramp) * alpha
    pixels[at + 1] = (pixels[at + 1] as number) * rest + (g + dg * ramp) * alpha
    pixels[at + 2] = (pixels[at + 2] as number) * rest + (b + db * ramp) * alpha
  }
  area.fill(0, base + right, base + width + 2)
}

/** One row of one colour. */
function sweepEven({ pixels, sheet }: Ground, row: number, paint: Paint): void {
  const { area, width, stride } = sheet
  const ramp = Math.max(0, Math.min(1, paint.rampY * row + paint.ramp))
  const full = paint.alphaFrom + (paint.alphaTo - paint.alphaFrom) * ramp
  const r = paint.from[0] + (paint.to[0] - paint.from[0]) * ramp
  const g = paint.from[1] + (paint.to[1] - paint.from[1]) * ramp
  const b = paint.from[2] + (paint.to[2] - paint.from[2]) * ramp
  const left = sheet.lefts[row] ?? 0
  const right = Math.min(width, sheet.rights[row] ?? 0)
  const base = row * stride
  let sum = 0
  let at = (row * width + left) * 3
  for (let x = left; x < right; x++, at += 3) {
    sum += area[base + x] as number
    area[base + x] = 0
    const coverage = sum < 0 ? -sum : sum
    if (coverage < 0.004) continue
    const alpha = coverage > 1 ? full : coverage * full
    if (alpha > 0.999) {
      pixels[at] = r
      pixels[at + 1] = g
      pixels[at + 2] = b
      continue
    }
    const rest = 1 - alpha
    pixels[at] = (pixels[at] as number) * rest + r * alpha
    pixels[at + 1] = (pixels[at + 1] as number) * rest + g * alpha
    pixels[at + 2] = (pixels[at + 2] as number) * rest + b * alpha
  }
  area.fill(0, base + right, base + width + 2)
}

interface Shine {
  readonly x: number
  readonly y: number
  readonly radius: number
  readonly light: Rgb
}

function shine({ width, height }: Cells, pixels: Float32Array, { x, y, radius, light }: Shine): void {
  const [r, g, b] = light
  const square = 1 / (radius * radius)
  for (let row = Math.max(0, Math.floor(y - radius)); row < Math.min(height, y + radius); row++) {
    const down = (row - y) * (row - y)
    const half = Math.sqrt(Math.max(0, radius * radius - down))
    const end = Math.min(width, x + half)
    for (let column = Math.max(0, Math.ceil(x - half)); column < end; column++) {
      const near = 1 - ((column - x) * (column - x) + down) * square
      const share = near * near * near
      const at = (row * width + column) * 3
      pixels[at] = (pixels[at] as number) + r * share
      pixels[at + 1] = (pixels[at + 1] as number) + g * share
      pixels[at + 2] = (pixels[at + 2] as number) + b * share
    }
  }
}
