import type { PictureId, RunState, Written } from '../../src/browser.ts'

/** Measures how fast every style is drawn, from the events as they come. */
export interface Pace {
  note(board: string, event: Written): void
  /** Seconds left of one style; `undefined` until two pictures of it were made. */
  left(board: string, run: RunState, style: string): number | undefined
  /** Seconds that a picture of the style usually takes. */
  usual(board: string, style: string): number | undefined
}

const remembered = 8
const least = 2

export function openPace(): Pace {
  const made = new Map<string, { readonly at: number[]; readonly ms: number[] }>()
  return {
    note(board, event) {
      if (event.type === 'run-started') {
        for (const key of made.keys()) if (key.startsWith(`${board} `)) made.get(key)?.at.splice(0)
        return
      }
      if (event.type !== 'picture-kept' || event.reusedFrom !== undefined) return
      const key = keyOf(board, styleIn(event.id))
      const known = made.get(key) ?? { at: [], ms: [] }
      known.at.push(Date.parse(event.at))
      known.ms.push(event.ms)
      if (known.at.length > remembered + 1) known.at.shift()
      if (known.ms.length > remembered) known.ms.shift()
      made.set(key, known)
    },
    left(board, run, style) {
      const at = made.get(keyOf(board, style))?.at ?? []
      const counts = run.styles.find((each) => each.id === style)
      if (at.length < least || counts === undefined) return undefined
      const gaps = at.slice(1).map((each, index) => each - (at[index] ?? each))
      return (median(gaps) / 1000) * (counts.waiting + counts.drawing)
    },
    usual(board, style) {
      const ms = made.get(keyOf(board, style))?.ms ?? []
      return ms.length === 0 ? undefined : Math.max(1, median(ms) / 1000)
    },
  }
}

function keyOf(board: string, style: string): string {
  return `${board} ${style}`
}

function styleIn(id: PictureId): string {
  return id.slice(0, id.indexOf('/'))
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
