import type { Brush } from './brush.ts'
import { mix } from './colour.ts'
import { bust, handOf } from './figure.ts'
import { local } from './local-colours.ts'
import type { Stage } from './places/place.ts'
import type { Subject, SubjectKind } from './scene.ts'
import { subjectPainters } from './subjects/catalog.ts'

const held: ReadonlySet<SubjectKind> = new Set([
  'lantern',
  'book',
  'cup',
  'letter',
  'key',
  'bottle',
  'box',
  'hammer',
  'saw',
  'brush',
  'flower',
  'pot',
])

/** Where a subject stands: its foot, and frame units for its 100. */
interface Spot {
  readonly subject: Subject
  readonly x: number
  readonly y: number
  readonly size: number
  readonly z: number
}

/** Paints the subjects, far ones first, as the framing asks: small in a large place, to the waist, or one thing large. */
export function stageSubjects(b: Brush, stage: Stage): void {
  const spots = spotsOf(stage)
  if (
    stage.scene.framing === 'close' &&
    stage.scene.place !== 'bench' &&
    !spots.some(({ subject }) => subject.kind === 'person' || subjectPainters[subject.kind].on !== 'ground')
  )
    ledge(b, stage)
  for (const spot of spots.toSorted((one, other) => other.z - one.z)) {
    const { subject } = spot
    const own = b
      .own(`${subject.kind} ${subject.word}`)
      .deep(spot.z * 0.9)
      .at(spot.x, spot.y, spot.size / 100, subject.flip)
    if (subject.kind === 'person' && stage.scene.framing === 'close') bust(own, subject)
    else subjectPainters[subject.kind].paint(own, subject)
  }
}

function spotsOf(stage: Stage): Spot[] {
  const { scene } = stage
  if (scene.place === 'bench' && scene.framing !== 'close') return scene.subjects.map((subject) => benchSpot(subject, stage))
  const carrier = scene.subjects.find((subject) => subject.kind === 'person')
  // Close on a face, what stands on the ground beside it is out of the frame.
  const inFrame =
    carrier === undefined
      ? scene.subjects.slice(0, 3)
      : scene.subjects.filter((one) => one.kind === 'person' || subjectPainters[one.kind].on !== 'ground').slice(0, 4)
  const many = scene.framing === 'close' ? inFrame : scene.subjects
  return many.map((subject, index) => {
    const spot = spotFor(subject, index, stage)
    return carrier !== undefined && held.has(subject.kind) && scene.framing !== 'close'
      ? inHand(spot, spotFor(carrier, scene.subjects.indexOf(carrier), stage))
      : spot
  })
}

function spotFor(subject: Subject, index: number, stage: Stage): Spot {
  switch (stage.scene.framing) {
    case 'wide':
      return wideSpot(subject, stage)
    case 'medium':
      return mediumSpot(subject, index, stage)
    case 'close':
      return closeSpot(subject, index, stage)
  }
}

function inHand(spot: Spot, by: Spot): Spot {
  const [x, y] = handOf(by.subject)
  const child = by.subject.child ? 0.66 : 1
  const unit = (by.size / 100) * child
  return {
    ...spot,
    x: by.x + x * unit * (by.subject.flip ? -1 : 1),
    y: by.y + y * unit + spot.size * 0.12,
    z: by.z - 0.001,
    size: by.size * 0.24,
  }
}

function benchSpot(subject: Subject, { width, height, horizon }: Stage): Spot {
  const top = height * 0.93 - horizon
  const unit = Math.min(width * 0.56, height) * 0.36
  const relative = subject.kind === 'person' ? 2 : subject.kind === 'plank' ? 1.12 : subjectPainters[subject.kind].size > 1.2 ? 0.9 : 0.74
  return { subject, x: width * subject.x, y: horizon + top * (0.16 + 0.8 * (1 - subject.z)), size: unit * relative, z: subject.z * 0.12 }
}

function wideSpot(subject: Subject, stage: Stage): Spot {
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
  const foot =
    scene.place === 'room'
      ? horizon + (floor - horizon) * (0.55 + 0.45 * (1 - subject.z))
      : horizon + (floor - horizon) * (1 - subject.z) ** 1.45
  const adult = scene.place === 'room' ? height * 0.46 : (foot - horizon) / 1.06
  const free = scene.place === 'space' || (scene.place === 'underwater' && subject.kind !== 'person')
  const y = free ? height * (0.42 + subject.z * 0.5) : foot
  return {
    subject,
    x: width * subject.x,
    y,
    size: free ? Math.min(270, size * 130) : size * Math.max(24, adult) * (size > 2 ? narrow : 1),
    z: free ? 0.05 : subject.z * 0.75,
  }
}

function mediumSpot(subject: Subject, index: number, stage: Stage): Spot {
  const { width, height } = stage
  const { on, size, tall, half } = subjectPainters[subject.kind]
  const adult = Math.min(height * 1.42, width * 1.9)
  if (on === 'sky') return { ...wideSpot(subject, stage), size: size * 90 }
  if (subject.kind === 'person')
    return {
      subject: index > 0 && subject.pose === 'look' ? { ...subject, pose: 'stand' } : subject,
      x: spread(subject.x, width, 1.5),
      y: height * 0.1 + adult * (subject.child ? 0.78 : subject.pose === 'sit' || subject.pose === 'kneel' ? 0.82 : 1.02),
      size: adult,
      z: 0.02 + index * 0.001,
    }
  if (on === 'water' || size > 2.4) return nearer(subject, stage)
  const beside = stage.scene.subjects.find((other) => other.kind === 'person')
  const alone = beside === undefined
  const fit = (Math.min(width, height) * 0.56) / Math.max(tall, half * 1.6)
  const own = alone ? fit * 100 : Math.min(size * adult * 0.7, fit * 100)
  return {
    subject,
    x: spread(subject.x + (beside === undefined ? 0 : subject.x < beside.x ? -0.17 : 0.17), width, 1.25),
    y: height * (alone ? 0.88 : 0.97),
    size: own,
    z: 0.01,
  }
}

/** A far thing behind a near person: only a little larger than in a wide frame. */
function nearer(subject: Subject, stage: Stage): Spot {
  const far = wideSpot(subject, stage)
  return { ...far, size: far.size * 1.35, y: far.y + (far.y - stage.horizon) * 0.3 }
}

function closeSpot(subject: Subject, index: number, stage: Stage): Spot {
  const { width, height, scene } = stage
  const { on, tall, half } = subjectPainters[subject.kind]
  const least = Math.min(width, height)
  if (on === 'sky') return wideSpot(subject, stage)
  if (on === 'water' && scene.subjects.some((other) => other.kind === 'person')) return nearer(subject, stage)
  const withHands = scene.subjects.some((other) => other.kind === 'hands')
  if (subject.kind === 'person') {
    const people = scene.subjects.filter((other) => other.kind === 'person').length
    const size = least * (people > 1 ? 0.46 : 0.56)
    return {
      subject,
      x: spread(subject.x, width, people > 1 ? 1.7 : 0.7),
      y: height * (subject.child ? 0.78 : 0.66),
      size: subject.child ? size * 0.86 : size,
      z: 0.02,
    }
  }
  const size = ((least * (withHands ? 0.42 : 0.56)) / Math.max(tall, half * 1.7)) * 100
  const middle = width * (withHands ? 0.5 : 0.5 + (subject.x - 0.5) * 0.5)
  if (subject.kind === 'hands') return { subject, x: middle, y: height * 0.64, size: least * 0.6, z: 0 }
  return {
    subject,
    x: middle + index * (withHands ? 0 : width * 0.16),
    y: height * (withHands ? 0.72 : 0.84),
    size,
    z: 0.02 + index * 0.01,
  }
}

function spread(x: number, width: number, by: number): number {
  return width * Math.max(0.14, Math.min(0.86, 0.5 + (x - 0.5) * by))
}

/** Something for a large single thing to stand on. */
function ledge(b: Brush, stage: Stage): void {
  const { width, height, scene } = stage
  const stuff =
    scene.place === 'room' ? local.wood : scene.features.includes('pier') || scene.features.includes('harbour') ? local.plank : local.stone
  const y = height * 0.76
  b.own('ledge').shape(
    [-40, y + 6, width * 0.4, y, width + 40, y + 5, width + 40, height + 40, -40, height + 40],
    mix(stuff, local.timber, 0.2),
    { form: 0.4 },
  )
}
