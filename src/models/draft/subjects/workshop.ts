import type { Brush } from '../brush.ts'
import { mix } from '../colour.ts'
import { local } from '../local-colours.ts'
import { curve, ellipse, limb, rect } from '../path.ts'
import type { Subject } from '../scene.ts'

type Points = readonly number[]

/** The parts of a small house of boards, where each belongs once it is put there; the middle of its floor is the origin. */
const assembled: readonly (readonly [RegExp, Points, Points | undefined])[] = [
  [/base/, [-56, 6, -34, -16, 62, -16, 48, 6], [-56, 6, 48, 6, 48, 14, -56, 14]],
  [/back/, [-28, -16, -28, -98, 10, -130, 56, -98, 56, -16], undefined],
  [/left/, [-50, 2, -50, -80, -28, -98, -28, -16], undefined],
  [/right|side/, [42, 2, 42, -80, 56, -98, 56, -16], undefined],
  [/front/, [-50, 4, -50, -80, -4, -114, 42, -80, 42, 4], undefined],
]

/** A cut board: lying in the row at the back of the bench, or in its place in the work. */
export function board(b: Brush, subject: Subject): void {
  const wood = mix(local.plank, local.wood, 0.1 + (subject.word.length % 5) * 0.07)
  if (subject.at !== 'row') {
    put(b, subject, wood)
    return
  }
  b.cast(3, 2, 38, 4)
  const tall = /roof|side|back|front/.test(subject.word) ? 62 : 44
  const top: Points = /front|back/.test(subject.word)
    ? [-28, 0, -28, -tall * 0.7, 0, -tall, 28, -tall * 0.7, 28, 0]
    : [-28, 0, -28, -tall, 28, -tall, 28, 0]
  b.shape(top, wood, { form: 0.3 })
  b.shape(rect(-28, 0, 56, 5), mix(wood, local.timber, 0.5), { form: 0.4, line: 0.8 })
  if (/front/.test(subject.word)) b.shape(ellipse(0, -tall * 0.52, 9, 9), local.dark, { form: 0.3 })
  for (const x of [-14, 4, 16]) b.line([x, -6, x + 1, -tall * 0.3, x, -tall * 0.6], 1, local.timber, 0.4)
}

function put(b: Brush, { word }: Subject, wood: readonly [number, number, number]): void {
  if (/roof/.test(word)) {
    const left = /left|first/.test(word) || !/right|second/.test(word)
    b.shape(left ? [-68, -72, -8, -124, 26, -138, -34, -88] : [-8, -124, 26, -138, 76, -84, 56, -66], mix(wood, local.roof, 0.25), {
      form: left ? 0.3 : 0.55,
    })
    return
  }
  const [, face, edge] = assembled.find(([pattern]) => pattern.test(word)) ?? [
    undefined,
    [-30, 0, -30, -50, 30, -50, 30, 0] as Points,
    undefined,
  ]
  if (edge !== undefined) b.cast(4, 12, 64, 6)
  b.shape(face, wood, { form: /left/.test(word) ? 0.6 : 0.35 })
  if (edge !== undefined) b.shape(edge, mix(wood, local.timber, 0.5), { form: 0.4, line: 0.8 })
  if (/front/.test(word)) b.shape(ellipse(-4, -58, 14, 14), local.dark, { form: 0.3 })
}

/** A short round stick: in the row, or below the entrance of the house. */
export function perch(b: Brush, { at }: Subject): void {
  if (at === 'row') {
    b.cast(2, 2, 26, 3)
    b.shape(limb([-24, -5, 4.4], [24, -5, 4.4]), local.wood, { form: 0.45 })
  } else {
    b.shape(limb([-4, -28, 4], [-16, -16, 4]), local.wood, { form: 0.45 })
    b.shape(ellipse(-17, -15, 4, 4), local.plank, { form: 0.3 })
  }
}

/** A hand-held drill, standing on its battery, screws beside it. */
export function drill(b: Brush): void {
  b.cast(2, 2, 44, 6)
  b.shape(curve([-12, -8, -16, -52, 6, -56, 10, -8], true, 3), local.teal, { form: 0.5 })
  b.shape(rect(-24, -12, 44, 14), local.dark, { form: 0.45 })
  b.shape(curve([-30, -82, -28, -54, 30, -54, 34, -62, 34, -78, 26, -84], true, 3), local.teal, { form: 0.45 })
  b.shape([34, -76, 48, -72, 48, -66, 34, -62], local.dark, { form: 0.4 })
  b.shape(limb([48, -69, 2], [76, -69, 1.2]), local.metal, { form: 0.4 })
  for (const x of [44, 58, 72]) b.shape(limb([x, -3, 2.4], [x + 12, -6, 1]), local.metal, { form: 0.4, line: 0.7 })
}

/** Sandpaper round a block, and pale dust. */
export function sandpaper(b: Brush): void {
  b.cast(2, 2, 50, 5)
  b.shape([-40, 0, -40, -20, 30, -20, 30, 0], mix(local.wood, local.red, 0.25), { form: 0.4 })
  b.shape([30, 0, 30, -20, 44, -30, 44, -10], mix(local.wood, local.timber, 0.5), { form: 0.5, line: 0.8 })
  b.shape([-40, -20, -26, -30, 44, -30, 30, -20], local.plank, { form: 0.2 })
  for (let grain = 0; grain < 22; grain++)
    b.shape(ellipse(b.chance.between(-86, 96), b.chance.between(0, 16), 3.4, 1.5), local.cream, { form: 0, line: 0.3 })
}

export function apple(b: Brush, subject: Subject): void {
  const skin = /green/.test(subject.colour) ? local.leaf : local.red
  for (const [x, y] of [
    [-30, 0],
    [26, -2],
    [-2, 6],
  ] as const) {
    b.cast(x + 2, y, 26, 4)
    b.shape(curve([x - 25, y - 26, x - 12, y - 50, x, y - 46, x + 12, y - 50, x + 25, y - 26, x + 12, y - 1, x - 12, y - 1]), skin, {
      form: 0.45,
    })
    b.line([x, y - 46, x + 2, y - 54, x + 7, y - 58], 2.6, local.timber)
  }
}

/** A water mill with its wheel; the wheel alone where the words say wheel. Foot at the origin, 100 units tall. */
export function mill(b: Brush, { word }: Subject): void {
  const alone = /wheel/.test(word)
  if (!alone) {
    b.cast(0, 2, 70, 5)
    b.shape(rect(-62, -58, 92, 58), local.plaster, { form: 0.45 })
    for (let row = 0; row < 3; row++) b.line([-60, -10 - row * 16, -14, -9 - row * 16, 28, -10 - row * 16], 1, local.stone, 0.6)
    b.shape([-72, -54, -44, -96, 14, -96, 40, -54], mix(local.roof, local.timber, 0.4), { form: 0.45 })
    b.shape(rect(-44, -34, 20, 34), local.timber, { form: 0.4 })
    b.shape(rect(-8, -44, 15, 17), local.navy, { form: 0.4, line: 0.7 })
  }
  const [x, y, radius] = alone ? [0, -50, 50] : [40, -26, 30]
  for (let part = 0; part < 12; part++) {
    const angle = (part / 12) * Math.PI * 2 + 0.1
    const [dx, dy] = [Math.cos(angle), Math.sin(angle)]
    b.shape(limb([x, y, radius * 0.05], [x + dx * radius, y + dy * radius, radius * 0.05]), local.timber, { form: 0.5, line: 0.6 })
    b.shape(
      [
        x + dx * radius * 0.84 - dy * 5,
        y + dy * radius * 0.84 + dx * 5,
        x + dx * radius * 1.1 - dy * 8,
        y + dy * radius * 1.1 + dx * 8,
        x + dx * radius * 1.1 + dy * 3,
        y + dy * radius * 1.1 - dx * 3,
        x + dx * radius * 0.84 + dy * 2,
        y + dy * radius * 0.84 - dx * 2,
      ],
      mix(local.wood, local.leaf, 0.25),
      { form: 0.5, line: 0.7 },
    )
    const next = ((part + 1) / 12) * Math.PI * 2 + 0.1
    for (const ring of [0.66, 0.92])
      b.shape(
        limb(
          [x + dx * radius * ring, y + dy * radius * ring, radius * 0.045],
          [x + Math.cos(next) * radius * ring, y + Math.sin(next) * radius * ring, radius * 0.045],
        ),
        local.wood,
        { form: 0.5, line: 0.6 },
      )
  }
  b.shape(ellipse(x, y, radius * 0.13, radius * 0.13), local.timber, { form: 0.4 })
}
