import type { Canvas, Paint } from './canvas.ts'
import { type Chance, chance, hashOf } from './chance.ts'
import { mix, type Rgb } from './colour.ts'
import type { Manner, Palette, Tint } from './palette.ts'
import { paper, shown } from './palette.ts'
import { ellipse, type Path, stroke, wobble } from './path.ts'

/** How a picture looks: the hand, its colours, and where its light stands (frame units). */
export interface Look {
  readonly manner: Manner
  readonly palette: Palette
  readonly tint: Tint
  readonly sun: { readonly x: number; readonly y: number }
  /** Indoors or at night: lamps show. */
  readonly dark: boolean
}

export interface ShapeOptions {
  /** Share of the form in shade, 0 (flat, lit) to 1 (all in shade); about 0.5 by default. */
  readonly form?: number
  /** Outline width factor of the ink hand; 0 = no line. */
  readonly line?: number
  readonly alpha?: number
  /** How far the hand strays. */
  readonly loose?: number
}

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
  glow(x: number, y: number, radius: number, colour: Rgb, strength: number): void
  /** The shadow a thing casts on the ground. */
  cast(x: number, y: number, rx: number, ry: number): void
}

interface Place {
  readonly x: number
  readonly y: number
  readonly size: number
  readonly flip: boolean
  readonly z: number
}

interface World {
  readonly canvas: Canvas
  readonly look: Look
  readonly width: number
  readonly height: number
  /** Pixels for one frame unit. */
  readonly scale: number
}

/** Frame units: the frame always covers 1024 × 576 square units, whatever its ratio and pixels. */
export function frameOf(size: { width: number; height: number }): { width: number; height: number; scale: number } {
  const scale = Math.sqrt((size.width * size.height) / 589_824)
  return { width: size.width / scale, height: size.height / scale, scale }
}

export function brush(world: World, luck: Chance): Brush {
  return brushAt(world, luck, { x: 0, y: 0, size: 1, flip: false, z: 0 })
}

function moved(path: Path, place: Place): number[] {
  const across = place.flip ? -place.size : place.size
  return path.map((value, index) => (index % 2 === 0 ? place.x + value * across : place.y + value * place.size))
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
      const rough = look.manner === 'gouache' ? 0.16 : 0.02
      flat(points, top, bottom, { rampY: steep, ramp: -low * world.scale * steep, rough, alphaFrom: alpha[0], alphaTo: alpha[1] })
    },
    line: (points, width, colour, alpha = 1) => {
      const paint = tone(colour, 'key')
      flat(stroke(moved(points, place), width * place.size), paint, paint, { alphaFrom: alpha })
    },
    mark: (points, width, colour, alpha = 1) =>
      flat(stroke(moved(points, place), width * place.size), colour, colour, { alphaFrom: alpha }),
    glow: (x, y, radius, colour, strength) =>
      paintGlow(hand, moved([x, y, radius, 0], { ...place }), radius * place.size, [colour, strength]),
    cast: (x, y, rx, ry) => {
      const points = moved(ellipse(x, y, rx, ry), place)
      const ink = mix(look.palette.ink, look.palette.haze, place.z * 0.8)
      const strength = (look.manner === 'ink' ? 0.16 : look.manner === 'gouache' ? 0.3 : 0.5) * (1 - place.z * 0.6)
      flat(points, ink, ink, { alphaFrom: strength })
    },
  }
}

interface Hand {
  readonly world: World
  readonly luck: Chance
  readonly place: Place
  readonly flat: (path: Path, from: Rgb, to: Rgb, more: Partial<Paint>) => void
}

function reach(points: Path, axis: 0 | 1): [number, number] {
  let low = Infinity
  let high = -Infinity
  for (let index = axis; index < points.length; index += 2) {
    const value = points[index] ?? 0
    if (value < low) low = value
    if (value > high) high = value
  }
  return [low, high]
}

function paintShape(hand: Hand, path: Path, colours: readonly [Rgb, Rgb], options: ShapeOptions): void {
  const { world, place } = hand
  const { manner, sun } = world.look
  const near = 1 - place.z * 0.5
  const [form, line, alpha, loose] = [options.form ?? 0.5, options.line ?? 1, options.alpha ?? 1, options.loose ?? 1]
  const straight = moved(path, place)
  const [left, right] = reach(straight, 0)
  const [top, bottom] = reach(straight, 1)
  const big = Math.max(right - left, bottom - top)
  const points = big < 14 || loose === 0 ? straight : wobble(straight, Math.min(2.2, big * 0.012) * loose, hand.luck)
  // A wide plane is no form: it only darkens towards the viewer.
  const plane = big > 430
  const shade = plane ? mix(colours[0], colours[1], 0.5) : colours[1]
  const angle = Math.atan2((top + bottom) / 2 - sun.y, (left + right) / 2 - sun.x)
  const [dx, dy] = plane ? [0, 1] : [Math.cos(angle), Math.sin(angle) * 0.8]
  const half = Math.max(1, (Math.abs(dx) * (right - left) + Math.abs(dy) * (bottom - top)) / 2)
  const sharp =
    (plane ? 0.55 : manner === 'cinema' ? 0.9 : manner === 'gouache' ? Math.max(1.6, half / 7) : Math.max(3, half / 2)) /
    (half * world.scale)
  // The ramp's middle, where light turns to shade, lies at (1 - 2 form) of the way from the centre to the far side.
  const turn = (1 - 2 * form) * half
  const middle = ((left + right) / 2) * dx + ((top + bottom) / 2) * dy + turn
  const paint = {
    rampX: form <= 0 ? 0 : dx * sharp,
    rampY: form <= 0 ? 0 : dy * sharp,
    ramp: form <= 0 ? 0 : form >= 1 ? 1 : 0.5 - middle * world.scale * sharp,
    rough: manner === 'gouache' ? (plane ? 0.3 : 0.9) : manner === 'cinema' ? 0.12 : 0,
    alphaFrom: alpha,
    alphaTo: alpha,
  }
  if (manner !== 'ink') {
    hand.flat(points, colours[0], shade, paint)
    if (manner === 'cinema' && line > 0 && big > 16 && alpha === 1) rim(hand, points, line)
    return
  }
  if (line > 0 && big > 9) {
    hand.flat(points, paper, paper, { alphaFrom: alpha })
    const shift = Math.min(2.6, big * 0.02)
    hand.flat(
      points.map((value, index) => value + (index % 2 === 0 ? shift : shift * 0.6)),
      colours[0],
      shade,
      { ...paint, alphaFrom: alpha * 0.94 },
    )
    outline(hand, points, (1.1 + 0.9 * near) * line * (big < 30 ? 0.75 : 1))
  } else hand.flat(points, colours[0], shade, paint)
}

/** An ink line round a shape, swelling and thinning, with the pen lifted here and there. */
function outline(hand: Hand, points: Path, width: number): void {
  const { palette } = hand.world.look
  const ink = mix(palette.ink, palette.haze, hand.place.z * 0.8)
  const count = points.length / 2
  const start = Math.floor(hand.luck.next() * count)
  const lift = hand.luck.between(0.02, 0.05)
  const halves = count > 14 ? 2 : 1
  for (let half = 0; half < halves; half++) {
    const first = start + Math.floor((half * count) / halves)
    const length = Math.max(2, Math.ceil((count / halves) * (1 - lift)) + 1)
    const part: number[] = []
    for (let index = 0; index < length; index++) {
      const at = ((first + index) % count) * 2
      part.push(points[at] ?? 0, points[at + 1] ?? 0)
    }
    hand.flat(penStroke(part, width, hand.luck), ink, ink, {})
  }
}

function penStroke(points: Path, width: number, luck: Chance): Path {
  const count = points.length / 2
  const offset = luck.between(0, 300)
  const left: number[] = []
  const right: number[] = []
  const value = (index: number, axis: number): number => points[Math.max(0, Math.min(count - 1, index)) * 2 + axis] ?? 0
  for (let index = 0; index < count; index++) {
    const dx = value(index + 1, 0) - value(index - 1, 0)
    const dy = value(index + 1, 1) - value(index - 1, 1)
    const length = Math.hypot(dx, dy) || 1
    const end = Math.min(index, count - 1 - index) / 2.5
    const half = (width / 2) * Math.min(1, 0.35 + end) * (0.85 + 0.35 * luck.drift(index / 5 + offset))
    left.push(value(index, 0) - (dy / length) * half, value(index, 1) + (dx / length) * half)
    right.push(value(index, 1) - (dx / length) * half, value(index, 0) + (dy / length) * half)
  }
  return [...left, ...right.reverse()]
}

/** The edge that faces the light, caught by it. */
function rim(hand: Hand, points: Path, width: number): void {
  const { sun, palette, dark } = hand.world.look
  const light = mix(palette.sun, palette.haze, Math.min(0.9, hand.place.z))
  const count = points.length / 2
  let run: number[] = []
  const middleX = (reach(points, 0)[0] + reach(points, 0)[1]) / 2
  const middleY = (reach(points, 1)[0] + reach(points, 1)[1]) / 2
  const end = (): void => {
    if (run.length > 8) hand.flat(stroke(run, 2.4 * width), light, light, { alphaFrom: (dark ? 0.28 : 0.4) * (1 - hand.place.z * 0.8) })
    run = []
  }
  for (let index = 0; index < count; index++) {
    const [x, y] = [points[index * 2] ?? 0, points[index * 2 + 1] ?? 0]
    const facing = (x - middleX) * (sun.x - middleX) + (y - middleY) * (sun.y - middleY)
    const reachOf = Math.hypot(x - middleX, y - middleY) * Math.hypot(sun.x - middleX, sun.y - middleY)
    if (facing > reachOf * 0.55) run.push(x + Math.sign(middleX - x), y + 1)
    else end()
  }
  end()
}

function paintGlow(hand: Hand, at: number[], radius: number, [colour, strength]: [Rgb, number]): void {
  const { world } = hand
  const [x, y] = [at[0] ?? 0, at[1] ?? 0]
  if (world.look.manner === 'cinema') {
    world.canvas.glow(x * world.scale, y * world.scale, radius * world.scale, [
      colour[0] * strength,
      colour[1] * strength,
      colour[2] * strength,
    ])
    return
  }
  const rings = world.look.manner === 'gouache' ? [1, 0.72, 0.46] : [0.7]
  for (const ring of rings)
    hand.flat(wobble(ellipse(x, y, radius * ring, radius * ring), 2, hand.luck), colour, colour, {
      alphaFrom: strength * 0.22,
      alphaTo: strength * 0.22,
      rough: 0,
    })
}
