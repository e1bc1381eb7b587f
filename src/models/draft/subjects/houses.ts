import type { Brush } from '../brush.ts'
import { mix, type Rgb } from '../colour.ts'
import { local } from '../local-colours.ts'
import { ellipse, rect } from '../path.ts'
import type { Subject } from '../scene.ts'

/** A house front, foot at the origin, 100 units wide. */
export function house(b: Brush, wall: Rgb = local.wall): void {
  const tall = b.chance.between(52, 74)
  const peak = tall + b.chance.between(26, 40)
  const { palette, dark } = b.look
  b.cast(10, 1, 60, 5)
  b.shape(rect(-42, -tall, 84, tall), wall, { form: 0.4 })
  const roof = b.chance.pick([local.roof, local.slate, local.timber])
  b.shape([-52, -tall + 4, -20, -peak, 30, -peak, 52, -tall + 4], roof, { form: 0.45 })
  b.shape(rect(14, -peak - 14, 11, 20), mix(roof, local.dark, 0.3), { form: 0.5, line: 0.7 })
  b.shape(rect(-8, -27, 17, 27), mix(roof, local.dark, 0.25), { form: 0.4, line: 0.7 })
  for (const x of [-32, 18]) {
    for (const y of tall > 64 ? [-34, -62] : [-36]) {
      const lit = dark && b.chance.next() < 0.7
      if (lit) b.wash(rect(x, y, 15, 17), palette.lamp, palette.lamp)
      else b.shape(rect(x, y, 15, 17), mix(local.navy, local.slate, 0.4), { form: 0.5, line: 0.6, loose: 0 })
      if (lit && b.size > 0.6) b.glow([x + 7, y + 8, 42], palette.lamp, 0.24)
    }
  }
}

/** Houses side by side from `x0` to `x1`, about `wide` frame units each. */
export function houseRow(b: Brush, row: { x0: number; x1: number; y: number }, wide: number): void {
  const walls = [local.wall, local.cream, local.rose, local.plaster, mix(local.yellow, local.wall, 0.5), mix(local.teal, local.wall, 0.6)]
  let index = Math.floor(b.chance.next() * walls.length)
  for (let x = row.x0 + wide * 0.5; x < row.x1; x += wide * b.chance.between(0.84, 1.12)) {
    house(b.at(x, row.y + b.chance.between(-3, 5), (wide / 100) * b.chance.between(0.9, 1.15)), walls[index++ % walls.length])
  }
}

/** A lighthouse on its rock, foot at the origin, 100 units tall: dark, lit, or with its beam. */
export function lighthouse(b: Brush, { wears }: Subject): void {
  const { palette, dark, manner } = b.look
  const beam = wears?.includes('beam') === true || (dark && wears?.includes('unlit') !== true && wears?.includes('dim') !== true)
  const lit = beam || (dark && wears?.includes('unlit') !== true && wears?.includes('dim') !== true)
  b.shape([-50, 6, -38, -5, -24, -9, -8, -14, 12, -13, 26, -6, 44, 6], local.rock, { form: 0.5 })
  if (beam) {
    b.wash([3, -88, 620, -150, 620, 6], palette.lamp, palette.lamp, [0.32, 0.3])
    b.wash([-3, -88, -620, -140, -620, 0], palette.lamp, palette.lamp, [0.26, 0.24])
  }
  b.shape([-9, -11, -5.6, -80, 5.6, -80, 9, -11], local.white, { form: 0.5 })
  for (const share of [0.16, 0.52]) {
    const y = -11 - share * 69
    const half = 9 - share * 3.4
    b.shape([-half, y, -half + 0.75, y - 14, half - 0.75, y - 14, half, y], local.red, { form: 0.5, line: 0.6 })
  }
  const wide = wears?.includes('gallery') === true
  b.shape(rect(-7.6, -82, 15.2, 2.6), local.dark, { form: 0.4, line: 0.5 })
  if (wide) gallery(b)
  if (lit) b.wash(rect(-4.2, -92, 8.4, 10), palette.lamp, palette.lamp)
  else b.shape(rect(-4.2, -92, 8.4, 10), dark ? local.navy : local.cream, { form: 0.4, line: 0.6 })
  b.shape([-6, -92, 0, -100, 6, -92], local.red, { form: 0.5, line: 0.7 })
  b.shape(rect(-1.8, -22, 3.6, 8), local.dark, { form: 0.4, line: 0.4 })
  if (!lit) return
  b.glow([0, -87, manner === 'cinema' ? 60 : 26], palette.lamp, 0.6)
  b.wash(ellipse(0, -87, 3, 4), palette.sun, palette.sun)
}

/** A platform wide enough for those who stand on it. */
function gallery(b: Brush): void {
  b.shape([-12, -83, 12, -83, 8, -79, -8, -79], local.dark, { form: 0.4, line: 0.5 })
  for (let post = -12; post <= 12; post += 3) b.line([post, -83, post, -85, post, -87.4], 0.35, local.dark)
  b.line([-12, -87.4, 0, -87.6, 12, -87.4], 0.5, local.dark)
}
