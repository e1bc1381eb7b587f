import type { Brush } from '../brush.ts'
import { mix } from '../colour.ts'
import { local } from '../local-colours.ts'
import { blob, curve, rect } from '../path.ts'
import { weatherDrops } from './panes.ts'
import { has, type Place, snowy, type Stage } from './place.ts'
import { field } from './land.ts'

/** The opening of a house window seen from the street, in a frame of this size. */
export function casement({ width, height }: { width: number; height: number }): { x: number; y: number; wide: number; tall: number } {
  const tall = Math.min(height * 0.72, width * 0.62)
  return { x: width / 2 - tall * 0.5, y: height * 0.12, wide: tall, tall }
}

/** The front of a house from near: a window with shutters, or a door and the garden beside it. */
export const facade: Place = {
  back: (brush, stage) => {
    if (has(stage, 'door')) doorFront(brush, stage)
    else windowFront(brush.own(`window ${stage.scene.seed}`), stage)
  },
  front: (brush, stage) => {
    if (has(stage, 'door')) return
    const b = brush.own(`sill ${stage.scene.seed}`)
    const { x, y, wide, tall } = casement(stage)
    const frame = mix(local.timber, local.teal, 0.25)
    b.shape(rect(-60, y + tall, stage.width + 120, stage.height), mix(local.stone, local.slate, 0.3), { form: 0.5, line: 0 })
    for (let index = 0; index < 9; index++)
      b.shape(
        blob([(index / 8) * stage.width, y + tall + 46, stage.width / 17, 26], { chance: b.chance, by: 0.1, knots: 8 }),
        mix(local.stone, local.slate, b.chance.between(0.1, 0.55)),
        { form: 0.5, line: 0.6 },
      )
    b.shape(rect(x - 26, y + tall - 6, wide + 52, 26), local.stone, { form: 0.4 })
    b.shape(rect(x + wide / 2 - 6, y, 12, tall * 0.3), frame, { form: 0.4 })
    b.shape(rect(x, y + tall * 0.3, wide, 9), frame, { form: 0.4 })
    shutter(b, { x: x - wide * 0.1, y, wide: -wide * 0.34, tall })
    shutter(b, { x: x + wide - wide * 0.16, y, wide: wide * 0.46, tall })
    if (stage.scene.weather === 'rain' || stage.scene.weather === 'storm') weatherDrops(b, [0, 0, stage.width, stage.height], 90)
  },
}

function wall(b: Brush, { width, height }: Stage, stone: boolean): void {
  b.shape(rect(-300, -300, width + 600, height + 600), stone ? mix(local.stone, local.slate, 0.3) : local.wall, { form: 0.5, line: 0 })
  for (let row = 0; row < 9; row++) {
    for (let index = 0; index < 9; index++) {
      const [x, y] = [((index + (row % 2) * 0.5) / 8) * width, row * (height / 8)]
      if (!stone && b.chance.next() < 0.7) continue
      b.shape(
        blob([x, y + 20, width / 17, height / 19], { chance: b.chance, by: 0.1, knots: 8 }),
        mix(local.stone, local.slate, b.chance.between(0.1, 0.55)),
        {
          form: 0.5,
          line: 0.6,
          alpha: stone ? 1 : 0.25,
        },
      )
    }
  }
}

function windowFront(b: Brush, stage: Stage): void {
  wall(b, stage, true)
  const { x, y, wide, tall } = casement(stage)
  const { palette } = b.look
  b.shape(rect(x - 18, y - 16, wide + 36, tall + 24), mix(local.timber, local.teal, 0.25), { form: 0.4 })
  b.wash(rect(x, y, wide, tall), mix(palette.lamp, local.timber, 0.72), mix(palette.lamp, local.timber, 0.42))
  b.glow([x + wide / 2, y + tall * 0.66, wide * 0.6], palette.lamp, 0.5)
}

function shutter(b: Brush, { x, y, wide, tall }: { x: number; y: number; wide: number; tall: number }): void {
  const paint = mix(local.teal, local.dark, 0.25)
  b.shape([x, y - 8, x + wide, y - 20, x + wide, y + tall + 20, x, y + tall + 8], paint, { form: 0.5 })
  for (let slat = 1; slat < 14; slat++) {
    const at = y + (tall * slat) / 14
    b.line([x + wide * 0.1, at, x + wide / 2, at - 1, x + wide * 0.9, at - 2], 3, local.dark, 0.45)
  }
}

function doorFront(brush: Brush, stage: Stage): void {
  field.back(brush, { ...stage, scene: { ...stage.scene, features: [...stage.scene.features, 'fence'] } })
  const b = brush.own(`door ${stage.scene.seed}`)
  const { width, height } = stage
  const edge = width * 0.6
  b.shape([edge, -60, width + 300, -60, width + 300, height + 60, edge, height + 60], local.wall, { form: 0.4 })
  for (let row = 0; row < 9; row++) b.line([edge, row * 66, width * 0.8, row * 66 + 2, width + 60, row * 66 + 4], 1.6, local.plaster, 0.7)
  b.shape([edge - 26, -60, edge + 10, -60, edge + 10, height + 60, edge - 4, height + 60], mix(local.stone, local.cream, 0.3), {
    form: 0.4,
  })
  const x = width * 0.7
  b.shape(rect(x - 18, height * 0.08, width * 0.23 + 36, height), local.timber, { form: 0.4 })
  b.shape(rect(x, height * 0.11, width * 0.23, height), local.teal, { form: 0.45 })
  for (const share of [0.06, 0.55])
    b.shape(rect(x + 24, height * (0.16 + share), width * 0.23 - 48, height * 0.36), mix(local.teal, local.cream, 0.2), {
      form: 0.5,
      line: 0.7,
    })
  b.shape(curve([x + 20, height * 0.62, x + 30, height * 0.6, x + 40, height * 0.62, x + 30, height * 0.64], true, 4), local.yellow, {
    form: 0.4,
  })
  if (snowy(stage)) b.shape(blob([edge - 20, height * 0.99, 130, 24], { chance: b.chance, by: 0.12 }), local.snow, { form: 0.35 })
}
