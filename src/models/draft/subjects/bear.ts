import type { Brush } from '../brush.ts'
import { mix } from '../colour.ts'
import { coloured, local } from '../local-colours.ts'
import { curve, ellipse, limb, rect } from '../path.ts'
import type { Subject } from '../scene.ts'

/** A bear that sits, or lies up to its chin in a bed; foot at the origin, 100 units tall. */
export function bear(b: Brush, subject: Subject): void {
  const fur = coloured(subject.colour, local.timber)
  if (subject.at === 'bed') {
    inBed(b, subject, mix(fur, local.wood, 0.35))
    return
  }
  const coat = mix(fur, local.wood, 0.35)
  b.cast(0, 0, 40, 5)
  b.shape(curve([-36, -4, -38, -34, -26, -62, 0, -70, 26, -62, 38, -34, 36, -4, 0, 2]), coat, { form: 0.5 })
  b.shape(curve([-20, -8, -21, -34, 0, -50, 21, -34, 20, -8, 0, -2]), mix(coat, local.cream, 0.25), { form: 0.4, line: 0.6 })
  for (const side of [-1, 1]) {
    b.shape(ellipse(side * 26, -6, 15, 9), coat, { form: 0.5 })
    b.shape(ellipse(side * 27, -6, 8, 5), mix(coat, local.cream, 0.4), { form: 0.3, line: 0.6 })
    b.shape(limb([side * 30, -54, 10], [side * 20, -30, 8]), coat, { form: 0.5, line: 0.8 })
  }
  muzzle(b.at(3, -74, 1), coat, false)
}

function muzzle(b: Brush, coat: readonly [number, number, number], asleep: boolean): void {
  for (const side of [-1, 1]) {
    b.shape(ellipse(side * 18, -19, 8, 8), coat, { form: 0.5 })
    b.shape(ellipse(side * 18, -18, 4, 4), mix(coat, local.cream, 0.35), { form: 0.4, line: 0.5 })
  }
  b.shape(curve([-25, 2, -22, -18, 0, -26, 22, -18, 25, 2, 14, 16, 0, 20, -14, 16]), coat, { form: 0.45 })
  b.shape(ellipse(1, 6, 12, 9), mix(coat, local.cream, 0.5), { form: 0.35, line: 0.7 })
  b.shape(curve([-4, 0, 1, -2, 6, 0, 1, 5]), local.dark, { form: 0.3, line: 0 })
  b.line(curve([-4, 9, 1, 11, 6, 9], false), 1.3, local.dark)
  for (const side of [-10, 11]) {
    if (asleep) b.line(curve([side - 4, -5, side, -3, side + 4, -5], false), 1.6, local.dark)
    else {
      b.shape(ellipse(side, -5, 4.2, 4.6), local.white, { form: 0, line: 0.6 })
      b.shape(ellipse(side + 0.6, -4.6, 2.2, 2.6), local.dark, { form: 0, line: 0 })
    }
  }
}

function inBed(b: Brush, subject: Subject, coat: readonly [number, number, number]): void {
  const asleep = subject.wears?.includes('asleep') === true
  const quilts = [local.teal, local.red, local.navy, local.yellow] as const
  const quilt = quilts[subject.word.length % 2 === 0 ? 0 : subject.word.endsWith('3') ? 3 : 1] ?? local.teal
  b.cast(0, 0, 46, 6)
  b.shape(curve([-40, 0, -40, -72, -20, -84, 20, -84, 40, -72, 40, 0], true, 3), local.wood, { form: 0.45 })
  b.shape(ellipse(0, -46, 34, 15), local.white, { form: 0.45, line: 0.7 })
  muzzle(b.at(0, -50, 1), coat, asleep)
  b.shape(curve([-40, -30, -14, -36, 14, -36, 40, -30, 43, -8, 42, 2, -42, 2, -43, -8], true, 3), quilt, { form: 0.4 })
  for (const side of [-1, 1]) b.shape(ellipse(side * 13, -34, 8, 5), coat, { form: 0.5, line: 0.7 })
  b.shape(rect(-46, -14, 92, 15), local.timber, { form: 0.45 })
}
