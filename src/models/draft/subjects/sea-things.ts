import type { Brush } from '../brush.ts'
import { mix } from '../colour.ts'
import { coloured, local } from '../local-colours.ts'
import { curve, ellipse, limb, rect } from '../path.ts'
import type { Subject } from '../scene.ts'

/** The great lens of a lighthouse: rings of cut glass in brass on an iron foot, foot at the origin, 100 units tall. */
export function lens(b: Brush, subject: Subject): void {
  const { palette, manner } = b.look
  const lit = subject.wears?.includes('lit') === true
  const brass = coloured('brass', local.yellow)
  b.cast(0, 0, 26, 3)
  if (lit) b.glow([0, -56, manner === 'cinema' ? 120 : 62], palette.lamp, 0.7)
  b.shape([-15, 0, -11, -18, 11, -18, 15, 0], local.dark, { form: 0.5 })
  b.shape(rect(-20, -22, 40, 5), brass, { form: 0.4 })
  const glass = mix(local.teal, local.white, 0.5)
  const body = curve([-17, -22, -25, -40, -27, -56, -24, -74, -13, -92, 0, -97, 13, -92, 24, -74, 27, -56, 25, -40, 17, -22], true, 5)
  if (lit) b.wash(body, mix(palette.lamp, palette.sun, 0.4), palette.lamp)
  else b.shape(body, glass, { form: 0.5 })
  for (let ring = 0; ring < 9; ring++) {
    const y = -26 - ring * 7.4
    const half = 26 * Math.sqrt(Math.max(0.05, 1 - ((y + 56) / 43) ** 2))
    b.line(curve([-half, y, 0, y + 3, half, y], false), 1.1, lit ? palette.sun : local.white, 0.8)
    b.line(curve([-half, y + 1.4, 0, y + 4.4, half, y + 1.4], false), 0.8, mix(local.slate, local.teal, 0.5), lit ? 0.35 : 0.8)
  }
  const eye = mix(glass, local.navy, 0.3)
  for (const [radius, share] of [
    [13, 0.4],
    [9, 0.2],
    [5, 0],
  ] as const)
    if (lit) b.wash(ellipse(0, -56, radius, radius * 1.05), mix(palette.sun, palette.lamp, share), palette.sun)
    else b.shape(ellipse(0, -56, radius, radius * 1.05), mix(eye, glass, share), { form: 0.4, line: 0.6 })
  for (const side of [-1, 1]) b.shape(limb([side * 17, -22, 1], [side * 13, -92, 1]), brass, { form: 0.4, line: 0.5 })
  b.shape(curve([-8, -96, 0, -101, 8, -96], true, 4), brass, { form: 0.4 })
  if (!lit) return
  for (let ray = 0; ray < 14; ray++) {
    const angle = (ray / 14) * Math.PI * 2 + 0.2
    const [x, y] = [Math.cos(angle), Math.sin(angle)]
    b.wash(
      [x * 29, -56 + y * 42, x * 90 - y * 4, -56 + y * 90 + x * 4, x * 90 + y * 4, -56 + y * 90 - x * 4],
      palette.lamp,
      palette.sun,
      [0.4, 0.2],
    )
  }
}

/** A ship's wheel seen from behind it, lowest point at the origin, 100 units tall, two hands upon it. */
export function helm(b: Brush, subject: Subject): void {
  const wood = local.timber
  for (let spoke = 0; spoke < 8; spoke++) {
    const angle = (spoke / 8) * Math.PI * 2 + 0.2
    b.shape(limb([0, -50, 3], [Math.cos(angle) * 52, -50 + Math.sin(angle) * 52, 2.6]), local.wood, { form: 0.4, line: 0.7 })
  }
  for (let part = 0; part < 24; part++) {
    const [from, to] = [(part / 24) * Math.PI * 2, ((part + 1.1) / 24) * Math.PI * 2]
    b.shape(limb([Math.cos(from) * 40, -50 + Math.sin(from) * 40, 4], [Math.cos(to) * 40, -50 + Math.sin(to) * 40, 4]), wood, {
      form: 0.4,
      line: 0,
    })
  }
  b.shape(ellipse(0, -50, 9, 9), coloured('brass', wood), { form: 0.4 })
  const sleeve = coloured(subject.colour, local.navy)
  for (const side of [-1, 1]) {
    b.shape(limb([side * 74, -40, 11], [side * 46, -72, 9]), sleeve, { form: 0.5 })
    b.shape(ellipse(side * 36, -78, 8, 9), mix(local.timber, local.dark, 0.3), { form: 0.45, line: 0.8 })
    for (let finger = 0; finger < 3; finger++)
      b.line([side * 30, -82 + finger * 4, side * 34, -82 + finger * 4, side * 38, -81 + finger * 4], 1, local.timber, 0.5)
  }
}

/** A fishing boat with a wheelhouse, waterline at the origin, 100 units long. */
export function fishingBoat(b: Brush, subject: Subject): void {
  const hull = coloured(subject.colour, b.chance.pick([local.red, local.navy, local.teal]))
  const { palette, dark } = b.look
  b.shape(limb([16, -18, 1.4], [14, -84, 1]), local.timber, { form: 0.5, line: 0.6 })
  for (const x of [-38, 48]) b.mark([14, -82, (14 + x) / 2, -52, x, -20], 0.9, palette.ink, 0.6)
  b.shape(rect(-30, -46, 28, 30), local.white, { form: 0.45, line: 0.8 })
  b.shape(rect(-33, -50, 34, 5), local.dark, { form: 0.4, line: 0.6 })
  const lit = subject.wears?.includes('lit') === true
  if (lit || (dark && subject.wears?.includes('dark') !== true)) b.wash(rect(-24, -42, 16, 11), palette.lamp, palette.lamp)
  else b.shape(rect(-24, -42, 16, 11), local.navy, { form: 0.4, line: 0.6 })
  b.shape(curve([-50, -22, -20, -15, 18, -16, 56, -30, 46, -4, 34, 5, -36, 5, -46, -6], true, 4), hull, { form: 0.5 })
  b.line(curve([-49, -17, -20, -10, 18, -11, 52, -24], false), 2.6, mix(hull, local.white, 0.75))
  if (lit) mastLight(b, 14, -84)
}

/** A light on a boat, and its way on the water. */
export function mastLight(b: Brush, x: number, y: number): void {
  const { palette, manner } = b.look
  b.glow([x, y, manner === 'cinema' ? 90 : 40], palette.lamp, 0.62)
  b.wash(ellipse(x, y, 4.4, 5), palette.sun, palette.lamp)
  for (let row = 0; row < 5; row++)
    b.mark([x - 12 + row, 8 + row * 5, x, 9 + row * 5, x + 12 - row, 8 + row * 5], 2.4, palette.lamp, 0.55 - row * 0.08)
}
