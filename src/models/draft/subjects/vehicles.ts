import type { Brush } from '../brush.ts'
import { mix, type Rgb } from '../colour.ts'
import { coloured, local } from '../local-colours.ts'
import { curve, ellipse, limb, rect } from '../path.ts'
import type { Subject } from '../scene.ts'
import { fishingBoat, mastLight } from './sea-things.ts'

function wake(b: Brush, half: number): void {
  const { palette } = b.look
  b.wash(ellipse(0, 5, half, 7), mix(palette.water, palette.ink, 0.45), mix(palette.water, palette.ink, 0.2), [0.6, 0.3])
  for (let index = 0; index < 5; index++) {
    const x = b.chance.between(-half, half * 0.6)
    const y = 4 + index * 3.6
    b.mark([x, y, x + 18, y - 1, x + 40, y], 1.7, palette.cloud, 0.6)
  }
}

/** A sailing or rowing boat, waterline at the origin, 100 units long. */
export function boat(b: Brush, subject: Subject): void {
  const hull = coloured(subject.colour, b.chance.pick([local.red, local.navy, local.white, local.teal]))
  wake(b, 56)
  if (/fishing|barge/.test(subject.word)) {
    fishingBoat(b, subject)
    return
  }
  if (subject.wears?.includes('lit') === true) mastLight(b, 30, -34)
  if (!/row|canoe|dinghy|raft|kayak/.test(subject.word)) {
    b.shape(rect(-2, -118, 3.4, 102), local.timber, { form: 0.5, line: 0.6 })
    b.shape(curve([3, -114, 22, -84, 40, -50, 46, -30, 3, -26, 6, -70], true, 4), local.cream, { form: 0.4 })
    b.shape(curve([-4, -106, -18, -74, -36, -38, -40, -26, -4, -26], true, 4), mix(local.cream, local.rose, 0.4), { form: 0.5 })
  } else b.shape(limb([-30, -26, 1.6], [40, 4, 1.6]), local.timber, { form: 0.4, line: 0.6 })
  b.shape(curve([-50, -21, -20, -16, 20, -16, 54, -25, 44, -4, 34, 4, -34, 4, -44, -6], true, 4), hull, { form: 0.5 })
  b.shape([-49, -21, -20, -16, 20, -16, 54, -25, 52, -19, 20, -11, -20, -11, -48, -15], mix(hull, local.white, 0.7), {
    form: 0.4,
    line: 0.5,
  })
}

/** A steamer, waterline at the origin, 100 units long. */
export function ship(b: Brush, subject: Subject): void {
  const hull = coloured(subject.colour, b.chance.pick([local.navy, local.dark, local.red]))
  const { palette, dark } = b.look
  wake(b, 60)
  for (let puff = 0; puff < 4; puff++)
    b.wash(ellipse(-16 - puff * 15, -64 - puff * 8, 7 + puff * 4, 5 + puff * 2.4), palette.cloud, palette.haze, [0.55, 0.35 - puff * 0.07])
  b.shape(rect(-10, -62, 12, 28), local.red, { form: 0.5 })
  b.shape(rect(-10, -62, 12, 7), local.dark, { form: 0.5, line: 0.6 })
  b.shape([-34, -16, -34, -32, 22, -36, 26, -16], local.white, { form: 0.45 })
  b.shape([-22, -32, -22, -44, 14, -46, 17, -34], local.white, { form: 0.45, line: 0.8 })
  for (let x = -28; x < 18; x += 10) {
    if (dark) b.wash(rect(x, -28, 5, 5), palette.lamp, palette.lamp)
    else b.shape(rect(x, -28, 5, 5), local.navy, { form: 0, line: 0 })
  }
  b.line([34, -18, 34, -50, 34, -80], 2, local.timber)
  b.shape(curve([-54, -18, -20, -14, 24, -15, 60, -25, 48, 2, 40, 5, -42, 5, -52, -4], true, 4), hull, { form: 0.5 })
  b.shape([-52, -3, 49, -1, 44, 5, -44, 5], local.red, { form: 0.5, line: 0 })
}

function wheel(b: Brush, x: number, radius: number): void {
  b.shape(ellipse(x, -radius, radius, radius), local.black, { form: 0.4 })
  b.shape(ellipse(x, -radius, radius * 0.5, radius * 0.5), local.metal, { form: 0.4, line: 0.6 })
}

/** A car, wheels at the origin, 100 units long. */
export function car(b: Brush, subject: Subject): void {
  const paint = coloured(subject.colour, b.chance.pick([local.red, local.teal, local.yellow, local.navy]))
  const { palette, dark } = b.look
  b.cast(0, 0, 54, 5)
  b.shape(curve([-38, -28, -26, -46, -8, -49, 14, -48, 28, -28]), mix(local.navy, local.slate, 0.6), { form: 0.5 })
  b.shape(curve([-52, -12, -50, -28, -30, -31, 28, -30, 48, -24, 52, -10, 40, -8, -44, -8], true, 4), paint, { form: 0.5 })
  b.shape(rect(-5, -47, 4, 18), paint, { form: 0.4, line: 0.5 })
  b.shape(curve([-30, -40, -24, -48, 14, -50, 20, -42, 0, -45], true, 3), paint, { form: 0.4, line: 0.7 })
  for (const x of [-29, 30]) wheel(b, x, 10)
  b.shape(ellipse(49, -20, 3, 4), local.cream, { form: 0, line: 0.6 })
  if (!dark) return
  b.wash([50, -21, 150, -32, 150, 4], palette.lamp, palette.lamp, [0.4, 0.2])
  b.glow([50, -20, 34], palette.lamp, 0.6)
}

/** A train that runs out of the frame to the left, 100 units tall carriages. */
export function train(b: Brush, subject: Subject): void {
  const paint: Rgb = coloured(subject.colour, b.chance.pick([local.red, local.teal, local.navy]))
  const { palette, dark } = b.look
  b.cast(-80, 0, 220, 5)
  for (const x of [-230, -112, 6]) {
    b.shape(rect(x - 56, -62, 112, 52), paint, { form: 0.45 })
    b.shape(rect(x - 58, -70, 116, 9), local.dark, { form: 0.4 })
    b.shape(rect(x - 56, -30, 112, 7), local.cream, { form: 0.4, line: 0.5 })
    for (let pane = -48; pane < 40; pane += 24) {
      if (dark) b.wash(rect(x + pane, -54, 16, 18), palette.lamp, palette.lamp)
      else b.shape(rect(x + pane, -54, 16, 18), local.navy, { form: 0.5, line: 0.6 })
    }
    for (const at of [-38, 34]) wheel(b, x + at, 8)
  }
}

export function bicycle(b: Brush, subject: Subject): void {
  const paint = coloured(subject.colour, b.chance.pick([local.red, local.teal, local.yellow]))
  b.cast(0, 0, 50, 4)
  for (const x of [-30, 32]) {
    for (let step = 0; step < 20; step++) {
      const [from, to] = [(step / 20) * Math.PI * 2, ((step + 1.3) / 20) * Math.PI * 2]
      b.line(
        [
          x + Math.cos(from) * 22,
          -23 + Math.sin(from) * 22,
          x + Math.cos((from + to) / 2) * 22.3,
          -23 + Math.sin((from + to) / 2) * 22.3,
          x + Math.cos(to) * 22,
          -23 + Math.sin(to) * 22,
        ],
        3.6,
        local.dark,
      )
    }
  }
  for (const bar of [
    [-30, -23, -12, -54],
    [-12, -54, 22, -56],
    [22, -56, 32, -23],
    [-30, -23, 2, -22],
    [2, -22, -14, -60],
    [2, -22, 22, -56],
    [22, -56, 19, -68],
  ] as const)
    b.shape(limb([bar[0], bar[1], 1.7], [bar[2], bar[3], 1.7]), paint, { form: 0.4, line: 0.5 })
  b.shape(curve([-24, -61, -6, -62, -4, -58, -20, -57]), local.dark, { form: 0.4, line: 0.6 })
  b.shape(limb([16, -70, 1.8], [30, -66, 1.8]), local.dark, { form: 0.4, line: 0.5 })
}

export function rocket(b: Brush, subject: Subject): void {
  const paint = coloured(subject.colour, local.red)
  const { palette } = b.look
  b.glow([0, 8, 40], palette.lamp, 0.5)
  b.shape([-9, -4, 0, 26, 9, -4], local.yellow, { form: 0, line: 0.6 })
  for (const side of [-1, 1]) b.shape([side * 11, -34, side * 28, -6, side * 24, 2, side * 9, -8], paint, { form: 0.5 })
  b.shape(curve([0, -104, 13, -76, 15, -40, 11, -6, -11, -6, -15, -40, -13, -76]), local.white, { form: 0.5 })
  b.shape(curve([0, -104, 11, -80, 0, -77, -11, -80]), paint, { form: 0.5, line: 0.7 })
  b.shape(ellipse(0, -58, 6.4, 6.4), local.navy, { form: 0.5 })
}
