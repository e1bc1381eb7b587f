/** Red, green and blue, 0 to 255, in display values. */
export type Rgb = readonly [number, number, number]

/** A colour of six hex digits, e.g. `c94b30`. */
export function hex(digits: string): Rgb {
  const bits = Number.parseInt(digits, 16)
  return [(bits >> 16) & 255, (bits >> 8) & 255, bits & 255]
}

export function mix(from: Rgb, to: Rgb, share: number): Rgb {
  return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share, from[2] + (to[2] - from[2]) * share]
}

/** A colour under a coloured light; `light` is a factor for each channel. */
export function under(colour: Rgb, light: Rgb): Rgb {
  return [Math.min(255, colour[0] * light[0]), Math.min(255, colour[1] * light[1]), Math.min(255, colour[2] * light[2])]
}

export function scale(colour: Rgb, by: number): Rgb {
  return [colour[0] * by, colour[1] * by, colour[2] * by]
}

export function luma(colour: Rgb): number {
  return colour[0] * 0.3 + colour[1] * 0.59 + colour[2] * 0.11
}

/** More (above 1) or less (below 1) colourful at the same brightness. */
export function saturate(colour: Rgb, by: number): Rgb {
  const grey = luma(colour)
  const channel = (value: number): number => Math.max(0, Math.min(255, grey + (value - grey) * by))
  return [channel(colour[0]), channel(colour[1]), channel(colour[2])]
}
