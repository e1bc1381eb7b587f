import { type Brush, brush, frameOf } from './brush.ts'
import type { Look } from './hand.ts'
import { zoomOf } from './camera.ts'
import { brushNoise, canvas } from './canvas.ts'
import { chance } from './chance.ts'
import { mix } from './colour.ts'
import { finished } from './finish.ts'
import { paletteOf } from './palette.ts'
import type { Stage } from './places/place.ts'
import { places } from './places/catalog.ts'
import type { StyleRead } from './read-style.ts'
import type { Scene } from './scene.ts'
import { stageSubjects } from './stage-subjects.ts'
import { fog, weather } from './weather.ts'

/** Paints scenes: three bytes a pixel, row by row. The same scene, style and size always give the same bytes. */
export type Painter = (scene: Scene, style: StyleRead, size: { width: number; height: number }) => Uint8Array

/** A painter with its brush noise made once. */
export function painter(): Painter {
  const noise = brushNoise()
  let sheet = canvas(1, 1, noise)
  return (scene, style, size) => {
    // Painting never waits, so one sheet serves all pictures of a size.
    if (sheet.width !== size.width || sheet.height !== size.height) sheet = canvas(size.width, size.height, noise)
    sheet.clear()
    const frame = frameOf(size)
    const { look, stage } = setting(scene, style, frame)
    const world = { canvas: sheet, look, width: frame.width, height: frame.height, scale: frame.scale }
    const b = brush(world, chance(scene.seed))
    paintPlace(b, stage)
    fog(b, stage)
    stageSubjects(b, stage)
    front(b, stage)
    weather(b, stage)
    const focus = { x: size.width * (0.5 + (scene.light > 0.5 ? 0.04 : -0.04)), y: size.height * 0.5 }
    return finished(sheet, { manner: style.manner, focus, grain: noise })
  }
}

function setting(scene: Scene, style: StyleRead, frame: { width: number; height: number }): { look: Look; stage: Stage } {
  const { width, height } = frame
  const horizon = height * scene.horizon
  const indoors = scene.place === 'room' || scene.place === 'lamproom' || scene.place === 'tower'
  const low = scene.hour === 'dawn' || scene.hour === 'gold' || scene.hour === 'dusk'
  const hanging = scene.place === 'room' && scene.hour === 'lamp'
  const sun = hanging
    ? { x: width * (0.5 + (scene.light - 0.5) * 0.35), y: height * 0.27 }
    : { x: width * scene.light, y: indoors ? horizon * 0.46 : scene.place === 'underwater' ? -80 : low ? horizon - 58 : height * 0.18 }
  const base = paletteOf(style.manner, scene.hour, style.tint)
  const [sky, ground, dark] = scene.borrowed ?? []
  const palette =
    sky === undefined || ground === undefined || dark === undefined
      ? base
      : {
          ...base,
          top: mix(base.top, sky, 0.88),
          mid: mix(base.mid, mix(sky, ground, 0.12), 0.82),
          low: mix(base.low, mix(sky, ground, 0.3), 0.7),
          cloud: mix(base.cloud, sky, 0.6),
          haze: mix(base.haze, mix(sky, ground, 0.5), 0.7),
          water: mix(base.water, ground, 0.65),
          ink: mix(base.ink, dark, 0.5),
        }
  const isDark = scene.hour === 'night' || scene.hour === 'lamp' || scene.hour === 'dusk'
  return { look: { manner: style.manner, palette, tint: style.tint, sun, dark: isDark }, stage: { scene, width, height, horizon, sun } }
}

/** Places are painted with their light on the right; where it is on the left, the whole place is turned round. */
function turned(b: Brush, stage: Stage): [Brush, Stage] {
  if (stage.scene.light >= 0.5) return [b, stage]
  const scene = { ...stage.scene, light: 1 - stage.scene.light }
  return [b.at(stage.width, 0, 1, true), { ...stage, scene, sun: { x: stage.width - stage.sun.x, y: stage.sun.y } }]
}

function zoomed(b: Brush, stage: Stage): Brush {
  const { by, x, y } = zoomOf(stage)
  return by === 1 ? b : b.at(x * (1 - by), y * (1 - by), by)
}

const noVeil: ReadonlySet<string> = new Set(['bench', 'tower', 'lamproom', 'facade'])

function paintPlace(b: Brush, stage: Stage): void {
  const near = zoomed(b, stage)
  const [own, turn] = turned(near, stage)
  places[stage.scene.place].back(own, turn)
  const { palette, manner } = b.look
  const veil = noVeil.has(stage.scene.place) ? 0 : { wide: 0, medium: 0.22, close: 0.45 }[stage.scene.framing]
  if (veil === 0) return
  const air = manner === 'cinema' ? mix(palette.haze, palette.ink, 0.45) : mix(palette.haze, palette.low, 0.5)
  b.wash([-20, -20, b.width + 20, -20, b.width + 20, b.height + 20, -20, b.height + 20], air, air, [veil, veil])
}

function front(b: Brush, stage: Stage): void {
  if (stage.scene.framing !== 'wide' && stage.scene.place !== 'facade') return
  const [own, turn] = turned(b, stage)
  places[stage.scene.place].front?.(own, turn)
}
