import type { Brush } from '../brush.ts'
import { mix, type Rgb } from '../colour.ts'
import { coloured, local } from '../local-colours.ts'
import { curve, ellipse, limb } from '../path.ts'
import type { Subject } from '../scene.ts'

interface Coat {
  readonly fur: Rgb
  readonly belly: Rgb
  readonly ears: 'drop' | 'point'
  readonly bush: boolean
}

/** A four-legged animal, feet at the origin, about 100 units long, facing right. */
function beast(b: Brush, coat: Coat, sitting: boolean): void {
  const { fur, belly } = coat
  const shade = mix(fur, local.dark, 0.22)
  b.cast(2, 0, 44, 5)
  const tail = coat.bush
    ? [-36, -42, -62, -50, -84, -34, -90, -14, -76, -22, -56, -28, -38, -32]
    : [-36, -44, -56, -60, -64, -80, -59, -81, -50, -60, -36, -38]
  b.shape(curve(sitting ? tail.map((value, index) => (index % 2 ? value + 22 : value + 2)) : tail), fur, { form: 0.5 })
  if (coat.bush) b.shape(curve(sitting ? [-74, -14, -90, 8, -72, -2] : [-74, -36, -90, -14, -74, -22]), local.white, { form: 0.4, line: 0 })
  if (sitting) {
    b.shape(curve([-34, -2, -40, -24, -24, -44, 4, -70, 22, -76, 30, -60, 24, -30, 20, -2]), fur, { form: 0.5 })
    b.shape(curve([-34, 0, -36, -18, -18, -26, -4, -14, 0, 0]), shade, { form: 0.5, line: 0.8 })
    b.shape(limb([18, -34, 6], [22, -3, 4]), fur, { form: 0.5, line: 0.8 })
    b.shape(curve([18, -60, 28, -58, 27, -30, 20, -28]), belly, { form: 0.4, line: 0 })
  } else {
    for (const [x, foot] of [
      [-26, -36],
      [22, 12],
    ] as const)
      b.shape(limb([x, -30, 6], [foot, -3, 3.4]), shade, { form: 0.6, line: 0.8 })
    b.shape(curve([-42, -34, -38, -50, -14, -54, 14, -55, 34, -60, 40, -46, 30, -28, 6, -24, -22, -26, -36, -24]), fur, { form: 0.5 })
    for (const [x, foot] of [
      [-30, -24],
      [26, 34],
    ] as const)
      b.shape(limb([x, -32, 7], [foot, -3, 3.6]), fur, { form: 0.5, line: 0.8 })
  }
  const at = b.at(sitting ? 28 : 42, sitting ? -82 : -66, 1)
  at.shape(curve([-18, 8, -16, -12, 0, -18, 14, -10, 30, 0, 31, 8, 14, 13, -4, 18]), fur, { form: 0.45 })
  at.shape(curve([6, 6, 20, 2, 31, 6, 28, 10, 10, 13]), belly, { form: 0.3, line: 0 })
  at.shape(ellipse(30, 2, 3.4, 2.8), local.dark, { form: 0, line: 0 })
  at.shape(ellipse(8, -4, 2, 2.3), local.dark, { form: 0, line: 0 })
  if (coat.ears === 'drop') at.shape(curve([-8, -14, -16, -4, -14, 12, -4, 8, -2, -8]), shade, { form: 0.5, line: 0.8 })
  else for (const x of [-12, 0]) at.shape([x, -12, x + 2, -31, x + 11, -13], x < 0 ? shade : fur, { form: 0.5, line: 0.8 })
}

export function dog(b: Brush, subject: Subject): void {
  beast(
    b,
    {
      fur: coloured(subject.colour, b.chance.pick([local.wood, local.timber, local.cream, local.dark])),
      belly: local.cream,
      ears: 'drop',
      bush: false,
    },
    subject.pose === 'sit',
  )
}

export function fox(b: Brush, subject: Subject): void {
  beast(
    b,
    { fur: coloured(subject.colour, mix(local.red, local.wood, 0.45)), belly: local.white, ears: 'point', bush: true },
    subject.pose === 'sit',
  )
}

export function cat(b: Brush, subject: Subject): void {
  beast(
    b.at(0, 0, 0.86),
    {
      fur: coloured(subject.colour, b.chance.pick([local.dark, local.wood, local.slate, local.white])),
      belly: local.cream,
      ears: 'point',
      bush: false,
    },
    subject.pose !== 'walk' && subject.pose !== 'run',
  )
}

/** A horse or deer, feet at the origin, 100 units long. */
export function horse(b: Brush, subject: Subject): void {
  const fur = coloured(subject.colour, b.chance.pick([local.timber, local.wood, local.dark, local.cream]))
  const dark = mix(fur, local.dark, 0.4)
  b.cast(0, 0, 46, 5)
  for (const [x, knee, foot] of [
    [-30, -34, -30],
    [20, 26, 20],
  ] as const) {
    b.shape(limb([x, -48, 7], [knee, -24, 4]), dark, { form: 0.6, line: 0.8 })
    b.shape(limb([knee, -24, 4], [foot, -2, 3]), dark, { form: 0.6, line: 0.8 })
  }
  b.shape(curve([-44, -66, -56, -60, -60, -34, -54, -20, -50, -40, -42, -54]), dark, { form: 0.5 })
  b.shape(curve([-46, -58, -40, -76, -10, -76, 14, -78, 32, -96, 44, -112, 56, -106, 44, -82, 36, -58, 20, -46, -16, -44, -38, -46]), fur, {
    form: 0.5,
  })
  for (const [x, knee, foot] of [
    [-36, -42, -38],
    [26, 34, 34],
  ] as const) {
    b.shape(limb([x, -50, 8], [knee, -24, 4.2]), fur, { form: 0.5, line: 0.8 })
    b.shape(limb([knee, -24, 4.2], [foot, -2, 3.2]), fur, { form: 0.5, line: 0.8 })
  }
  b.shape(curve([40, -116, 52, -122, 64, -112, 80, -96, 80, -88, 72, -86, 56, -98, 44, -102]), fur, { form: 0.45 })
  b.shape([44, -118, 46, -130, 52, -119], fur, { form: 0.5, line: 0.7 })
  if (/deer|stag|elk|reindeer/.test(subject.word)) {
    for (const way of [-1, 1]) {
      b.line([48, -120, 46 + way * 8, -140, 46 + way * 20, -156], 3.4, local.timber)
      b.line([46 + way * 9, -140, 46 + way * 20, -142, 48 + way * 26, -150], 3, local.timber)
    }
  } else b.shape(curve([46, -120, 36, -112, 22, -92, 10, -80, 26, -82, 40, -100]), dark, { form: 0.5, line: 0.7 })
  b.shape(ellipse(60, -108, 1.6, 1.8), local.dark, { form: 0, line: 0 })
}

/** A perched bird, feet at the origin, 100 units long. */
export function bird(b: Brush, subject: Subject): void {
  const coat = coloured(
    subject.colour,
    /crow|raven/.test(subject.word)
      ? local.dark
      : /gull|dove|swan/.test(subject.word)
        ? local.white
        : b.chance.pick([local.slate, local.rose, local.yellow, local.teal]),
  )
  b.cast(0, 0, 26, 4)
  for (const x of [-2, 8]) b.line([x, -18, x + 1, -8, x + 2, 0], 2.4, local.timber)
  b.shape([-34, -30, -66, -18, -62, -26, -32, -46], mix(coat, local.dark, 0.3), { form: 0.5 })
  b.shape(curve([-40, -34, -22, -56, 4, -66, 16, -86, 34, -88, 42, -74, 34, -50, 18, -24, -12, -16]), coat, { form: 0.5 })
  b.shape(curve([-42, -30, -18, -52, 10, -50, 2, -32, -20, -24]), mix(coat, local.dark, 0.25), { form: 0.5, line: 0.8 })
  b.shape([40, -80, 56, -73, 40, -71], local.yellow, { form: 0.3, line: 0.7 })
  b.shape(ellipse(30, -78, 2.6, 2.8), local.black, { form: 0, line: 0 })
}

/** Birds on the wing, spread about the origin. */
export function birds(b: Brush): void {
  const dark = b.look.dark ? b.look.palette.cloud : mix(b.look.palette.ink, b.look.palette.mid, 0.15)
  for (let index = 0; index < 7; index++) {
    const [x, y, size] = [b.chance.between(-90, 90), b.chance.between(-46, 30), b.chance.between(5, 12)]
    const tilt = b.chance.between(-0.2, 0.25) * size
    b.mark(
      [
        x - size,
        y - size * 0.35 - tilt,
        x - size * 0.5,
        y - size * 0.5,
        x,
        y,
        x + size * 0.5,
        y - size * 0.5,
        x + size,
        y - size * 0.2 + tilt,
      ],
      size * 0.24,
      dark,
    )
  }
}

export function fish(b: Brush, subject: Subject): void {
  const scale = coloured(subject.colour, b.chance.pick([local.red, local.yellow, local.teal, local.slate]))
  b.shape([-34, -40, -62, -62, -54, -40, -62, -18], mix(scale, local.dark, 0.2), { form: 0.5 })
  b.shape(curve([-40, -40, -10, -64, 26, -60, 50, -40, 26, -20, -10, -18]), scale, { form: 0.5 })
  b.shape(curve([-6, -62, 8, -78, 24, -60]), mix(scale, local.dark, 0.2), { form: 0.5, line: 0.7 })
  b.shape(ellipse(32, -45, 3.6, 3.8), local.black, { form: 0, line: 0 })
  b.line([18, -54, 12, -42, 18, -28], 2, mix(scale, local.dark, 0.4))
}

export function whale(b: Brush): void {
  const skin = mix(local.navy, local.slate, 0.5)
  b.shape(curve([-80, -10, -64, -22, -40, -20, -10, -42, 36, -44, 64, -24, 66, -8, 40, 4, -20, 4, -60, 2]), skin, { form: 0.55 })
  b.shape(curve([64, -14, 30, -8, -10, -2, -20, 4, 40, 5, 64, -4]), local.white, { form: 0.5, line: 0.6 })
  b.shape(curve([-72, -12, -100, -34, -94, -10, -104, 6, -78, -4]), skin, { form: 0.5 })
  b.shape(ellipse(46, -18, 2, 2), local.black, { form: 0, line: 0 })
}
