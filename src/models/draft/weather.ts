import type { Brush } from './brush.ts'
import { mix } from './colour.ts'
import { blob, ellipse, rect } from './path.ts'
import type { Stage } from './places/place.ts'
import type { PlaceKind } from './scene.ts'

const sheltered: ReadonlySet<PlaceKind> = new Set(['room', 'bench', 'cave', 'space', 'underwater'])

/** What the air carries in front of the place: rain, snow, bands of fog, leaves on the wind. */
export function weather(brush: Brush, stage: Stage): void {
  if (sheltered.has(stage.scene.place)) return
  const b = brush.own(`weather ${stage.scene.seed}`)
  switch (stage.scene.weather) {
    case 'rain':
      return rain(b, 110, 0.16)
    case 'storm':
      return rain(b, 150, 0.34)
    case 'snow':
      return snow(b)
    case 'wind':
      return leaves(b)
    case 'fog':
    case 'clear':
    case 'cloudy':
  }
}

function rain(b: Brush, count: number, slant: number): void {
  const { palette, manner } = b.look
  const colour = manner === 'ink' ? mix(palette.ink, palette.mid, 0.35) : mix(palette.cloud, palette.sun, 0.6)
  for (let index = 0; index < count; index++) {
    const near = b.chance.next()
    const long = 18 + 44 * near
    const [x, y] = [b.chance.between(-0.1, 1.15) * b.width, b.chance.between(-0.1, 1) * b.height]
    b.mark([x, y, x - long * slant * 0.5, y + long / 2, x - long * slant, y + long], 0.9 + 1.3 * near, colour, 0.2 + 0.26 * near)
  }
}

function snow(b: Brush): void {
  const { palette, manner } = b.look
  const colour = manner === 'ink' ? palette.haze : mix(palette.sun, palette.cloud, 0.3)
  for (let index = 0; index < 130; index++) {
    const near = b.chance.next() ** 2.4
    const size = 1.1 + 4.2 * near
    b.wash(ellipse(b.chance.next() * b.width, b.chance.next() * b.height, size, size * 0.92), colour, colour, [
      0.88 - near * 0.3,
      0.88 - near * 0.3,
    ])
  }
}

/** Bands of fog between the place and those who stand in it. */
export function fog(brush: Brush, stage: Stage): void {
  if (stage.scene.weather !== 'fog' || sheltered.has(stage.scene.place)) return
  const b = brush.own(`fog ${stage.scene.seed}`)
  const { palette } = b.look
  const pale = mix(palette.haze, palette.low, 0.5)
  b.wash(rect(-40, stage.horizon - 150, b.width + 80, 150), pale, pale, [0, 0.62])
  b.wash(rect(-40, stage.horizon, b.width + 80, b.height - stage.horizon), pale, pale, [0.62, 0.1])
  for (let index = 0; index < 5; index++) {
    const y = stage.horizon + b.chance.between(-60, 110)
    b.wash(
      blob([b.chance.next() * b.width, y, b.chance.between(200, 380), b.chance.between(12, 30)], { chance: b.chance, by: 0.12 }),
      pale,
      pale,
      [0.3, 0.16],
    )
  }
}

function leaves(b: Brush): void {
  const { palette } = b.look
  for (let index = 0; index < 16; index++) {
    const [x, y] = [b.chance.next() * b.width, b.chance.next() * b.height]
    const long = b.chance.between(40, 110)
    b.mark([x, y, x + long * 0.4, y - 5, x + long, y + 3], 1.4, palette.cloud, 0.5)
  }
}
