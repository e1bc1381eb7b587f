import type { Brush } from '../brush.ts'
import { mix } from '../colour.ts'
import { local } from '../local-colours.ts'
import { ellipse, rect, ridge } from '../path.ts'
import { branch, fir, grass } from './growth.ts'
import { ground, lane } from './hills.ts'
import { hillDoor } from './hill-door.ts'
import { has, type Place, snowy, type Stage } from './place.ts'
import { sky } from './sky.ts'

export const mountains: Place = {
  back: (brush, stage) => {
    sky(brush, stage)
    const b = brush.own(`peaks ${stage.scene.seed}`)
    peaks(b.deep(0.82), stage, { high: 190, count: 5 })
    peaks(b.deep(0.6), stage, { high: 118, count: 4 })
    b.deep(0.4).shape(
      ridge({ x0: -40, x1: stage.width + 40, base: stage.horizon + 12, floor: stage.height }, 20, 130, b.chance),
      local.pine,
      { form: 0.4, line: 0.8 },
    )
    ground(b, stage, local.grass)
    for (let index = 0; index < 8; index++) {
      const side = index % 2 === 0 ? b.chance.between(-0.02, 0.26) : b.chance.between(0.76, 1.02)
      const depth = 0.3 + 0.08 * index
      fir(
        b.deep(0.36 - index * 0.03).at(side * stage.width, stage.horizon + (stage.height - stage.horizon) * depth, 0.7 + index * 0.12),
        snowy(stage),
      )
    }
  },
}

function peaks(b: Brush, stage: Stage, range: { high: number; count: number }): void {
  const { width, horizon, height } = stage
  const step = width / range.count
  const shift = b.chance.between(-0.5, 0.2)
  for (let index = 0; index <= range.count + 1; index++) {
    const x = (index + shift) * step
    const top = horizon - range.high * b.chance.between(0.6, 1)
    const reach = step * b.chance.between(0.8, 1.05)
    const outline = [
      x - reach,
      horizon + 40,
      x - reach * 0.4,
      top + (horizon - top) * 0.42,
      x - reach * 0.14,
      top + 14,
      x,
      top,
      x + reach * 0.2,
      top + 26,
      x + reach * 0.5,
      top + (horizon - top) * 0.55,
      x + reach,
      horizon + 40,
    ]
    b.shape([...outline, x + reach, height * 0.8, x - reach, height * 0.8], local.slate, { form: 0.5, line: 0.8 })
    b.shape(
      [
        x - reach * 0.2,
        top + 36,
        x - reach * 0.12,
        top + 13,
        x,
        top + 1,
        x + reach * 0.18,
        top + 26,
        x + reach * 0.1,
        top + 30,
        x + reach * 0.04,
        top + 22,
        x - reach * 0.04,
        top + 44,
        x - reach * 0.1,
        top + 28,
      ],
      local.snow,
      { form: 0.45, line: 0 },
    )
  }
}

export const forest: Place = {
  back: (brush, stage) => {
    const { width, height, horizon } = stage
    sky(brush, { ...stage, horizon: Math.max(horizon, height * 0.6) })
    const b = brush.own(`forest ${stage.scene.seed}`)
    const white = snowy(stage)
    for (const [z, count, rise] of [
      [0.9, 16, -12],
      [0.68, 11, 12],
      [0.42, 7, 44],
    ] as const) {
      const plane = b.deep(z)
      plane.shape(
        ridge({ x0: -40, x1: width + 40, base: horizon + rise, floor: height }, 9, 70, b.chance),
        white ? local.snow : mix(local.grass, local.pine, 0.5),
        { form: 0.3, line: 0.6 },
      )
      for (let index = 0; index < count; index++) {
        const x = ((index + b.chance.between(0.1, 0.9)) / count) * width
        const clear = Math.abs(x / width - 0.54) < 0.12 * (1 - z)
        if (clear) continue
        if (b.chance.next() < 0.45) fir(plane.at(x, horizon + rise + 10, (1.5 - z) * b.chance.between(2, 3.4)), white)
        else trunk(plane, x, horizon + rise + 10, (1.25 - z) * b.chance.between(26, 44))
      }
      mistBand(b, stage, horizon + rise - 30, z)
    }
    ground(b, stage, mix(local.grass, local.earth, 0.45))
    lane(b, stage, mix(local.earth, local.sand, 0.4))
    if (has(stage, 'door')) hillDoor(b.deep(0.1), stage)
    trunk(b.deep(0.08), width * 0.09, height * 0.86, 74)
    trunk(b.deep(0.14), width * 0.93, height * 0.8, 58)
  },
  front: (brush, stage) => {
    const b = brush.own(`ferns ${stage.scene.seed}`)
    if (snowy(stage)) return
    grass(b, { x0: -10, x1: stage.width * 0.34, y: stage.height + 12 }, 74, mix(local.pine, local.dark, 0.35))
    grass(b, { x0: stage.width * 0.72, x1: stage.width * 1.02, y: stage.height + 12 }, 62, mix(local.pine, local.dark, 0.35))
    branch(b.at(-12, 26, 1.2), mix(local.pine, local.dark, 0.2))
  },
}

function mistBand(b: Brush, stage: Stage, y: number, z: number): void {
  const { palette } = b.look
  const thick = stage.scene.weather === 'fog' ? 0.6 : 0.26
  b.wash(rect(-40, y - 70, stage.width + 80, 110), palette.haze, mix(palette.haze, palette.low, 0.5), [0, thick * z])
}

function trunk(b: Brush, x: number, y: number, thick: number): void {
  const half = thick / 2
  const lean = b.chance.between(-0.5, 0.5) * thick
  b.shape(
    [
      x - half * 1.5,
      y,
      x - half * 0.9,
      y - thick,
      x - half * 0.7 + lean,
      -60,
      x + half * 0.6 + lean,
      -60,
      x + half * 0.85,
      y - thick * 0.9,
      x + half * 1.7,
      y + 2,
    ],
    mix(local.timber, local.dark, 0.25),
    { form: 0.55 },
  )
  for (let index = 0; index < 3; index++) {
    const at = b.chance.between(0.1, 0.7) * y
    b.line([x - half * 0.3, at, x - half * 0.1, at + thick * 0.7, x - half * 0.2, at + thick * 1.4], thick * 0.08, local.dark, 0.5)
  }
  b.shape(ellipse(x, y, thick * 0.9, thick * 0.12), mix(local.pine, local.earth, 0.5), { form: 0.5, line: 0 })
}
