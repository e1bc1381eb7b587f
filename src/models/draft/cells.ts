import type { Path } from './path.ts'

/** Signed areas that a polygon's edges leave in the pixels they cross: a row's running sum is its coverage. */
export interface Cells {
  readonly width: number
  readonly height: number
  readonly stride: number
  readonly area: Float32Array
  /** First and end column that each row touches. */
  readonly lefts: Int32Array
  readonly rights: Int32Array
  /** One edge inside one row, from column `a` to `b`, over a signed share of the row's height. */
  readonly cover: (row: number, a: number, b: number, span: number) => void
}

export function cells(width: number, height: number): Cells {
  const stride = width + 2
  const area = new Float32Array(stride * height)
  const lefts = new Int32Array(height)
  const rights = new Int32Array(height)
  const cover = (row: number, a: number, b: number, span: number): void => {
    const low = a < b ? a : b
    const high = a < b ? b : a
    const first = Math.floor(low)
    const end = Math.ceil(high)
    const base = row * stride
    if (first < (lefts[row] as number)) lefts[row] = first
    if (end + 1 > (rights[row] as number)) rights[row] = end + 1
    if (end <= first + 1) {
      const inside = 0.5 * (low + high) - first
      area[base + first] = (area[base + first] as number) + span * (1 - inside)
      area[base + first + 1] = (area[base + first + 1] as number) + span * inside
      return
    }
    const step = span / (high - low)
    let before = 0
    for (let cell = first; cell < end; cell++) {
      const from = low > cell ? low : cell
      const to = high < cell + 1 ? high : cell + 1
      const within = (to - from) * step
      const share = within * (1 - ((from + to) / 2 - cell)) + (to - low) * step - within
      area[base + cell] = (area[base + cell] as number) + share - before
      before = share
    }
    area[base + end] = (area[base + end] as number) + span - before
  }
  return { width, height, stride, area, lefts, rights, cover }
}

/** Runs along a polygon's edges into the cells; gives the rows it touches, first and end, or nothing when it is out of sight. */
export function tracer({ width, height, lefts, rights, cover }: Cells): (path: Path) => readonly [number, number] | undefined {
  const edge = (ax: number, ay: number, bx: number, by: number): void => {
    if (ay === by) return
    const down = ay < by
    const topX = down ? ax : bx
    const topY = down ? ay : by
    const endX = down ? bx : ax
    const endY = down ? by : ay
    if (endY <= 0 || topY >= height) return
    const slope = (endX - topX) / (endY - topY)
    let x = topY < 0 ? topX - topY * slope : topX
    const last = Math.min(height, Math.ceil(endY))
    for (let row = topY > 0 ? Math.floor(topY) : 0; row < last; row++) {
      const span = (endY < row + 1 ? endY : row + 1) - (topY > row ? topY : row)
      const after = x + slope * span
      cover(row, x < 0 ? 0 : x > width ? width : x, after < 0 ? 0 : after > width ? width : after, down ? span : -span)
      x = after
    }
  }
  return (path) => {
    let low = Infinity
    let high = -Infinity
    for (let index = 1; index < path.length; index += 2) {
      const y = path[index] as number
      if (y < low) low = y
      if (y > high) high = y
    }
    const top = Math.max(0, Math.floor(low))
    const bottom = Math.min(height, Math.ceil(high))
    if (!(top < bottom)) return undefined
    lefts.fill(width, top, bottom)
    rights.fill(0, top, bottom)
    const count = path.length
    for (let index = 0; index + 1 < count; index += 2) {
      const next = index + 2 < count ? index + 2 : 0
      edge(path[index] as number, path[index + 1] as number, path[next] as number, path[next + 1] as number)
    }
    return [top, bottom]
  }
}
