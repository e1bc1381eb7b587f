import { hex, luma, mix, type Rgb, saturate, scale, under } from './colour.ts'

/** The three hands the painter has. Every style's words lead to one of them. */
export type Manner = 'gouache' | 'ink' | 'cinema'

/** The light of a scene: hours outdoors, overcast, and two kinds of room. */
export type Hour = 'dawn' | 'day' | 'gold' | 'dusk' | 'night' | 'grey' | 'lamp' | 'inside'

/** A few related colours that a whole picture is painted with. */
export interface Palette {
  readonly top: Rgb
  readonly mid: Rgb
  readonly low: Rgb
  readonly cloud: Rgb
  /** What distance fades into. */
  readonly haze: Rgb
  readonly water: Rgb
  readonly sun: Rgb
  /** Lamps, windows, fire. */
  readonly lamp: Rgb
  readonly ink: Rgb
  /** Factors on a thing's own colour in the light and in the shade. */
  readonly key: Rgb
  readonly shade: Rgb
}

/** What style words do to a palette: 1 and 0 leave it as it is. */
export interface Tint {
  readonly saturation: number
  /** Towards white, 0 to 1; below 0 towards black. */
  readonly lift: number
  /** A colour that all others lean to, and how far. */
  readonly lean?: { readonly colour: Rgb; readonly share: number }
}

type Hexes = readonly [
  top: string,
  mid: string,
  low: string,
  cloud: string,
  haze: string,
  water: string,
  sun: string,
  lamp: string,
  ink: string,
]

function palette(hexes: Hexes, key: Rgb, shade: Rgb): Palette {
  const [top, mid, low, cloud, haze, water, sun, lamp, ink] = hexes.map(hex) as unknown as readonly [
    Rgb,
    Rgb,
    Rgb,
    Rgb,
    Rgb,
    Rgb,
    Rgb,
    Rgb,
    Rgb,
  ]
  return { top, mid, low, cloud, haze, water, sun, lamp, ink, key, shade }
}

const gouache: Readonly<Record<Hour, Palette>> = {
  dawn: palette(
    ['7e93a8', 'e3b4a0', 'fbdfb4', 'f3c9b0', 'dbb3a4', '8fa9b0', 'fff3d0', 'ffd98c', '38334a'],
    [1.04, 0.93, 0.84],
    [0.62, 0.57, 0.68],
  ),
  day: palette(
    ['86b4c4', 'b4d0cd', 'efe5cb', 'f8f1df', 'c9d3c6', '5d9aa6', 'fff4d2', 'ffe2a0', '2f3a3d'],
    [1.03, 1, 0.92],
    [0.68, 0.7, 0.74],
  ),
  gold: palette(
    ['6f8fa3', 'e5b681', 'fad48c', 'f6c597', 'dfb083', '7d9a9c', 'fff0bd', 'ffdf96', '3c2f36'],
    [1.1, 0.93, 0.74],
    [0.62, 0.52, 0.58],
  ),
  dusk: palette(
    ['33506d', '9a7d8c', 'ee9f78', 'c08b8a', '8d7a88', '48647a', 'ffd9a0', 'ffd27c', '211f33'],
    [0.92, 0.74, 0.7],
    [0.46, 0.42, 0.56],
  ),
  night: palette(
    ['16264a', '28466f', '4f759a', '3e5f88', '3f628a', '1f3f63', 'f3ecd0', 'ffdb8a', '0e1830'],
    [0.52, 0.62, 0.78],
    [0.26, 0.34, 0.52],
  ),
  grey: palette(
    ['4d5e66', '7f8f90', 'b9c0b6', '66777c', '94a3a1', '4d6a70', 'e9ebdc', 'ffd98e', '1e2a31'],
    [0.8, 0.82, 0.8],
    [0.48, 0.53, 0.57],
  ),
  lamp: palette(
    ['3b2822', '54382a', '7d5336', '6d4a34', '5f4030', '3d4b4e', 'ffe9b0', 'ffd88a', '1d1412'],
    [1.08, 0.86, 0.6],
    [0.44, 0.34, 0.32],
  ),
  inside: palette(
    ['c9b596', 'd9c8a8', 'e8dabd', 'f4ead2', 'cdbb9c', '7f9fa3', 'fff6da', 'ffe2a0', '3a312b'],
    [1.02, 0.97, 0.88],
    [0.64, 0.6, 0.6],
  ),
}

const cinema: Readonly<Record<Hour, Palette>> = {
  dawn: palette(
    ['3c4a66', '9d7f84', 'f3b67e', '8d7480', '8b7478', '4d6473', 'fff0c4', 'ffc67a', '121421'],
    [1.06, 0.84, 0.66],
    [0.26, 0.25, 0.33],
  ),
  day: palette(
    ['2f5f78', '6f9aa3', 'd9cba8', 'b9b8a6', '8fa7a5', '245d70', 'fff2cc', 'ffcf86', '0b1517'],
    [1, 0.93, 0.78],
    [0.24, 0.31, 0.34],
  ),
  gold: palette(
    ['2d4552', '9b7450', 'f7b257', '9a6f52', '94714f', '3d5558', 'ffe9ae', 'ffc46c', '120f12'],
    [1.16, 0.84, 0.52],
    [0.25, 0.24, 0.28],
  ),
  dusk: palette(
    ['0f2136', '3b4758', 'd98349', '5b4a52', '3f4b58', '183244', 'ffc98a', 'ffbd62', '060b13'],
    [0.94, 0.62, 0.46],
    [0.15, 0.2, 0.28],
  ),
  night: palette(
    ['050d1c', '10294a', '265078', '1b3b5f', '1c4064', '0a2038', 'dbe8ef', 'ffc566', '030812'],
    [0.34, 0.47, 0.63],
    [0.09, 0.15, 0.24],
  ),
  grey: palette(
    ['1a262b', '3d4f54', '83918e', '2c3a40', '566a6c', '1f383f', 'dfe6dc', 'ffc26e', '070d10'],
    [0.62, 0.68, 0.68],
    [0.18, 0.25, 0.28],
  ),
  lamp: palette(
    ['120b09', '24150e', '4d2e18', '3b2415', '2b1b12', '16201f', 'ffe0a0', 'ffbf60', '060303'],
    [1.16, 0.78, 0.44],
    [0.15, 0.12, 0.13],
  ),
  inside: palette(
    ['2a2723', '4a4338', '8b7a5c', '6d6250', '4d463b', '3a5a62', 'fff0cb', 'ffcd84', '0c0a09'],
    [1.06, 0.94, 0.76],
    [0.22, 0.22, 0.24],
  ),
}

export const paper: Rgb = [250, 246, 236]

function soften(light: Rgb, share: number): Rgb {
  return mix([1, 1, 1], light, share)
}

/** Pale tints of the same light on white paper, dark things included. */
function inkPalette(hour: Hour): Palette {
  const base = gouache[hour]
  const dim = hour === 'night' ? 0.5 : hour === 'lamp' ? 0.34 : hour === 'dusk' || hour === 'grey' ? 0.4 : 0.38
  const pale = (colour: Rgb): Rgb => mix(paper, saturate(colour, 1.25), dim)
  return {
    ...base,
    top: pale(base.top),
    mid: pale(base.mid),
    low: mix(paper, base.low, 0.14),
    cloud: mix(paper, base.cloud, 0.12),
    haze: mix(paper, base.haze, 0.34),
    water: pale(base.water),
    sun: hex('ffe9a8'),
    lamp: hex('ffe07a'),
    ink: hex('22303c'),
    key: soften(base.key, 0.22),
    shade: soften(base.shade, 0.34),
  }
}

function tinted(colour: Rgb, tint: Tint): Rgb {
  const lifted = mix(colour, tint.lift >= 0 ? [255, 252, 246] : [4, 5, 9], Math.abs(tint.lift))
  const leaned =
    tint.lean === undefined
      ? lifted
      : mix(lifted, scale(tint.lean.colour, luma(lifted) / Math.max(24, luma(tint.lean.colour))), tint.lean.share)
  return saturate(leaned, tint.saturation)
}

/** The palette of a light in a manner, changed as the style's words ask. */
export function paletteOf(manner: Manner, hour: Hour, tint: Tint): Palette {
  const base = manner === 'ink' ? inkPalette(hour) : manner === 'gouache' ? gouache[hour] : cinema[hour]
  const colour = (value: Rgb): Rgb => tinted(value, tint)
  return {
    ...base,
    top: colour(base.top),
    mid: colour(base.mid),
    low: colour(base.low),
    cloud: colour(base.cloud),
    haze: colour(base.haze),
    water: colour(base.water),
    sun: colour(base.sun),
    lamp: colour(base.lamp),
    ink: tint.lift > 0 ? mix(base.ink, colour(base.ink), 0.5) : colour(base.ink),
  }
}

/** A thing's own colour as this palette's light and this manner show it; `z` is depth, 0 near to 1 on the horizon. */
export function shown(colour: Rgb, light: 'key' | 'shade', z: number, look: { palette: Palette; manner: Manner; tint: Tint }): Rgb {
  const { palette: colours, manner, tint } = look
  const own = manner === 'ink' ? mix(paper, saturate(colour, 1.2), 0.5) : colour
  const lit = tinted(under(own, colours[light]), { ...tint, lift: tint.lift * 0.8 })
  const reach = manner === 'ink' ? 0.75 : 0.88
  return mix(lit, colours.haze, Math.min(0.92, z ** 0.85 * reach))
}
