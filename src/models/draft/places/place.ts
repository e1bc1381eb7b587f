import type { Brush } from '../brush.ts'
import type { Scene } from '../scene.ts'

/** Where a place's ground lies, in frame units. */
export interface Stage {
  readonly scene: Scene
  readonly width: number
  readonly height: number
  /** y of the horizon, or of the edge between wall and floor. */
  readonly horizon: number
  /** The light: sun, moon, window or lamp. */
  readonly sun: { readonly x: number; readonly y: number }
}

/** A place: what lies behind the subjects, and what stands before them. */
export interface Place {
  readonly back: (brush: Brush, stage: Stage) => void
  readonly front?: (brush: Brush, stage: Stage) => void
}

export function has(stage: Stage, feature: string): boolean {
  return stage.scene.features.includes(feature)
}

/** Snow on the ground, because it falls or because the words say so. */
export function snowy(stage: Stage): boolean {
  return stage.scene.weather === 'snow' || has(stage, 'snow')
}
