import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useBoard } from '../api/queries.ts'
import type { BoardCard } from '../api/types.ts'
import { useNow } from '../live/clock.ts'
import { useLive } from '../live/use-live.ts'
import { Barcode } from '../pieces/barcode.tsx'
import { secondsLeft } from '../shell/board-top.tsx'
import { ticksOf } from '../generate/style-head.tsx'
import { money } from '../words/money.ts'
import { progressOf } from '../words/progress.ts'
import { duration } from '../words/time.ts'

/** A board that is being made right now, updated as it happens. */
export function RunningStrip({ card }: { readonly card: BoardCard }): ReactNode {
  const { data: snapshot } = useBoard(card.id)
  const live = useLive(card.id)
  useNow()
  const { done, total } = live === undefined ? card : progressOf(live.run.styles)
  const left = live === undefined ? undefined : secondsLeft(card.id, live)
  const paused = live?.run.phase === 'paused'
  const time = left === undefined || paused ? '' : `, about ${duration(left)} left`
  return (
    <Link className="running" href={`/b/${card.id}/generate`}>
      <i className={`dot ${paused ? 'cool' : 'run'}`} aria-hidden="true" />
      <span>
        <b>{card.title}</b> is {paused ? 'paused' : 'generating'}.{' '}
        <span className="sec">
          {done} of {total} images{time}, {money(live?.run.spentUsd ?? card.spentUsd)} so far.
        </span>
      </span>
      {snapshot === undefined || live === undefined ? (
        <span className="bar" />
      ) : (
        <Barcode label={card.title} done={done} ticks={snapshot.board.styles.flatMap((style) => ticksOf(snapshot, live, style.id))} />
      )}
      <span className="btn s">Open</span>
    </Link>
  )
}
