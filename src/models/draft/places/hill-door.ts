import type { Brush } from '../brush.ts'
import { mix } from '../colour.ts'
import { local } from '../local-colours.ts'
import { curve, ellipse, rect } from '../path.ts'
import { snowy, type Stage } from './place.ts'

/** A low hill with a round door in it. */
export function hillDoor(b: Brush, stage: Stage): void {
  const { width, height } = stage
  const [x, y] = [width * 0.66, height * 0.8]
  b.shape(
    curve([x - 260, y + 24, x - 170, y - 90, x - 40, y - 190, x + 80, y - 184, x + 200, y - 90, x + 300, y + 24], true, 6),
    snowy(stage) ? local.snow : local.grass,
    { form: 0.45 },
  )
  b.shape(ellipse(x, y - 58, 74, 78), local.stone, { form: 0.45 })
  b.shape(ellipse(x, y - 56, 60, 66), mix(local.wood, local.timber, 0.3), { form: 0.4 })
  for (const lean of [-34, -12, 12, 34])
    b.line([x + lean, y - 56 - Math.sqrt(Math.max(0, 3400 - lean * lean)), x + lean, y - 50, x + lean, y + 2], 2.2, local.timber, 0.7)
  b.shape(rect(x - 82, y + 2, 164, 14), local.stone, { form: 0.4 })
  b.shape(ellipse(x + 34, y - 54, 5, 5), local.yellow, { form: 0.4 })
  b.glow([x, y - 152, 90], b.look.palette.lamp, b.look.dark ? 0.4 : 0.15)
}
