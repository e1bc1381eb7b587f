import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { Board } from '../../src/browser.ts'
import { usePlan, useProviders } from '../api/queries.ts'
import type { Snapshot } from '../api/types.ts'
import type { LiveBoard } from '../live/live-store.ts'
import { spentNow } from '../shell/board-top.tsx'
import { money, priceOf } from '../words/money.ts'
import { duration } from '../words/time.ts'

/** What is wanted, what is kept, what it costs and how long it takes: the plan that a run would execute. */
export function BeforeYouSpend({
  snapshot,
  live,
  board,
  onGenerate,
}: {
  readonly snapshot: Snapshot
  readonly live: LiveBoard
  readonly board: Board
  readonly onGenerate: () => void
}): ReactNode {
  const plan = usePlan(snapshot.id).data
  const providers = useProviders().data ?? []
  const beats = board.shots.reduce((sum, shot) => sum + shot.beats.length, 0)
  const wanted = beats * board.styles.length
  const spent = spentNow(snapshot, live)
  const cap = board.limits?.maxCostUsd
  const count = plan?.forecast.pictures ?? 0
  const over = cap !== undefined && plan !== undefined && spent + plan.forecast.priceUsd > cap
  const nobody = providers.length > 0 && !providers.some((provider) => provider.ready)
  return (
    <section className="est" aria-label="Before you spend">
      <h2>Before you spend</h2>
      <table>
        <tbody>
          <tr>
            <th scope="row">{wanted} images wanted</th>
            <td>
              {beats} beats × {board.styles.length} styles
            </td>
          </tr>
          <tr>
            <th scope="row">{(plan?.counts.exists ?? 0) + (plan?.counts.stale ?? 0)} are there</th>
            <td>kept, not made again</td>
          </tr>
          {(plan?.counts.stale ?? 0) > 0 ? (
            <tr>
              <th scope="row">{plan?.counts.stale} out of date</th>
              <td>made again only when asked</td>
            </tr>
          ) : null}
          {plan?.forecast.styles.map((style) => (
            <tr key={style.style}>
              <th scope="row">{board.styles.find((each) => each.id === style.style)?.title ?? style.style}</th>
              <td>
                {style.pictures} ×{' '}
                {style.priceUsd === undefined ? '?' : priceOf(style.pictures === 0 ? 0 : style.priceUsd / style.pictures)}{' '}
                <b>{style.priceUsd === undefined ? 'unknown' : money(style.priceUsd)}</b>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {plan === undefined ? null : (
        <div className="tot">
          <span>
            <span className="disp">
              {plan.forecast.priceUsd === 0 && plan.forecast.unknownPrices === 0 ? 'Free' : money(plan.forecast.priceUsd)}
            </span>
            {plan.forecast.estimate ? <span className="muted"> about</span> : null}
          </span>
          <span className="muted">{count === 0 ? '' : `about ${duration(plan.forecast.seconds)}`}</span>
        </div>
      )}
      {cap === undefined ? (
        <p className="hint">
          {money(spent)} spent. No cap. <Link href="/settings/budgets">Set one</Link>
        </p>
      ) : (
        <>
          <span className="meter">
            <i style={{ width: `${Math.min(100, cap === 0 ? 100 : (spent / cap) * 100)}%` }} />
          </span>
          <p className="hint">
            {money(spent)} spent of a {money(cap)} cap. A run stops before the cap.
          </p>
        </>
      )}
      {(plan?.forecast.unknownPrices ?? 0) > 0 ? (
        <p className="hint warn">No price known for {plan?.forecast.unknownPrices} of them. The next step asks before it runs anyway.</p>
      ) : null}
      {nobody ? (
        <Link className="btn p l" href="/settings/providers">
          Add a key to start
        </Link>
      ) : (
        <button type="button" className="btn p l" disabled={count === 0 || over} onClick={onGenerate}>
          {over ? 'Over the cap' : count === 0 ? 'Nothing to make' : `Generate ${count} ${count === 1 ? 'image' : 'images'}`} <kbd>G</kbd>
        </button>
      )}
    </section>
  )
}
