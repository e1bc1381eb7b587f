import type { Brush } from '../brush.ts'
import { mix } from '../colour.ts'
import { local } from '../local-colours.ts'
import { blob, curve, rect } from '../path.ts'
import { houseRow } from '../subjects/houses.ts'
import { broadTree, grass } from './growth.ts'
import { ground, hills, lane } from './hills.ts'
import { has, type Place, snowy, type Stage } from './place.ts'
import { sky } from './sky.ts'

export const field: Place = {
  back: (brush, stage) => {
    sky(brush, stage)
    const b = brush.own(`field ${stage.scene.seed}`)
    const { width, height, horizon } = stage
    hills(b, stage, local.meadow)
    ground(b, stage, local.grass)
    broadTree(b.deep(0.22).at(width * (stage.scene.light > 0.5 ? 0.16 : 0.84), horizon + (height - horizon) * 0.4, 2.1), snowy(stage))
    if (has(stage, 'fence')) fence(b, stage)
    if (has(stage, 'garden')) blossoms(b, stage)
  },
  front: (brush, stage) => {
    const b = brush.own(`blades ${stage.scene.seed}`)
    if (!snowy(stage)) grass(b, { x0: -10, x1: stage.width * 1.02, y: stage.height + 12 }, 52, mix(local.leaf, local.dark, 0.35))
  },
}

function fence(b: Brush, stage: Stage): void {
  const y = stage.horizon + (stage.height - stage.horizon) * 0.5
  for (let x = 20; x < stage.width; x += 84) b.shape(rect(x, y - 46, 8, 52), local.wood, { form: 0.5 })
  for (const rise of [36, 18])
    b.shape([-20, y - rise, stage.width + 20, y - rise - 3, stage.width + 20, y - rise + 4, -20, y - rise + 6], local.wood, { form: 0.3 })
}

function blossoms(b: Brush, stage: Stage): void {
  for (let index = 0; index < 60; index++) {
    const near = b.chance.next() ** 0.7
    const y = stage.horizon + (stage.height - stage.horizon) * (0.42 + 0.58 * near)
    const x = b.chance.next() * stage.width
    const size = 1.4 + 5.5 * near
    b.line([x, y + size * 3, x, y], size * 0.4, local.leaf)
    b.shape(
      blob([x, y, size, size * 0.8], { chance: b.chance, by: 0.25, knots: 6 }),
      b.chance.pick([local.red, local.cream, local.yellow, local.rose]),
      { form: 0.3, line: 0.5 },
    )
  }
}

export const village: Place = {
  back: (brush, stage) => {
    sky(brush, stage)
    const b = brush.own(`village ${stage.scene.seed}`)
    const { width, height, horizon } = stage
    hills(b, stage, local.meadow)
    houseRow(b.deep(0.42), { x0: width * 0.05, x1: width * 0.95, y: horizon + 30 }, 70)
    ground(b, stage, local.grass)
    lane(b, stage, local.sand)
    houseRow(b.deep(0.15), { x0: -50, x1: width * 0.22, y: horizon + (height - horizon) * 0.45 }, 150)
    houseRow(b.deep(0.15), { x0: width * 0.8, x1: width * 1.05, y: horizon + (height - horizon) * 0.42 }, 140)
  },
}

export const road: Place = {
  back: (brush, stage) => {
    sky(brush, stage)
    const b = brush.own(`road ${stage.scene.seed}`)
    hills(b, stage, local.meadow)
    ground(b, stage, local.grass)
    if (has(stage, 'rail')) rails(b, stage)
    else lane(b, stage, local.asphalt)
    const x = stage.scene.light > 0.5 ? 0.14 : 0.86
    for (let index = 0; index < 5; index++) {
      const far = index / 5
      const tall = 300 * (1 - far) ** 2 + 30
      const at = stage.width * (x + (0.5 - x) * far ** 0.7)
      const y = stage.horizon + (stage.height - stage.horizon) * (0.62 - 0.5 * far)
      const pole = b.deep(far * 0.7)
      pole.shape(rect(at - tall * 0.012, y - tall, tall * 0.024, tall), local.timber, { form: 0.5 })
      pole.shape(rect(at - tall * 0.1, y - tall * 0.93, tall * 0.2, tall * 0.022), local.timber, { form: 0.5 })
    }
  },
}

function rails(b: Brush, stage: Stage): void {
  const { width, height, horizon } = stage
  const [x, y] = [width * 0.52, horizon + 24]
  b.shape([x - 6, y, x + 6, y, width * 0.86, height + 60, width * 0.2, height + 60], local.earth, { form: 0.3 })
  for (let index = 0; index < 16; index++) {
    const near = (index / 16) ** 2.2
    const at = y + (height + 30 - y) * near
    const half = 7 + width * 0.3 * near
    b.shape(rect(x + 14 * near - half, at, half * 2, 2 + 15 * near), local.timber, { form: 0.5, line: 0.7 })
  }
  for (const side of [-1, 1])
    b.shape(
      [x + side * 4, y, x + side * 4 + 1, y, width * (0.535 + side * 0.2) + 10, height + 60, width * (0.535 + side * 0.2) - 6, height + 60],
      local.metal,
      { form: 0.3, line: 0.7 },
    )
}

export const desert: Place = {
  back: (brush, stage) => {
    sky(brush, stage)
    const b = brush.own(`dunes ${stage.scene.seed}`)
    const { width, height, horizon } = stage
    const rows: readonly (readonly [number, number])[] = [
      [0.8, -16],
      [0.56, 16],
      [0.3, 60],
      [0, 130],
    ]
    for (const [z, rise] of rows) {
      dune(b.deep(z), stage, { y: horizon + rise, tall: 46 * (1.2 - z * 0.6) })
    }
    for (let index = 0; index < 14; index++) {
      const y = height * b.chance.between(0.82, 0.98)
      const at = b.chance.next() * width
      b.line([at, y, at + 50, y - 4, at + 120, y], 2, local.sand, 0.5)
    }
  },
}

function dune(b: Brush, { width, height }: Stage, { y, tall }: { y: number; tall: number }): void {
  const x = b.chance.between(0.2, 0.8) * width
  b.shape(
    [-60, y + 20, x * 0.5, y + 2, x, y - tall, x + (width - x) * 0.4, y - 2, width + 60, y + 14, width + 60, height + 60, -60, height + 60],
    local.dune,
    { form: 0.2, line: 0.8 },
  )
  // The flank away from the light, down a winding crest.
  const crest = curve(
    [x, y - tall + 1, x + 16, y - tall * 0.3, x - 22, y + tall * 0.5, x + 6, y + tall * 1.5, x - 70, y + tall * 2.6, x - 90, height + 60],
    false,
    5,
  )
  b.shape([...crest, -60, height + 60, -60, y + 21, x * 0.5, y + 3], mix(local.dune, local.timber, 0.42), { form: 0, line: 0 })
}
