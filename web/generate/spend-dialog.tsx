import { type ReactNode, useEffect, useRef, useState } from 'react'
import { redo, startRun } from '../api/deeds.ts'
import { reasonOf } from '../api/http.ts'
import { usePlan } from '../api/queries.ts'
import type { PlanView, RunQuestion, SelectionQuestion, Snapshot } from '../api/types.ts'
import { live } from '../live/live.ts'
import { Dialog } from '../pieces/dialog.tsx'
import { beatIds } from '../shell/beat-ids.ts'
import { money } from '../words/money.ts'
import { duration } from '../words/time.ts'

/** What is about to be paid for. */
export type Spend =
  | { readonly kind: 'all' | 'failed' | 'first' | 'doubt' | 'stale' }
  | { readonly kind: 'style'; readonly style: string }
  | { readonly kind: 'beat'; readonly beat: string }
  | { readonly kind: 'rest'; readonly style: string; readonly beats: readonly string[] }
  | { readonly kind: 'one'; readonly style: string; readonly beat: string; readonly prompt?: string }

/** Before you spend: the plan's own price and time, and only then a button. Enter starts it. */
export function SpendDialog({
  snapshot,
  spend,
  onClose,
}: {
  readonly snapshot: Snapshot
  readonly spend: Spend
  readonly onClose: () => void
}): ReactNode {
  const selection = selectionOf(snapshot, spend)
  const { data: plan, error } = usePlan(snapshot.id, selection)
  const [anyPrice, setAnyPrice] = useState(false)
  const count = plan?.forecast.pictures ?? 0
  const needsTick = (plan?.forecast.unknownPrices ?? 0) > 0
  const ready = plan !== undefined && count > 0 && (!needsTick || anyPrice)
  const start = (chosen: SelectionQuestion = selection): void => {
    onClose()
    const allow = needsTick ? { allowUnknownPrice: true } : {}
    if (spend.kind === 'one')
      void redo(snapshot.id, spend.style, spend.beat, { ...allow, ...(spend.prompt === undefined ? {} : { prompt: spend.prompt }) })
    else void startRun(snapshot.id, { selection: chosen, ...allow } satisfies RunQuestion)
  }
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    // Focus is on what Enter does, as the cap beside it says.
    if (ready) button.current?.focus()
  }, [ready])
  return (
    <Dialog label="Before you spend" className="dlg" onClose={onClose}>
      <h2 className="disp">{plan === undefined ? 'Before you spend' : titleOf(plan, count)}</h2>
      {error === null ? null : <p className="serif">{reasonOf(error)}</p>}
      {plan === undefined ? (
        <p className="serif">{error === null ? 'Reading the plan…' : ''}</p>
      ) : (
        <>
          <p className="serif">{sentence(snapshot, plan)}</p>
          {count === 0 ? null : <Price snapshot={snapshot} plan={plan} />}
          {needsTick ? (
            <label className="st8 tickline">
              <input type="checkbox" checked={anyPrice} onChange={(event) => setAnyPrice(event.target.checked)} />
              No price known for {plan.forecast.unknownPrices} of them. Run anyway
            </label>
          ) : null}
        </>
      )}
      <div className="da">
        <button type="button" className="btn" onClick={onClose}>
          Not now
        </button>
        {spend.kind === 'all' && count > 3 ? <FirstBeat snapshot={snapshot} onStart={start} /> : null}
        {plan !== undefined && count === 0 ? null : (
          <button ref={button} type="button" className="btn p" disabled={!ready} onClick={() => start()}>
            {spend.kind === 'one' ? 'Make it' : `Generate ${count === 0 ? '' : count}`} <kbd>Enter</kbd>
          </button>
        )}
      </div>
    </Dialog>
  )
}

function Price({ snapshot, plan }: { readonly snapshot: Snapshot; readonly plan: PlanView }): ReactNode {
  const { priceUsd, estimate, seconds, inDoubtUsd, unknownPrices } = plan.forecast
  const cap = snapshot.board.limits?.maxCostUsd
  return (
    <div className="dt">
      <span className="disp">{unknownPrices > 0 && priceUsd === 0 ? 'Unknown' : priceUsd === 0 ? 'Free' : money(priceUsd)}</span>
      <span className="muted">
        {estimate ? 'an estimate, ' : ''}about {duration(seconds)}
        {cap === undefined ? '' : `, cap ${money(cap)}`}
        {inDoubtUsd > 0 ? (
          <>
            <br />
            {money(inDoubtUsd)} in doubt from before
          </>
        ) : null}
      </span>
    </div>
  )
}

function FirstBeat({
  snapshot,
  onStart,
}: {
  readonly snapshot: Snapshot
  readonly onStart: (selection: SelectionQuestion) => void
}): ReactNode {
  const selection = selectionOf(snapshot, { kind: 'first' })
  const { data } = usePlan(snapshot.id, selection)
  if (data === undefined || data.forecast.pictures === 0 || data.forecast.unknownPrices > 0) return null
  const price = data.forecast.priceUsd
  return (
    <button type="button" className="btn" onClick={() => onStart(selection)}>
      Try one beat first{price === 0 ? '' : `, ${money(price)}`}
    </button>
  )
}

function selectionOf(snapshot: Snapshot, spend: Spend): SelectionQuestion {
  switch (spend.kind) {
    case 'all':
      return {}
    case 'failed':
      return { redo: ['errors'] }
    case 'stale':
      return { redo: ['stale'] }
    case 'doubt':
      return { skipInDoubt: false, beats: doubtfulBeats(snapshot) }
    case 'first':
      return { beats: [firstOpenBeat(snapshot)] }
    case 'style':
      return { styles: [spend.style] }
    case 'beat':
      return { beats: [spend.beat] }
    case 'rest':
      return { styles: [spend.style], beats: spend.beats, redo: ['all'], skipInDoubt: false }
    case 'one':
      return { styles: [spend.style], beats: [spend.beat], redo: ['all'], skipInDoubt: false }
  }
}

function firstOpenBeat({ id, board }: Snapshot): string {
  const beats = beatIds(board)
  const open = beats.find((beat) => board.styles.some((style) => live.cell(id, `${style.id}/${beat}`).state.status === 'pending'))
  return open ?? beats[0] ?? ''
}

function doubtfulBeats({ id }: Snapshot): readonly string[] {
  const doubts = live.board(id)?.inDoubt ?? new Map<string, unknown>()
  return [...new Set([...doubts.keys()].map((key) => key.slice(key.indexOf('/') + 1)))]
}

function titleOf(plan: PlanView, count: number): string {
  if (count === 0) return plan.counts.blocked > 0 ? 'Nothing can start' : 'Nothing to make'
  return count === 1 ? 'Generate 1 image?' : `Generate ${count} images?`
}

function sentence({ board }: Snapshot, plan: PlanView): string {
  const blocked = plan.blocked[0]
  if (plan.forecast.pictures === 0) return blocked === undefined ? 'Everything that was asked for is there.' : `${blocked.why}.`
  const styles = plan.forecast.styles
    .filter((style) => style.pictures > 0)
    .map((style) => `${board.styles.find((each) => each.id === style.style)?.title ?? style.style} ${style.pictures}`)
  const kept = plan.counts.exists + plan.counts.stale
  const keeps = kept === 0 ? '' : kept === 1 ? ' The one that already exists is kept.' : ` The ${kept} that already exist are kept.`
  return `${styles.join(', ')}.${keeps}`
}
