import type { Brush } from './brush.ts'
import { mix, type Rgb } from './colour.ts'
import { local } from './local-colours.ts'
import { curve, ellipse, limb, rect } from './path.ts'
import type { Subject } from './scene.ts'

/** What the words give a person to carry, at the hand in the units of a figure. */
export function carriedThings(b: Brush, subject: Subject, coat: Rgb): void {
  const wears = subject.wears ?? []
  if (wears.includes('basket')) basket(b)
  if (wears.includes('suitcase')) suitcase(b)
  if (wears.includes('rope')) rope(b)
  if (wears.includes('coat over arm'))
    b.shape(curve([-9, -6, 2, -8, 8, -4, 9, 16, 6, 25, -3, 24, -10, 26, -11, 8], true, 4), mix(local.teal, coat, 0.2), { form: 0.5 })
  if (wears.includes('umbrella')) umbrella(b, subject)
}

function basket(b: Brush): void {
  for (const x of [-8, 8]) b.line(curve([x, 8, x * 0.8, 1, 0, -2], false), 1.4, local.timber)
  b.shape(curve([-11, 6, 11, 6, 9, 17, -9, 17], true, 3), local.wood, { form: 0.5, line: 0.8 })
  for (const y of [9, 13]) b.line([-10, y, 0, y + 0.6, 10, y], 0.9, local.timber, 0.7)
  b.shape(ellipse(-3, 5.4, 4, 2.6), local.cream, { form: 0.4, line: 0.6 })
  b.shape(ellipse(4, 5.4, 4, 2.4), local.rose, { form: 0.4, line: 0.6 })
}

function suitcase(b: Brush): void {
  b.shape(rect(-11, 3, 22, 15), mix(local.timber, local.wood, 0.35), { form: 0.45, line: 0.8 })
  b.line([-3, 3, 0, 0.6, 3, 3], 1.4, local.dark)
  for (const x of [-7, 6]) b.line([x, 4, x, 10, x, 17], 1.2, local.dark, 0.7)
}

function rope(b: Brush): void {
  for (let turn = 0; turn < 3; turn++) b.line(curve([-4 + turn, -2, -6 + turn, 6, 0, 9 + turn, 5, 5, 3 - turn, -2], false), 1.4, local.sand)
  b.line(curve([0, 8, -10, 24, -26, 34, -44, 38], false), 1.3, local.sand)
}

function umbrella(b: Brush, subject: Subject): void {
  const paints = [local.red, local.teal, local.yellow, local.navy] as const
  const paint = paints[subject.word.length % paints.length] ?? local.red
  b.shape(limb([0, 3, 0.8], [3, -52, 0.7]), local.dark, { form: 0.4, line: 0.5 })
  b.shape(
    curve([-30, -46, -26, -62, -10, -72, 4, -74, 20, -70, 33, -58, 36, -44, 24, -49, 14, -45, 4, -49, -8, -45, -20, -49], true, 4),
    paint,
    { form: 0.45 },
  )
  for (const x of [-9, 14]) b.line(curve([4, -73, x * 0.8, -62, x, -46], false), 0.8, mix(paint, local.dark, 0.4), 0.7)
}
