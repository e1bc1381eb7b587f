import type { ReactNode } from 'react'
import type { Beat, Board } from '../../src/browser.ts'

/** The running order: every beat as wide as it is long; a press goes there. */
export function Ribbon({
  board,
  selected,
  onSelect,
}: {
  readonly board: Board
  readonly selected: string | undefined
  readonly onSelect: (beat: string) => void
}): ReactNode {
  const total = board.shots.reduce((sum, shot) => sum + shot.beats.length, 0)
  if (total === 0 || total > 80) return null
  return (
    <nav className="ribbon" aria-label="Running order by duration">
      {board.shots.map((shot) => (
        <div key={shot.id} style={{ flex: shot.beats.reduce((sum, beat) => sum + lengthOf(beat), 0) }}>
          <span className="edge">{board.kind === 'film' ? `Shot ${shot.id}` : ''}</span>
          <span className="rb">
            {shot.beats.map((beat) => (
              <button
                key={beat.id}
                type="button"
                className={beat.id === selected ? 'on' : ''}
                style={{ flex: lengthOf(beat) }}
                aria-label={`Go to beat ${beat.id}`}
                onClick={() => onSelect(beat.id)}
              >
                {beat.id}
              </button>
            ))}
          </span>
        </div>
      ))}
    </nav>
  )
}

function lengthOf({ start, end }: Beat): number {
  return start === undefined || end === undefined ? 5 : Math.max(0.5, end - start)
}
