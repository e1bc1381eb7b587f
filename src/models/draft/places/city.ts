import type { Brush } from '../brush.ts'
import { mix } from '../colour.ts'
import { local } from '../local-colours.ts'
import { ellipse, rect } from '../path.ts'
import type { Place, Stage } from './place.ts'
import { has } from './place.ts'
import { sky } from './sky.ts'

/** A street in perspective between houses, or a skyline across a square. */
export const city: Place = {
  back: (brush, stage) => {
    sky(brush, stage)
    const b = brush.own(`city ${stage.scene.seed}`)
    skyline(b.deep(0.85), stage, 150)
    skyline(b.deep(0.66), stage, 96)
    const { width, height, horizon } = stage
    b.wash(rect(-40, horizon, width + 80, height - horizon + 60), b.look.palette.haze, b.look.palette.haze)
    b.shape([-60, horizon + 6, width + 60, horizon + 6, width + 60, height + 80, -60, height + 80], local.asphalt, { form: 0.3, line: 0.6 })
    const vanish = width * (0.44 + 0.12 * stage.scene.light)
    const wet = stage.scene.weather === 'rain' || stage.scene.weather === 'storm'
    for (const side of [-1, 1] as const) facades(b, stage, { vanish, side })
    if (wet) shine(b, stage, vanish)
    else kerbs(b, stage, vanish)
    lampPost(b.deep(0.12), width * (stage.scene.light > 0.5 ? 0.2 : 0.8), height * 0.86, 300)
    lampPost(b.deep(0.4), width * (stage.scene.light > 0.5 ? 0.68 : 0.32), horizon + (height - horizon) * 0.3, 130)
  },
}

function skyline(b: Brush, stage: Stage, high: number): void {
  for (let x = -30; x < stage.width + 30;) {
    const wide = b.chance.between(28, 74)
    const top = stage.horizon - high * b.chance.between(0.35, 1) * (has(stage, 'skyline') ? 1.5 : 1)
    b.shape(
      [
        x,
        stage.horizon + 10,
        x,
        top,
        x + wide * 0.4,
        top,
        x + wide * 0.4,
        top - b.chance.between(0, 14),
        x + wide * 0.6,
        top - 4,
        x + wide,
        top,
        x + wide,
        stage.horizon + 10,
      ],
      local.slate,
      { form: 0.45, line: 0.7 },
    )
    x += wide * b.chance.between(0.8, 1.1)
  }
}

function facades(b: Brush, stage: Stage, street: { vanish: number; side: -1 | 1 }): void {
  const { width, height, horizon } = stage
  const edge = street.side < 0 ? -30 : width + 30
  const walls = [local.plaster, local.rose, local.slate, local.cream]
  // Shares of the way from the frame's edge to the vanishing point; far houses first.
  const cuts = [0, 0.34, 0.56, 0.72, 0.83]
  for (let index = 3; index >= 0; index--) {
    const [near, far] = [cuts[index] ?? 0, cuts[index + 1] ?? 1]
    const at = (share: number): number => edge + (street.vanish - edge) * share
    const rise = b.chance.between(0.85, 1.15)
    const top = (share: number): number => horizon - (1 - share) * height * 0.92 * rise
    const foot = (share: number): number => horizon + (1 - share) * height * 0.5
    const wall = mix(walls[(index + (street.side < 0 ? 0 : 2)) % 4] ?? local.plaster, local.dark, b.look.dark ? 0.35 : 0.1)
    const house = b.deep(0.1 + index * 0.16)
    house.shape([at(near), top(near), at(far), top(far), at(far), foot(far), at(near), foot(near)], wall, {
      form: street.side < 0 === stage.scene.light > 0.5 ? 0.25 : 0.72,
    })
    for (let row = 0; row < 4; row++) {
      for (let column = 0; column < 3; column++) windowOn(house, { at, top, foot }, { near, far, row, column })
    }
  }
}

type Wall = Readonly<Record<'at' | 'top' | 'foot', (share: number) => number>>

function windowOn(b: Brush, wall: Wall, cell: { near: number; far: number; row: number; column: number }): void {
  const span = cell.far - cell.near
  const left = cell.near + span * (0.12 + cell.column * 0.3)
  const right = left + span * 0.16
  const y = (share: number, up: number): number => wall.top(share) + (wall.foot(share) - wall.top(share)) * up
  const [from, to] = [0.08 + cell.row * 0.2, 0.08 + cell.row * 0.2 + 0.12]
  const path = [wall.at(left), y(left, from), wall.at(right), y(right, from), wall.at(right), y(right, to), wall.at(left), y(left, to)]
  const lit = b.chance.next() < (b.look.dark ? 0.42 : 0)
  const { palette } = b.look
  if (lit) b.wash(path, palette.lamp, mix(palette.lamp, local.wood, 0.3), [0.95, 0.85])
  else b.shape(path, mix(local.navy, local.slate, 0.5), { form: 0.6, line: 0.5, loose: 0 })
}

function kerbs(b: Brush, stage: Stage, vanish: number): void {
  const { width, height, horizon } = stage
  for (const x of [0.16, 0.84])
    b.shape([vanish, horizon + 8, width * x, height + 60, width * (x < 0.5 ? -0.4 : 1.4), height + 60], local.stone, { form: 0.3 })
}

function shine(b: Brush, stage: Stage, vanish: number): void {
  const { palette } = b.look
  const { width, height, horizon } = stage
  for (let index = 0; index < 34; index++) {
    const near = (index / 34) ** 1.3
    const y = horizon + 14 + (height - horizon) * near
    const x = vanish + b.chance.between(-0.5, 0.5) * width * (0.25 + near)
    const long = b.chance.between(14, 46) * (0.4 + near * 2)
    const light = b.look.dark ? mix(palette.lamp, palette.low, b.chance.next() * 0.7) : palette.low
    b.mark([x - long, y, x, y + 1, x + long, y], 1.6 + 4 * near, light, b.look.dark ? 0.42 : 0.5)
  }
}

function lampPost(b: Brush, x: number, y: number, tall: number): void {
  const { palette } = b.look
  b.cast(x, y, tall * 0.07, tall * 0.012)
  b.shape(
    [
      x - tall * 0.02,
      y,
      x - tall * 0.008,
      y - tall * 0.12,
      x - tall * 0.006,
      y - tall * 0.9,
      x + tall * 0.006,
      y - tall * 0.9,
      x + tall * 0.008,
      y - tall * 0.12,
      x + tall * 0.02,
      y,
    ],
    local.dark,
    { form: 0.5 },
  )
  b.shape(
    [x - tall * 0.045, y - tall, x + tall * 0.045, y - tall, x + tall * 0.028, y - tall * 0.9, x - tall * 0.028, y - tall * 0.9],
    b.look.dark ? palette.lamp : local.cream,
    { form: b.look.dark ? 0 : 0.4 },
  )
  b.shape([x - tall * 0.055, y - tall, x, y - tall * 1.04, x + tall * 0.055, y - tall], local.dark, { form: 0.5 })
  if (!b.look.dark) return
  b.glow([x, y - tall * 0.95, tall * 0.55], palette.lamp, 0.5)
  b.wash(ellipse(x, y - tall * 0.95, tall * 0.025, tall * 0.035), palette.lamp, palette.lamp)
}
