import { expect, test } from 'vitest'
import { type WallRow, layOut, rowsInView } from './wall-layout.ts'

const rows: readonly WallRow[] = Array.from({ length: 3000 }, (_, index) =>
  index % 10 === 0 ? { kind: 'shot', shot: index / 10 } : { kind: 'beat', shot: Math.floor(index / 10), beat: index, last: false },
)

test.for([1440, 1000, 640, 320])('every place of a wall %s px wide is covered by the rows said to be in view', (boxWidth) => {
  const layout = layOut({ boxWidth, size: 'm', styles: 3, ratio: 16 / 9, rows })
  for (const top of [0, 777, 50_000, layout.height - 900]) {
    const [from, to] = rowsInView(layout, top, 900, 0)
    expect(layout.tops[from]).toBeLessThanOrEqual(top)
    const end = to === rows.length ? layout.height : (layout.tops[to] ?? 0)
    expect(end).toBeGreaterThanOrEqual(top + 900)
    expect(to - from).toBeLessThan(30)
  }
})

test('three styles fit beside their prompts without scrolling sideways; large ones may scroll', () => {
  expect(layOut({ boxWidth: 1200, size: 'm', styles: 3, ratio: 16 / 9, rows }).width).toBe(1200)
  expect(layOut({ boxWidth: 1200, size: 'l', styles: 6, ratio: 16 / 9, rows }).width).toBeGreaterThan(1200)
})
