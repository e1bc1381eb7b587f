import type { Brush } from '../brush.ts'
import { mix } from '../colour.ts'
import { local } from '../local-colours.ts'
import { rect } from '../path.ts'
import type { Stage } from './place.ts'

/** Rain within a box: on glass, beyond a door, before a wall. */
export function weatherDrops(b: Brush, [x, y, wide, tall]: readonly [number, number, number, number], count: number): void {
  const { palette, manner } = b.look
  const colour = manner === 'ink' ? mix(palette.ink, palette.mid, 0.4) : palette.cloud
  for (let index = 0; index < count; index++) {
    const [px, py] = [x + 8 + b.chance.next() * (wide - 14), y + b.chance.next() * (tall - 30)]
    const long = b.chance.between(14, 30)
    b.mark([px + long * 0.25, py, px + long * 0.12, py + long / 2, px, py + long], 1.5, colour, 0.6)
  }
}

/** Where the door of a room is, light on the right: left edge, top, width, foot. */
export function doorway({ scene, width, horizon, height }: Stage): { x: number; y: number; wide: number; foot: number } {
  const middle = width * (scene.framing === 'medium' ? 0.34 : 0.26)
  return { x: middle - 84, y: horizon * 0.14, wide: 168, foot: horizon + (height - horizon) * 0.16 }
}

/** An open door: the dark, the weather and the leaf turned into the room. */
export function openDoor(b: Brush, stage: Stage): void {
  const { x, y, wide, foot } = doorway(stage)
  const { palette } = b.look
  const night = stage.scene.hour === 'lamp' || stage.scene.hour === 'night'
  const outside = night ? mix(local.navy, palette.ink, 0.35) : palette.sun
  b.shape(rect(x - 16, y - 16, wide + 32, foot - y + 16), local.timber, { form: 0.4 })
  b.wash(rect(x, y, wide, foot - y), outside, night ? mix(local.navy, palette.cloud, 0.25) : palette.water)
  const wet = stage.scene.weather === 'rain' || stage.scene.weather === 'storm'
  if (wet) weatherDrops(b, [x, y, wide, foot - y], 60)
  b.shape([x + wide, y, x + wide + 92, y - 26, x + wide + 92, foot + 52, x + wide, foot], mix(local.teal, local.timber, 0.3), { form: 0.5 })
  b.shape(
    [x + wide + 18, y + 34, x + wide + 74, y + 22, x + wide + 74, foot * 0.46, x + wide + 18, foot * 0.47],
    mix(local.teal, local.cream, 0.3),
    { form: 0.5, line: 0.7 },
  )
  if (wet)
    for (let index = 0; index < 14; index++) {
      const [px, py] = [x + wide + b.chance.between(-20, 150), y + b.chance.between(60, 330)]
      b.mark([px, py, px + 14, py + 9, px + 30, py + 16], 1.6, palette.cloud, 0.5)
    }
  b.cast(x + wide / 2, foot + 12, wide * 0.7, 8)
}
