import type { Brush } from '../brush.ts'
import { mix, type Rgb } from '../colour.ts'
import { local } from '../local-colours.ts'
import { curve, ridge } from '../path.ts'
import { broadTree, fir } from './growth.ts'
import { snowy, type Stage } from './place.ts'

/** Hills, one behind the other, in paler and paler tones. */
export function hills(b: Brush, stage: Stage, colour: Rgb): void {
  const { width, horizon, height } = stage
  const white = snowy(stage)
  const planes: readonly (readonly [number, number, number, number])[] = [
    [0.86, -34, 34, 230],
    [0.64, -12, 22, 180],
    [0.4, 14, 14, 260],
  ]
  for (const [z, rise, tall, grain] of planes) {
    const tone = white ? mix(local.snow, local.slate, z * 0.3) : mix(colour, local.slate, z * 0.45)
    b.deep(z).shape(ridge({ x0: -40, x1: width + 40, base: horizon + rise, floor: height }, tall, grain, b.chance), tone, {
      form: 0.38,
      line: 0.8,
    })
    if (z > 0.5) woods(b.deep(z - 0.08), { y: horizon + rise + 8, count: 7, tall: 0.22 + (1 - z) * 0.5 }, stage)
  }
}

function woods(b: Brush, line: { y: number; count: number; tall: number }, stage: Stage): void {
  const centre = b.chance.next() * stage.width
  for (let index = 0; index < line.count; index++) {
    const x = centre + b.chance.between(-110, 110)
    const brush = b.at(x, line.y + b.chance.between(-3, 8), line.tall * b.chance.between(0.7, 1.2))
    if (b.chance.next() < 0.6) fir(brush, snowy(stage))
    else broadTree(brush, snowy(stage))
  }
}

/** The near ground with a few strokes of the brush. */
export function ground(b: Brush, stage: Stage, colour: Rgb): void {
  const { width, height, horizon } = stage
  const tone = snowy(stage) ? local.snow : colour
  const y = horizon + (height - horizon) * 0.3
  b.shape(
    curve([-80, y + 8, width * 0.25, y - 6, width * 0.6, y + 6, width + 80, y - 8, width + 80, height + 80, -80, height + 80]),
    tone,
    { form: 0.3, line: 0.8 },
  )
  const dab = snowy(stage) ? mix(local.snow, local.slate, 0.25) : mix(tone, local.earth, 0.35)
  for (let index = 0; index < 26; index++) {
    const near = b.chance.next()
    const x = b.chance.next() * width
    const at = y + 14 + (height - y) * near
    b.line([x, at, x + 18 + 60 * near, at - 2 - 3 * near, x + 50 + 120 * near, at + 1], 1.6 + 4 * near, dab, 0.4)
  }
}

/** A lane that winds away to the horizon. */
export function lane(b: Brush, stage: Stage, colour: Rgb): void {
  const { width, height, horizon } = stage
  const y = horizon + (height - horizon) * 0.28
  const end = width * (0.42 + 0.16 * stage.scene.light)
  const tone = snowy(stage) ? mix(local.snow, local.slate, 0.22) : colour
  b.deep(0.1).shape(
    curve([
      end - 8,
      y,
      end + 30,
      y + 40,
      end - 50,
      y + 90,
      end - 190,
      height + 60,
      end + 250,
      height + 60,
      end + 70,
      y + 80,
      end + 66,
      y + 34,
      end + 12,
      y,
    ]),
    tone,
    { form: 0.25, line: 0.8 },
  )
}
