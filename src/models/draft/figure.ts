import type { Brush } from './brush.ts'
import { carriedThings } from './carried.ts'
import { mix, type Rgb } from './colour.ts'
import { head } from './head.ts'
import { local } from './local-colours.ts'
import { curve, limb } from './path.ts'
import { childShare, type Person, personOf, readable } from './person-look.ts'
import type { Subject } from './scene.ts'

/** How a body stands: its lean, how far the hips sink, and the angles of thigh, shin, upper arm and forearm, near side first. */
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
  raise: { lean: 0.04, sink: 0, legs: [0.12, 0.06, -0.16, -0.1], arms: [2.3, 2.75, 0.2, 0.5] },
  row: { lean: 0.24, sink: 25, legs: [1.42, 0.3, 1.3, 0.2], arms: [0.95, 1.5, 0.8, 1.4] },
  push: { lean: 0.5, sink: 3, legs: [0.5, 0.1, -0.55, -0.7], arms: [1.15, 1.5, 1, 1.4] },
  leap: { lean: 0.3, sink: -4, legs: [1.2, 0.5, -0.8, -1.2], arms: [1.9, 2.2, -0.9, -0.5] },
  back: { lean: 0, sink: 0, legs: [0.1, 0.06, -0.1, -0.06], arms: [0.2, 0.16, -0.2, -0.16] },
}

type Point = readonly [number, number]

function joint(from: Point, angle: number, length: number): Point {
  return [from[0] + Math.sin(angle) * length, from[1] + Math.cos(angle) * length]
}

/** How far the hips are lifted so that the lower foot stands on the ground. */
function lift({ sink, legs }: Gesture): number {
  const feet = [legs.slice(0, 2), legs.slice(2)].map(([thigh = 0, shin = 0]) => -50 + sink + 24 * (Math.cos(thigh) + Math.cos(shin)))
  return -Math.max(...feet) - 2.6
}

function neckOf({ lean, sink }: Gesture): Point {
  return [Math.sin(lean) * 32, -50 + sink - Math.cos(lean) * 32]
}

/** Where the leading hand is, for things held; same units as `figure`, before a child is made smaller. */
export function handOf(subject: Subject): Point {
  const gesture = gestures[subject.pose]
  const neck = neckOf(gesture)
  const [x, y] = joint(joint([neck[0] + 1, neck[1] + 5], gesture.arms[0], 16), gesture.arms[1], 15)
  return [x, y + lift(gesture)]
}

/** Middle of the head and its radius; same units as `figure`, before a child is made smaller. */
export function headOf(subject: Subject): { x: number; y: number; radius: number } {
  const gesture = gestures[subject.pose]
  const neck = neckOf(gesture)
  return { x: neck[0] + Math.sin(gesture.lean) * 6, y: neck[1] - 8.6 + lift(gesture), radius: subject.child ? 9 : 7.6 }
}

/** A person, feet at the origin, 100 units tall (a child is smaller), facing right. */
export function figure(brush: Brush, subject: Subject): void {
  const person = readable(brush, personOf(subject))
  const gesture = gestures[subject.pose]
  const { lean, sink, legs, arms } = gesture
  const grown = person.child ? brush.at(0, 0, childShare) : brush
  const b = grown.at(0, lift(gesture), 1)
  const hip: Point = [0, -50 + sink]
  const neck = neckOf(gesture)
  const shoulder: Point = [neck[0] + 1, neck[1] + 4]
  if (subject.pose === 'sit' && subject.at === undefined) seat(grown)
  else if (subject.at !== 'stairs' && subject.at !== 'boat' && subject.at !== 'bow') grown.cast(3, 0, 18, 2.6)
  arm(b, person, shoulder, [arms[2], arms[3]])
  leg(b, person, [hip[0] - 2, hip[1]], [legs[2], legs[3]])
  leg(b, person, [hip[0] + 2.4, hip[1]], [legs[0], legs[1]])
  body(b, person, { hip, neck, seated: sink > 20, stride: sink > 20 ? 0 : Math.abs(legs[0]) })
  head(
    b.at(neck[0] + Math.sin(lean) * 6, neck[1] - 8.6, person.child ? 0.092 : 0.073),
    person,
    subject.pose === 'back' || subject.wears?.includes('turned away') === true,
  )
  if (person.scarf !== undefined) scarf(b, neck, person.scarf)
  arm(b, person, [shoulder[0] - (subject.pose === 'back' ? 7 : 0), shoulder[1] + 1], [arms[0], arms[1]])
  const [hx, hy] = handOf(subject)
  carriedThings(b.at(hx, hy - lift(gesture), 1), subject, person.coat)
}

function scarf(b: Brush, [x, y]: Point, colour: Rgb): void {
  b.shape(limb([x - 5, y + 0.4, 2.6], [x + 5.2, y + 1.1, 2.8]), colour, { form: 0.45, line: 0.7 })
  b.shape(curve([x + 1, y + 2, x + 5.4, y + 2, x + 6.4, y + 12, x + 5, y + 17, x + 1, y + 16.4, x + 1.6, y + 9], true, 4), colour, {
    form: 0.5,
    line: 0.7,
  })
}

function seat(b: Brush): void {
  b.cast(0, 0, 24, 3)
  b.shape([-13, 0, -12, -21, 11, -21, 12, 0], local.wood, { form: 0.5 })
  b.line([-12, -11, 0, -10.5, 11, -11], 0.9, mix(local.wood, local.dark, 0.4), 0.8)
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
    person.boots,
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
  if (person.apron !== undefined)
    b.shape(
      curve([hx - 5, hy - 14, hx + 6, hy - 14, hx + 8 + flare * 0.5, hy + hem - 3, hx - 6 - flare * 0.5, hy + hem - 3], true, 3),
      person.apron,
      { form: 0.4, line: 0.7 },
    )
  if (b.size < 1.2) return
  const seam = mix(person.coat, local.dark, 0.4)
  b.line([nx + 2, ny + 3, nx + 3, (ny + hy) / 2, hx + 3 + sway * 0.3, hy + hem - 2], 0.8, seam, 0.8)
  b.line([nx - 2, ny + 1, nx + 2.4, ny + 6.5, nx + 5.2, ny + 1.4], 1, seam, 0.8)
  b.line([hx - 6, hy - 5, hx, hy - 3.6, hx + 6.2, hy - 5.4], 1.2, seam, 0.7)
}
