import type { Brush } from '../brush.ts'
import { mix } from '../colour.ts'
import { coloured, local } from '../local-colours.ts'
import { curve, ellipse, limb, rect } from '../path.ts'
import { personOf, readable } from '../person-look.ts'
import type { Subject } from '../scene.ts'

/** A sawn board lying down, middle of its near edge at the origin, 200 units long. */
export function plank(b: Brush, subject: Subject): void {
  const wood = mix(coloured(subject.colour, local.plank), local.wood, b.chance.between(0.05, 0.55))
  b.cast(4, 3, 106, 7)
  b.shape([-100, -2, -88, -22, 106, -22, 100, -2], wood, { form: 0.25 })
  b.shape([-100, -2, 100, -2, 99, 6, -99, 6], mix(wood, local.timber, 0.5), { form: 0.4 })
  b.shape([100, -2, 106, -22, 105, -13, 99, 6], mix(wood, local.timber, 0.7), { form: 0.5, line: 0.8 })
  for (let row = 0; row < 3; row++)
    b.line([-86 + row * 8, -6 - row * 5, 0, -7 - row * 5, b.chance.between(40, 94), -6 - row * 5], 1.2, local.timber, 0.5)
  b.shape(ellipse(b.chance.between(-50, 50), -12, 5, 2.4), local.timber, { form: 0.5, line: 0.6 })
}

export function box(b: Brush, subject: Subject): void {
  const side = coloured(subject.colour, local.wood)
  b.cast(6, 0, 58, 8)
  b.shape([-50, 0, -50, -54, 34, -54, 34, 0], side, { form: 0.35 })
  b.shape([34, 0, 34, -54, 54, -66, 54, -14], mix(side, local.dark, 0.35), { form: 0.5 })
  b.shape([-50, -54, -28, -66, 54, -66, 34, -54], mix(side, local.cream, 0.3), { form: 0.15 })
  for (const y of [-36, -18]) b.line([-50, y, -8, y + 1, 34, y], 1.8, local.timber, 0.7)
}

export function hammer(b: Brush): void {
  b.cast(0, 4, 60, 5)
  b.shape(limb([-62, -5, 5], [30, -12, 4]), local.wood, { form: 0.4 })
  b.shape(curve([24, -34, 40, -36, 42, 2, 44, 14, 26, 14, 26, 0, 14, -22], true, 3), local.metal, { form: 0.45 })
}

export function saw(b: Brush): void {
  const teeth: number[] = [-40, -8]
  for (let x = -36; x <= 78; x += 6) teeth.push(x, -2, x + 3, -9)
  b.cast(10, 4, 74, 5)
  b.shape([...teeth, 84, -14, -40, -36], local.metal, { form: 0.3 })
  b.shape(curve([-38, -38, -44, -4, -62, 2, -82, -8, -78, -38, -58, -44]), local.timber, { form: 0.5 })
  b.shape(ellipse(-61, -21, 9, 11), local.plank, { form: 0.5, line: 0.8 })
}

export function paintBrush(b: Brush, subject: Subject): void {
  const paint = coloured(subject.colour, local.teal)
  b.cast(0, 4, 62, 5)
  b.shape(curve([-64, -6, -30, -13, 10, -13, 10, -3, -30, -3]), local.red, { form: 0.4 })
  b.shape(rect(8, -18, 18, 19), local.metal, { form: 0.4 })
  b.shape(curve([26, -18, 48, -20, 62, -6, 48, 2, 26, 1], true, 3), local.plank, { form: 0.5 })
  b.shape(curve([46, -19, 62, -6, 48, 2, 44, -8], true, 3), paint, { form: 0.4, line: 0.7 })
}

/** A match that has just caught, between the fingers. */
function match(b: Brush): void {
  const { palette, manner } = b.look
  b.glow([-2, -84, manner === 'cinema' ? 130 : 60], palette.lamp, 0.7)
  b.shape(limb([16, -38, 2.6], [0, -70, 2.2]), local.plank, { form: 0.4 })
  b.wash(curve([-1, -106, 9, -84, 7, -70, -2, -64, -10, -72, -9, -86]), palette.lamp, palette.lamp)
  b.wash(curve([-1, -94, 4, -80, -1, -68, -6, -79]), palette.sun, palette.sun)
}

/** Two hands that come in from below and hold what stands at the origin. 100 units is the height of the thing held. */
export function hands(b: Brush, subject: Subject): void {
  const owner = subject.wears?.find((one) => one.startsWith('by '))?.slice(3) ?? subject.word
  const { skin: plainSkin, coat: sleeve } = readable(b, personOf({ ...subject, word: owner }))
  const skin = plainSkin
  if (subject.wears?.includes('match') === true) match(b)
  for (const flip of [false, true]) {
    const side = b.at(0, 0, 1, flip)
    side.shape([-52, 16, -30, 30, -62, 130, -170, 170, -150, 110], sleeve, { form: 0.5 })
    side.shape([-56, 10, -26, 29, -32, 42, -66, 24], mix(sleeve, local.cream, 0.35), { form: 0.5 })
    side.shape(curve([-54, 16, -62, -10, -50, -34, -32, -38, -20, -22, -18, 4, -32, 30]), skin, { form: 0.45 })
    for (let finger = 0; finger < 4; finger++) {
      const y = -34 + finger * 12
      side.shape(limb([-40, y, 7], [-12 + (finger === 1 ? 3 : 0), y + 3, 5.6]), skin, { form: 0.5, line: 0.9 })
      side.line([-14, y, -11, y + 2, -12, y + 5], 1.4, mix(skin, local.cream, 0.4), 0.8)
    }
    side.shape(limb([-46, -34, 7.4], [-22, -52, 5.6]), skin, { form: 0.5 })
  }
}
