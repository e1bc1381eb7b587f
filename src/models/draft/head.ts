import type { Brush } from './brush.ts'
import { mix, type Rgb } from './colour.ts'
import { local } from './local-colours.ts'
import { curve, ellipse, limb } from './path.ts'
import type { Person } from './person-look.ts'

/** A head in three-quarter view, facing right: centre at the origin, about 200 units tall. Features show only when it is large. */
export function head(b: Brush, face: Person, fromBehind: boolean): void {
  const { skin, hair } = face
  b.shape(limb([-10, 50, 30], [-14, 128, 34]), mix(skin, local.timber, 0.18), { form: 0.6, line: 0.8 })
  hoodBehind(b, face)
  if (face.woman && !face.old && !face.plaits && face.hood !== 'up' && !fromBehind)
    b.shape(curve([-60, -70, -92, -10, -88, 70, -96, 130, -40, 150, 10, 118, 20, 40, -10, -60]), hair, { form: 0.5 })
  const round = face.child ? 10 : 0
  const skull = [
    6,
    -100,
    58,
    -78,
    74,
    -28,
    72,
    6,
    62 + round,
    44,
    40,
    84 - round,
    12,
    98 - round,
    -22,
    78,
    -50,
    40,
    -76,
    -10,
    -66,
    -70,
    -34,
    -96,
  ]
  b.shape(curve(skull), fromBehind ? hair : skin, { form: 0.42 })
  if (fromBehind)
    b.shape(curve([-70, -40, -50, -98, 10, -108, 62, -78, 76, -20, 60, 50, 10, face.woman ? 150 : 66, -46, face.woman ? 140 : 60]), hair, {
      form: 0.5,
    })
  else features(b, face)
  if (!fromBehind && !face.bald) hairOf(b, face)
  if (face.old && face.woman && face.hood !== 'up') b.shape(ellipse(-62, -76, 30, 28), hair, { form: 0.3 })
  if (face.plaits) plaits(b, hair)
  if (face.hood === 'up') hoodRim(b, face.coat, fromBehind)
  if (face.hat !== undefined) hat(b, face.hat)
}

/** What of a hood lies behind the head: its inside when it is up, its fall when it is down. */
function hoodBehind(b: Brush, face: Person): void {
  if (face.hood === 'up')
    b.shape(
      curve([-30, -124, 30, -122, 78, -70, 84, -20, 74, 40, 52, 116, -40, 140, -92, 96, -108, 20, -96, -70]),
      mix(face.coat, local.dark, 0.22),
      { form: 0.5 },
    )
  else if (face.hood === 'down')
    b.shape(curve([-70, 80, -40, 66, 40, 96, 66, 128, 20, 158, -60, 156, -92, 120]), mix(face.coat, local.dark, 0.16), { form: 0.5 })
}

function plaits(b: Brush, hair: Rgb): void {
  for (const x of [-64, 66])
    for (let knot = 0; knot < 4; knot++) b.shape(ellipse(x + (x > 0 ? 4 : -4), 50 + knot * 30, 15, 19), hair, { form: 0.5, line: 0.7 })
}

/** The front of a hood: it frames the face and lets the hair over the brow be seen. */
function hoodRim(b: Brush, coat: Rgb, fromBehind: boolean): void {
  if (fromBehind) b.shape(curve([-80, -60, -30, -122, 30, -122, 80, -60, 78, 40, 50, 120, -50, 130, -92, 60]), coat, { form: 0.5 })
  else {
    b.shape(
      curve(
        [
          -34, -92, 8, -104, 60, -88, 84, -44, 96, -52, 80, -108, 20, -136, -50, -122, -98, -66, -108, 20, -94, 96, -50, 134, -40, 96, -62,
          60, -68, 0, -60, -60,
        ],
        true,
        4,
      ),
      coat,
      { form: 0.45 },
    )
  }
}

function features(b: Brush, face: Person): void {
  const { skin, hair } = face
  const deep = mix(skin, local.roof, 0.35)
  b.shape(curve([66, -12, 90, 18, 84, 28, 66, 30]), mix(skin, local.rose, 0.12), { form: 0.4, line: 0.6 })
  b.shape(curve([-40, -4, -30, -22, -14, -16, -14, 12, -28, 22]), deep, { form: 0.3, line: 0.6 })
  if (face.beard) b.shape(curve([-34, 30, -12, 40, 22, 50, 50, 52, 74, 46, 72, 90, 40, 128, -4, 118, -34, 76]), hair, { form: 0.45 })
  if (b.size < 0.16) return
  b.shape(ellipse(24, 40, 17, 10), mix(skin, local.rose, 0.7), { form: 0, line: 0, alpha: 0.3 })
  for (const [x, wide] of [
    [24, 9],
    [62, 6.4],
  ] as const) {
    b.shape(ellipse(x + 2, -1, wide * 0.62, 5.6), local.dark, { form: 0, line: 0 })
    b.shape(ellipse(x + 3.6, -3.2, 1.5, 1.5), local.white, { form: 0, line: 0 })
    b.line(curve([x - 14, -20, x, -26, x + 13, -22], false), 6, mix(hair, local.dark, 0.25))
    b.line(curve([x - 11, -2, x, -8, x + 11, -3], false), 3.6, local.dark)
  }
  b.line(curve([70, -14, 84, 14, 83, 25, 68, 29], false), 3, deep)
  const lip = mix(skin, local.red, 0.5)
  if (face.mouth === 'smile') {
    b.shape(curve([26, 50, 48, 56, 70, 48, 62, 68, 46, 72, 34, 66], true, 4), mix(local.red, local.dark, 0.4), { form: 0.3, line: 0.6 })
    b.shape(curve([31, 53, 48, 58, 66, 52, 60, 60, 40, 61], true, 4), local.white, { form: 0, line: 0 })
  } else if (face.mouth === 'worried') b.line(curve([38, 62, 52, 55, 66, 60], false), 4.4, lip)
  else b.line(curve([38, 57, 52, 61, 66, 55], false), 4.4, lip)
  if (face.old) {
    for (const side of [4, 12]) b.line(curve([-2, -4 + side, -12, 2 + side, -20, 12 + side], false), 2.2, deep, 0.6)
    b.line(curve([26, 46, 22, 56, 26, 66], false), 2.6, deep, 0.7)
    for (const y of [-46, -38]) b.line(curve([10, y, 34, y - 4, 56, y], false), 2, deep, 0.4)
  }
  if (face.moustache || face.beard)
    b.shape(curve([24, 50, 44, 42, 58, 44, 80, 50, 78, 60, 58, 54, 40, 58, 26, 60], true, 4), mix(hair, local.white, 0.15), {
      form: 0.4,
      line: 0.8,
    })
}

function hairOf(b: Brush, { hair, woman, child }: Person): void {
  const fringe = woman
    ? [-84, 40, -92, -30, -66, -92, -10, -118, 46, -108, 80, -62, 70, -38, 42, -62, 4, -66, -22, -30, -36, -22, -44, 20, -52, 80]
    : [-66, 34, -84, -20, -70, -84, -20, -116, 44, -108, 80, -70, 72, -44, 46, -60, 8, -56, -22, -40, -30, -8, -44, 4]
  b.shape(curve(child && !woman ? fringe.map((value, index) => (index % 2 ? value - 2 : value * 1.04)) : fringe), hair, { form: 0.5 })
  if (b.size < 0.3) return
  const shine = mix(hair, local.cream, 0.25)
  for (const x of [-40, -10, 22]) b.line([x - 22, -62, x, -92, x + 30, -98], 4, shine, 0.6)
}

function hat(b: Brush, colour: Rgb): void {
  b.shape(curve([-80, -48, -76, -100, -30, -138, 34, -134, 74, -96, 80, -52, 0, -62]), colour, { form: 0.5 })
  b.shape(curve([-88, -36, -84, -62, 0, -78, 86, -66, 92, -44, 0, -52]), mix(colour, local.dark, 0.22), { form: 0.5 })
}
