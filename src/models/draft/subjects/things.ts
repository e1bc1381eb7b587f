import type { Brush } from '../brush.ts'
import { mix } from '../colour.ts'
import { coloured, local } from '../local-colours.ts'
import { blob, curve, ellipse, limb, rect } from '../path.ts'
import type { Subject } from '../scene.ts'

/** A lantern with a handle, foot at the origin, 100 units tall. Lit in the dark, and by day too: it is the point of a lantern. */
export function lantern(b: Brush, subject?: Subject): void {
  if (subject !== undefined && /candle/.test(subject.word)) {
    candle(b)
    return
  }

  const { palette, manner } = b.look
  b.cast(0, 0, 34, 6)
  b.glow([0, -42, manner === 'cinema' ? 190 : 92], palette.lamp, b.look.dark ? 0.62 : 0.3)
  for (const [ax, ay, bx, by] of [
    [-22, -72, -16, -96],
    [-16, -96, 16, -96],
    [16, -96, 22, -72],
  ] as const)
    b.shape(limb([ax, ay, 2], [bx, by, 2]), local.metal, { form: 0.4, line: 0.5 })
  b.shape(rect(-26, -10, 52, 10), local.dark, { form: 0.4 })
  b.wash(curve([-21, -10, -26, -36, -20, -62, 20, -62, 26, -36, 21, -10], true, 4), palette.lamp, mix(palette.lamp, local.wood, 0.25))
  b.wash(curve([0, -52, 9, -34, 7, -20, -7, -20, -9, -34]), palette.sun, palette.sun)
  for (const x of [-23, -2, 19]) b.shape(rect(x, -64, 4, 56), local.dark, { form: 0.4, line: 0.5 })
  b.shape([-30, -62, -14, -78, 14, -78, 30, -62], local.dark, { form: 0.45 })
}

function candle(b: Brush): void {
  const { palette, manner } = b.look
  b.cast(0, 0, 30, 5)
  b.glow([0, -82, manner === 'cinema' ? 200 : 96], palette.lamp, 0.6)
  b.shape(curve([-30, 0, -34, -8, 34, -8, 30, 0], true, 3), local.metal, { form: 0.45 })
  b.shape(rect(-12, -62, 24, 55), local.cream, { form: 0.4 })
  b.wash(curve([0, -104, 9, -84, 8, -70, 0, -64, -8, -70, -9, -84]), palette.lamp, palette.lamp)
  b.wash(curve([0, -92, 5, -78, 0, -68, -5, -78]), palette.sun, palette.sun)
}

/** A standing or table lamp, foot at the origin, 100 units tall. */
export function lamp(b: Brush): void {
  const { palette } = b.look
  b.cast(0, 0, 22, 4)
  b.shape(ellipse(0, -3, 18, 5), local.timber, { form: 0.5 })
  b.shape(rect(-2.4, -62, 4.8, 60), local.timber, { form: 0.5, line: 0.7 })
  if (b.look.dark) b.glow([0, -66, 130], palette.lamp, 0.5)
  b.wash([-32, -56, -18, -98, 18, -98, 32, -56], palette.sun, palette.lamp)
  b.shape([-32, -56, -18, -98, 18, -98, 32, -56], local.cream, { form: 0.4, alpha: b.look.dark ? 0.12 : 0.8 })
}

/** A table with things on it, feet at the origin, 100 units wide. */
export function table(b: Brush): void {
  b.cast(0, 0, 62, 8)
  for (const x of [-44, 38]) b.shape(rect(x, -46, 6, 46), local.timber, { form: 0.6 })
  b.shape([-56, -48, -44, -57, 44, -57, 56, -48], local.wood, { form: 0.2 })
  b.shape(rect(-56, -48, 112, 6), local.timber, { form: 0.4, line: 0.8 })
  cup(b.at(-24, -51, 0.16), undefined)
  b.shape(curve([6, -52, 16, -60, 32, -58, 34, -51]), local.wood, { form: 0.5, line: 0.7 })
}

export function chair(b: Brush): void {
  b.cast(0, 0, 30, 4)
  for (const x of [-20, 18]) b.shape(rect(x, -42, 5, 42), local.timber, { form: 0.6 })
  b.shape([-26, -42, -18, -49, 22, -49, 27, -42], local.wood, { form: 0.3 })
  b.shape([-26, -42, -30, -96, -24, -98, -19, -48], local.timber, { form: 0.5 })
  b.shape(limb([-27, -84, 4], [-23, -62, 4]), local.wood, { form: 0.5 })
}

export function book(b: Brush, subject: Subject): void {
  const cover = coloured(subject.colour, local.red)
  b.cast(0, 1, 54, 7)
  b.shape([-54, 0, -46, -22, 0, -14, 46, -22, 54, 0, 0, 7], cover, { form: 0.4 })
  b.shape(curve([-48, -4, -42, -27, -14, -29, 0, -18, 0, 3], true, 3), local.white, { form: 0.35 })
  b.shape(curve([48, -4, 42, -27, 14, -29, 0, -18, 0, 3], true, 3), local.white, { form: 0.55 })
  for (let row = 0; row < 4; row++) {
    b.line([-38, -22 + row * 5, -24, -23 + row * 5, -9, -19 + row * 5], 1.2, local.slate, 0.6)
    b.line([10, -19 + row * 5, 24, -23 + row * 5, 38, -22 + row * 5], 1.2, local.slate, 0.6)
  }
}

export function flower(b: Brush, subject: Subject): void {
  const petal = coloured(subject.colour, b.chance.pick([local.red, local.yellow, local.rose, local.white]))
  b.cast(0, 0, 20, 3)
  b.shape(curve([-2, 0, 2, -30, -1, -62, 2, -62, 5, -30, 3, 0]), local.leaf, { form: 0.5, line: 0.7 })
  b.shape(curve([2, -14, 18, -34, 34, -38, 24, -22]), local.leaf, { form: 0.5 })
  b.shape(curve([0, -24, -16, -42, -30, -44, -22, -30]), local.leaf, { form: 0.5 })
  for (let index = 0; index < 7; index++) {
    const angle = (index / 7) * Math.PI * 2 + 0.3
    b.shape(limb([Math.cos(angle) * 6, -76 + Math.sin(angle) * 6, 4], [Math.cos(angle) * 19, -76 + Math.sin(angle) * 18, 8]), petal, {
      form: 0.4,
      line: 0.7,
    })
  }
  b.shape(ellipse(0, -76, 9, 9), local.wood, { form: 0.5 })
}

export function kite(b: Brush, subject: Subject): void {
  const paint = coloured(subject.colour, local.red)
  b.mark([0, 40, -14, 76, -40, 120, -60, 190], 1.2, b.look.palette.ink, 0.7)
  b.shape([0, -60, 34, -16, 0, 44, -34, -16], paint, { form: 0.3 })
  b.shape([0, -60, 34, -16, 0, -16], local.cream, { form: 0.2, line: 0.6 })
  b.shape([0, 44, -34, -16, 0, -16], local.yellow, { form: 0.4, line: 0.6 })
  for (const [x, y] of [
    [-8, 60],
    [-20, 84],
    [-34, 108],
  ] as const)
    b.shape([x - 9, y - 4, x + 9, y + 5, x + 9, y - 5, x - 9, y + 4], paint, { form: 0.3, line: 0.5 })
}

export function balloon(b: Brush, subject: Subject): void {
  const paint = coloured(subject.colour, local.red)
  for (const x of [-9, 9]) b.mark([x * 1.8, -30, x * 1.2, -12, x, 2], 1.2, b.look.palette.ink, 0.8)
  b.shape(curve([0, -112, 34, -100, 46, -66, 28, -36, 10, -24, -10, -24, -28, -36, -46, -66, -34, -100]), paint, { form: 0.45 })
  b.shape(curve([0, -112, 13, -96, 17, -66, 9, -28, -9, -28, -17, -66, -13, -96]), local.cream, { form: 0.45, line: 0.6 })
  b.shape(rect(-10, 0, 20, 15), local.wood, { form: 0.5 })
}

export function fire(b: Brush): void {
  const { palette, manner } = b.look
  b.cast(0, 2, 50, 8)
  b.glow([0, -26, manner === 'cinema' ? 240 : 110], mix(palette.lamp, local.red, 0.3), 0.62)
  for (const [x, lean] of [
    [-30, 22],
    [26, -20],
    [0, 4],
  ] as const)
    b.shape(limb([x, -3, 6], [x + lean * 1.6, -10, 5]), local.timber, { form: 0.5 })
  const flame = mix(local.red, palette.lamp, 0.4)
  b.wash(curve([-26, -8, -30, -34, -14, -52, -16, -70, 2, -92, 6, -62, 20, -56, 28, -30, 22, -8]), flame, flame)
  b.wash(curve([-14, -8, -18, -28, -4, -44, 2, -62, 8, -40, 17, -26, 12, -8]), palette.lamp, palette.lamp)
  b.wash(curve([-6, -8, -8, -20, 2, -36, 8, -18, 5, -8]), palette.sun, palette.sun)
}

export function tent(b: Brush, subject: Subject): void {
  const cloth = coloured(subject.colour, local.yellow)
  b.cast(0, 0, 66, 6)
  b.shape([-62, 0, -8, -66, 42, -60, 70, 0], mix(cloth, local.dark, 0.12), { form: 0.5 })
  b.shape([-62, 0, -8, -66, 28, 0], cloth, { form: 0.35 })
  b.shape([-26, 0, -8, -46, 8, 0], local.dark, { form: 0.5, line: 0.7 })
}

export function pot(b: Brush, subject: Subject): void {
  const clay = coloured(subject.colour, mix(local.roof, local.wood, 0.35))
  b.cast(4, 0, 40, 6)
  b.shape([-26, 0, -34, -52, 34, -52, 26, 0], clay, { form: 0.45 })
  b.shape(rect(-38, -62, 76, 12), clay, { form: 0.4 })
  if (!/plant|seed|herb|sapling|cactus/.test(subject.word)) return
  for (const [x, y, turn] of [
    [-20, -98, -1],
    [0, -116, 0.2],
    [22, -94, 1],
  ] as const)
    b.shape(curve([0, -60, x * 0.2 - 10, -82, x, y, x * 0.6 + 9, -84 - turn * 4]), local.leaf, { form: 0.5 })
}

export function cup(b: Brush, subject: Subject | undefined): void {
  const glaze = coloured(subject?.colour ?? '', local.white)
  b.cast(4, 0, 36, 6)
  b.shape(curve([30, -48, 54, -46, 52, -20, 26, -16, 27, -22, 44, -26, 44, -40, 29, -41]), glaze, { form: 0.5 })
  b.shape(curve([-32, -60, -30, -24, -20, -2, 20, -2, 30, -24, 32, -60], true, 3), glaze, { form: 0.45 })
  b.shape(ellipse(0, -60, 32, 8), mix(local.timber, local.dark, 0.2), { form: 0.3 })
  for (const x of [-9, 9]) b.mark([x, -70, x + 7, -84, x - 4, -98, x + 5, -116], 4, b.look.palette.cloud, 0.5)
}

export function bottle(b: Brush, subject: Subject): void {
  const glass = coloured(subject.colour, local.teal)
  b.cast(3, 0, 22, 5)
  b.shape(curve([-18, 0, -19, -50, -8, -68, -7, -94, 7, -94, 8, -68, 19, -50, 18, 0], true, 3), glass, { form: 0.45 })
  b.shape(rect(-7, -102, 14, 11), local.wood, { form: 0.4, line: 0.8 })
  b.shape(rect(-17, -44, 34, 24), local.cream, { form: 0.4, line: 0.7 })
}

export function letter(b: Brush): void {
  b.cast(2, 2, 52, 6)
  b.shape([-50, 0, -40, -52, 46, -58, 52, -4], local.white, { form: 0.3 })
  b.line([-40, -51, 0, -20, 46, -57], 2, local.slate, 0.8)
  b.shape(ellipse(4, -22, 8, 8), local.red, { form: 0.4, line: 0.7 })
}

export function key(b: Brush): void {
  b.cast(0, 2, 50, 5)
  b.shape(limb([-20, -12, 4], [48, -12, 4]), local.yellow, { form: 0.4 })
  b.shape(ellipse(-32, -13, 19, 15), local.yellow, { form: 0.45 })
  b.shape(ellipse(-32, -13, 9, 6.6), local.timber, { form: 0.5, line: 0.7 })
  for (const x of [30, 42]) b.shape(rect(x, -10, 7, 15), local.yellow, { form: 0.5, line: 0.8 })
}

export function stone(b: Brush): void {
  b.cast(3, 0, 52, 7)
  b.shape(blob([0, -24, 46, 27], { chance: b.chance, by: 0.14, knots: 8 }), local.stone, { form: 0.5 })
  b.shape(blob([34, -9, 20, 12], { chance: b.chance, by: 0.14, knots: 7 }), local.rock, { form: 0.5 })
}

/** A thing whose word is unknown: a quiet still life of a draped form, a ball and a vessel, as in a drawing class. */
export function thing(b: Brush, subject: Subject): void {
  const tone = coloured(subject.colour, b.chance.pick([local.red, local.teal, local.yellow, local.navy, local.rose]))
  const kind = Math.floor(b.chance.next() * 3)
  b.cast(4, 0, 52, 7)
  if (kind === 0)
    b.shape(curve([-26, 0, -32, -34, -14, -66, -14, -92, 16, -92, 14, -66, 32, -34, 26, 0], true, 4), local.cream, { form: 0.48 })
  if (kind === 1) b.shape([-34, 0, -34, -64, 20, -70, 34, -58, 34, 0], local.cream, { form: 0.48 })
  if (kind === 2) b.shape(curve([-40, 0, -30, -44, -6, -88, 10, -84, 30, -40, 40, 0], true, 4), local.cream, { form: 0.48 })
  b.shape(ellipse(30, -22, 23, 22), tone, { form: 0.5 })
}
