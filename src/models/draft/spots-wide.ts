import { mirrored, onScreen, toLight } from './camera.ts'
import { doorway } from './places/panes.ts'
import { has, type Stage } from './places/place.ts'
import { rockTop } from './places/sea-near.ts'
import { stairRise } from './places/tower.ts'
import { tableTop } from './places/table.ts'
import type { Subject } from './scene.ts'
import type { Spot } from './spot.ts'
import { subjectPainters } from './subjects/catalog.ts'

/** Where a subject stands in a wide frame: small in a large place, on what carries it. */
export function wideSpot(subject: Subject, stage: Stage): Spot {
  switch (stage.scene.place) {
    case 'sea':
      return seaSpot(subject, stage) ?? plainSpot(subject, stage)
    case 'tower':
      return towerSpot(subject, stage)
    case 'lamproom':
      return lampRoomSpot(subject, stage)
    case 'room':
      return roomSpot(subject, stage) ?? plainSpot(subject, stage)
    case 'cave':
      return caveSpot(subject, stage) ?? plainSpot(subject, stage)
    case 'forest':
      if (subject.at === 'door') return { subject, x: mirrored(stage, stage.width * 0.66), y: stage.height * 0.47, size: 46, z: 0.2 }
      return plainSpot(subject, stage)
    case 'lake':
    case 'mountains':
    case 'field':
    case 'village':
    case 'city':
    case 'desert':
    case 'space':
    case 'road':
    case 'underwater':
    case 'bench':
    case 'facade':
      return plainSpot(subject, stage)
  }
}

function plainSpot(subject: Subject, stage: Stage): Spot {
  const { width, height, horizon, scene } = stage
  const { on, size, tall } = subjectPainters[subject.kind]
  const narrow = Math.min(1, width / height / 1.2)
  if (on === 'sky')
    return {
      subject,
      x: width * subject.x,
      y: Math.max(tall * size * 0.74 + 14, horizon * (1 - subject.z * 0.8) + 30),
      size: size * 74,
      z: 0.25,
    }
  const floor = scene.place === 'room' ? height * 0.96 : height * 0.94
  const near = scene.place === 'city' && subject.kind === 'person' ? 0.35 : 1
  const foot =
    scene.place === 'room'
      ? horizon + (floor - horizon) * (0.55 + 0.45 * (1 - subject.z))
      : horizon + (floor - horizon) * (1 - subject.z * near) ** 1.45
  const adult = scene.place === 'room' ? height * 0.46 : (foot - horizon) / 1.06
  const free = scene.place === 'space' || (scene.place === 'underwater' && subject.kind !== 'person')
  return {
    subject,
    x: width * subject.x,
    y: free ? height * (0.42 + subject.z * 0.5) : foot,
    size: free ? Math.min(270, size * 130) : size * Math.max(24, adult) * (size > 2 ? narrow : 1),
    z: free ? 0.05 : subject.z * 0.75,
  }
}

const galleryAt: Readonly<Partial<Record<Subject['kind'], number>>> = { dog: 1 }

function seaSpot(subject: Subject, stage: Stage): Spot | undefined {
  const { width, height, horizon, scene } = stage
  const way = toLight(stage)
  if (subject.kind === 'lighthouse') {
    if (has(stage, 'gallery')) return { subject, x: mirrored(stage, width * 0.44), y: height * 1.12, size: height * 1.12, z: 0.06 }
    if (has(stage, 'rock')) {
      const [x, y] = onScreen(stage, [width * rockTop.x, height * rockTop.y])
      return { subject, x, y, size: height * 0.62, z: 0.1 }
    }
    if (has(stage, 'wave')) return { subject, x: mirrored(stage, width * 0.85), y: horizon + 12, size: height * 0.27, z: 0.55 }
    return has(stage, 'open') ? { subject, x: mirrored(stage, width * 0.18), y: horizon + 14, size: height * 0.34, z: 0.4 } : undefined
  }
  if (subject.at === 'gallery') {
    const share =
      galleryAt[subject.kind] ??
      (scene.subjects.filter((one) => one.kind === 'person').findIndex((one) => one.word === subject.word) === 0 ? -7.4 : 7.8)
    const u = (height * 1.12) / 100
    const size = height * 0.105
    return {
      subject: { ...subject, flip: share > 0, pose: 'stand' },
      x: mirrored(stage, width * 0.44) + share * u,
      y: height * 1.12 - 83 * u,
      size: subject.kind === 'dog' ? size * 0.5 : size,
      z: 0.05,
    }
  }
  if (subject.kind === 'boat') {
    if (has(stage, 'wave'))
      return { subject: { ...subject, flip: way > 0 }, x: mirrored(stage, width * 0.47), y: height * 0.56, size: width * 0.12, z: 0.16 }
    if (has(stage, 'rock'))
      return { subject: { ...subject, flip: way < 0 }, x: mirrored(stage, width * 0.27), y: height * 0.91, size: width * 0.19, z: 0.08 }
    return undefined
  }
  if (subject.kind !== 'person') return undefined
  if (subject.at === 'boat' || subject.at === 'bow') {
    const boat = scene.subjects.find((one) => one.kind === 'boat')
    const under = boat === undefined ? undefined : (seaSpot(boat, stage) ?? plainSpot(boat, stage))
    if (under !== undefined)
      return {
        subject,
        x: under.x + (subject.at === 'bow' ? 0.28 : -0.12) * under.size * (under.subject.flip ? -1 : 1),
        y: under.y - under.size * 0.03,
        size: under.size * 0.52,
        z: under.z + 0.001,
      }
  }
  return has(stage, 'rock')
    ? { subject: { ...subject, flip: way < 0 }, x: mirrored(stage, width * 0.47), y: height * 0.825, size: height * 0.29, z: 0.04 }
    : undefined
}

function towerSpot(subject: Subject, stage: Stage): Spot {
  const { width, height } = stage
  if (subject.at === 'far') return { subject, x: width * 0.57, y: stairRise(height, 2.72), size: 34, z: 0.1 }
  if (subject.kind === 'person')
    return { subject, x: width * (0.3 + (subject.x - 0.5) * 0.3), y: stairRise(height, 0.24), size: height * 0.34, z: 0.05 }
  return { subject, x: width * 0.62, y: stairRise(height, 0.42), size: subjectPainters[subject.kind].size * height * 0.3, z: 0.05 }
}

/** Where things stand in the lamp room; the lens in the middle. */
export function lampRoomSpot(subject: Subject, stage: Stage): Spot {
  const { width, height } = stage
  if (subject.kind === 'lens') return { subject, x: mirrored(stage, width * 0.56), y: height * 0.93, size: height * 0.8, z: 0.08 }
  if (subject.at === 'door')
    return {
      subject: { ...subject, flip: stage.scene.light < 0.5 },
      x: mirrored(stage, width * 0.145),
      y: height * 0.93,
      size: height * 0.5,
      z: 0.04,
    }
  const size = subject.kind === 'person' ? height * 0.56 : subjectPainters[subject.kind].size * height * 0.5
  return { subject, x: mirrored(stage, width * (0.2 + subject.x * 0.2)), y: height * 0.95, size, z: 0.03 }
}

function roomSpot(subject: Subject, stage: Stage): Spot | undefined {
  const { width, height, horizon, scene } = stage
  const light = Math.max(scene.light, 1 - scene.light)
  if (subject.kind === 'person' && subject.at === 'window')
    return {
      subject: { ...subject, flip: scene.light < 0.5 },
      x: mirrored(stage, width * (light - 0.1)),
      y: horizon + (height - horizon) * 0.3,
      size: height * 0.46,
      z: 0.06,
    }
  if (subject.kind === 'person' && subject.at === 'door') {
    const door = doorway(stage)
    return { subject, x: mirrored(stage, door.x + door.wide / 2), y: door.foot + 16, size: height * 0.46, z: 0.06 }
  }
  const top = tableTop(stage)
  if (subject.at === 'table' && subject.kind !== 'person' && top !== undefined)
    return {
      subject,
      x: top.middle + (subject.kind === 'cup' ? -40 : subject.kind === 'book' ? -10 : 46),
      y: top.y,
      size: subjectPainters[subject.kind].size * height * 0.3,
      z: 0.02,
      front: true,
    }
  return undefined
}

function caveSpot(subject: Subject, stage: Stage): Spot | undefined {
  const { width, height, scene } = stage
  const kin = scene.subjects.filter((one) => one.kind === subject.kind)
  const index = kin.findIndex((one) => one.word === subject.word)
  if (subject.kind === 'bear') {
    const share = (index + 1) / (kin.length + 1)
    if (subject.at === 'bed')
      return {
        subject: { ...subject, flip: false },
        x: mirrored(stage, width * (0.06 + share * 0.74)),
        y: height * (0.86 + (index % 2) * 0.05),
        size: height * 0.36,
        z: 0.08 - index * 0.01,
      }
    return {
      subject: { ...subject, flip: share > 0.5 },
      x: mirrored(stage, width * (share * 0.72)),
      y: height * 0.9,
      size: height * 0.46,
      z: 0.06,
    }
  }
  if (subject.kind === 'lantern') return { subject, x: mirrored(stage, width * (0.3 + index * 0.28)), y: height * 0.5, size: 44, z: 0.12 }
  if (subject.kind === 'person')
    return {
      subject: { ...subject, flip: scene.light > 0.5 },
      x: mirrored(stage, width * 0.88),
      y: height * 0.93,
      size: height * 0.56,
      z: 0.02,
    }
  return undefined
}
