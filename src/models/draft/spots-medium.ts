import { mirrored, toLight } from './camera.ts'
import { adultSize, peopleIn, personSpot } from './people-medium.ts'
import { has, type Stage } from './places/place.ts'
import { tableTop } from './places/table.ts'
import type { Subject } from './scene.ts'
import type { Spot } from './spot.ts'
import { lampRoomSpot, wideSpot } from './spots-wide.ts'
import { subjectPainters } from './subjects/catalog.ts'

/** Where a subject stands in a medium frame: people from the knees or the waist up, things in scale beside them. */
export function mediumSpot(subject: Subject, index: number, stage: Stage): Spot {
  if (subject.kind === 'person') return personSpot(subject, stage)
  return fixedSpot(subject, stage) ?? thingSpot(subject, index, stage)
}

/** Things whose place the room or the sea itself gives. */
function fixedSpot(subject: Subject, stage: Stage): Spot | undefined {
  const { width, height, scene } = stage
  const { on, size } = subjectPainters[subject.kind]
  if (on === 'sky') return { ...wideSpot(subject, stage), size: size * 90 }
  if (scene.place === 'lamproom' && subject.kind === 'lens')
    return { ...lampRoomSpot(subject, stage), x: mirrored(stage, width * 0.64), size: height * 0.92, y: height * 1.02 }
  const top = tableTop(stage)
  if (subject.at === 'table' && top !== undefined) {
    const at = scene.subjects.filter((one) => one.at === 'table' && one.kind !== 'person').findIndex((one) => one.word === subject.word)
    const sits = top.right - top.left > width
    const shares = [0.5, 0.32, 0.7]
    const x = sits
      ? sitterX(stage) +
        (subject.kind === 'cup'
          ? 0
          : subject.kind === 'lantern'
            ? sitterWay(stage) * width * 0.2
            : sitterWay(stage) * -width * 0.14 * Math.max(1, at))
      : top.left + (top.right - top.left) * (shares[Math.max(0, at) % 3] ?? 0.5)
    return { subject, x, y: top.y + 26, size: Math.min(subject.kind === 'cup' ? 0.1 : 0.2, size) * adultSize(stage), z: 0.02, front: true }
  }
  if (scene.place === 'sea' && subject.kind === 'lighthouse') {
    const far = wideSpot(subject, stage)
    return has(stage, 'rock') ? { ...far, size: height * 0.74, x: far.x } : { ...far, size: far.size * 1.12, y: far.y + 8 }
  }
  if (scene.place === 'tower' && subject.at === 'floor')
    return { subject, x: mirrored(stage, width * 0.624), y: height * 0.642, size: size * height * 0.62, z: 0.02 }
  if (subject.kind === 'boat' && has(stage, 'quay')) return quayBoat(subject, stage)
  if (scene.place === 'cave' && (subject.kind === 'bear' || subject.kind === 'lantern')) {
    const spot = wideSpot(subject, stage)
    return subject.kind === 'bear'
      ? {
          ...spot,
          size: spot.size * (subject.at === 'bed' ? 1 : 1.2),
          y: subject.at === 'bed' ? height * 0.72 : height * 0.98,
          z: subject.at === 'bed' ? 0.2 : 0.05,
        }
      : spot
  }
  return undefined
}

function sitterX(stage: Stage): number {
  const people = peopleIn(stage)
  const sitter = people.find((one) => one.at === 'table' || one.pose === 'sit')
  const spot = sitter === undefined ? undefined : personSpot(sitter, stage)
  return spot === undefined ? stage.width * 0.4 : spot.x + (spot.subject.flip ? -60 : 60)
}

/** Towards the middle of the table, seen from the one who sits at it. */
function sitterWay(stage: Stage): 1 | -1 {
  return sitterX(stage) > stage.width / 2 ? -1 : 1
}

function quayBoat(subject: Subject, stage: Stage): Spot {
  const { width, height } = stage
  if (subject.at === 'far') return { subject, x: mirrored(stage, width * 0.86), y: height * 0.8, size: width * 0.26, z: 0.16 }
  const pushed = stage.scene.subjects.some((one) => one.pose === 'push')
  return pushed
    ? {
        subject: { ...subject, flip: stage.scene.light < 0.5 },
        x: mirrored(stage, width * 0.84),
        y: height * 0.97,
        size: width * 0.42,
        z: 0.02,
      }
    : { subject, x: mirrored(stage, width * 0.8), y: height * 0.78, size: width * 0.24, z: 0.2 }
}

function thingSpot(subject: Subject, index: number, stage: Stage): Spot {
  const { width, height } = stage
  const { on, size, tall, half } = subjectPainters[subject.kind]
  const people = peopleIn(stage)
  if (on === 'water' || size > 2.4) {
    const far = wideSpot(subject, stage)
    const lead = index === 0 && people.length === 0
    const fit = lead ? Math.max(far.size * 1.35, ((height * 0.7) / Math.max(tall, half * 1.3)) * 100) : far.size * 1.35
    return {
      ...far,
      size: Math.min(fit, ((height * 0.95) / tall) * 100),
      y: Math.min(height * 0.93, far.y + (far.y - stage.horizon) * (lead ? 0.9 : 0.3)),
    }
  }
  const alone = people.length === 0
  const fit = ((Math.min(width, height) * 0.62) / Math.max(tall, half * 1.5)) * 100
  const things = stage.scene.subjects.filter((one) => one.kind !== 'person')
  const at = things.indexOf(subject)
  if (subject.kind === 'chair') {
    const sitter = people.find((one) => one.pose === 'sit')
    const seat = sitter === undefined ? undefined : personSpot(sitter, stage)
    if (seat !== undefined)
      return { subject: { ...subject, flip: seat.subject.flip }, x: seat.x, y: seat.y, size: seat.size * 0.52, z: seat.z + 0.01 }
  }
  if (subject.kind === 'dog' && people.length > 0) return dogSpot(subject, stage)
  const shares = alone ? [0.5, 0.22, 0.78, 0.36, 0.64] : [0.86, 0.66, 0.76, 0.14, 0.9, 0.56]
  const x =
    alone && things.length === 1 ? width * (0.5 + (subject.x - 0.5) * 0.5) : mirrored(stage, width * (shares[at % shares.length] ?? 0.5))
  const own = alone ? fit : Math.min(size * adultSize(stage), fit * 1.1)
  return {
    subject: { ...subject, flip: x > width / 2 },
    x,
    y: height * (alone ? 0.88 : 0.97) - (at > 2 ? 18 : 0),
    size: own,
    z: 0.015 + at * 0.001,
  }
}

/** A dog keeps to its people: between two, beside one, before many, on the quay behind those who push a boat off. */
function dogSpot(subject: Subject, stage: Stage): Spot {
  const { width, height } = stage
  const people = peopleIn(stage)
  const way = toLight(stage)
  if (people.some((one) => one.pose === 'push'))
    return {
      subject: { ...subject, pose: 'stand', flip: way < 0 },
      x: mirrored(stage, width * 0.08),
      y: height * 0.93,
      size: adultSize(stage) * 0.32,
      z: 0.08,
    }
  const child = people.findIndex((one) => one.child)
  const share = people.length === 2 ? (child === 0 ? 0.6 : child === 1 ? 0.4 : 0.5) : people.length > 2 ? 0.74 : 0.72
  return {
    subject: { ...subject, flip: way < 0 },
    x: mirrored(stage, width * share),
    y: height * 0.985,
    size: adultSize(stage) * (people.length > 2 ? 0.36 : 0.34),
    z: 0.005,
  }
}
