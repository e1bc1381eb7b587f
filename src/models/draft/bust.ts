import type { Brush } from './brush.ts'
import { mix } from './colour.ts'
import { head } from './head.ts'
import { local } from './local-colours.ts'
import { curve, limb } from './path.ts'
import { personOf, readable } from './person-look.ts'
import type { Subject } from './scene.ts'

/** Head and shoulders, the chin about 100 units above the lower edge of the frame, facing right. 100 units are a head and a half. */
export function bust(b: Brush, subject: Subject): void {
  const person = readable(b, personOf(subject))
  const behind = subject.pose === 'back'
  const slope = person.child ? 6 : 0
  const wide = person.child ? 0.84 : 1
  const body = b.at(0, 0, 1)
  const seam = mix(person.coat, local.dark, 0.4)
  const across = (path: readonly number[]): number[] => path.map((value, index) => (index % 2 === 0 ? value * wide : value))
  if (person.hood === 'down')
    body.shape(curve([-58, 24, -50, -16, -10, -30, 34, -18, 50, 22, 0, 40]), mix(person.coat, local.dark, 0.14), { form: 0.5 })
  body.shape(
    curve(
      across([-18, 4, -34, 18 + slope, -74, 34 + slope, -96, 66, -104, 190, 104, 190, 92, 64, 68, 34 + slope, 32, 18 + slope, 18, 4]),
      true,
      5,
    ),
    person.coat,
    { form: 0.45 },
  )
  for (const [x, to] of [
    [-62, -70],
    [62, 66],
  ] as const)
    body.line(curve([x * wide, 84, x * wide - 1, 110, to * wide, 180], false), 2.4, seam, 0.8)
  if (!behind) {
    body.line(curve([6, 42, 8, 90, 6, 180], false), 2.2, seam, 0.8)
    body.shape(curve([-30, 16, -8, 22, 4, 46, -14, 58, -40, 34], true, 4), mix(person.coat, local.dark, 0.16), { form: 0.4 })
    body.shape(curve([32, 16, 18, 24, 6, 46, 20, 58, 40, 34], true, 4), mix(person.coat, local.dark, 0.1), { form: 0.4 })
    if (person.apron !== undefined) body.shape(curve([-36, 60, 40, 60, 46, 190, -44, 190], true, 3), person.apron, { form: 0.4 })
  }
  head(b.at(2, -44, 0.46), person, behind)
  if (person.scarf === undefined) return
  body.shape(curve([-34, 2, -26, -8, 0, -4, 26, -8, 35, 2, 32, 18, 4, 26, -30, 20], true, 5), person.scarf, { form: 0.5 })
  body.shape(curve([10, 20, 24, 18, 32, 60, 28, 88, 12, 86, 14, 50], true, 4), person.scarf, { form: 0.5 })
  body.line(curve([-28, 8, 0, 13, 30, 7], false), 1.8, mix(person.scarf, local.dark, 0.4), 0.7)
}

/** A forearm and a hand that come in from below to a point near the breast, for what is shown close to a face. */
export function raisedHand(b: Brush, subject: Subject, to: readonly [number, number]): void {
  const person = readable(b, personOf(subject))
  b.shape(limb([to[0] - 46, to[1] + 150, 30], [to[0] - 14, to[1] + 34, 21]), person.coat, { form: 0.5 })
  b.shape(limb([to[0] - 12, to[1] + 30, 14], [to[0] - 2, to[1] + 6, 13]), person.skin, { form: 0.5 })
  for (let finger = 0; finger < 4; finger++)
    b.shape(limb([to[0] - 4, to[1] - 2 + finger * 8, 5.4], [to[0] + 15, to[1] - 4 + finger * 7.4, 4.4]), person.skin, {
      form: 0.5,
      line: 0.7,
    })
}
