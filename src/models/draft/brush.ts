import type { Paint } from './canvas.ts'
import { type Chance, chance, hashOf } from './chance.ts'
import { mix, type Rgb } from './colour.ts'
import { type Look, moved, type Place, reach, type World } from './hand.ts'
import { paintGlow, paintShape, type ShapeOptions } from './paint-shape.ts'
import { shown } from './palette.ts'
import { ellipse, type Path, stroke } from './path.ts'

/** The painter's hand: the same calls come out as gouache, ink or film light. Units are frame units (see `frameOf`). */
export interface Brush {
  readonly look: Look
  readonly chance: Chance
  readonly width: number
  readonly height: number
  /** Frame units for one own unit. */
  readonly size: number
  /** A brush whose origin, size and facing are those of a thing: all it paints moves along. */
  at(x: number, y: number, size: number, flip?: boolean): Brush
  /** A brush for things at this depth, 0 near to 1 on the horizon. */
  deep(z: number): Brush
  /** A brush with a chance of its own, so that things added later move nothing. */
  own(name: string): Brush
  /** A thing: lit on the side of the light, in shade on the other. */
  shape(path: Path, colour: Rgb, options?: ShapeOptions): void
  /** A palette colour as it is, from top to bottom; alpha may fade. */
  wash(path: Path, top: Rgb, bottom: Rgb, alpha?: readonly [number, number]): void
  /** A brush stroke of a thing's own colour. */
  line(points: Path, width: number, colour: Rgb, alpha?: number): void
  /** A stroke of a palette colour as it is. */
  mark(points: Path, width: number, colour: Rgb, alpha?: number): void
  /** A shining thing's halo. */
  glow(at: readonly [x: number, y: number, radius: number], colour: Rgb, strength: number): void
  /** The shadow a thing casts on the ground. */
  cast(x: number, y: number, rx: number, ry: number): void
}

/** Frame units: the frame always covers 1024 × 576 square units, whatever its ratio and pixels. */
export function frameOf(size: { width: number; height: number }): { width: number; height: number; scale: number } {
  const scale = Math.sqrt((size.width * size.height) / 589_824)
  return { width: size.width / scale, height: size.height / scale, scale }
}

export function brush(world: World, luck: Chance): Brush {
  return brushAt(world, luck, { x: 0, y: 0, size: 1, flip: false, z: 0 })
}

function brushAt(world: World, luck: Chance, place: Place): Brush {
  const { look } = world
  const flat = (path: Path, from: Rgb, to: Rgb, more: Partial<Paint>): void => {
    const points = path.map((value) => value * world.scale)
    world.canvas.fill(points, { from, to, rampX: 0, rampY: 0, ramp: 0, rough: 0, alphaFrom: 1, alphaTo: 1, ...more })
  }
  const tone = (colour: Rgb, light: 'key' | 'shade'): Rgb => shown(colour, light, place.z, look)
  const hand = { world, luck, place, flat }
  return {
    look,
    chance: luck,
    width: world.width,
    height: world.height,
    size: place.size,
    at: (x, y, size, flip = false) => {
      const [px, py] = moved([x, y], place) as [number, number]
      return brushAt(world, luck, { x: px, y: py, size: place.size * size, flip: place.flip !== flip, z: place.z })
    },
    deep: (z) => brushAt(world, luck, { ...place, z }),
    own: (name) => brushAt(world, chance(hashOf(name)), place),
    shape: (path, colour, options = {}) => paintShape(hand, path, [tone(colour, 'key'), tone(colour, 'shade')], options),
    wash: (path, top, bottom, alpha = [1, 1]) => {
      const points = moved(path, place)
      const [low, high] = reach(points, 1)
      const steep = 1 / Math.max(1, (high - low) * world.scale)
      const rough = look.manner === 'gouache' ? 0.11 : 0.02
      flat(points, top, bottom, { rampY: steep, ramp: -low * world.scale * steep, rough, alphaFrom: alpha[0], alphaTo: alpha[1] })
    },
    line: (points, width, colour, alpha = 1) => {
      const paint = tone(colour, 'key')
      flat(stroke(moved(points, place), width * place.size), paint, paint, { alphaFrom: alpha })
    },
    mark: (points, width, colour, alpha = 1) =>
      flat(stroke(moved(points, place), width * place.size), colour, colour, { alphaFrom: alpha }),
    glow: ([x, y, radius], colour, strength) => paintGlow(hand, moved([x, y], place), radius * place.size, [colour, strength]),
    cast: (x, y, rx, ry) => {
      const points = moved(ellipse(x, y, rx, ry), place)
      const ink = mix(look.palette.ink, look.palette.haze, place.z * 0.8)
      const strength = (look.manner === 'ink' ? 0.16 : look.manner === 'gouache' ? 0.3 : 0.5) * (1 - place.z * 0.6)
      flat(points, ink, ink, { alphaFrom: strength })
    },
  }
}
