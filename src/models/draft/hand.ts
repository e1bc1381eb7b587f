import type { Canvas, Paint } from './canvas.ts'
import type { Chance } from './chance.ts'
import type { Rgb } from './colour.ts'
import type { Manner, Palette, Tint } from './palette.ts'
import type { Path } from './path.ts'

/** How a picture looks: the hand, its colours, and where its light stands (frame units). */
export interface Look {
  readonly manner: Manner
  readonly palette: Palette
  readonly tint: Tint
  readonly sun: { readonly x: number; readonly y: number }
  /** Indoors or at night: lamps show. */
  readonly dark: boolean
}

/** How a brush is set: its origin in frame units, the size of its own unit, its facing and its depth. */
export interface Place {
  readonly x: number
  readonly y: number
  readonly size: number
  readonly flip: boolean
  readonly z: number
}

/** The sheet and the look that all brushes of a picture share. */
export interface World {
  readonly canvas: Canvas
  readonly look: Look
  readonly width: number
  readonly height: number
  /** Pixels for one frame unit. */
  readonly scale: number
}

/** What paints: a world, a chance and a setting; `flat` fills frame units. */
export interface Hand {
  readonly world: World
  readonly luck: Chance
  readonly place: Place
  readonly flat: (path: Path, from: Rgb, to: Rgb, more: Partial<Paint>) => void
}

/** Own units → frame units. */
export function moved(path: Path, place: Place): number[] {
  const across = place.flip ? -place.size : place.size
  return path.map((value, index) => (index % 2 === 0 ? place.x + value * across : place.y + value * place.size))
}

/** Least and greatest value of a path along one axis. */
export function reach(points: Path, axis: 0 | 1): [number, number] {
  let low = Infinity
  let high = -Infinity
  for (let index = axis; index < points.length; index += 2) {
    const value = points[index] ?? 0
    if (value < low) low = value
    if (value > high) high = value
  }
  return [low, high]
}
