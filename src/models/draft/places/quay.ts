import type { Brush } from '../brush.ts'
import { mix } from '../colour.ts'
import { local } from '../local-colours.ts'
import { curve, rect } from '../path.ts'
import type { Stage } from './place.ts'

/** A stone quay, with steps to the water where the words say so. */
export function quay(brush: Brush, stage: Stage, steps: boolean): void {
  const b = brush.own(`quay ${stage.scene.seed}`)
  const { width, height } = stage
  const top = height * 0.8
  const end = steps ? width * 0.5 : width + 80
  b.shape([-80, top, end, top, end + 24, height * 1.02, -80, height * 1.02], mix(local.stone, local.cream, 0.15), { form: 0.3 })
  for (let row = 1; row < 5; row++)
    b.line([-60, top + row * row * 7, end / 2, top + row * row * 7 + 1, end, top + row * row * 7], 1.8, local.slate, 0.5)
  for (let index = 0; index < 14; index++) {
    const x = (index / 13) * end
    b.line([x, top + 7, x - 8 + index * 1.4, height], 1.5, local.slate, 0.35)
  }
  if (steps)
    for (let step = 0; step < 5; step++)
      b.shape(rect(end + step * 42, top + 14 + step * 24, 46, height - top), mix(local.stone, local.dark, 0.1 + step * 0.06), {
        form: 0.5,
        line: 0.8,
      })
  for (const x of [0.05, steps ? 0.42 : 0.93]) {
    b.shape(
      curve(
        [
          width * x - 15,
          top + 26,
          width * x - 11,
          top - 14,
          width * x - 19,
          top - 26,
          width * x + 19,
          top - 26,
          width * x + 11,
          top - 14,
          width * x + 15,
          top + 26,
        ],
        true,
        3,
      ),
      local.dark,
      { form: 0.5 },
    )
  }
}
