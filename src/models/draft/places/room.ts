import type { Brush } from '../brush.ts'
import { mix } from '../colour.ts'
import { local } from '../local-colours.ts'
import { blob, curve, ellipse, limb, rect } from '../path.ts'
import { hangingLamp, ownLight } from './lamp-light.ts'
import { openDoor, weatherDrops } from './panes.ts'
import { has, type Place, type Stage } from './place.ts'

/** A room with a window or a lamp; the features say which room. */
export const room: Place = {
  back: (brush, stage) => {
    const b = brush.own(`room ${stage.scene.seed}`)
    const { width, height, horizon } = stage
    const { palette } = b.look
    const wall = mix(local.plaster, local.rose, 0.12)
    b.wash(rect(-60, -60, width + 120, horizon + 70), palette.mid, palette.low)
    b.shape(rect(-60, -60, width + 120, horizon + 60), wall, { form: 0.45, line: 0, alpha: 0.7 })
    b.shape(rect(-60, horizon, width + 120, height - horizon + 80), local.wood, { form: 0.35, line: 0.8 })
    boards(b, stage)
    b.shape(rect(-60, horizon - 12, width + 120, 12), mix(wall, local.timber, 0.35), { form: 0.4, line: 0.7 })
    if (has(stage, 'attic')) beams(b, stage)
    pane(b, stage)
    if (has(stage, 'door')) openDoor(b, stage)
    else if (has(stage, 'workshop')) tools(b, stage)
    else if (has(stage, 'library')) shelf(b, stage, 4)
    else if (has(stage, 'bedroom')) bed(b, stage)
    else if (has(stage, 'kitchen')) stove(b, stage)
    else shelf(b, stage, 2)
    lightFall(b, stage)
    if (stage.scene.hour === 'lamp' && !ownLight(stage)) hangingLamp(b, stage)
  },
}

function boards(b: Brush, stage: Stage): void {
  const { width, height, horizon } = stage
  for (let index = -8; index <= 18; index++) {
    const x = width * 0.5 + (index - 5) * 46
    b.line([x, horizon + 2, x + (x - width * 0.5) * 1.6, height + 40], 2, local.timber, 0.45)
  }
}

function beams(b: Brush, stage: Stage): void {
  const { width, horizon } = stage
  for (const side of [-1, 1] as const) {
    const edge = side < 0 ? -60 : width + 60
    b.shape([edge, -60, width * (0.5 + side * 0.16), -60, edge, horizon * 0.86], mix(local.timber, local.plaster, 0.3), { form: 0.6 })
    b.shape(
      [width * (0.5 + side * 0.16), -60, width * (0.5 + side * 0.19), -60, edge + side * 20, horizon * 0.92, edge, horizon * 0.84],
      local.timber,
      { form: 0.6 },
    )
  }
  b.shape(rect(-60, 26, width + 120, 18), local.timber, { form: 0.6 })
}

function pane(b: Brush, stage: Stage): void {
  const { palette } = b.look
  const [wide, tall] = [150, 178]
  const middle = stage.width * stage.scene.light
  const [x, y] = [middle - wide / 2, stage.horizon * 0.46 - tall / 2]
  const night = stage.scene.hour === 'lamp' || stage.scene.hour === 'night'
  const outside = night ? mix(local.navy, palette.ink, 0.25) : palette.sun
  b.shape(rect(x - 10, y - 10, wide + 20, tall + 20), local.timber, { form: 0.4 })
  b.wash(rect(x, y, wide, tall), outside, night ? mix(local.navy, palette.cloud, 0.3) : mix(palette.sun, palette.water, 0.22))
  view(b, stage, [x, y, wide, tall])
  b.shape(rect(x + wide / 2 - 3, y, 6, tall), local.timber, { form: 0.4, line: 0.6 })
  b.shape(rect(x, y + tall * 0.45, wide, 6), local.timber, { form: 0.4, line: 0.6 })
  b.shape(rect(x - 18, y + tall + 8, wide + 36, 9), local.wood, { form: 0.3 })
  for (const side of [-1, 1] as const) {
    const edge = middle + side * (wide / 2 + 24)
    b.shape(
      curve([
        edge - side * 40,
        y - 22,
        edge + side * 8,
        y - 22,
        edge + side * 12,
        y + tall * 0.5,
        edge + side * 8,
        y + tall + 26,
        edge - side * 8,
        y + tall + 24,
        edge - side * 14,
        y + tall * 0.5,
      ]),
      mix(local.rose, local.cream, 0.45),
      { form: 0.5 },
    )
  }
}

function view(b: Brush, stage: Stage, [x, y, wide, tall]: readonly [number, number, number, number]): void {
  const { palette } = b.look
  const night = stage.scene.hour === 'lamp' || stage.scene.hour === 'night'
  const hill = night ? mix(local.navy, palette.ink, 0.5) : mix(palette.water, palette.sun, 0.45)
  b.wash(
    curve(
      [
        x,
        y + tall,
        x,
        y + tall * 0.72,
        x + wide * 0.3,
        y + tall * 0.6,
        x + wide * 0.7,
        y + tall * 0.74,
        x + wide,
        y + tall * 0.66,
        x + wide,
        y + tall,
      ],
      true,
      3,
    ),
    hill,
    hill,
  )
  if (stage.scene.weather === 'rain' || stage.scene.weather === 'storm') weatherDrops(b, [x, y, wide, tall], 30)
}

function lightFall(b: Brush, stage: Stage): void {
  const { palette, manner } = b.look
  if (stage.scene.hour === 'lamp' || stage.scene.hour === 'night') return
  const { sun, height, width } = stage
  const way = sun.x < width / 2 ? 1 : -1
  b.wash(
    [sun.x - 75, sun.y - 89, sun.x + 75, sun.y - 89, sun.x + way * 330 + 130, height, sun.x + way * 330 - 170, height],
    palette.sun,
    palette.sun,
    manner === 'ink' ? [0.12, 0.3] : [0.34, 0.06],
  )
  const floor = stage.horizon + (height - stage.horizon) * 0.45
  b.wash(
    [
      sun.x + way * 90 - 80,
      floor,
      sun.x + way * 90 + 90,
      floor,
      sun.x + way * 210 + 130,
      height - 30,
      sun.x + way * 210 - 110,
      height - 30,
    ],
    palette.sun,
    palette.sun,
    [0.42, 0.3],
  )
}

function otherSide(stage: Stage): number {
  return stage.width * (stage.scene.light < 0.5 ? 0.74 : 0.26)
}

function shelf(b: Brush, stage: Stage, rows: number): void {
  const x = otherSide(stage) - 110
  for (let row = 0; row < rows; row++) {
    const y = stage.horizon * (rows > 2 ? 0.26 : 0.4) + row * 68
    for (let at = x + 8; at < x + 208;) {
      const wide = b.chance.between(8, 17)
      if (b.chance.next() < 0.12) at += 16
      const tall = b.chance.between(34, 52)
      b.shape(rect(at, y - tall, wide, tall), b.chance.pick([local.red, local.navy, local.cream, local.teal, local.timber, local.yellow]), {
        form: 0.4,
        line: 0.6,
      })
      at += wide + 1
    }
    b.cast(x + 110, y + 12, 112, 5)
    b.shape(rect(x - 6, y, 232, 9), local.timber, { form: 0.4 })
  }
}

function tools(b: Brush, stage: Stage): void {
  const x = otherSide(stage) - 130
  const y = stage.horizon * 0.24
  b.shape(rect(x, y, 270, 150), mix(local.wood, local.plaster, 0.35), { form: 0.4 })
  for (let index = 0; index < 6; index++) {
    const at = x + 26 + index * 42
    const long = b.chance.between(56, 104)
    b.cast(at + 4, y + 20 + long / 2, 4, long / 2)
    b.shape(rect(at - 3, y + 18, 6, long), local.timber, { form: 0.5, line: 0.7 })
    if (index % 2 === 0) b.shape(rect(at - 14, y + 16, 28, 13), local.metal, { form: 0.5, line: 0.7 })
    else b.shape([at - 4, y + 40, at + 13, y + 44, at + 9, y + 20 + long, at - 4, y + 20 + long], local.metal, { form: 0.5, line: 0.7 })
  }
}

function stove(b: Brush, stage: Stage): void {
  const x = otherSide(stage)
  const { horizon } = stage
  b.cast(x, horizon + 44, 170, 12)
  b.shape(rect(x - 150, horizon - 92, 300, 132), mix(local.teal, local.cream, 0.35), { form: 0.5 })
  for (const at of [-142, -44, 54]) b.shape(rect(x + at, horizon - 66, 88, 96), mix(local.teal, local.cream, 0.5), { form: 0.5, line: 0.6 })
  b.shape(rect(x - 160, horizon - 104, 320, 14), local.wood, { form: 0.3 })
  b.shape([x - 96, horizon - 104, x - 100, horizon - 140, x - 46, horizon - 140, x - 50, horizon - 104], local.metal, { form: 0.5 })
  b.shape(limb([x - 100, horizon - 130, 3], [x - 128, horizon - 134, 3]), local.dark, { form: 0.4, line: 0.6 })
  b.shape(blob([x + 40, horizon - 114, 30, 11], { chance: b.chance, by: 0.08 }), local.yellow, { form: 0.4 })
  b.shape(rect(x - 150, horizon * 0.34, 300, 8), local.timber, { form: 0.4 })
  for (let index = 0; index < 6; index++) {
    const at = x - 126 + index * 48
    const tall = b.chance.between(20, 38)
    b.shape(rect(at, horizon * 0.34 - tall, 26, tall), b.chance.pick([local.cream, local.rose, local.teal, local.yellow]), {
      form: 0.5,
      line: 0.7,
    })
  }
}

function bed(b: Brush, stage: Stage): void {
  const x = otherSide(stage)
  const { horizon } = stage
  b.cast(x, horizon + 88, 190, 14)
  b.shape(rect(x - 176, horizon - 96, 18, 180), local.timber, { form: 0.5 })
  b.shape(
    curve([
      x - 160,
      horizon - 10,
      x,
      horizon - 22,
      x + 150,
      horizon - 8,
      x + 170,
      horizon + 20,
      x + 168,
      horizon + 74,
      x,
      horizon + 82,
      x - 160,
      horizon + 76,
    ]),
    mix(local.navy, local.cream, 0.35),
    { form: 0.5 },
  )
  b.shape(ellipse(x - 112, horizon - 22, 46, 19), local.white, { form: 0.5 })
  b.shape(rect(x + 160, horizon - 40, 15, 126), local.timber, { form: 0.5 })
}
