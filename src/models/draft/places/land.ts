import type { Brush } from '../brush.ts'
import { mix, type Rgb } from '../colour.ts'
import { local } from '../local-colours.ts'
import { blob, curve, ellipse, rect, ridge } from '../path.ts'
import { houseRow } from '../subjects/houses.ts'
import { branch, broadTree, fir, grass } from './growth.ts'
import { has, type Place, snowy, type Stage } from './place.ts'
import { sky } from './sky.ts'

/** Hills, one behind the other, in paler and paler tones. */
function hills(b: Brush, stage: Stage, colour: Rgb): void {
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

function ground(b: Brush, stage: Stage, colour: Rgb): void {
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
      blob(x, y, size, size * 0.8, { chance: b.chance, by: 0.25, knots: 6 }),
      b.chance.pick([local.red, local.cream, local.yellow, local.rose]),
      { form: 0.3, line: 0.5 },
    )
  }
}

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

function lane(b: Brush, stage: Stage, colour: Rgb): void {
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
      const x = b.chance.between(0.2, 0.8) * width
      const y = horizon + rise
      const dune = b.deep(z)
      const tall = 46 * (1.2 - z * 0.6)
      dune.shape(
        [
          -60,
          y + 20,
          x * 0.5,
          y + 2,
          x,
          y - tall,
          x + (width - x) * 0.4,
          y - 2,
          width + 60,
          y + 14,
          width + 60,
          height + 60,
          -60,
          height + 60,
        ],
        local.dune,
        { form: 0.2, line: 0.8 },
      )
      dune.shape(
        curve([x, y - tall + 1, x + 20, y - tall * 0.3, x - 14, y + tall * 0.5, x + 40, y + tall * 1.4, x + (width - x) * 0.42, y + 6]),
        mix(local.dune, local.timber, 0.35),
        { form: 0.9, line: 0 },
      )
    }
    for (let index = 0; index < 14; index++) {
      const y = height * b.chance.between(0.82, 0.98)
      const at = b.chance.next() * width
      b.line([at, y, at + 50, y - 4, at + 120, y], 2, local.sand, 0.5)
    }
  },
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
