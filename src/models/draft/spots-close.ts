import { mirrored, toLight } from './camera.ts'
import { casement } from './places/facade.ts'
import type { Stage } from './places/place.ts'
import type { Subject } from './scene.ts'
import type { Spot } from './spot.ts'
import { wideSpot } from './spots-wide.ts'
import { subjectPainters } from './subjects/catalog.ts'

/** Where the subjects of a close frame stand: faces, or hands and what they hold, or one thing large. */
export function closeSpots(stage: Stage): Spot[] {
  const { scene } = stage
  const people = scene.subjects.filter((one) => one.kind === 'person')
  if (scene.place === 'facade') return windowSpots(stage, people)
  if (people.length === 0) return scene.subjects.slice(0, 3).map((subject, index) => thingSpot(subject, index, stage))
  const lead = people.slice(0, 3).map((subject, index) => personSpot(subject, index, stage))
  const others = scene.subjects.filter((one) => one.kind !== 'person').slice(0, 4)
  return [...lead, ...others.flatMap((subject) => besideFace(subject, lead, stage))]
}

function personSpot(given: Subject, index: number, stage: Stage): Spot {
  const { width, height, scene } = stage
  const least = Math.min(width, height)
  const count = Math.min(3, scene.subjects.filter((one) => one.kind === 'person').length)
  const shares = count === 1 ? [0.5 - toLight(stage) * 0.08 + (given.x - 0.5) * 0.3] : count === 2 ? [0.28, 0.72] : [0.2, 0.8, 0.5]
  const share = shares[index] ?? 0.5
  const size = least * (count > 1 ? 0.45 : 0.56) * (given.child && count > 1 ? 0.88 : 1)
  const flip = count === 1 ? toLight(stage) < 0 !== /aside/.test(given.word) : share > 0.5
  return {
    subject: { ...given, flip },
    x: width * share,
    y: height * (given.child && count > 1 ? 0.79 : 0.66),
    size,
    z: 0.02 + index * 0.001,
    bust: true,
  }
}

/** Close on a face, only what is held up, steered or far behind is still in the frame. */
function besideFace(subject: Subject, faces: readonly Spot[], stage: Stage): Spot[] {
  const { width, height } = stage
  const { on, size } = subjectPainters[subject.kind]
  const first = faces[0]
  if (subject.kind === 'helm') return [{ subject, x: width * 0.5, y: height * 1.2, size: height * 0.62, z: 0.001, front: true }]
  if (subject.at === 'hand' && first !== undefined) {
    const x = faces.length > 1 ? width * 0.5 : first.x + (first.subject.flip ? -1 : 1) * width * 0.2
    const own = subject.kind === 'key' ? height * 0.3 : Math.min(height * 0.34, size * height * 0.62)
    return [
      {
        subject,
        x,
        y: height * (subject.kind === 'lantern' ? 0.98 : 0.9),
        size: own,
        z: 0.001,
        front: true,
        held: true,
        by: first.subject,
      },
    ]
  }
  if (on === 'sky') return [{ ...wideSpot(subject, stage) }]
  if (on === 'water') {
    const far = wideSpot(subject, stage)
    return [{ ...far, x: mirrored(stage, width * 0.86), size: far.size * 1.2 }]
  }
  return []
}

function windowSpots(stage: Stage, people: readonly Subject[]): Spot[] {
  const { x, y, wide, tall } = casement(stage)
  // The nearer shutter covers a strip of the opening on the side of the light.
  const middle = x + wide / 2 - toLight(stage) * wide * 0.08
  const faces = people.slice(0, 2).map((subject, index): Spot => ({
    subject: { ...subject, flip: index === 1 },
    x: middle + (people.length < 2 ? -0.2 : index === 0 ? -0.27 : 0.27) * wide,
    y: y + tall * (index === 0 ? 0.78 : 0.86),
    size: tall * 0.36,
    z: 0.03 + index * 0.001,
    bust: true,
  }))
  const light = stage.scene.subjects.find((one) => one.kind === 'lantern')
  return light === undefined ? faces : [...faces, { subject: light, x: middle, y: y + tall - 6, size: tall * 0.24, z: 0.001 }]
}

function thingSpot(subject: Subject, index: number, stage: Stage): Spot {
  const { width, height, scene } = stage
  const { on, tall, half } = subjectPainters[subject.kind]
  const least = Math.min(width, height)
  if (on === 'sky') return wideSpot(subject, stage)
  const hands = scene.subjects.some((other) => other.kind === 'hands')
  if (subject.kind === 'hands') return { subject, x: width * 0.5, y: height * 0.66, size: least * 0.62, z: 0 }
  if (subject.kind === 'lens')
    return { subject, x: width * 0.5, y: height * (hands ? 1.34 : 1.12), size: least * (hands ? 1.75 : 1.3), z: 0.06 }
  if (subject.kind === 'bear') return { subject, x: width * 0.5, y: height * 0.98, size: least * 0.94, z: 0.02 }
  const size = ((least * (hands ? 0.44 : 0.56)) / Math.max(tall, half * 1.7)) * 100
  const alone = scene.subjects.filter((other) => other.kind !== 'hands').length === 1
  const middle = width * (hands || !alone ? 0.5 : 0.5 + (subject.x - 0.5) * 0.5)
  const order = scene.subjects.filter((other) => other.kind !== 'hands').indexOf(subject)
  const aside = hands ? (order > 0 ? (order % 2 === 0 ? -0.34 : 0.34) : 0) : alone ? 0 : (index - 0.5) * 0.36
  return {
    subject,
    x: middle + aside * width,
    y: height * (hands ? 0.74 : 0.84),
    size: size * (!hands ? 1 : order > 0 ? 0.6 : subject.kind === 'letter' || subject.kind === 'book' ? 1.9 : 1),
    z: 0.02 + index * 0.01,
  }
}
