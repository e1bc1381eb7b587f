import type { Brush } from '../brush.ts'
import { mix } from '../colour.ts'
import { curve, rect } from '../path.ts'
import type { Stage } from './place.ts'

/** Water from the horizon down to `floor`: depth, broken light under the sun, and waves that grow with nearness. */
export function water(brush: Brush, stage: Stage, floor: number): void {
  const b = brush.own(`water ${stage.scene.seed}`)
  const { palette, manner } = b.look
  const { horizon, width, scene, sun } = stage
  const far = mix(palette.water, palette.low, manner === 'ink' ? 0.3 : 0.42)
  const near = manner === 'ink' ? palette.water : mix(palette.water, palette.ink, 0.34)
  b.wash(rect(-40, horizon, width + 80, floor - horizon + 60), far, near)
  const rough = scene.weather === 'storm' ? 2.6 : scene.weather === 'wind' || scene.weather === 'rain' ? 1.5 : 1
  const dim = scene.weather === 'clear' || scene.weather === 'cloudy' || scene.weather === 'wind' || scene.weather === 'snow'
  if (dim && sun.y < horizon) glitter(b, stage, floor)
  if (scene.weather === 'storm') swell(b, stage, floor)
  const crest = manner === 'ink' ? palette.ink : mix(palette.low, palette.cloud, 0.4)
  for (let index = 0; index < 34; index++) {
    const depth = (index / 34) ** 1.7
    const y = horizon + 6 + (floor - horizon) * depth
    const long = (14 + 74 * depth) * b.chance.between(0.6, 1.3)
    const x = b.chance.between(-0.02, 1.02) * width
    const lift = (1 + 5 * depth) * rough
    const thick = (0.8 + 2.6 * depth) * (manner === 'ink' ? 0.6 : 1)
    b.mark(
      [x, y, x + long * 0.25, y - lift, x + long * 0.5, y - lift * 0.4, x + long * 0.8, y - lift * 0.9, x + long, y],
      thick,
      crest,
      manner === 'cinema' ? 0.22 : 0.42,
    )
  }
}

function glitter(b: Brush, stage: Stage, floor: number): void {
  const { palette, manner } = b.look
  const strength = manner === 'ink' ? 0.7 : 0.62
  for (let index = 0; index < 30; index++) {
    const depth = (index / 30) ** 1.5
    const y = stage.horizon + 3 + (floor - stage.horizon) * depth
    const spread = 8 + 46 * depth
    const long = b.chance.between(0.5, 1.6) * (16 + 50 * depth)
    const x = stage.sun.x + b.chance.between(-spread, spread) - long / 2
    b.mark([x, y, x + long / 2, y + 0.5, x + long, y], 1.3 + 3.4 * depth, palette.sun, strength * (1 - depth * 0.55))
  }
}

/** The sea in a storm: crests with torn foam, larger and darker the nearer. */
function swell(b: Brush, stage: Stage, floor: number): void {
  const { palette, manner } = b.look
  for (let row = 0; row < 6; row++) {
    const depth = ((row + 0.6) / 6) ** 1.4
    const y = stage.horizon + (floor - stage.horizon) * depth
    const high = 7 + 46 * depth
    const long = 70 + 240 * depth
    const top: number[] = []
    const shift = b.chance.next()
    for (let x = -long; x < stage.width + long; x += long) {
      const at = x + shift * long
      top.push(
        at,
        y,
        at + long * 0.35,
        y - high * 0.5,
        at + long * 0.62,
        y - high * b.chance.between(0.8, 1.15),
        at + long * 0.74,
        y - high * 0.62,
      )
    }
    const crest = curve(top, false, 4)
    const body = mix(palette.water, manner === 'ink' ? palette.top : palette.ink, manner === 'ink' ? 0.3 : 0.12 + 0.5 * depth)
    b.wash([...crest, stage.width + 300, floor + 80, -300, floor + 80], mix(body, palette.low, 0.22), body)
    b.mark(crest, 2 + 5 * depth, palette.cloud, manner === 'ink' ? 1 : 0.72)
    if (manner === 'ink') b.mark(crest, 1 + depth, palette.ink, 0.9)
  }
}
