import type { Brush } from '../brush.ts'
import { mix } from '../colour.ts'
import { local } from '../local-colours.ts'
import { blob, curve, ellipse, rect, ridge, wobble } from '../path.ts'
import type { Place, Stage } from './place.ts'

/** Dark rock round a bright opening. */
export const cave: Place = {
  back: (brush, stage) => {
    const b = brush.own(`cave ${stage.scene.seed}`)
    const { width, height, horizon, sun } = stage
    const { palette } = b.look
    const cosy = stage.scene.features.includes('cosy')
    b.wash(rect(-60, -60, width + 120, height + 120), cosy ? palette.low : palette.sun, cosy ? palette.mid : palette.low)
    if (cosy) b.shape(rect(-60, -60, width + 120, height + 120), mix(local.rock, local.wood, 0.6), { form: 0.4, line: 0, alpha: 0.75 })
    b.deep(0.85).shape(ridge({ x0: -40, x1: width + 40, base: horizon, floor: height }, 40, 130, b.chance), local.slate, {
      form: 0.4,
      line: 0.7,
    })
    for (const [z, reach] of [
      [0.45, 1],
      [0.22, 1.35],
      [0, 1.8],
    ] as const) {
      const hole = blob([sun.x, sun.y + 40, 190 * reach, 210 * reach], { chance: b.chance, by: 0.13, knots: 13 })
      b.deep(z).shape(aroundHole(hole, stage), mix(local.rock, local.dark, 0.5 - z), { form: 0.35, line: 0 })
    }
    b.shape(
      curve([
        -60,
        height * 0.84,
        width * 0.3,
        height * 0.8,
        width * 0.7,
        height * 0.83,
        width + 60,
        height * 0.8,
        width + 60,
        height + 60,
        -60,
        height + 60,
      ]),
      local.rock,
      { form: 0.4 },
    )
    if (!cosy) b.wash([sun.x - 90, sun.y, sun.x + 90, sun.y, sun.x + 200, height, sun.x - 200, height], palette.sun, palette.sun, [0.3, 0])
  },
}

// The frame and the hole run in opposite turns, so that the hole stays open.
function aroundHole(hole: readonly number[], { width, height }: Stage): number[] {
  const [x, y] = [hole[0] ?? 0, hole[1] ?? 0]
  return [...hole, x, y, width + 90, y, width + 90, -90, -90, -90, -90, height + 90, width + 90, height + 90, width + 90, y, x, y]
}

/** Stars, a nebula, a planet's edge. */
export const space: Place = {
  back: (brush, stage) => {
    const b = brush.own(`space ${stage.scene.seed}`)
    const { width, height, sun } = stage
    const { palette, manner } = b.look
    b.wash(rect(-60, -60, width + 120, height + 120), palette.top, palette.mid)
    for (let index = 0; index < 5; index++)
      b.wash(
        blob([width * b.chance.next(), height * b.chance.between(0.1, 0.7), 260, 70], { chance: b.chance, by: 0.3 }),
        mix(palette.low, palette.mid, 0.4),
        palette.mid,
        [0.24, 0.05],
      )
    const light = manner === 'ink' ? palette.ink : palette.sun
    for (let index = 0; index < 130; index++) {
      const size = b.chance.next() < 0.1 ? 2.2 : b.chance.between(0.5, 1.3)
      b.wash(ellipse(b.chance.next() * width, b.chance.next() * height, size, size), light, light, [0.9, 0.9])
    }
    b.glow([sun.x, sun.y, 170], palette.sun, 0.5)
    b.wash(ellipse(sun.x, sun.y, 26, 26), palette.sun, palette.sun)
    b.shape(ellipse(width * (1 - stage.scene.light), height * 1.5, width * 0.85, height * 0.76), local.teal, { form: 0.55, line: 0.8 })
    for (let index = 0; index < 9; index++)
      b.line(
        [
          width * b.chance.between(0, 0.8),
          height * b.chance.between(0.86, 1),
          width * b.chance.between(0.3, 0.9),
          height * b.chance.between(0.84, 0.96),
        ],
        6,
        local.cream,
        0.3,
      )
  },
}

/** Light from above, a sandy bottom, weeds. */
export const underwater: Place = {
  back: (brush, stage) => {
    const b = brush.own(`deep ${stage.scene.seed}`)
    const { width, height, sun } = stage
    const { palette } = b.look
    const deep = mix(palette.water, palette.ink, b.look.manner === 'ink' ? 0.08 : 0.45)
    b.wash(rect(-60, -60, width + 120, height + 120), mix(palette.water, palette.sun, 0.45), deep)
    for (let index = 0; index < 6; index++) {
      const x = sun.x + (index - 2.5) * 90
      b.wash(
        [x - 20, -40, x + 34, -40, x + (index - 2.5) * 90 + 90, height, x + (index - 2.5) * 90 - 30, height],
        palette.sun,
        palette.sun,
        [0.3, 0],
      )
    }
    b.deep(0.8).shape(ridge({ x0: -40, x1: width + 40, base: height * 0.68, floor: height + 60 }, 60, 150, b.chance), local.teal, {
      form: 0.4,
      line: 0.6,
    })
    b.deep(0.45).shape(ridge({ x0: -40, x1: width + 40, base: height * 0.8, floor: height + 60 }, 34, 110, b.chance), local.teal, {
      form: 0.4,
      line: 0.6,
    })
    b.shape(ridge({ x0: -40, x1: width + 40, base: height * 0.9, floor: height + 60 }, 14, 190, b.chance), local.sand, { form: 0.35 })
    for (let index = 0; index < 15; index++)
      weed(b, b.chance.next() < 0.5 ? b.chance.between(0, 0.3) * width : b.chance.between(0.7, 1) * width, height)
    for (let index = 0; index < 22; index++) {
      const size = b.chance.between(1.5, 6)
      b.wash(ellipse(b.chance.next() * width, b.chance.next() * height, size, size), palette.cloud, palette.sun, [0.35, 0.15])
    }
  },
}

function weed(b: Brush, x: number, height: number): void {
  const tall = b.chance.between(50, 190)
  const sway = b.chance.between(-24, 24)
  const y = height * 0.94
  b.shape(
    curve([
      x - 6,
      y,
      x - 3 + sway,
      y - tall * 0.4,
      x - sway * 0.5,
      y - tall * 0.75,
      x + sway,
      y - tall,
      x - sway * 0.3 + 7,
      y - tall * 0.6,
      x + sway + 8,
      y - tall * 0.35,
      x + 8,
      y,
    ]),
    b.chance.pick([local.leaf, local.pine, local.red]),
    { form: 0.5 },
  )
}

/** A jar, a crock or a stack of boxes at the back of the bench. */
function vessel(b: Brush, index: number): void {
  const tone = b.chance.pick([local.teal, local.timber, local.cream, local.rose])
  if (index % 3 === 0)
    b.shape(curve([-24, 0, -28, -60, -16, -78, -16, -96, 16, -96, 16, -78, 28, -60, 24, 0], true, 3), tone, { form: 0.45, line: 0.8 })
  else if (index % 3 === 1) {
    b.shape(rect(-44, -40, 88, 40), tone, { form: 0.4, line: 0.8 })
    b.shape(rect(-36, -72, 66, 32), local.plank, { form: 0.4, line: 0.8 })
  } else {
    b.shape(rect(-22, -52, 44, 52), tone, { form: 0.45, line: 0.8 })
    for (const lean of [-16, -4, 9])
      b.shape([lean * 0.7 - 2, -50, lean * 1.7 - 3, -110, lean * 1.7 + 4, -112, lean * 0.7 + 3, -50], local.timber, {
        form: 0.5,
        line: 0.6,
      })
  }
}

/** A work top seen from the front and a little above, a quiet wall behind. */
export const bench: Place = {
  back: (brush, stage) => {
    const b = brush.own(`bench ${stage.scene.seed}`)
    const { width, height, horizon, sun } = stage
    const { palette } = b.look
    b.wash(rect(-60, -60, width + 120, horizon + 90), palette.mid, palette.low)
    b.wash(
      wobble([sun.x - 110, -60, sun.x + 60, -60, sun.x + 330, horizon + 30, sun.x + 90, horizon + 30], 3, b.chance),
      palette.sun,
      palette.sun,
      [0.42, 0.3],
    )
    for (let index = 0; index < 5; index++) {
      const tall = b.chance.between(40, 96)
      const x = width * (0.06 + index * 0.2) + b.chance.between(-20, 20)
      vessel(b.deep(0.6).at(x, horizon + 2, tall / 100), index)
    }
    b.shape([-60, horizon, width + 60, horizon, width + 120, height * 0.955, -120, height * 0.955], local.plank, { form: 0.28 })
    for (const share of [0.2, 0.52])
      b.line(
        [
          -60,
          horizon + (height - horizon) * share,
          width / 2,
          horizon + (height - horizon) * (share + 0.005),
          width + 60,
          horizon + (height - horizon) * share,
        ],
        2.2,
        local.timber,
        0.5,
      )
    for (let index = 0; index < 18; index++) {
      const y = horizon + (height - horizon) * b.chance.between(0.05, 0.85)
      const x = b.chance.between(-0.1, 0.95) * width
      b.line([x, y, x + 70, y - 1.5, x + b.chance.between(110, 240), y + 1], 1.5, local.wood, 0.4)
    }
    b.shape(rect(-60, height * 0.945, width + 120, 80), local.timber, { form: 0.5 })
  },
}
