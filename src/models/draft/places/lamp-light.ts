import type { Brush } from '../brush.ts'
import { scale } from '../colour.ts'
import { local } from '../local-colours.ts'
import { curve, ellipse } from '../path.ts'
import { book, cup } from '../subjects/things.ts'
import type { Stage } from './place.ts'

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

/** The table that people sit at, across the foot of a medium frame. */
export function tableEdge(brush: Brush, { scene, width, height }: Stage): void {
  if (scene.framing !== 'medium' || !scene.subjects.some((subject) => subject.kind === 'person' && subject.pose === 'sit')) return
  const b = brush.own(`table ${scene.seed}`)
  const y = height * 0.8
  b.shape([-40, y + 6, width * 0.5, y, width + 40, y + 5, width + 40, height + 40, -40, height + 40], local.wood, { form: 0.4 })
  b.line([-40, y + 40, width / 2, y + 37, width + 40, y + 41], 2.4, local.timber, 0.6)
  b.shape([-40, height * 0.965, width + 40, height * 0.96, width + 40, height + 40, -40, height + 40], local.timber, { form: 0.5 })
  const low = {
    kind: 'cup',
    word: 'cup',
    child: false,
    woman: false,
    hat: false,
    colour: '',
    pose: 'stand',
    x: 0,
    z: 0,
    flip: false,
  } as const
  cup(b.at(width * 0.3, y + 46, 0.72), low)
  book(b.at(width * 0.74, y + 52, 1.05), { ...low, kind: 'book' })
}
