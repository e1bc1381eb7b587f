import type { Brush } from './brush.ts'
import { chance, hashOf } from './chance.ts'
import { mix, type Rgb } from './colour.ts'
import { head } from './head.ts'
import { clothes, coloured, hairs, local, skins } from './local-colours.ts'
import { curve, limb } from './path.ts'
import type { Subject } from './scene.ts'

/** What a person looks like: drawn from the name, so that it stays the same on a whole board. */
interface Person {
  readonly coat: Rgb
  readonly legs: Rgb
  readonly skin: Rgb
  readonly hair: Rgb
  readonly hat: Rgb | undefined
  readonly long: boolean
  readonly woman: boolean
  readonly child: boolean
  readonly beard: boolean
  readonly scarf: Rgb | undefined
}

function personOf(subject: Subject): Person {
  const luck = chance(hashOf(subject.word))
  const old = /grand|old|keeper|captain|wizard|monk/.test(subject.word)
  const coat = coloured(subject.colour, luck.pick(clothes))
  const scarfed = luck.next() < 0.5
  return {
    coat,
    legs: luck.pick([local.navy, local.timber, local.dark, local.slate]),
    skin: luck.pick(skins),
    hair: old ? mix(local.white, local.slate, 0.25) : luck.pick(hairs),
    hat: subject.hat || luck.next() < 0.3 ? luck.pick([local.navy, local.timber, local.yellow, local.teal]) : undefined,
    long: subject.woman || luck.next() < 0.5,
    woman: subject.woman,
    child: subject.child,
    beard: old && !subject.woman,
    scarf: scarfed ? luck.pick([local.yellow, local.red, local.cream, local.teal]) : undefined,
  }
}

/** Joint angles in radians from straight down, forward positive. */
interface Gesture {
  readonly lean: number
  readonly sink: number
  readonly legs: readonly [number, number, number, number]
  readonly arms: readonly [number, number, number, number]
}

const gestures: Readonly<Record<Subject['pose'], Gesture>> = {
  stand: { lean: 0.02, sink: 0, legs: [0.08, 0.02, -0.1, -0.06], arms: [0.12, 0.3, -0.14, 0.06] },
  walk: { lean: 0.09, sink: 1, legs: [0.46, 0.24, -0.4, -0.66], arms: [-0.5, -0.22, 0.44, 0.8] },
  run: { lean: 0.28, sink: 3, legs: [0.95, 0.1, -0.55, -1.35], arms: [-0.9, 0.3, 0.75, 1.9] },
  sit: { lean: 0.06, sink: 25, legs: [1.42, 0.04, 1.3, -0.1], arms: [0.42, 1.15, 0.3, 1] },
  reach: { lean: 0.14, sink: 0, legs: [0.16, 0.1, -0.2, -0.18], arms: [1.55, 1.75, 0.3, 0.7] },
  kneel: { lean: 0.22, sink: 25, legs: [1.35, -0.06, 0.1, -1.5], arms: [0.75, 1.2, 0.5, 1.1] },
  look: { lean: -0.02, sink: 0, legs: [0.1, 0.04, -0.12, -0.08], arms: [1.62, 3.8, -0.1, 0.14] },
  hold: { lean: 0.03, sink: 0, legs: [0.1, 0.04, -0.12, -0.08], arms: [0.5, 1.5, 0.36, 1.3] },
  back: { lean: 0, sink: 0, legs: [0.1, 0.06, -0.1, -0.06], arms: [0.2, 0.16, -0.2, -0.16] },
}

type Point = readonly [number, number]

function joint(from: Point, angle: number, length: number): Point {
  return [from[0] + Math.sin(angle) * length, from[1] + Math.cos(angle) * length]
}

/** Where the leading hand is, for things held; same units as `figure`. */
export function handOf(subject: Subject): Point {
  const { lean, sink, arms } = gestures[subject.pose]
  const shoulder: Point = [Math.sin(lean) * 32 + 2, -50 + sink - Math.cos(lean) * 28]
  return joint(joint(shoulder, arms[0], 16), arms[1], 15)
}

/** A person, feet at the origin, 100 units tall (a child is smaller), facing right. */
export function figure(brush: Brush, subject: Subject): void {
  const person = personOf(subject)
  const { lean, sink, legs, arms } = gestures[subject.pose]
  const lowest = Math.max(
    ...[legs.slice(0, 2), legs.slice(2)].map(([thigh = 0, shin = 0]) => -50 + sink + 24 * (Math.cos(thigh) + Math.cos(shin))),
  )
  const grown = person.child ? brush.at(0, 0, 0.66) : brush
  const b = grown.at(0, -lowest - 2.6, 1)
  const hip: Point = [0, -50 + sink]
  const neck: Point = [hip[0] + Math.sin(lean) * 32, hip[1] - Math.cos(lean) * 32]
  const shoulder: Point = [neck[0] + 1, neck[1] + 4]
  if (subject.pose === 'sit') seat(grown)
  else grown.cast(3, 0, 18, 2.6)
  arm(b, person, shoulder, [arms[2], arms[3]])
  leg(b, person, [hip[0] - 2, hip[1]], [legs[2], legs[3]])
  leg(b, person, [hip[0] + 2.4, hip[1]], [legs[0], legs[1]])
  body(b, person, { hip, neck, seated: sink > 20, stride: sink > 20 ? 0 : Math.abs(legs[0]) })
  head(b.at(neck[0] + Math.sin(lean) * 6, neck[1] - 8.6, person.child ? 0.088 : 0.073), person, subject.pose === 'back')
  if (person.scarf !== undefined)
    b.shape(limb([neck[0] - 4.6, neck[1] + 0.6, 2], [neck[0] + 4.8, neck[1] + 1.2, 2.2]), person.scarf, { form: 0.5, line: 0.6 })
  arm(b, person, [shoulder[0] - (subject.pose === 'back' ? 7 : 0), shoulder[1] + 1], [arms[0], arms[1]])
}

/** Head and shoulders, the chin about 100 units above the lower edge of the frame, facing right. 100 units are a head and a half. */
export function bust(b: Brush, subject: Subject): void {
  const person = personOf(subject)
  const behind = subject.pose === 'back'
  const slope = person.child ? 6 : 0
  const seam = mix(person.coat, local.dark, 0.4)
  b.shape(
    curve([-18, 4, -34, 18 + slope, -74, 34 + slope, -96, 66, -104, 190, 104, 190, 92, 64, 68, 34 + slope, 32, 18 + slope, 18, 4], true, 5),
    person.coat,
    { form: 0.45 },
  )
  for (const [x, to] of [
    [-62, -70],
    [62, 66],
  ] as const)
    b.line(curve([x, 84, x - 1, 110, to, 180], false), 2.4, seam, 0.8)
  if (!behind) {
    b.line(curve([6, 42, 8, 90, 6, 180], false), 2.2, seam, 0.8)
    b.shape(curve([-30, 16, -8, 22, 4, 46, -14, 58, -40, 34], true, 4), mix(person.coat, local.dark, 0.16), { form: 0.4 })
    b.shape(curve([32, 16, 18, 24, 6, 46, 20, 58, 40, 34], true, 4), mix(person.coat, local.dark, 0.1), { form: 0.4 })
  }
  head(b.at(2, -44, 0.46), person, behind)
  if (person.scarf === undefined) return
  b.shape(curve([-34, 2, -26, -8, 0, -4, 26, -8, 35, 2, 32, 18, 4, 26, -30, 20], true, 5), person.scarf, { form: 0.5 })
  b.shape(curve([10, 20, 24, 18, 32, 60, 28, 88, 12, 86, 14, 50], true, 4), person.scarf, { form: 0.5 })
  b.line(curve([-28, 8, 0, 13, 30, 7], false), 1.8, mix(person.scarf, local.dark, 0.4), 0.7)
}

function seat(b: Brush): void {
  b.cast(0, 0, 24, 3)
  b.shape([-13, 0, -12, -21, 11, -21, 12, 0], local.wood, { form: 0.5 })
  b.line([-12, -11, 0, -10.5, 11, -11], 0.9, local.timber, 0.8)
}

function leg(b: Brush, person: Person, hip: Point, [thigh, shin]: readonly [number, number]): void {
  const knee = joint(hip, thigh, 24)
  const ankle = joint(knee, shin, 24)
  b.shape(limb([hip[0], hip[1], 5], [knee[0], knee[1], 3.8]), person.legs, { form: 0.5, line: 0.8 })
  b.shape(limb([knee[0], knee[1], 3.8], [ankle[0], ankle[1], 2.5]), person.legs, { form: 0.5, line: 0.8 })
  b.shape(
    curve(
      [
        ankle[0] - 3,
        ankle[1] - 2,
        ankle[0] + 2,
        ankle[1] - 2,
        ankle[0] + 8.4,
        ankle[1] + 1,
        ankle[0] + 8,
        ankle[1] + 2.6,
        ankle[0] - 3.4,
        ankle[1] + 2.6,
      ],
      true,
      3,
    ),
    local.dark,
    { form: 0.5, line: 0.7 },
  )
}

function arm(b: Brush, person: Person, shoulder: Point, [upper, fore]: readonly [number, number]): void {
  const elbow = joint(shoulder, upper, 16)
  const wrist = joint(elbow, fore, 13)
  const hand = joint(wrist, fore, 2.6)
  const sleeve = mix(person.coat, local.dark, 0.1)
  b.shape(limb([wrist[0], wrist[1], 1.9], [hand[0], hand[1], 2.3]), person.skin, { form: 0.4, line: 0.6 })
  b.shape(limb([elbow[0], elbow[1], 3.3], [wrist[0], wrist[1], 2.7]), sleeve, { form: 0.5, line: 0.8 })
  b.shape(limb([shoulder[0], shoulder[1], 4.4], [elbow[0], elbow[1], 3.4]), sleeve, { form: 0.5, line: 0.8 })
}

function body(b: Brush, person: Person, pose: { hip: Point; neck: Point; seated: boolean; stride: number }): void {
  const [hx, hy] = pose.hip
  const [nx, ny] = pose.neck
  const flare = (person.woman ? 4.5 : 1.5) + pose.stride * 5
  const hem = pose.seated ? 5 : person.long ? 21 : 9
  const sway = pose.stride > 0.3 ? -3 : 0
  const outline = [
    nx - 3,
    ny - 1.4,
    nx - 9.4,
    ny + 3.4,
    nx - 9.8,
    ny + 11,
    hx - 6.4,
    hy - 8,
    hx - 7.4 - flare * 0.5,
    hy + 3,
    hx - 8 - flare + sway,
    hy + hem,
    hx + sway * 0.5,
    hy + hem + 1.4,
    hx + 8 + flare,
    hy + hem - 1,
    hx + 7.4 + flare * 0.4,
    hy + 2,
    hx + 6.2,
    hy - 8,
    nx + 9.4,
    ny + 12,
    nx + 8.8,
    ny + 3.4,
    nx + 3,
    ny - 1.4,
  ]
  b.shape(curve(outline, true, 4), person.coat, { form: 0.5 })
  if (b.size < 1.2) return
  const seam = mix(person.coat, local.dark, 0.4)
  b.line([nx + 2, ny + 3, nx + 3, (ny + hy) / 2, hx + 3 + sway * 0.3, hy + hem - 2], 0.8, seam, 0.8)
  b.line([nx - 2, ny + 1, nx + 2.4, ny + 6.5, nx + 5.2, ny + 1.4], 1, seam, 0.8)
  b.line([hx - 6, hy - 5, hx, hy - 3.6, hx + 6.2, hy - 5.4], 1.2, seam, 0.7)
}
