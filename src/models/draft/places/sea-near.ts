import type { Brush } from '../brush.ts'
import { mix, type Rgb } from '../colour.ts'
import { coloured, local } from '../local-colours.ts'
import { blob, curve, limb } from '../path.ts'
import { houseRow } from '../subjects/houses.ts'
import type { Stage } from './place.ts'

/** Where the crest of the great wave stands, light on the right: shares of width and height. */
const crest = { x: 0.3, y: 0.2 } as const

/** One wave as high as a house, its crest torn. */
export function greatWave(brush: Brush, stage: Stage): void {
  const b = brush.own(`wave ${stage.scene.seed}`)
  const { width, height } = stage
  const { palette, manner } = b.look
  const [x, y] = [width * crest.x, height * crest.y]
  const dark = manner === 'ink' ? mix(palette.water, palette.top, 0.3) : mix(palette.water, palette.ink, 0.42)
  const back = curve([-80, height * 0.52, x - 190, y + 90, x - 40, y + 4, x + 20, y - 12], false, 8)
  const face = curve(
    [
      x + 20,
      y - 12,
      x + 84,
      y + 14,
      x + 96,
      y + 60,
      x + 62,
      y + 50,
      x + 60,
      y + 100,
      x + 130,
      height * 0.6,
      x + 340,
      height * 0.76,
      width + 80,
      height * 0.78,
    ],
    false,
    8,
  )
  b.wash([...back, ...face, width + 80, height + 80, -80, height + 80], mix(dark, palette.low, 0.34), dark)
  const foam = manner === 'ink' ? palette.cloud : mix(palette.cloud, palette.sun, 0.35)
  for (let row = 0; row < 8; row++) {
    const t = row / 8
    b.mark(
      curve([-60, height * (0.58 + t * 0.34), x - 150 + row * 20, y + 130 + row * 40, x - 20 + row * 26, y + 60 + row * 52], false, 6),
      3,
      manner === 'ink' ? palette.ink : palette.low,
      0.28,
    )
  }
  foamOf(b, [x, y], { foam, height })
}

function foamOf(b: Brush, [x, y]: readonly [number, number], { foam, height }: { foam: Rgb; height: number }): void {
  b.mark(curve([x - 200, y + 96, x - 40, y + 6, x + 20, y - 10, x + 82, y + 16, x + 96, y + 60], false, 8), 13, foam, 0.95)
  for (let index = 0; index < 40; index++) {
    const at = b.chance.next()
    const [px, py] = [x - 120 + at * 220 + b.chance.between(-20, 40), y + 60 - at * 60 + b.chance.between(-34, 26)]
    b.wash(blob([px, py, b.chance.between(2, 9), b.chance.between(2, 6)], { chance: b.chance, by: 0.2, knots: 6 }), foam, foam, [0.85, 0.7])
  }
  for (let streak = 0; streak < 7; streak++)
    b.mark(
      curve(
        [
          x + 60 + streak * 9,
          y + 90 + streak * 30,
          x + 96 + streak * 22,
          height * 0.5 + streak * 14,
          x + 180 + streak * 44,
          height * 0.66 + streak * 10,
        ],
        false,
        6,
      ),
      3,
      foam,
      0.5,
    )
}

/** The town far behind: a line of lights on the horizon. */
export function farTown(brush: Brush, stage: Stage): void {
  const b = brush.own(`far town ${stage.scene.seed}`).deep(0.8)
  const { width, horizon } = stage
  b.shape(
    curve(
      [width * 0.62, horizon + 4, width * 0.74, horizon - 26, width * 0.9, horizon - 34, width + 40, horizon - 20, width + 40, horizon + 4],
      true,
      5,
    ),
    local.pine,
    { form: 0.5 },
  )
  houseRow(b, { x0: width * 0.7, x1: width * 0.98, y: horizon + 2 }, 20)
}

/** The lighthouse rock from near; where the tower stands on it, light on the right. */
export const rockTop = { x: 0.7, y: 0.68 } as const

export function lighthouseRock(brush: Brush, stage: Stage): void {
  const b = brush.own(`rock ${stage.scene.seed}`)
  const { width, height } = stage
  const { palette, manner } = b.look
  const top = height * rockTop.y
  const outline = [
    width * 0.36,
    height * 0.95,
    width * 0.4,
    height * 0.86,
    width * 0.46,
    height * 0.83,
    width * 0.5,
    top + 30,
    width * 0.6,
    top - 2,
    width * 0.82,
    top - 6,
    width * 0.9,
    top + 24,
    width * 0.97,
    height * 0.8,
    width + 70,
    height * 0.86,
    width + 70,
    height + 70,
    width * 0.34,
    height + 70,
  ]
  b.shape(curve(outline, true, 3), local.rock, { form: 0.5 })
  for (let index = 0; index < 12; index++) {
    const [x, y] = [width * b.chance.between(0.46, 0.98), height * b.chance.between(0.78, 0.98)]
    b.shape(
      blob([x, y, b.chance.between(24, 70), b.chance.between(12, 26)], { chance: b.chance, by: 0.2, knots: 7 }),
      mix(local.rock, b.chance.next() < 0.5 ? local.dark : local.stone, 0.25),
      { form: 0.55, line: 0.8 },
    )
  }
  const foam = manner === 'ink' ? palette.cloud : mix(palette.cloud, palette.sun, 0.4)
  const rough = stage.scene.weather === 'storm' || stage.scene.weather === 'rain'
  for (let index = 0; index < (rough ? 46 : 14); index++) {
    const t = b.chance.next()
    const [x, y] = [width * (0.31 + t * 0.14), height * (0.97 - t * 0.12 - (rough ? b.chance.next() ** 2 * 0.26 : 0))]
    b.wash(blob([x, y, b.chance.between(5, 26), b.chance.between(4, 13)], { chance: b.chance, by: 0.22, knots: 7 }), foam, foam, [0.9, 0.6])
  }
}

/** The boat that people sit in, across the foot of the frame: the side nearer to us. */
export function nearBoat(brush: Brush, stage: Stage): void {
  const b = brush.own(`near boat ${stage.scene.seed}`)
  const { width, height, scene } = stage
  const own = scene.subjects.find((subject) => subject.kind === 'boat')
  const hull = coloured(own?.colour ?? '', local.navy)
  const y = height * 0.74
  const rim = curve([width * 0.05, y - 34, width * 0.3, y + 16, width * 0.6, y + 18, width * 0.86, y - 6, width * 0.985, y - 66], false, 8)
  const { palette, manner } = b.look
  b.shape([...rim, width * 0.93, height * 0.96, width * 0.8, height + 60, width * 0.16, height + 60], hull, { form: 0.42 })
  for (const drop of [34, 72, 112])
    b.line(
      curve(
        [
          width * 0.06,
          y - 34 + drop,
          width * 0.3,
          y + 16 + drop,
          width * 0.6,
          y + 18 + drop,
          width * 0.86,
          y - 6 + drop,
          width * 0.965,
          y - 50 + drop * 0.9,
        ],
        false,
        8,
      ),
      2.6,
      mix(hull, local.dark, 0.5),
      0.8,
    )
  b.line(rim, 17, mix(hull, local.white, 0.72))
  b.line(rim, 5, local.timber, 0.8)
  const foam = manner === 'ink' ? palette.cloud : mix(palette.cloud, palette.sun, 0.3)
  for (let index = 0; index < 40; index++) {
    const x = width * b.chance.between(-0.04, 1.04)
    b.wash(
      blob([x, height * b.chance.between(0.93, 1.01), b.chance.between(14, 46), b.chance.between(5, 12)], {
        chance: b.chance,
        by: 0.2,
        knots: 7,
      }),
      foam,
      mix(foam, palette.water, 0.5),
      [0.75, 0.4],
    )
  }
}

/** The far side of that boat and its thwarts, behind those who sit in it. */
export function nearBoatInside(brush: Brush, stage: Stage): void {
  const b = brush.own(`near boat ${stage.scene.seed}`)
  const { width, height } = stage
  const y = height * 0.74
  b.shape(
    [
      ...curve([width * 0.05, y - 34, width * 0.34, y - 30, width * 0.64, y - 32, width * 0.985, y - 66], false, 8),
      width * 0.86,
      y + 60,
      width * 0.2,
      y + 60,
    ],
    mix(local.timber, local.dark, 0.3),
    { form: 0.5 },
  )
  for (const x of [0.3, 0.66])
    b.shape([width * x - 60, y - 6, width * x + 66, y - 8, width * x + 70, y + 20, width * x - 56, y + 22], local.wood, { form: 0.4 })
}

/** An oar from a hand to the water. */
export function oar(b: Brush, from: readonly [number, number], to: readonly [number, number]): void {
  b.shape(limb([from[0], from[1], 4], [to[0], to[1], 6]), local.wood, { form: 0.4 })
  const [dx, dy] = [(to[0] - from[0]) * 0.22, (to[1] - from[1]) * 0.22]
  b.shape(limb([to[0], to[1], 11], [to[0] + dx, to[1] + dy, 15]), mix(local.wood, local.white, 0.3), { form: 0.4 })
}
