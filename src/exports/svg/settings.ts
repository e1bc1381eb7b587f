/** What kind of picture is traced: each has a ladder of settings, from few shapes to many. */
export const kinds = ['flat', 'line', 'rich'] as const
export type Kind = (typeof kinds)[number]

/** How a picture is traced. */
export interface Settings {
  /** Colours of the palette the picture is put into first; `undefined`: the tracer tells colours apart by itself, best for line art. */
  readonly colours: number | undefined
  /** Side in pixels of the median that takes grain away; 1 for none. */
  readonly median: number
  /** Patches below this many pixels a side are left out. */
  readonly speckle: number
  /** Curves are not cut into pieces shorter than this, in pixels: twice the length is about two thirds of the bytes. */
  readonly length: number
}

const ladders: Readonly<Record<Kind, readonly Settings[]>> = {
  flat: [
    { colours: 8, median: 3, speckle: 16, length: 8 },
    { colours: 16, median: 3, speckle: 16, length: 8 },
    { colours: 32, median: 3, speckle: 12, length: 8 },
    { colours: 48, median: 3, speckle: 8, length: 8 },
  ],
  line: [
    { colours: undefined, median: 1, speckle: 16, length: 12 },
    { colours: undefined, median: 1, speckle: 8, length: 8 },
    { colours: undefined, median: 1, speckle: 6, length: 6 },
    { colours: undefined, median: 1, speckle: 4, length: 4 },
  ],
  rich: [
    { colours: 8, median: 3, speckle: 32, length: 12 },
    { colours: 16, median: 3, speckle: 24, length: 10 },
    { colours: 32, median: 3, speckle: 16, length: 8 },
    { colours: 64, median: 3, speckle: 8, length: 8 },
  ],
}

/** The settings of a kind, coarse to fine; with a number of colours of the user's own in every step. */
export function ladderOf(kind: Kind, colours?: number): readonly Settings[] {
  return colours === undefined ? ladders[kind] : ladders[kind].map((settings) => ({ ...settings, colours }))
}
