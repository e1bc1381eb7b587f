import type { Chance } from './chance.ts'
import { mix } from './colour.ts'
import { type Hand, reach } from './hand.ts'
import { type Path, stroke } from './path.ts'

/** An ink line round a shape, swelling and thinning, with the pen lifted here and there. */
export function outline(hand: Hand, points: Path, width: number): void {
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
  return [...left, ...right.toReversed()]
}

/** The edge that faces the light, caught by it. */
export function rim(hand: Hand, points: Path, width: number): void {
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
