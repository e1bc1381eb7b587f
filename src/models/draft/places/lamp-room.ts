import type { Brush } from '../brush.ts'
import { mix } from '../colour.ts'
import { local } from '../local-colours.ts'
import { curve, ellipse, rect } from '../path.ts'
import { has, type Place, type Stage } from './place.ts'

/** The room at the top of a lighthouse: windows all round, sea and night behind them, a round iron floor. */
export const lampRoom: Place = {
  back: (brush, stage) => {
    const b = brush.own(`lamp room ${stage.scene.seed}`)
    const { width, height } = stage
    const { palette } = b.look
    const sill = height * 0.74
    b.wash(rect(-300, -300, width + 600, sill + 300), palette.top, mix(palette.low, palette.mid, 0.5))
    b.wash(rect(-300, height * 0.56, width + 600, sill - height * 0.56 + 40), mix(palette.water, palette.mid, 0.2), palette.water)
    if (has(stage, 'beam')) beam(b, stage)
    drops(b, stage, sill)
    b.shape(
      curve([-300, sill, width * 0.5, sill + 26, width + 300, sill, width + 300, height + 300, -300, height + 300], true, 8),
      mix(local.slate, local.timber, 0.3),
      { form: 0.4 },
    )
    b.shape(
      curve(
        [-200, height * 0.9, width * 0.5, height * 0.84, width + 200, height * 0.9, width + 200, height + 300, -200, height + 300],
        true,
        8,
      ),
      mix(local.timber, local.plank, 0.3),
      { form: 0.35 },
    )
    for (let ring = 0; ring < 4; ring++)
      b.line(
        curve(
          [-60, height * (0.95 + ring * 0.06), width / 2, height * (0.88 + ring * 0.06), width + 60, height * (0.95 + ring * 0.06)],
          false,
          8,
        ),
        2,
        local.timber,
        0.6,
      )
    bars(b, stage, sill)
    if (has(stage, 'door')) opening(b, stage)
  },
}

function bars(b: Brush, { width, height }: Stage, sill: number): void {
  const iron = mix(local.dark, local.slate, 0.3)
  b.shape(curve([-300, -60, width + 300, -60, width + 300, 16, width * 0.5, 46, -300, 16], true, 6), iron, { form: 0.4 })
  const shares = [-0.04, 0.1, 0.28, 0.5, 0.72, 0.9, 1.04]
  for (const share of shares) {
    const bow = Math.cos((share - 0.5) * 2.4) * 24
    b.shape(rect(width * share - 7, -20, 14, sill + bow + 8), iron, { form: 0.5 })
  }
  b.line(curve([-60, height * 0.36, width / 2, height * 0.385, width + 60, height * 0.36], false, 8), 7, iron)
  b.shape(
    curve(
      [-60, sill - 8, width / 2, sill + 18, width + 60, sill - 8, width + 60, sill + 10, width / 2, sill + 36, -60, sill + 10],
      true,
      6,
    ),
    iron,
    { form: 0.4 },
  )
}

function drops(b: Brush, stage: Stage, sill: number): void {
  if (stage.scene.weather !== 'rain' && stage.scene.weather !== 'storm' && !has(stage, 'wet')) return
  const { palette } = b.look
  const colour = has(stage, 'burning') ? palette.lamp : palette.cloud
  for (let index = 0; index < 110; index++) {
    const [x, y] = [b.chance.next() * stage.width, b.chance.next() * sill]
    const long = b.chance.between(10, 46)
    b.mark([x, y, x + 1.5, y + long / 2, x, y + long], 1.6, colour, 0.55)
  }
}

function beam(b: Brush, { width, height }: Stage): void {
  const { palette } = b.look
  b.wash([width * 0.5, height * 0.4, width + 340, height * 0.02, width + 340, height * 0.62], palette.lamp, palette.sun, [0.5, 0.4])
  b.wash([width * 0.5, height * 0.4, -340, height * 0.2, -340, height * 0.56], palette.lamp, palette.sun, [0.3, 0.25])
}

/** The low door to the stairs. */
function opening(b: Brush, { width, height }: Stage): void {
  const x = width * 0.14
  b.shape(
    curve([x - 66, height * 0.92, x - 66, height * 0.44, x, height * 0.36, x + 66, height * 0.44, x + 66, height * 0.92], true, 4),
    local.stone,
    { form: 0.5 },
  )
  const { palette } = b.look
  b.wash(
    curve([x - 48, height * 0.92, x - 48, height * 0.46, x, height * 0.4, x + 48, height * 0.46, x + 48, height * 0.92], true, 4),
    palette.ink,
    mix(palette.ink, palette.lamp, 0.3),
  )
  b.wash(ellipse(x, height * 0.93, 90, 14), palette.lamp, palette.lamp, [0.3, 0.2])
}
