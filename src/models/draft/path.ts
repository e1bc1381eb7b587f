import type { Chance } from './chance.ts'

/** A polygon as x, y, x, y …; closed by itself. */
export type Path = readonly number[]

export function rect(x: number, y: number, width: number, height: number): Path {
  return [x, y, x + width, y, x + width, y + height, x, y + height]
}

export function ellipse(x: number, y: number, rx: number, ry: number): Path {
  const count = rx + ry > 60 ? 40 : 22
  return Array.from({ length: count * 2 }, (_, index) => {
    const angle = ((index >> 1) / count) * Math.PI * 2
    return index % 2 === 0 ? x + Math.cos(angle) * rx : y + Math.sin(angle) * ry
  })
}

/** A soft curve through the points (Catmull-Rom), closed unless said otherwise. */
export function curve(points: Path, closed = true, steps = 6): Path {
  const count = points.length / 2
  const at = (index: number): number => (closed ? (index + count) % count : Math.max(0, Math.min(count - 1, index)))
  const value = (index: number, axis: number): number => points[at(index) * 2 + axis] ?? 0
  const out: number[] = []
  for (let index = 0; index < (closed ? count : count - 1); index++) {
    for (let step = 0; step < steps; step++) {
      const t = step / steps
      for (let axis = 0; axis < 2; axis++) {
        const [a, b, c, d] = [value(index - 1, axis), value(index, axis), value(index + 1, axis), value(index + 2, axis)]
        out.push(b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a))))
      }
    }
  }
  if (!closed) out.push(value(count - 1, 0), value(count - 1, 1))
  return out
}

/** A round organic shape: cloud, crown of a tree, boulder. `lumps` is how uneven, 0 to about 0.4. */
export function blob(
  [x, y, rx, ry]: readonly [number, number, number, number],
  lumps: { chance: Chance; by: number; knots?: number },
): Path {
  const knots = lumps.knots ?? 10
  const points: number[] = []
  for (let index = 0; index < knots; index++) {
    const angle = (index / knots) * Math.PI * 2 + lumps.chance.between(-0.1, 0.1)
    const reach = 1 + lumps.chance.between(-lumps.by, lumps.by)
    points.push(x + Math.cos(angle) * rx * reach, y + Math.sin(angle) * ry * reach)
  }
  return curve(points, true, 4)
}

/** A rounded limb that tapers from one radius to another. */
export function limb(from: readonly [number, number, number], to: readonly [number, number, number]): Path {
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0])
  const out: number[] = []
  const arc = (end: readonly [number, number, number], start: number): void => {
    for (let step = 0; step <= 6; step++) {
      const turn = start + (step / 6) * Math.PI
      out.push(end[0] + Math.cos(turn) * end[2], end[1] + Math.sin(turn) * end[2])
    }
  }
  arc(to, angle - Math.PI / 2)
  arc(from, angle + Math.PI / 2)
  return out
}

/** A brush stroke along open points: full in the middle, thin at both ends unless `blunt`. */
export function stroke(points: Path, width: number, blunt = false): Path {
  const count = points.length / 2
  const left: number[] = []
  const right: number[] = []
  const value = (index: number, axis: number): number => points[Math.max(0, Math.min(count - 1, index)) * 2 + axis] ?? 0
  for (let index = 0; index < count; index++) {
    const dx = value(index + 1, 0) - value(index - 1, 0)
    const dy = value(index + 1, 1) - value(index - 1, 1)
    const length = Math.hypot(dx, dy) || 1
    const share = count > 1 ? index / (count - 1) : 0.5
    const half = (width / 2) * (blunt ? 1 : 0.25 + 0.75 * Math.sin(Math.PI * Math.min(1, Math.max(0, share))))
    left.push(value(index, 0) - (dy / length) * half, value(index, 1) + (dx / length) * half)
    right.unshift(value(index, 0) + (dy / length) * half, value(index, 1) - (dx / length) * half)
  }
  for (let index = 0; index + 1 < right.length; index += 2) left.push(right[index] ?? 0, right[index + 1] ?? 0)
  return left
}

/** The skyline of hills, woods or clouds from `x0` to `x1`, filled down to `floor`. `grain` is the width of the largest bump. */
export function ridge(span: { x0: number; x1: number; base: number; floor: number }, height: number, grain: number, chance: Chance): Path {
  const out: number[] = [span.x0, span.floor]
  const shift = chance.between(0, 900)
  for (let x = span.x0; x <= span.x1 + 5; x += 6) {
    const rise =
      chance.drift(x / grain + shift) + 0.45 * chance.drift((x / grain) * 2.3 + shift) + 0.18 * chance.drift((x / grain) * 6 + shift)
    out.push(x, span.base - rise * height)
  }
  out.push(span.x1 + 6, span.floor)
  return out
}

/** A hand's unsteadiness: long edges are divided and every point strays by up to `by`. */
export function wobble(path: Path, by: number, chance: Chance): Path {
  const out: number[] = []
  const count = path.length / 2
  const offset = chance.between(0, 500)
  let along = 0
  for (let index = 0; index < count; index++) {
    const [x, y] = [path[index * 2] ?? 0, path[index * 2 + 1] ?? 0]
    const next = (index + 1) % count
    const [dx, dy] = [(path[next * 2] ?? 0) - x, (path[next * 2 + 1] ?? 0) - y]
    const length = Math.hypot(dx, dy)
    const parts = Math.max(1, Math.min(40, Math.round(length / 26)))
    for (let part = 0; part < parts; part++) {
      const t = part / parts
      const place = (along + length * t) / 34 + offset
      out.push(x + dx * t + chance.drift(place) * by, y + dy * t + chance.drift(place + 77.7) * by)
    }
    along += length
  }
  return out
}

/** Several shapes that turn the same way as one, so that they overlap without a seam. */
export function joined(paths: readonly Path[]): Path {
  const out: number[] = []
  const starts: number[] = []
  for (const path of paths) {
    const [x, y] = [path[0] ?? 0, path[1] ?? 0]
    out.push(...path, x, y)
    starts.unshift(x, y)
  }
  for (let index = 0; index + 1 < starts.length; index += 2) out.push(starts[index] ?? 0, starts[index + 1] ?? 0)
  return out
}
