import type { Stage } from './places/place.ts'
import { tableTop } from './places/table.ts'
import type { SpotName, Subject, SubjectKind } from './scene.ts'
import { clearOf, faceBox, inHand, type Spot } from './spot.ts'
import { closeSpots } from './spots-close.ts'
import { mediumSpot } from './spots-medium.ts'
import { wideSpot } from './spots-wide.ts'
import { subjectPainters } from './subjects/catalog.ts'

const holdable: ReadonlySet<SubjectKind> = new Set([
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
  'apple',
])
const elsewhere: ReadonlySet<SpotName | undefined> = new Set(['table', 'floor', 'door', 'window', 'far', 'row'])

/** Where all subjects of a scene stand in the frame. */
export function spotsOf(stage: Stage): Spot[] {
  const { scene } = stage
  if (scene.place === 'bench' && scene.framing !== 'close') return scene.subjects.map((subject) => benchSpot(subject, stage))
  if (scene.framing === 'close') return closeSpots(stage)
  const place = (subject: Subject, index: number): Spot =>
    scene.framing === 'wide' ? wideSpot(subject, stage) : mediumSpot(subject, index, stage)
  const people = scene.subjects.flatMap((subject, index) =>
    subject.kind === 'person' ? [place(holding(subject, scene.subjects), index)] : [],
  )
  const faces = people.map(faceBox)
  const things = scene.subjects.flatMap((subject, index) => {
    if (
      subject.kind === 'person' ||
      (subject.kind === 'table' && tableTop(stage) !== undefined) ||
      (subject.kind === 'boat' && scene.features.includes('aboard') && scene.framing !== 'wide')
    )
      return []
    const by = holderOf(subject, people)
    if (by !== undefined && isHeld(subject)) return [{ ...inHand(subject, by), by: by.subject }]
    const spot = place(subject, index)
    const { on, size } = subjectPainters[subject.kind]
    const near =
      spot.z < 0.3 &&
      on === 'ground' &&
      size < 1.3 &&
      subject.kind !== 'table' &&
      subject.kind !== 'chair' &&
      subject.kind !== 'bear' &&
      subject.at !== 'gallery'
    return [
      near
        ? clearOf(
            spot,
            faces.filter((face) => face.bottom <= spot.y + 400),
            stage.width,
          )
        : spot,
    ]
  })
  return [...people, ...things]
}

function isHeld(subject: Subject): boolean {
  return subject.at === 'hand' || (holdable.has(subject.kind) && !elsewhere.has(subject.at) && subject.wears?.includes('open') !== true)
}

/** Who holds a thing: the one the words name, or else the first. */
function holderOf(subject: Subject, people: readonly Spot[]): Spot | undefined {
  const by = subject.wears?.find((one) => one.startsWith('by '))?.slice(3)
  return people.find((spot) => spot.subject.word === by) ?? people[0]
}

/** Who holds a thing does so with a bent arm. */
function holding(subject: Subject, all: readonly Subject[]): Subject {
  const held = all.some((other) => other.kind !== 'person' && isHeld(other) && (other.wears?.includes(`by ${subject.word}`) ?? false))
  return held && (subject.pose === 'stand' || subject.pose === 'look') ? { ...subject, pose: 'hold' } : subject
}

function benchSpot(subject: Subject, { width, height, horizon }: Stage): Spot {
  const top = height * 0.93 - horizon
  const unit = Math.min(width * 0.56, height) * 0.36
  const relative =
    subject.kind === 'person'
      ? 2
      : subject.kind === 'plank'
        ? 1.12
        : subject.kind === 'board' || subject.kind === 'perch'
          ? 1
          : subjectPainters[subject.kind].size > 1.2
            ? 0.9
            : 0.74
  return { subject, x: width * subject.x, y: horizon + top * (0.16 + 0.8 * (1 - subject.z)), size: unit * relative, z: subject.z * 0.12 }
}
