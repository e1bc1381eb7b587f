import type { ReactNode } from 'react'

/** How a beat stands in the barcode: complete, exists, generating, error, waiting. */
export type TickState = 'c' | 'x' | 'g' | 'e' | ''

/** More ticks than this would be thinner than a pixel: they are drawn in one picture instead. */
const mostTicks = 120

/** One tick a beat: the progress bar of a style. Ticks are decoration; the number is in the role. */
export function Barcode({
  label,
  ticks,
  done,
  onJump,
}: {
  readonly label: string
  readonly ticks: readonly TickState[]
  readonly done: number
  readonly onJump?: (index: number) => void
}): ReactNode {
  const total = ticks.length
  return (
    <span
      role="progressbar"
      aria-label={label}
      aria-valuenow={done}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuetext={`${done} of ${total}`}
    >
      <span
        className={total > mostTicks ? 'bar many' : 'bar'}
        onPointerDown={(event) => {
          if (onJump === undefined || total === 0) return
          const box = event.currentTarget.getBoundingClientRect()
          onJump(Math.min(total - 1, Math.floor(((event.clientX - box.left) / box.width) * total)))
        }}
      >
        {total > mostTicks ? <Many ticks={ticks} /> : ticks.map((tick, index) => <i key={index} className={tick} />)}
      </span>
    </span>
  )
}

function Many({ ticks }: { readonly ticks: readonly TickState[] }): ReactNode {
  const runs: { state: TickState; length: number }[] = []
  for (const state of ticks) {
    const last = runs.at(-1)
    if (last?.state === state) last.length++
    else runs.push({ state, length: 1 })
  }
  return runs.map((run, index) => <i key={index} className={run.state} style={{ flexGrow: run.length }} />)
}
