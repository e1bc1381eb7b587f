import type { Brush } from './brush.ts'
import { raisedHand, bust } from './bust.ts'
import { mix } from './colour.ts'
import { local } from './local-colours.ts'
import type { Stage } from './places/place.ts'
import { nearBoat, nearBoatInside, oar } from './places/sea-near.ts'
import { paintTable } from './places/table.ts'
import type { Subject } from './scene.ts'
import { handAt, type Spot } from './spot.ts'
import { spotsOf } from './spots.ts'
import { subjectPainters } from './subjects/catalog.ts'

const outdoorsWet: ReadonlySet<string> = new Set(['rain', 'storm'])
const roofed: ReadonlySet<string> = new Set(['room', 'tower', 'lamproom', 'cave', 'bench'])

/** Paints the subjects, far ones first, as the framing asks, and the furniture at the foot of the frame between them. */
export function stageSubjects(b: Brush, stage: Stage): void {
  const { scene } = stage
  const spots = spotsOf(stage).map((spot) => ({ ...spot, subject: dressed(spot.subject, stage) }))
  const near = scene.features.includes('aboard') && scene.framing === 'medium'
  if (needsLedge(spots, stage)) ledge(b, stage)
  if (near) nearBoatInside(b, stage)
  const far = spots.filter((spot) => spot.front !== true).toSorted((one, other) => other.z - one.z)
  for (const spot of far) paintSpot(b, spot)
  if (near) {
    for (const spot of spots) if (spot.subject.pose === 'row') rowed(b, spot, stage)
    nearBoat(b, stage)
  }
  paintTable(b, stage)
  for (const spot of spots) if (spot.front === true) paintSpot(b, spot)
}

/** A hood is up in the rain. */
function dressed(subject: Subject, { scene }: Stage): Subject {
  const wet = outdoorsWet.has(scene.weather) && !roofed.has(scene.place)
  const hooded = subject.kind === 'person' && wet && (subject.wears?.some((one) => /^(raincoat|hood)/.test(one)) ?? false)
  return hooded ? { ...subject, wears: [...(subject.wears ?? []), 'hood up'] } : subject
}

function paintSpot(b: Brush, spot: Spot): void {
  const { height } = b
  const { subject } = spot
  const own = b
    .own(`${subject.kind} ${subject.word}`)
    .deep(spot.z * 0.9)
    .at(spot.x, spot.y, spot.size / 100, subject.flip)
  if (spot.bust === true) bust(own, subject)
  else if (spot.held === true && spot.front === true) {
    raisedHand(b.own('hand').at(spot.x, spot.y, height / 300, spot.by?.flip ?? false), spot.by ?? subject, [-8, -2])
    subjectPainters[subject.kind].paint(own, subject)
  } else subjectPainters[subject.kind].paint(own, subject)
}

function rowed(b: Brush, spot: Spot, { height }: Stage): void {
  const [x, y] = handAt(spot)
  const way = spot.subject.flip ? -1 : 1
  oar(b.own('oar'), [x - way * 26, y - 10], [x + way * 190, height * 0.93])
}

function needsLedge(spots: readonly Spot[], { scene }: Stage): boolean {
  if (scene.framing !== 'close' || ['bench', 'facade', 'lamproom', 'lake'].includes(scene.place)) return false
  return !spots.some(({ subject }) => subject.kind === 'person' || subject.kind === 'bear' || subjectPainters[subject.kind].on !== 'ground')
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
