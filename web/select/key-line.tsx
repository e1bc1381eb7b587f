import type { ReactNode } from 'react'
import type { View } from './use-review.ts'

/** The keys that matter here, shown where they are used, and how many beats have a pick. */
export function KeyLine({
  view,
  styles,
  picked,
  beats,
  next,
  onNext,
  done,
}: {
  readonly view: View
  readonly styles: number
  readonly picked: number
  readonly beats: number
  readonly next: boolean
  readonly onNext: (on: boolean) => void
  readonly done: ReactNode
}): ReactNode {
  const numbers = Array.from({ length: Math.min(styles, 6) }, (_, index) => String(index + 1))
  const hints: readonly (readonly [keys: readonly string[], words: string])[] =
    view === 'continuity'
      ? [
          [numbers, 'pick a style here'],
          [['R'], 'new take'],
          [['Shift', 'R'], 'for the rest of the shot'],
          [['W'], 'wipe'],
          [['O'], 'onion skin'],
          [['D'], 'difference'],
        ]
      : [
          [numbers, 'pick'],
          [['0'], 'clear'],
          [['R'], 'new take'],
          [['←', '→'], 'beat'],
          [['Z'], 'zoom'],
          [['L'], 'lights'],
          [['U'], 'undo'],
        ]
  return (
    <div className="keys">
      {hints.map(([keys, words]) => (
        <span key={words}>
          {keys.map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}{' '}
          {words}
        </span>
      ))}
      <label className="st8">
        <input type="checkbox" checked={next} onChange={(event) => onNext(event.target.checked)} />
        Go to the next open beat after a pick
      </label>
      <b className="num">
        {picked} of {beats} picked
      </b>
      {done}
    </div>
  )
}
