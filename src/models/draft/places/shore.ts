import type { Brush } from '../brush.ts'
import { mix } from '../colour.ts'
import { local } from '../local-colours.ts'
import { blob, curve, ellipse, rect, ridge } from '../path.ts'
import { houseRow } from '../subjects/houses.ts'
import { fir, grass } from './growth.ts'
import { has, type Place, snowy, type Stage } from './place.ts'
import { quay } from './quay.ts'
import { river } from './river.ts'
import { farTown, greatWave, lighthouseRock } from './sea-near.ts'
import { sky } from './sky.ts'
import { water } from './water.ts'

/** Open sea, beach, pier or harbour. */
export const sea: Place = {
  back: (b, stage) => {
    sky(b, stage)
    headland(b, stage)
    water(b, stage, stage.height)
    if (has(stage, 'harbour')) harbour(b, stage)
    if (has(stage, 'town')) farTown(b, stage)
    if (has(stage, 'wave')) greatWave(b, stage)
    else if (has(stage, 'aboard') || has(stage, 'gallery')) return
    else if (has(stage, 'rock')) lighthouseRock(b, stage)
    else if (has(stage, 'quay')) quay(b, stage, has(stage, 'steps'))
    else if (has(stage, 'pier') || has(stage, 'harbour')) pier(b, stage)
    else if (has(stage, 'beach')) beach(b, stage)
    else if (!has(stage, 'open')) rocks(b, stage)
  },
}

/** A lake between hills, or a river. */
export const lake: Place = {
  back: (b, stage) => {
    if (has(stage, 'river')) return river(b, stage)
    sky(b, stage)
    const { width, horizon } = stage
    const own = b.own(`hills ${stage.scene.seed}`)
    own.deep(0.85).shape(ridge({ x0: -40, x1: width + 40, base: horizon - 62, floor: horizon + 4 }, 60, 210, own.chance), local.slate, {
      form: 0.4,
      line: 0.8,
    })
    own.deep(0.62).shape(ridge({ x0: -40, x1: width + 40, base: horizon - 24, floor: horizon + 4 }, 26, 120, own.chance), local.pine, {
      form: 0.5,
      line: 0.8,
    })
    water(b, stage, stage.height)
    reflections(own, stage)
    for (let index = 0; index < 9; index++)
      fir(own.deep(0.55).at(own.chance.next() * width, horizon + 3, own.chance.between(0.2, 0.42)), snowy(stage))
    bank(own, stage)
  },
}

function reflections(b: Brush, stage: Stage): void {
  const { palette } = b.look
  const dark = mix(palette.water, palette.ink, 0.25)
  for (let index = 0; index < 16; index++) {
    const y = stage.horizon + 4 + index * 3.4
    const x = b.chance.between(-0.1, 1) * stage.width
    b.mark([x, y, x + 60, y + 1, x + b.chance.between(90, 220), y], 3, dark, 0.3 * (1 - index / 20))
  }
}

function bank(b: Brush, stage: Stage): void {
  const { width, height } = stage
  const shore = [
    -60,
    height * 0.73,
    width * 0.2,
    height * 0.72,
    width * 0.5,
    height * 0.78,
    width * 0.78,
    height * 0.76,
    width + 60,
    height * 0.72,
  ]
  const rim = shore.map((value, index) => (index % 2 === 0 ? value : value - 4))
  b.wash(curve([...rim, width + 60, height + 60, -60, height + 60]), b.look.palette.cloud, b.look.palette.cloud, [0.6, 0.6])
  b.shape(curve([...shore, width + 60, height + 60, -60, height + 60]), snowy(stage) ? local.snow : local.grass, { form: 0.35 })
  if (!snowy(stage)) grass(b, { x0: -10, x1: width * 1.02, y: height + 12 }, 46, mix(local.leaf, local.dark, 0.3))
}

function headland(brush: Brush, stage: Stage): void {
  const b = brush.own(`headland ${stage.scene.seed}`)
  const { horizon, width } = stage
  const left = stage.scene.light > 0.5
  const far = left ? [-50, width * 0.46] : [width * 0.54, width + 50]
  const [x0, x1] = far as [number, number]
  const points: number[] = [x0, horizon + 3]
  for (let step = 0; step <= 14; step++) {
    const share = step / 14
    const high = (left ? 1 - share : share) ** 0.7 * 58
    points.push(x0 + (x1 - x0) * share, horizon - high * (0.85 + 0.25 * b.chance.drift(step * 0.7)))
  }
  points.push(x1, horizon + 3)
  b.deep(0.8).shape(points, local.slate, { form: 0.4, line: 0.8 })
}

function rocks(brush: Brush, stage: Stage): void {
  const b = brush.own(`rocks ${stage.scene.seed}`)
  const { width, height } = stage
  const colour = snowy(stage) ? mix(local.snow, local.rock, 0.2) : local.rock
  b.shape(
    curve([
      -60,
      height * 0.8,
      width * 0.1,
      height * 0.79,
      width * 0.3,
      height * 0.83,
      width * 0.52,
      height * 0.845,
      width * 0.74,
      height * 0.9,
      width * 0.92,
      height * 0.99,
      width,
      height + 60,
      -60,
      height + 60,
    ]),
    colour,
    { form: 0.45 },
  )
  for (let index = 0; index < 7; index++) {
    const x = b.chance.between(-0.02, 0.7) * width
    const size = b.chance.between(18, 46)
    b.shape(
      blob([x, height * b.chance.between(0.9, 1.02), size * 1.5, size * 0.6], { chance: b.chance, by: 0.2, knots: 8 }),
      mix(colour, local.dark, b.chance.between(0, 0.25)),
      { form: 0.55 },
    )
  }
  for (let index = 0; index < 9; index++) {
    const x = b.chance.between(0.3, 0.95) * width
    b.mark([x, height * 0.9, x + 20, height * 0.895, x + b.chance.between(40, 90), height * 0.905], 3, b.look.palette.cloud, 0.5)
  }
}

function beach(brush: Brush, stage: Stage): void {
  const b = brush.own(`beach ${stage.scene.seed}`)
  const { width, height } = stage
  const shore = [
    -60,
    height * 0.68,
    width * 0.2,
    height * 0.71,
    width * 0.45,
    height * 0.75,
    width * 0.7,
    height * 0.8,
    width + 60,
    height * 0.84,
  ]
  b.wash(
    [...shore.map((value, index) => (index % 2 ? value - 9 : value)), width + 60, height + 60, -60, height + 60],
    b.look.palette.cloud,
    b.look.palette.cloud,
    [0.75, 0.75],
  )
  b.shape([...shore, width + 60, height + 60, -60, height + 60], local.sand, { form: 0.3, line: 0.6 })
  for (let index = 0; index < 22; index++) b.cast(b.chance.next() * width, height * b.chance.between(0.86, 1), b.chance.between(3, 12), 1.6)
}

function harbour(brush: Brush, stage: Stage): void {
  const b = brush.own(`harbour ${stage.scene.seed}`)
  const { width, horizon } = stage
  const left = stage.scene.light > 0.5
  const edge = left ? width * 0.42 : width * 0.58
  const from = left ? -60 : edge
  const to = left ? edge : width + 60
  const far = b.deep(0.5)
  far.shape(ridge({ x0: from, x1: to, base: horizon - 46, floor: horizon + 16 }, 20, 110, b.chance), local.pine, { form: 0.4, line: 0.8 })
  houseRow(far, { x0: from + 30, x1: to - 24, y: horizon + 8 }, 54)
  far.shape(rect(from, horizon + 6, to - from + 12, 15), local.stone, { form: 0.35 })
  for (let index = 0; index < 7; index++) {
    const x = from + 30 + index * 58
    b.mark([x, horizon + 25, x + 16, horizon + 26, x + 34, horizon + 25], 2.4, mix(b.look.palette.water, b.look.palette.ink, 0.4), 0.6)
  }
}

function pier(brush: Brush, stage: Stage): void {
  const b = brush.own(`pier ${stage.scene.seed}`)
  const { width, height } = stage
  const top = height * 0.8
  for (let index = 0; index < 6; index++) {
    const x = width * (index / 5.4)
    b.shape(rect(x, top + 10, 15, height - top + 40), local.timber, { form: 0.6 })
  }
  b.shape([-60, top, width * 0.93, top + 4, width * 0.99, height * 0.985, -60, height * 0.99], local.plank, { form: 0.3 })
  for (let index = 1; index < 18; index++) {
    const near = index / 18
    b.line([width * near * 0.95, top + 4, width * (near * 1.01 + 0.005), height * 0.98], 1.6, local.timber, 0.55)
  }
  b.shape([-60, height * 0.985, width * 0.99, height * 0.98, width * 0.99, height * 1.01, -60, height * 1.02], local.timber, { form: 0.7 })
  for (const [x, tall] of [
    [0.07, 62],
    [0.86, 50],
  ] as const) {
    b.cast(width * x + 8, height * 0.9, 20, 4)
    b.shape(rect(width * x - 8, height * 0.9 - tall, 17, tall), local.timber, { form: 0.55 })
    b.shape(ellipse(width * x + 0.5, height * 0.9 - tall, 10, 4), local.wood, { form: 0.2 })
  }
}
