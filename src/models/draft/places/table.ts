import type { Brush } from '../brush.ts'
import { mirrored } from '../camera.ts'
import { local } from '../local-colours.ts'
import { rect } from '../path.ts'
import { has, type Stage } from './place.ts'

/** The table of a room, its top's left and right edge, middle and height in this frame; `undefined` where there is none. */
export function tableTop(stage: Stage): { left: number; right: number; middle: number; y: number } | undefined {
  const { scene, width, height } = stage
  if (scene.place !== 'room') return undefined
  const sits = scene.subjects.some((one) => one.kind === 'person' && (one.pose === 'sit' || one.at === 'table'))
  const used = scene.subjects.some((one) => one.kind === 'table' || (one.at === 'table' && one.kind !== 'person'))
  if (!used && !(sits && scene.framing === 'medium' && !has(stage, 'bedroom'))) return undefined
  if (scene.framing === 'wide') {
    const middle = mirrored(stage, width * 0.5)
    return { left: middle - 150, right: middle + 150, middle, y: height * 0.735 }
  }
  const y = height * 0.84
  if (sits) return { left: -60, right: width + 60, middle: width * 0.5, y }
  const right = !scene.subjects.some((one) => one.at === 'window')
  const [from, to] = right ? [0.58, 1.08] : [-0.08, 0.46]
  const [one, other] = [mirrored(stage, width * from), mirrored(stage, width * to)]
  return { left: Math.min(one, other), right: Math.max(one, other), middle: mirrored(stage, width * (right ? 0.78 : 0.24)), y }
}

/** Paints that table before those who stand behind it or sit at it. */
export function paintTable(brush: Brush, stage: Stage): void {
  const top = tableTop(stage)
  if (top === undefined || stage.scene.framing === 'close') return
  const b = brush.own(`table ${stage.scene.seed}`)
  const { left, right, y } = top
  const { height } = stage
  if (stage.scene.framing === 'wide') {
    b.cast(top.middle, y + 118, 176, 10)
    for (const x of [left + 14, right - 26]) b.shape(rect(x, y + 10, 13, 110), local.timber, { form: 0.6 })
    b.shape([left - 8, y + 10, left + 22, y - 14, right - 22, y - 14, right + 8, y + 10], local.wood, { form: 0.25 })
    b.shape(rect(left - 8, y + 10, right - left + 16, 10), local.timber, { form: 0.4, line: 0.8 })
    return
  }
  b.shape([left, y, right, y, right + 30, height * 0.965, left - 30, height * 0.965], local.wood, { form: 0.3 })
  b.line([left, y + 30, (left + right) / 2, y + 28, right, y + 31], 2.4, local.timber, 0.6)
  b.shape([left - 30, height * 0.965, right + 30, height * 0.965, right + 30, height + 40, left - 30, height + 40], local.timber, {
    form: 0.5,
  })
}
