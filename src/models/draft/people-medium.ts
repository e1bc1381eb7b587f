import { mirrored, onScreen, toLight } from './camera.ts'
import { headOf } from './figure.ts'
import { childShare } from './person-look.ts'
import { doorway } from './places/panes.ts'
import { has, type Stage } from './places/place.ts'
import type { Subject } from './scene.ts'
import type { Spot } from './spot.ts'

/** The people of a scene, in the order in which they are told. */
export function peopleIn(stage: Stage): readonly Subject[] {
  return stage.scene.subjects.filter((one) => one.kind === 'person')
}

/** Units for an adult: smaller the more people share the frame. */
export function adultSize(stage: Stage): number {
  const { width, height } = stage
  const people = peopleIn(stage)
  if (people.length > 0 && people.every((one) => one.pose === 'kneel')) return Math.min(height * 1.04, width * 0.7)
  const full = people.length > 2 ? 1.02 : people.length === 2 ? 1.22 : 1.4
  return Math.min(height * full, width * 1.7)
}

const slots: Readonly<Record<number, readonly number[]>> = {
  1: [0.42],
  2: [0.34, 0.66],
  3: [0.22, 0.78, 0.5],
  4: [0.14, 0.38, 0.62, 0.86],
  5: [0.12, 0.3, 0.68, 0.88, 0.49],
  6: [0.08, 0.26, 0.42, 0.6, 0.76, 0.92],
}

/** Where a person stands in a medium frame, and which way they look. */
export function personSpot(given: Subject, stage: Stage): Spot {
  const { width, height, scene } = stage
  const people = peopleIn(stage)
  const place = Math.max(
    0,
    people.findIndex((one) => one.word === given.word),
  )
  const row = slots[Math.min(6, people.length)] ?? [0.5]
  const moved = people.length === 1 ? (given.x - 0.5) * 0.35 : 0
  const share = (row[place % row.length] ?? 0.5) + moved
  const inside = scene.place === 'room'
  const facing =
    people.length === 1 ? (toLight(stage) > 0 ? share > 0.6 : share < 0.4) || (toLight(stage) < 0 && share <= 0.6) : share > 0.5
  const subject: Subject = {
    ...given,
    flip: facing,
    pose: (inside || people.length > 1) && given.pose === 'look' ? 'stand' : given.pose === 'leap' ? 'leap' : given.pose,
  }
  const size = adultSize(stage)
  const stand: Spot = footed({ subject, x: mirrored(stage, width * share), y: 0, size, z: 0.03 + place * 0.001 }, people, height)
  if (has(stage, 'quay') && people.some((one) => one.pose === 'push'))
    return { ...stand, subject: { ...subject, flip: toLight(stage) < 0 }, x: mirrored(stage, width * (0.42 - place * 0.22)) }
  if (scene.features.includes('aboard')) return aboard(stand, stage, place)
  if (subject.at === 'window' && inside) return atWindow(stand, stage)
  if (subject.at === 'door' && inside) {
    const [x] = onScreen(stage, [doorway(stage).x + doorway(stage).wide * 0.55, 0])
    return { ...stand, subject: { ...subject, flip: toLight(stage) < 0 }, x }
  }
  if (scene.place === 'facade')
    return { ...stand, x: mirrored(stage, width * 0.44), subject: { ...subject, flip: toLight(stage) > 0 && subject.pose !== 'hold' } }
  if (scene.place === 'lamproom') return { ...stand, x: mirrored(stage, width * 0.24), subject: { ...subject, flip: toLight(stage) < 0 } }
  if (scene.place === 'tower') return onStairs(stand, stage)
  if (subject.at === 'behind') return { ...stand, size: size * 0.82, y: stand.y - size * 0.12, z: 0.12 }
  if (subject.at === 'front') return { ...stand, x: width * 0.5, size: size * 1.16, y: stand.y + size * 0.12, z: 0.01 }
  if (subject.pose === 'kneel' || (subject.pose === 'sit' && scene.place !== 'room')) return low(stand, stage)
  return people.length > 3 ? { ...stand, z: 0.05 + (place % 2) * 0.02, size: size * (place % 2 === 0 ? 0.92 : 1) } : stand
}

/** Feet so low that the heads of all are in the frame; a child alone is seen from its own height. */
function footed(spot: Spot, people: readonly Subject[], height: number): Spot {
  const { subject } = spot
  const sits = subject.pose === 'sit' || subject.at === 'table'
  const seated: Subject = sits ? { ...subject, pose: 'sit' } : subject
  const alone = people.every((one) => one.child)
  const size = alone ? spot.size * 1.14 : spot.size
  const u = (size / 100) * (subject.child ? childShare : 1)
  const { y, radius } = headOf(seated)
  const top = sits ? (subject.child ? 0.3 : 0.2) : alone ? 0.17 : 0.1
  if (sits || alone || !subject.child) return { ...spot, subject: seated, size, y: height * top - (y - radius * 1.3) * u }
  return { ...spot, subject: seated, size, y: height * 0.1 + size * 0.98 }
}

function atWindow(spot: Spot, stage: Stage): Spot {
  const light = Math.max(stage.scene.light, 1 - stage.scene.light)
  const [x] = onScreen(stage, [stage.width * light, 0])
  const way = toLight(stage)
  const back = peopleIn(stage).length > 1
  const size = back ? spot.size * 0.86 : spot.size * 0.94
  return {
    ...spot,
    subject: { ...spot.subject, flip: way < 0 },
    x: x - way * stage.width * (back ? 0.075 : 0.16),
    size,
    y: stage.height * 0.12 + size,
    z: back ? 0.1 : 0.04,
  }
}

function aboard(spot: Spot, stage: Stage, place: number): Spot {
  const { width, height } = stage
  const bow = spot.subject.at === 'bow'
  const count = peopleIn(stage).length
  const share = bow ? 0.74 : count === 1 ? 0.42 : 0.34 + place * 0.14
  const size = height * 1.02
  const pose = spot.subject.pose === 'row' || spot.subject.pose === 'raise' || spot.subject.pose === 'hold' ? spot.subject.pose : 'sit'
  const subject: Subject = { ...spot.subject, pose, flip: toLight(stage) < 0 }
  const foot = bow ? (pose === 'raise' ? height * 1.02 : height * 0.96) : height * 0.97
  return { ...spot, subject, x: mirrored(stage, width * share), y: foot, size, z: 0.03 }
}

function onStairs(spot: Spot, stage: Stage): Spot {
  const { width, height } = stage
  const way = toLight(stage)
  if (spot.subject.pose === 'sit')
    return {
      ...spot,
      subject: { ...spot.subject, at: 'stairs', flip: way > 0 },
      x: mirrored(stage, width * 0.45),
      size: height * 1.02,
      y: height * 0.93,
    }
  return { ...spot, subject: { ...spot.subject, flip: way < 0 }, x: mirrored(stage, width * 0.5) }
}

/** Those who kneel or sit on the ground are seen whole. */
function low(spot: Spot, stage: Stage): Spot {
  const size = Math.min(stage.height * 1.04, stage.width * 0.7) * (spot.subject.child ? 1.1 : 1)
  const among = stage.scene.subjects.some((one) => one.kind === 'bear')
  return {
    ...spot,
    size: among ? size * 0.86 : size,
    y: stage.height * 0.95,
    x: among ? mirrored(stage, stage.width * 0.83) : spot.x,
    z: 0.02,
  }
}
