import type { Canvas } from './canvas.ts'
import type { Manner } from './palette.ts'

/** How the finished paint meets the paper or the film. */
export interface Finish {
  readonly manner: Manner
  /** Where a film frame is brightest, in pixels. */
  readonly focus: { readonly x: number; readonly y: number }
  readonly grain: Float32Array
}

/** Three bytes a pixel out of the painted floats: grain, vignette and contrast of the manner. */
export function finished(canvas: Canvas, finish: Finish): Uint8Array {
  const { width, height, pixels } = canvas
  const out = new Uint8Array(width * height * 3)
  const { manner, grain } = finish
  const amount = manner === 'gouache' ? 11 : manner === 'ink' ? 0 : 5
  const curve = toneCurve(manner)
  const edge = manner === 'cinema' ? 0.62 / (width * width + height * height * 1.3) : 0
  for (let y = 0; y < height; y++) {
    const dy = (y - finish.focus.y) * (y - finish.focus.y) * 1.5
    const row = (y & 255) << 8
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 3
      const dx = x - finish.focus.x
      const dim = edge === 0 ? 1 : 1 - Math.min(0.7, (dx * dx + dy) * edge * 3)
      const add = amount === 0 ? 0.5 : Math.round((grain[row | (x & 255)] ?? 0) * amount) + 0.5
      for (let channel = 0; channel < 3; channel++) {
        const value = (pixels[at + channel] ?? 0) * dim + add
        out[at + channel] = curve[value < 0 ? 0 : value > 511 ? 511 : value | 0] ?? 0
      }
    }
  }
  return out
}

/** Display values 0 to 511 (glows may shine past white) → bytes: matte for gouache, a shoulder and a toe for film. */
function toneCurve(manner: Manner): Uint8Array {
  return Uint8Array.from({ length: 512 }, (_, value) => {
    const x = value / 255
    if (manner === 'gouache') return Math.min(255, 10 + 243 * Math.min(1, x))
    if (manner === 'ink') return Math.min(255, value)
    const toe = x < 0.25 ? x * (0.72 + x * 1.12) : x
    return 255 * (toe < 0.75 ? toe : 0.75 + 0.25 * (1 - Math.exp((0.75 - toe) / 0.25)))
  })
}
