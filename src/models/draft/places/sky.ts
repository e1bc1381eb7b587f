import type { Brush } from '../brush.ts'
import { mix, type Rgb, scale } from '../colour.ts'
import { blob, ellipse, joined, type Path, rect, ridge } from '../path.ts'
import type { Stage } from './place.ts'

/** The air above the horizon: its colour, light, clouds and stars. */
export function sky(brush: Brush, stage: Stage): void {
  const b = brush.own(`sky ${stage.scene.seed}`)
  const { palette, manner } = b.look
  const { horizon, width, scene } = stage
  const pad = 40
  if (manner === 'ink') {
    b.wash(rect(-pad, -pad, width + 2 * pad, horizon + 60 + pad), palette.low, palette.low)
    b.wash(ridge({ x0: -pad, x1: width + pad, base: horizon * 0.62, floor: -pad }, 26, 190, b.chance), palette.top, palette.mid)
  } else {
    const half = horizon * 0.55
    b.wash(rect(-pad, -pad, width + 2 * pad, half + pad + 1), palette.top, palette.mid)
    b.wash(rect(-pad, half, width + 2 * pad, horizon - half + 30), palette.mid, palette.low)
  }
  if (scene.hour === 'night') stars(b, stage)
  if (scene.weather === 'fog' || scene.weather === 'rain' || scene.weather === 'storm') overcast(b, stage)
  else {
    disc(b, stage)
    clouds(b, stage)
  }
}

function disc(b: Brush, stage: Stage): void {
  const { palette, manner } = b.look
  const { sun, scene } = stage
  const radius = scene.hour === 'night' ? 22 : scene.hour === 'day' ? 26 : 34
  const low = scene.hour !== 'night' && scene.hour !== 'day'
  b.glow(
    [sun.x, sun.y, radius * (manner === 'cinema' ? (low ? 13 : 9) : 4.2)],
    manner === 'cinema' ? mix(palette.sun, palette.low, 0.55) : palette.sun,
    manner === 'cinema' ? 0.3 : 0.5,
  )
  const face: Rgb = manner === 'cinema' ? scale(palette.sun, 1.5) : palette.sun
  const crescent = scene.hour === 'night' && scene.seed % 3 === 0
  b.wash(crescent ? sickle(sun, radius) : ellipse(sun.x, sun.y, radius, radius), face, face)
}

function sickle({ x, y }: { x: number; y: number }, radius: number): Path {
  const outer = Array.from({ length: 15 }, (_, index) => 1.1 + (index / 14) * 3.5).flatMap((turn) => [
    x + Math.cos(turn) * radius,
    y + Math.sin(turn) * radius,
  ])
  const inner = Array.from({ length: 13 }, (_, index) => 4.3 - (index / 12) * 2.9).flatMap((turn) => [
    x + radius * 0.42 + Math.cos(turn) * radius * 0.86,
    y + Math.sin(turn) * radius * 0.9,
  ])
  return [...outer, ...inner]
}

function clouds(b: Brush, stage: Stage): void {
  const { palette, manner } = b.look
  const many = stage.scene.weather === 'cloudy' ? 6 : stage.scene.weather === 'wind' ? 5 : 3
  for (let index = 0; index < many; index++) {
    const far = index / many
    const y = stage.horizon * (0.2 + far * 0.62) + b.chance.between(-12, 12)
    const x = b.chance.between(-0.1, 1.1) * stage.width
    const reach = b.chance.between(120, 250) * (1.15 - far * 0.5)
    const tall = reach * b.chance.between(0.1, 0.16)
    const shade = mix(palette.cloud, palette.mid, 0.25 + far * 0.35)
    const alpha: readonly [number, number] = manner === 'cinema' ? [0.55, 0.1] : manner === 'ink' ? [1, 1] : [0.85, 0.6]
    const puffs = [0, 1, 2].map((puff) => {
      const offset = (puff - 1) * reach * 0.55 + b.chance.between(-20, 20)
      return blob([x + offset, y - (puff === 1 ? tall * 0.6 : 0), reach * (puff === 1 ? 0.62 : 0.5), tall * (puff === 1 ? 1.2 : 0.8)], {
        chance: b.chance,
        by: 0.16,
      })
    })
    b.wash(joined(puffs), shade, mix(shade, palette.low, 0.5), alpha)
  }
}

function overcast(b: Brush, stage: Stage): void {
  const { palette } = b.look
  const { width, horizon, scene } = stage
  if (scene.weather === 'fog') {
    b.glow([stage.sun.x, stage.sun.y, 260], palette.sun, 0.3)
    return
  }
  for (let layer = 0; layer < 4; layer++) {
    const base = horizon * (0.72 - layer * 0.2)
    const dark = mix(palette.cloud, palette.top, 0.15 + layer * 0.26)
    b.wash(
      ridge({ x0: -40, x1: width + 40, base, floor: -40 }, 24, 120 + layer * 40, b.chance),
      dark,
      mix(dark, palette.mid, 0.4),
      [0.9, 0.62],
    )
  }
}

function stars(b: Brush, stage: Stage): void {
  const { palette, manner } = b.look
  const light = manner === 'ink' ? mix(palette.ink, palette.mid, 0.35) : mix(palette.sun, palette.mid, 0.15)
  for (let index = 0; index < 46; index++) {
    const size = b.chance.next() < 0.15 ? 1.9 : b.chance.between(0.6, 1.2)
    const y = b.chance.next() ** 1.5 * stage.horizon * 0.9
    b.wash(ellipse(b.chance.next() * stage.width, y, size, size), light, light, [0.9, 0.9])
  }
}
