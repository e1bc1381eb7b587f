import { type ReactNode, useEffect } from 'react'
import { Link } from 'wouter'
import { useBoard } from '../api/queries.ts'
import type { Snapshot } from '../api/types.ts'
import { useNow } from '../live/clock.ts'
import { pace } from '../live/live.ts'
import type { LiveBoard } from '../live/live-store.ts'
import { useLive } from '../live/use-live.ts'
import { money } from '../words/money.ts'
import { progressOf, tabTitle } from '../words/progress.ts'
import { duration } from '../words/time.ts'
import { standing } from './standing.ts'
import { type Stage, TopBar } from './top-bar.tsx'

/** The top bar of a board: title, stages with their counts, the run, money. */
export function BoardTop({ board, stage }: { readonly board: string; readonly stage: Stage }): ReactNode {
  const { data: snapshot, isError } = useBoard(board)
  const live = useLive(board)
  const title = snapshot?.board.title ?? (isError ? 'No such board' : '…')
  const run = live?.run
  useEffect(() => {
    document.title = run === undefined || snapshot === undefined ? 'Beatboard' : `${tabTitle(title, run)} · Beatboard`
  }, [title, run, snapshot])
  if (snapshot === undefined || live === undefined) return <TopBar title={title} board={board} current={stage} />
  const { done, total } = standing(snapshot, live)
  const beats = snapshot.board.shots.reduce((sum, shot) => sum + shot.beats.length, 0)
  const active = live.run.phase === 'running' || live.run.phase === 'paused' || live.run.phase === 'stopping'
  return (
    <TopBar
      title={title}
      board={board}
      current={stage}
      counts={{
        ...(total > 0 ? { generate: `${done}/${total}` } : {}),
        ...(beats > 0 && done > 0 ? { select: `${live.picks.size}/${beats}` } : {}),
      }}
      pill={active && stage !== 'generate' ? <RunPill board={board} live={live} /> : undefined}
      spend={money(spentNow(snapshot, live))}
    />
  )
}

/** What the board has cost so far: what the snapshot knew, and what this run added since. */
export function spentNow(snapshot: Snapshot, live: LiveBoard): number {
  const before = snapshot.run?.run === live.run.run ? (snapshot.run?.spentUsd ?? 0) : 0
  return snapshot.spentUsd + Math.max(0, live.run.spentUsd - before)
}

function RunPill({ board, live }: { readonly board: string; readonly live: LiveBoard }): ReactNode {
  useNow()
  const { done, total } = progressOf(live.run.styles)
  const left = secondsLeft(board, live)
  const rest = live.run.phase === 'paused' ? 'paused' : left === undefined ? '' : duration(left)
  return (
    <Link className="livepill" href={`/b/${board}/generate`}>
      <i className={live.run.phase === 'paused' ? 'dot cool' : 'dot run'} aria-hidden="true" />
      {[`${done}/${total}`, rest].filter(Boolean).join(' · ')}
    </Link>
  )
}

/** Seconds until the slowest style is done. */
export function secondsLeft(board: string, { run }: LiveBoard): number | undefined {
  const each = run.styles.filter((style) => style.waiting + style.drawing > 0).map((style) => pace.left(board, run, style.id))
  const known = each.filter((seconds) => seconds !== undefined)
  return known.length === 0 || known.length < each.length ? undefined : Math.max(...known)
}
