import type { Brush } from '../brush.ts'
import { figure } from '../figure.ts'
import { broadTree, fir } from '../places/growth.ts'
import type { Subject, SubjectKind } from '../scene.ts'
import { ellipse } from '../path.ts'
import { bird, birds, cat, dog, fish, fox, horse, whale } from './animals.ts'
import { bear } from './bear.ts'
import { house, lighthouse } from './houses.ts'
import {
  balloon,
  book,
  bottle,
  chair,
  cup,
  fire,
  flower,
  key,
  kite,
  lamp,
  lantern,
  letter,
  pot,
  stone,
  table,
  tent,
  thing,
} from './things.ts'
import { helm, lens } from './sea-things.ts'
import { box, hammer, hands, paintBrush, plank, saw } from './tools.ts'
import { apple, board, drill, mill, perch, sandpaper } from './workshop.ts'
import { bicycle, boat, car, rocket, ship, train } from './vehicles.ts'

/** How a kind of thing is painted, and how it stands in a place. */
export interface SubjectPainter {
  readonly paint: (brush: Brush, subject: Subject) => void
  /** Size of its 100 units beside an adult of 1. */
  readonly size: number
  readonly on: 'ground' | 'water' | 'sky'
  /** Units it takes to either side. */
  readonly half: number
  /** Units it rises. */
  readonly tall: number
}

function moon(b: Brush): void {
  const { palette } = b.look
  b.glow([0, -40, 110], palette.sun, 0.4)
  b.wash(ellipse(0, -40, 40, 40), palette.sun, palette.sun)
}

function tree(b: Brush, subject: Subject): void {
  if (/pine|fir|spruce|christmas/.test(subject.word)) fir(b, false)
  else broadTree(b, false)
}

const ground = (paint: SubjectPainter['paint'], size: number, half: number, tall: number): SubjectPainter => ({
  paint,
  size,
  on: 'ground',
  half,
  tall,
})
const afloat = (paint: SubjectPainter['paint'], size: number, half: number, tall: number): SubjectPainter => ({
  paint,
  size,
  on: 'water',
  half,
  tall,
})
const aloft = (paint: SubjectPainter['paint'], size: number, half: number, tall: number): SubjectPainter => ({
  paint,
  size,
  on: 'sky',
  half,
  tall,
})

export const subjectPainters: Readonly<Record<SubjectKind, SubjectPainter>> = {
  person: ground(figure, 1, 18, 100),
  dog: ground(dog, 0.52, 56, 96),
  cat: ground(cat, 0.36, 50, 80),
  fox: ground(fox, 0.5, 66, 96),
  horse: ground(horse, 1.25, 60, 125),
  bird: ground(bird, 0.26, 58, 90),
  birds: aloft(birds, 1.6, 100, 60),
  fish: afloat(fish, 0.5, 58, 78),
  whale: afloat(whale, 4, 96, 46),
  boat: afloat(boat, 1.9, 54, 118),
  ship: afloat(ship, 5.2, 58, 84),
  car: ground(car, 2.1, 54, 50),
  train: ground(train, 2.6, 180, 72),
  bicycle: ground(bicycle, 1, 54, 72),
  lamp: ground(lamp, 0.85, 34, 98),
  lantern: ground(lantern, 0.34, 30, 98),
  table: ground(table, 0.98, 58, 70),
  chair: ground(chair, 0.62, 30, 98),
  book: ground(book, 0.34, 54, 30),
  tree: ground(tree, 2.7, 38, 100),
  flower: ground(flower, 0.42, 30, 100),
  moon: aloft(moon, 1, 44, 80),
  kite: aloft(kite, 0.8, 44, 100),
  balloon: aloft(balloon, 1.7, 48, 112),
  fire: ground(fire, 0.56, 50, 92),
  lighthouse: ground(lighthouse, 6.4, 46, 100),
  house: ground((b) => house(b), 3, 54, 100),
  tent: ground(tent, 1.3, 70, 66),
  plank: ground(plank, 0.62, 104, 26),
  box: ground(box, 0.5, 56, 66),
  hammer: ground(hammer, 0.32, 64, 36),
  saw: ground(saw, 0.4, 86, 44),
  brush: ground(paintBrush, 0.32, 66, 22),
  pot: ground(pot, 0.4, 40, 112),
  cup: ground(cup, 0.2, 50, 70),
  key: ground(key, 0.2, 52, 28),
  letter: ground(letter, 0.28, 54, 58),
  bottle: ground(bottle, 0.32, 22, 102),
  rocket: ground(rocket, 2.6, 30, 104),
  hands: ground(hands, 0.5, 90, 60),
  stone: ground(stone, 0.5, 54, 52),
  lens: ground(lens, 1.35, 30, 101),
  bear: ground(bear, 0.95, 44, 100),
  apple: ground(apple, 0.2, 54, 58),
  board: ground(board, 0.4, 30, 64),
  perch: ground(perch, 0.3, 28, 12),
  drill: ground(drill, 0.3, 70, 84),
  sandpaper: ground(sandpaper, 0.2, 60, 30),
  mill: ground(mill, 2.3, 72, 100),
  helm: ground(helm, 0.9, 56, 104),
  thing: ground(thing, 0.62, 54, 92),
}
