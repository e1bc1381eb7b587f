import type { Brush } from '../brush.ts'
import { mix } from '../colour.ts'
import { local } from '../local-colours.ts'
import { curve, ellipse, rect } from '../path.ts'
import { has, type Place, type Stage } from './place.ts'

const wallStone = mix(local.stone, local.slate, 0.35)

/** Inside a lighthouse: a round wall of stone, and stairs that wind up round a pillar to the light. */
export const tower: Place = {
  back: (brush, stage) => {
    const b = brush.own(`tower ${stage.scene.seed}`)
    const { width, height } = stage
    const { palette } = b.look
    b.wash(rect(-300, -300, width + 600, height + 600), mix(palette.mid, palette.ink, 0.3), palette.top)
    b.shape(rect(-300, -300, width + 600, height + 600), wallStone, { form: 0.55, line: 0, alpha: 0.8 })
    courses(b, stage)
    slit(b, width * 0.8, height * 0.2)
    if (stage.scene.framing === 'wide') winding(b, stage)
    else flight(b, stage)
    if (has(stage, 'top')) hatch(b, stage)
  },
}

function courses(b: Brush, { width, height }: Stage): void {
  for (let row = -2; row < 13; row++) {
    const y = row * 52
    const bow = (y - height * 0.5) * 0.16
    b.line(curve([-60, y + bow, width * 0.5, y - bow * 0.4, width + 60, y + bow], false, 8), 2, local.slate, 0.5)
    for (let index = 0; index < 9; index++) {
      const x = ((index + (row % 2 === 0 ? 0.2 : 0.7) + b.chance.between(-0.1, 0.1)) / 9) * width
      b.line([x, y + 6, x + 1, y + 26, x, y + 46], 1.6, local.slate, 0.35)
    }
  }
}

function slit(b: Brush, x: number, y: number): void {
  const { palette } = b.look
  b.shape(curve([x - 34, y + 110, x - 34, y + 20, x, y - 16, x + 34, y + 20, x + 34, y + 110], true, 4), mix(wallStone, local.dark, 0.25), {
    form: 0.5,
  })
  b.wash(curve([x - 17, y + 102, x - 17, y + 22, x, y, x + 17, y + 22, x + 17, y + 102], true, 4), palette.top, palette.low)
}

/** The whole stair from below: turns that grow smaller as they climb. */
function winding(b: Brush, stage: Stage): void {
  const { width, height } = stage
  const middle = width * 0.5
  const { palette } = b.look
  b.glow([middle, height * 0.08, 210], palette.lamp, b.look.dark ? 0.5 : 0.3)
  b.wash(ellipse(middle, height * 0.07, 80, 20), mix(palette.lamp, palette.mid, 0.25), palette.mid)
  const turns = 4
  for (let turn = turns - 1; turn >= 0; turn--) {
    const [low, high] = [stairRise(height, turn), stairRise(height, turn + 0.5)]
    const [reach, next] = [width * (0.42 - turn * 0.083), width * (0.42 - (turn + 0.5) * 0.083)]
    run(b.deep(0.16 + turn * 0.1), {
      from: [middle + reach, high + 8],
      to: [middle - next, stairRise(height, turn + 1)],
      steps: 13,
      thick: 26 - turn * 4,
      dark: 0.42,
    })
    b.deep(0.1 + turn * 0.08).shape(
      rect(middle - 34 + turn * 5, stairRise(height, turn + 1) - 20, 68 - turn * 10, low - stairRise(height, turn + 1) + 60),
      mix(wallStone, local.cream, 0.14),
      { form: 0.55, line: 0.7 },
    )
    run(b.deep(0.06 + turn * 0.09), { from: [middle - reach, low], to: [middle + next, high], steps: 13, thick: 44 - turn * 8, dark: 0 })
  }
  if (has(stage, 'shadows'))
    for (const [x, tall] of [
      [0.2, 150],
      [0.28, 118],
    ] as const)
      shade(b, width * x, height * 0.62, tall)
}

/** Height of the stair after so many turns, from below. */
export function stairRise(height: number, turns: number): number {
  return height * (0.98 - 0.92 * (1 - (1 - turns / 4.4) ** 1.5))
}

interface Run {
  readonly from: readonly [number, number]
  readonly to: readonly [number, number]
  readonly steps: number
  readonly thick: number
  readonly dark: number
}

/** Steps from one point up to another, lit treads over a dark underside. */
function run(b: Brush, { from, to, steps, thick, dark }: Run): void {
  const stone = mix(mix(local.stone, local.cream, 0.2), local.dark, dark)
  const at = (step: number): [number, number] => [
    from[0] + ((to[0] - from[0]) * step) / steps,
    from[1] + ((to[1] - from[1]) * step) / steps,
  ]
  const outline: number[] = []
  for (let step = 0; step < steps; step++) {
    const [x, y] = at(step)
    const [right, up] = at(step + 1)
    outline.push(x, up, right, up)
    if (step === 0) outline.unshift(x, y)
  }
  b.shape(
    [...outline, to[0], to[1] + thick, (from[0] + to[0]) / 2, (from[1] + to[1]) / 2 + thick * 1.25, from[0], from[1] + thick],
    stone,
    { form: 0.5, line: 0.8 },
  )
  for (let step = 0; step < steps; step++) {
    const [x] = at(step)
    const [right, up] = at(step + 1)
    b.line([x, up + 1, (x + right) / 2, up + 1.4, right, up + 1], Math.max(1.6, thick * 0.07), local.cream, 0.75 - dark)
  }
}

function shade(b: Brush, x: number, y: number, tall: number): void {
  const ink = b.look.palette.ink
  const u = tall / 100
  b.wash(
    curve([x - 16 * u, y, x - 18 * u, y - 56 * u, x - 6 * u, y - 76 * u, x + 8 * u, y - 76 * u, x + 18 * u, y - 54 * u, x + 17 * u, y]),
    ink,
    ink,
    [0.5, 0.36],
  )
  b.wash(ellipse(x + 2 * u, y - 88 * u, 10 * u, 13 * u), ink, ink, [0.5, 0.5])
}

/** A few large steps near, that climb behind the pillar. */
function flight(b: Brush, { width, height }: Stage): void {
  run(b.deep(0.3), { from: [width * 0.98, height * 0.4], to: [width * 0.34, height * 0.02], steps: 8, thick: 60, dark: 0.34 })
  b.deep(0.16).shape(rect(width * 0.4, -80, width * 0.16, height + 160), mix(wallStone, local.cream, 0.12), { form: 0.5 })
  for (let row = 0; row < 8; row++)
    b.line([width * 0.4, row * 78, width * 0.48, row * 78 + 8, width * 0.56, row * 78], 1.8, local.slate, 0.5)
  run(b.deep(0.04), { from: [width * -0.06, height * 1.02], to: [width * 1.06, height * 0.44], steps: 9, thick: 190, dark: 0.06 })
}

function hatch(b: Brush, { width, height }: Stage): void {
  const { palette } = b.look
  b.wash(
    [width * 0.56, -30, width * 0.98, -30, width * 0.9, height * 0.1, width * 0.62, height * 0.1],
    palette.ink,
    mix(palette.ink, palette.top, 0.5),
  )
  b.shape(
    [width * 0.6, height * 0.1, width * 0.92, height * 0.1, width * 0.94, height * 0.135, width * 0.58, height * 0.135],
    local.timber,
    { form: 0.5 },
  )
}
