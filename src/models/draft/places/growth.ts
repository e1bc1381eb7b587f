import type { Brush } from '../brush.ts'
import { mix, type Rgb } from '../colour.ts'
import { local } from '../local-colours.ts'
import { blob, ellipse, limb, rect } from '../path.ts'

/** A broad tree, foot at the origin, 100 units tall. */
export function broadTree(b: Brush, snow: boolean): void {
  const leaf = snow ? mix(local.snow, local.leaf, 0.3) : mix(local.leaf, local.meadow, b.chance.between(0, 0.4))
  b.cast(4, 0, 30, 4)
  b.shape([-3.6, 0, -2.4, -30, -9, -52, -6, -53, 0, -36, 7, -54, 10, -52, 3, -30, 4.6, 0], local.timber, { form: 0.5, line: 0.8 })
  const crowns: readonly (readonly [number, number, number, number])[] = [
    [-14, -52, 20, 15],
    [15, -55, 21, 16],
    [0, -73, 25, 20],
  ]
  for (const [x, y, rx, ry] of crowns) b.shape(blob([x, y, rx, ry], { chance: b.chance, by: 0.14, knots: 12 }), leaf, { form: 0.5 })
  const light = mix(leaf, local.cream, 0.22)
  for (let index = 0; index < 7; index++)
    b.shape(ellipse(b.chance.between(-18, 18), b.chance.between(-84, -52), b.chance.between(2, 5), 2), light, {
      form: 0,
      line: 0,
      alpha: 0.6,
    })
}

/** A fir, foot at the origin, 100 units tall: ragged tiers. */
export function fir(b: Brush, snow: boolean): void {
  const needle = mix(local.pine, local.leaf, b.chance.between(0, 0.35))
  b.shape(rect(-2, -14, 4, 14), local.timber, { form: 0.6, line: 0.6 })
  const points: number[] = [0, -100]
  const left: number[] = []
  for (let tier = 1; tier <= 5; tier++) {
    const y = -100 + tier * 18
    const half = 4 + tier * 4.4 + b.chance.between(-1.5, 1.5)
    points.push(half, y + 2, half * 0.55, y - 2)
    left.unshift(-half * 0.55, y - 2)
    left.unshift(-half - b.chance.between(-1, 1), y + 2)
  }
  for (let index = 0; index + 1 < left.length; index += 2) points.push(left[index] ?? 0, left[index + 1] ?? 0)
  b.shape(points, needle, { form: 0.5 })
  if (!snow) return
  for (let tier = 1; tier <= 4; tier++) {
    const y = -98 + tier * 18
    const half = 2 + tier * 3.6
    b.shape([0, y - 12, half, y - 1, half * 0.3, y - 3, -half * 0.3, y - 1, -half, y - 2], local.snow, { form: 0.4, line: 0 })
  }
}

/** Grass blades in a row: the ragged foreground of outdoor frames. */
export function grass(b: Brush, area: { x0: number; x1: number; y: number }, tall: number, colour: Rgb): void {
  const step = tall * 0.32
  for (let x = area.x0; x < area.x1; x += step * b.chance.between(0.5, 1.4)) {
    const high = tall * b.chance.between(0.4, 1)
    const bend = b.chance.between(-0.35, 0.45) * high
    b.shape(
      [
        x - tall * 0.05,
        area.y,
        x + bend * 0.4,
        area.y - high * 0.6,
        x + bend,
        area.y - high,
        x + bend * 0.5 + tall * 0.04,
        area.y - high * 0.55,
        x + tall * 0.06,
        area.y,
      ],
      colour,
      { form: 0, line: 0 },
    )
  }
}

/** A bare or leafy branch that reaches in from a corner, for framing. */
export function branch(b: Brush, colour: Rgb): void {
  b.shape([0, -6, 60, 6, 130, 30, 190, 38, 128, 36, 58, 15, 0, 10], local.timber, { form: 0.6 })
  b.shape([70, 10, 120, 2, 150, 4, 118, 7, 76, 16], local.timber, { form: 0.6, line: 0.6 })
  for (let index = 0; index < 22; index++) {
    const along = b.chance.next()
    b.shape(
      limb(
        [20 + along * 160, 2 + along * 34 + b.chance.between(-14, 16), 1],
        [30 + along * 165, 8 + along * 34 + b.chance.between(-10, 24), 4.4],
      ),
      colour,
      { form: 0.4, line: 0.5 },
    )
  }
}
