import { handOf, headOf } from './figure.ts'
import { childShare } from './person-look.ts'
import type { Subject } from './scene.ts'
import { subjectPainters } from './subjects/catalog.ts'

/** Where a subject stands: its foot, and frame units for its 100. */
export interface Spot {
  readonly subject: Subject
  readonly x: number
  readonly y: number
  readonly size: number
  /** Depth for its air and for what covers what: 0 near, 1 on the horizon. */
  readonly z: number
  /** Stands before the furniture at the foot of the frame. */
  readonly front?: boolean
  readonly held?: boolean
  /** Who holds it. */
  readonly by?: Subject
  readonly bust?: boolean
}

export interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

function unit(spot: Spot): number {
  return (spot.size / 100) * (spot.subject.child && spot.subject.kind === 'person' && spot.bust !== true ? childShare : 1)
}

/** The face of a person in frame units. */
export function faceBox(spot: Spot): Box {
  const u = unit(spot)
  const side = spot.subject.flip ? -1 : 1
  const { x, y, radius } = spot.bust === true ? { x: 2, y: -44, radius: 42 } : headOf(spot.subject)
  return {
    left: spot.x + (side * x - radius) * u,
    right: spot.x + (side * x + radius) * u,
    top: spot.y + (y - radius * 1.1) * u,
    bottom: spot.y + (y + radius * 1.1) * u,
  }
}

/** All that a thing takes in frame units. */
export function boxOf(spot: Spot): Box {
  const { half, tall } = subjectPainters[spot.subject.kind]
  const u = spot.size / 100
  return { left: spot.x - half * u, right: spot.x + half * u, top: spot.y - tall * u, bottom: spot.y }
}

export function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
}

/** Where the leading hand of a person is in frame units. */
export function handAt(by: Spot): [number, number] {
  const [x, y] = handOf(by.subject)
  const u = unit(by)
  return [by.x + x * u * (by.subject.flip ? -1 : 1), by.y + y * u]
}

/** A thing in the hand of a person: a lantern hangs from it, other things lie in it. */
export function inHand(subject: Subject, by: Spot): Spot {
  const [x, y] = handAt(by)
  const full = by.size * (by.subject.child ? 0.86 : 1)
  const size = full * Math.min(0.24, subjectPainters[subject.kind].size * 0.62)
  const down = subject.kind === 'lantern' ? 0.94 : subject.kind === 'key' ? 0.1 : 0.3
  return { subject: { ...subject, flip: by.subject.flip }, x, y: y + size * down, size, z: by.z - 0.001, held: true }
}

/** Moves a thing that stands before a face aside, or else makes it so small that the face is free. */
export function clearOf(spot: Spot, faces: readonly Box[], width: number): Spot {
  const free = (one: Spot): boolean => faces.every((face) => !overlap(boxOf(one), face))
  if (free(spot)) return spot
  for (const share of [0.12, 0.88, 0.5, 0.26, 0.74]) {
    const aside = { ...spot, x: width * share }
    if (free(aside)) return aside
  }
  const chin = Math.max(...faces.map((face) => face.bottom))
  const { tall } = subjectPainters[spot.subject.kind]
  return { ...spot, size: Math.max(8, Math.min(spot.size, ((spot.y - chin - 6) / tall) * 100)) }
}
