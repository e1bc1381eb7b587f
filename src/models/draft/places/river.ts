import type { Brush } from '../brush.ts'
import { mix } from '../colour.ts'
import { local } from '../local-colours.ts'
import { blob, curve, ellipse, rect } from '../path.ts'
import { houseRow } from '../subjects/houses.ts'
import { fir, grass } from './growth.ts'
import { ground, hills } from './hills.ts'
import { has, snowy, type Stage } from './place.ts'
import { sky } from './sky.ts'

/** A river that bends out of the distance, with what the words put on its banks. */
export function river(brush: Brush, stage: Stage): void {
  sky(brush, stage)
  const b = brush.own(`river ${stage.scene.seed}`)
  const { width, height, horizon } = stage
  const land = snowy(stage)
    ? local.snow
    : has(stage, 'reeds')
      ? local.sand
      : has(stage, 'wheat')
        ? local.yellow
        : has(stage, 'city')
          ? local.stone
          : local.grass
  hills(b, stage, has(stage, 'rocky') && !has(stage, 'city') ? local.slate : local.meadow)
  if (has(stage, 'city')) town(b, stage)
  if (has(stage, 'forest')) woods(b, stage, 0.55, 13)
  ground(b, stage, mix(land, local.grass, has(stage, 'wheat') ? 0.15 : 0))
  stream(b, stage)
  if (has(stage, 'wheat')) furrows(b, stage)
  if (has(stage, 'rocky') && !has(stage, 'city')) stones(b, stage)
  if (has(stage, 'forest')) woods(b, stage, 0.2, 6)
  if (has(stage, 'bridge')) bridge(b.deep(0.2), { x0: -60, x1: width + 60, y: horizon + 44, arch: 92 })
  if (has(stage, 'reeds'))
    for (const x of [0, 0.78]) grass(b, { x0: width * x, x1: width * (x + 0.24), y: height * 0.99 }, 110, mix(local.leaf, local.sand, 0.4))
  if (has(stage, 'flowers')) flowers(b, stage)
}

function stream(b: Brush, stage: Stage): void {
  const { width, height, horizon } = stage
  const { palette, manner } = b.look
  const broad = has(stage, 'city') || has(stage, 'bridge') || has(stage, 'reeds') ? 1.7 : 1
  const at = (x: number, half: number): [number, number] => [width * (x - half * broad), width * (x + half * broad)]
  const bends = [
    [0.56, 0.012, 0],
    [0.6, 0.03, 0.07],
    [0.47, 0.06, 0.2],
    [0.5, 0.12, 0.45],
    [0.6, 0.2, 0.75],
    [0.5, 0.36, 1.2],
  ] as const
  const left = bends.flatMap(([x, half, t]) => [at(x, half)[0], horizon + 3 + (height - horizon) * t])
  const right = bends.toReversed().flatMap(([x, half, t]) => [at(x, half)[1], horizon + 3 + (height - horizon) * t])
  const far = mix(palette.water, palette.low, manner === 'ink' ? 0.3 : 0.5)
  const rim = [
    ...curve(
      left.map((value, index) => (index % 2 ? value - 3 : value - 6)),
      false,
      6,
    ),
    ...curve(
      right.map((value, index) => (index % 2 ? value - 3 : value + 6)),
      false,
      6,
    ),
  ]
  b.wash(rim, palette.cloud, palette.cloud, [0.7, 0.6])
  b.wash([...curve(left, false, 6), ...curve(right, false, 6)], far, mix(palette.water, palette.ink, manner === 'ink' ? 0 : 0.2))
  const lamps = b.look.dark && (has(stage, 'city') || has(stage, 'bridge'))
  for (let index = 0; index < 30; index++) {
    const t = (index / 30) ** 1.4
    const y = horizon + 12 + (height - horizon) * t
    const [x, half] = [width * (0.53 + b.chance.between(-0.5, 0.5) * (0.05 + t * 0.34) * broad), 8 + 34 * t]
    b.mark([x - half, y, x, y + 1, x + half, y], 1.4 + 3 * t, lamps ? palette.lamp : palette.cloud, lamps ? 0.5 : 0.55)
  }
}

function town(b: Brush, stage: Stage): void {
  const { width, horizon } = stage
  houseRow(b.deep(0.6), { x0: -40, x1: width + 40, y: horizon + 10 }, 46)
  houseRow(b.deep(0.35), { x0: -60, x1: width * 0.36, y: horizon + 46 }, 92)
  houseRow(b.deep(0.35), { x0: width * 0.72, x1: width + 60, y: horizon + 46 }, 92)
}

function woods(b: Brush, stage: Stage, z: number, count: number): void {
  const { width, height, horizon } = stage
  for (let index = 0; index < count; index++) {
    const side = index % 2 === 0 ? b.chance.between(-0.02, 0.36) : b.chance.between(0.72, 1.02)
    fir(b.deep(z).at(side * width, horizon + (height - horizon) * (0.5 - z * 0.7), (1.2 - z) * b.chance.between(1.6, 3.2)), snowy(stage))
  }
}

function furrows(b: Brush, stage: Stage): void {
  const { width, height, horizon } = stage
  for (let index = 0; index < 26; index++) {
    const near = index / 26
    for (const side of [-1, 1]) {
      const x = width * (0.54 + side * (0.1 + near * 0.5))
      b.line(
        [x, horizon + 30 + near * 30, x + side * 60, horizon + (height - horizon) * 0.6, x + side * 190, height + 20],
        3,
        mix(local.yellow, local.timber, 0.35),
        0.35,
      )
    }
  }
}

function stones(b: Brush, stage: Stage): void {
  const { width, height, horizon } = stage
  for (let index = 0; index < 26; index++) {
    const t = b.chance.next() ** 0.7
    const x = width * (0.53 + b.chance.between(-1, 1) * (0.08 + t * 0.4))
    const size = 5 + 40 * t * b.chance.between(0.4, 1)
    b.deep((1 - t) * 0.4).shape(
      blob([x, horizon + 20 + (height - horizon) * t, size, size * 0.55], { chance: b.chance, by: 0.16, knots: 8 }),
      mix(local.stone, local.slate, b.chance.next() * 0.5),
      { form: 0.5, line: 0.8 },
    )
  }
}

function flowers(b: Brush, stage: Stage): void {
  const { width, height, horizon } = stage
  for (let index = 0; index < 60; index++) {
    const t = 0.25 + 0.75 * b.chance.next()
    const x = width * (b.chance.next() < 0.5 ? b.chance.between(0, 0.5 - t * 0.28) : b.chance.between(0.56 + t * 0.28, 1))
    const y = horizon + (height - horizon) * t
    b.line([x, y + 12 * t, x, y], 1.6 * t, local.leaf)
    b.shape(ellipse(x, y, 6.5 * t, 5.5 * t), local.yellow, { form: 0.3, line: 0.5 })
  }
}

/** A stone bridge of round arches; the water is seen through them. */
function bridge(b: Brush, { x0, x1, y, arch }: { x0: number; x1: number; y: number; arch: number }): void {
  const stone = mix(local.stone, local.cream, 0.2)
  for (let x = x0; x < x1; x += arch * 1.5) {
    const hole: number[] = []
    for (let step = 0; step <= 10; step++) {
      const turn = Math.PI - (step / 10) * Math.PI
      hole.push(x + arch * 0.75 + Math.cos(turn) * arch * 0.55, y - Math.sin(turn) * arch * 0.4)
    }
    b.shape([x, y + 8, x, y - arch * 0.6, x + arch * 0.2, y - arch * 0.6, x + arch * 0.2, y + 8], stone, { form: 0.45 })
    b.shape([x + arch * 1.3, y + 8, x + arch * 1.3, y - arch * 0.6, x + arch * 1.5, y - arch * 0.6, x + arch * 1.5, y + 8], stone, {
      form: 0.45,
    })
    b.shape([x + arch * 0.2, y, ...hole, x + arch * 1.3, y, x + arch * 1.3, y - arch * 0.6, x + arch * 0.2, y - arch * 0.6], stone, {
      form: 0.35,
    })
  }
  b.shape(rect(x0, y - arch * 0.72, x1 - x0, arch * 0.14), mix(stone, local.dark, 0.12), { form: 0.4 })
}
