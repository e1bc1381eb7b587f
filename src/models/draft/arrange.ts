import { chance, hashOf } from './chance.ts'
import type { Scene, Subject } from './scene.ts'
import { subjectPainters } from './subjects/catalog.ts'

/** Gives every subject its place in the frame, one after the other: those placed before never move. */
export function arrange(scene: Scene): Scene {
  const placed: Subject[] = []
  for (const subject of scene.subjects) placed.push(placeOf(subject, placed, scene))
  return { ...scene, subjects: placed }
}

/** Where a new subject stands among those there are. */
export function placeOf(subject: Subject, placed: readonly Subject[], scene: Scene): Subject {
  if (scene.place === 'bench') return onBench(subject, placed)
  const luck = chance(hashOf(`${scene.seed} ${subject.kind} ${subject.word}`))
  const { on, size } = subjectPainters[subject.kind]
  const toLight = scene.light > 0.5 ? 1 : -1
  if (on === 'sky') return { ...subject, x: 0.5 + toLight * luck.between(-0.28, 0.02), z: luck.between(0.55, 0.85) }
  const same =
    subject.kind === 'person'
      ? placed.filter((other) => other.kind === 'person')
      : placed.filter((other) => other.at !== 'hand' && subjectPainters[other.kind].on === on && big(other) === size > 1.8)
  const z = on === 'water' ? (size > 3 ? 0.62 : 0.44) : size > 5 ? 0.6 : size > 2.4 ? 0.4 : size > 1.8 ? 0.24 : luck.between(0.1, 0.2)
  const first =
    on === 'water' ? 0.5 + toLight * 0.12 : size > 2.4 ? 0.5 - toLight * 0.24 : size > 1.8 ? 0.5 + toLight * 0.2 : 0.5 - toLight * 0.15
  // Water traffic keeps to the open side; figures gather on the firm side, away from the light.
  const offsets =
    on === 'water'
      ? [0, -0.3, 0.22, -0.16, 0.3]
      : size > 2.4
        ? [0, 0.5, 0.28, 0.62]
        : size > 1.8
          ? [0, -0.5, -0.25]
          : [0, 0.13, -0.15, 0.27, -0.27, 0.4]
  const offset = offsets[same.length % offsets.length] ?? 0
  const x = Math.max(0.07, Math.min(0.93, first + toLight * offset + luck.between(-0.015, 0.015)))
  const facing = same.length % 2 === 0 ? toLight < 0 : toLight > 0
  return { ...subject, x, z: z + (same.length % 2) * 0.03, flip: facing }
}

function big(subject: Subject): boolean {
  return subjectPainters[subject.kind].size > 1.8
}

const benchSlots: readonly (readonly [number, number])[] = [
  [0.5, 0.3],
  [0.24, 0.42],
  [0.77, 0.4],
  [0.38, 0.7],
  [0.64, 0.66],
  [0.13, 0.74],
  [0.88, 0.72],
  [0.36, 0.2],
  [0.66, 0.18],
  [0.5, 0.8],
]

/** Cut boards lie in a row at the back until they are used; then each is where it belongs in the work. */
function ofWork(subject: Subject, placed: readonly Subject[]): Subject {
  if (subject.at !== 'row') return { ...subject, x: 0.5, z: 0.5 - 0.001 * placed.filter((other) => other.at !== 'row').length }
  const row = placed.filter((other) => other.at === 'row').length
  return { ...subject, x: 0.1 + (row % 9) * 0.1, z: 0.96 - Math.floor(row / 9) * 0.2 }
}

function onBench(subject: Subject, placed: readonly Subject[]): Subject {
  if (subject.kind === 'board' || subject.kind === 'perch') return ofWork(subject, placed)
  const work = placed.some((other) => other.kind === 'board')
  if (work) {
    const tools = placed.filter((other) => other.kind !== 'board' && other.kind !== 'perch').length
    return {
      ...subject,
      x: [0.84, 0.16, 0.9, 0.1, 0.76, 0.24][tools % 6] ?? 0.84,
      z: 0.22 + 0.16 * Math.floor(tools / 2) - 0.05 * Math.floor(tools / 6),
    }
  }
  const planks = placed.filter((other) => other.kind === 'plank').length
  if (subject.kind === 'plank') return { ...subject, x: 0.47 + (planks % 3) * 0.018, z: Math.max(0.02, 0.82 - planks * 0.125) }
  const others = placed.filter((other) => other.kind !== 'plank').length
  const slots = planks > 0 || subject.kind === 'hands' ? benchSlots.slice(1) : benchSlots
  const [x, depth] = slots[others % slots.length] ?? [0.5, 0.3]
  return {
    ...subject,
    x: planks > 0 && depth < 0.6 ? (x > 0.5 ? 0.87 : 0.13) : x,
    z: 1 - depth - 0.06 * Math.floor(others / slots.length),
    flip: others % 2 === 1,
  }
}
