import { mix, type Rgb } from './colour.ts'
import { type Hand, moved, reach } from './hand.ts'
import { paper } from './palette.ts'
import { ellipse, type Path, wobble } from './path.ts'
import { outline, rim } from './pen.ts'

export interface ShapeOptions {
  /** Share of the form in shade, 0 (flat, lit) to 1 (all in shade); about 0.5 by default. */
  readonly form?: number
  /** Outline width factor of the ink hand; 0 = no line. */
  readonly line?: number
  readonly alpha?: number
  /** How far the hand strays. */
  readonly loose?: number
}

/** Paints a form in its light and shade: a torn edge between them for gouache, a clean one under an ink line, a soft one for film. */
export function paintShape(hand: Hand, path: Path, colours: readonly [Rgb, Rgb], options: ShapeOptions): void {
  const { world, place } = hand
  const { manner, sun } = world.look
  const near = 1 - place.z * 0.5
  const [form, line, alpha, loose] = [options.form ?? 0.5, options.line ?? 1, options.alpha ?? 1, options.loose ?? 1]
  const straight = moved(path, place)
  const [left, right] = reach(straight, 0)
  const [top, bottom] = reach(straight, 1)
  const big = Math.max(right - left, bottom - top)
  const points: Path = big < 14 || loose === 0 ? straight : wobble(straight, Math.min(2.2, big * 0.012) * loose, hand.luck)
  // A wide plane is no form: it only darkens towards the viewer.
  const plane = right - left > world.width * 0.72
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

/** A halo: rings of thin paint, or light itself on film. */
export function paintGlow(hand: Hand, at: readonly number[], radius: number, [colour, strength]: readonly [Rgb, number]): void {
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
