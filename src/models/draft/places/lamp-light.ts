import type { Brush } from '../brush.ts'
import { scale } from '../colour.ts'
import { local } from '../local-colours.ts'
import { curve, ellipse } from '../path.ts'
import type { Stage } from './place.ts'

/** Whether someone brought a light of their own, so that no lamp hangs from the ceiling. */
export function ownLight({ scene }: Stage): boolean {
  return scene.subjects.some((subject) => subject.kind === 'lantern' || subject.kind === 'lamp' || subject.kind === 'fire')
}

/** The lamp that hangs over a table, and the light that falls from it. */
export function hangingLamp(b: Brush, stage: Stage): void {
  const { palette, manner } = b.look
  const { x, y } = stage.sun
  b.wash(
    [x - 30, y + 10, x + 30, y + 10, x + 330, stage.height + 40, x - 330, stage.height + 40],
    palette.lamp,
    palette.lamp,
    manner === 'ink' ? [0.4, 0.1] : [0.34, 0.02],
  )
  b.glow([x, y + 12, manner === 'cinema' ? 330 : 150], palette.lamp, 0.6)
  b.mark([x, -60, x + 0.5, y / 2, x, y - 22], 3, palette.ink)
  const bulb = manner === 'cinema' ? scale(palette.sun, 1.5) : palette.sun
  b.wash(ellipse(x, y + 12, 15, 13), bulb, bulb)
  b.shape(curve([x - 9, y - 26, x + 9, y - 26, x + 20, y - 8, x + 46, y + 9, x - 46, y + 9, x - 20, y - 8], true, 3), local.teal, {
    form: 0.5,
  })
}
