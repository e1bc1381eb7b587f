export type WallSize = 'list' | 's' | 'm' | 'l'

/** One line of the wall: a shot's heading or a beat. */
export type WallRow =
  | { readonly kind: 'shot'; readonly shot: number }
  | { readonly kind: 'beat'; readonly shot: number; readonly beat: number; readonly last: boolean }

export interface WallLayout {
  /** Width of a style's column, in px. */
  readonly column: number
  /** Width of the fixed beat column; 0 where the prompt stands above its pictures. */
  readonly beatColumn: number
  readonly beatHeight: number
  /** Height of the pictures themselves. */
  readonly pictureHeight: number
  readonly shotHeight: number
  /** Width of all columns together; wider than the box only where the wall scrolls sideways. */
  readonly width: number
  readonly tops: Float64Array
  readonly height: number
}

const gap = 16
const edge = 20
const narrow = 900

const columns: Readonly<Record<Exclude<WallSize, 'list'>, readonly [least: number, share: number, most: number]>> = {
  s: [112, 0.1, 150],
  m: [196, 0.214, 308],
  l: [300, 0.32, 560],
}

/** Where every row stands: fixed heights, so that windowing is arithmetic. `ratio` is width by height of the pictures. */
export function layOut(asked: {
  readonly boxWidth: number
  readonly size: WallSize
  readonly styles: number
  readonly ratio: number
  readonly rows: readonly WallRow[]
}): WallLayout {
  const { boxWidth, size, styles, ratio, rows } = asked
  const measure = boxWidth < narrow ? narrowMeasure(boxWidth, size, styles, ratio) : wideMeasure(boxWidth, size, styles, ratio)
  const tops = new Float64Array(rows.length)
  let height = 0
  rows.forEach((row, index) => {
    tops[index] = height
    height += row.kind === 'shot' ? measure.shotHeight : measure.beatHeight
  })
  return { ...measure, tops, height }
}

type Measure = Omit<WallLayout, 'tops' | 'height'>

function wideMeasure(boxWidth: number, size: WallSize, styles: number, ratio: number): Measure {
  const [least, share, most] = size === 'list' ? [150, 0.18, 260] : columns[size]
  const column = Math.round(Math.min(most, Math.max(least, boxWidth * share)))
  const pictureHeight = size === 'list' ? 22 : Math.round(column / ratio)
  const beatHeight = size === 'list' ? 38 : Math.max(pictureHeight, 66) + 16
  const taken = styles * (column + gap) + 2 * edge
  const beatColumn = Math.max(size === 'l' ? 240 : 300, boxWidth - taken)
  const shotHeight = size === 'list' ? 52 : 64
  return { column, beatColumn, beatHeight, pictureHeight, shotHeight, width: Math.max(boxWidth, beatColumn + taken) }
}

function narrowMeasure(boxWidth: number, size: WallSize, styles: number, ratio: number): Measure {
  const across = Math.min(styles, size === 'l' ? 1 : 3)
  const column = Math.floor((boxWidth - 24 - 8 * (across - 1)) / across)
  const pictureHeight = size === 'list' ? 24 : Math.round(column / ratio)
  const deep = Math.ceil(styles / across)
  const words = size === 'list' ? 30 : 64
  return {
    column,
    beatColumn: 0,
    pictureHeight,
    beatHeight: words + deep * (pictureHeight + 8) + 8,
    shotHeight: 52,
    width: boxWidth,
  }
}

/** The rows to mount: what is in view, and a little more on either side. */
export function rowsInView(layout: WallLayout, scrollTop: number, boxHeight: number, more: number = 200): [from: number, to: number] {
  const { tops } = layout
  return [Math.max(0, rowAt(tops, scrollTop - more)), Math.min(tops.length, rowAt(tops, scrollTop + boxHeight + more) + 1)]
}

/** The last row that begins at or above this place. */
function rowAt(tops: Float64Array, place: number): number {
  let [low, high] = [0, tops.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((tops[middle] ?? 0) <= place) low = middle + 1
    else high = middle
  }
  return Math.max(0, low - 1)
}
