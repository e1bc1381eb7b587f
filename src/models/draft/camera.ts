import type { Stage } from './places/place.ts'

/** How much nearer the camera stands than in a wide frame. */
const zooms = { wide: 1, medium: 1.3, close: 1.75 } as const
const own: ReadonlySet<string> = new Set(['bench', 'facade', 'tower'])

/** The camera's way in: a factor, and the point of the place that stays where it is. */
export function zoomOf(stage: Stage): { readonly by: number; readonly x: number; readonly y: number } {
  const { scene } = stage
  const by = own.has(scene.place)
    ? 1
    : scene.place === 'lamproom' || scene.place === 'cave'
      ? { wide: 1, medium: 1.12, close: 1.3 }[scene.framing]
      : zooms[scene.framing]
  return { by, x: stage.sun.x * 0.4 + stage.width * 0.3, y: stage.horizon }
}

/** An x that is told with the light on the right, where it lies in this frame. */
export function mirrored(stage: Stage, x: number): number {
  return stage.scene.light < 0.5 ? stage.width - x : x
}

/** A point of the place, told with the light on the right, where it lies in this frame. */
export function onScreen(stage: Stage, [x, y]: readonly [number, number]): [number, number] {
  const zoom = zoomOf(stage)
  return [zoom.x + (mirrored(stage, x) - zoom.x) * zoom.by, zoom.y + (y - zoom.y) * zoom.by]
}

/** 1 where the light is on the right, else -1. */
export function toLight(stage: Stage): 1 | -1 {
  return stage.scene.light < 0.5 ? -1 : 1
}
