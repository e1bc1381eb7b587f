import { type FormEvent, type ReactNode, useState } from 'react'
import { told } from '../api/deeds.ts'
import { ask } from '../api/http.ts'
import { queries, useBoards } from '../api/queries.ts'
import type { BoardCard, Snapshot } from '../api/types.ts'
import { useBoard } from '../api/queries.ts'
import { notes } from '../pieces/notes.tsx'
import { money } from '../words/money.ts'

/** What every board has cost, and its cap: a run checks every picture against it before it asks for it. */
export function Budgets(): ReactNode {
  const boards = useBoards().data?.boards ?? []
  const spent = boards.reduce((sum, board) => sum + board.spentUsd, 0)
  return (
    <>
      <h1>Budgets</h1>
      <p className="ld serif">A run checks every image against these before it asks for it. {money(spent)} spent on all boards so far.</p>
      {boards.length === 0 ? <p className="hint">There is no board yet.</p> : null}
      {boards.map((board) => (
        <BoardBudget key={board.id} card={board} />
      ))}
    </>
  )
}

function BoardBudget({ card }: { readonly card: BoardCard }): ReactNode {
  const snapshot = useBoard(card.id).data
  const cap = snapshot?.board.limits?.maxCostUsd
  return (
    <section className="prov bu" aria-label={card.title}>
      <header>
        <h2>{card.title}</h2>
        <span className="muted">{money(card.spentUsd)} so far</span>
        <span className="st8">{cap === undefined ? 'No cap' : `Cap ${money(cap)}`}</span>
        <span />
      </header>
      {cap === undefined ? null : (
        <span className="meter">
          <i style={{ width: `${Math.min(100, cap === 0 ? 100 : (card.spentUsd / cap) * 100)}%` }} />
        </span>
      )}
      {snapshot === undefined ? null : <CapForm snapshot={snapshot} />}
    </section>
  )
}

function CapForm({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const { limits } = snapshot.board
  const [cost, setCost] = useState(limits?.maxCostUsd === undefined ? '' : String(limits.maxCostUsd))
  const [images, setImages] = useState(limits?.maxImages === undefined ? '' : String(limits.maxImages))
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const next = { ...(cost === '' ? {} : { maxCostUsd: Number(cost) }), ...(images === '' ? {} : { maxImages: Number(images) }) }
    const done = await told(() =>
      ask('PATCH', `/boards/${encodeURIComponent(snapshot.id)}`, {
        version: snapshot.version,
        limits: Object.keys(next).length === 0 ? null : next,
      }),
    )
    await queries.invalidateQueries({ queryKey: ['board', snapshot.id] })
    if (done !== undefined) notes.say(`Cap of ${snapshot.board.title} saved.`)
  }
  return (
    <form className="capform" onSubmit={(event) => void save(event)}>
      <label>
        <span className="hint">Most money, USD</span>
        <span className="fld">
          <input
            type="number"
            min={0}
            step="0.01"
            inputMode="decimal"
            placeholder="no cap"
            value={cost}
            onChange={(event) => setCost(event.target.value)}
          />
        </span>
      </label>
      <label>
        <span className="hint">Most images</span>
        <span className="fld">
          <input
            type="number"
            min={0}
            step={1}
            inputMode="numeric"
            placeholder="no cap"
            value={images}
            onChange={(event) => setImages(event.target.value)}
          />
        </span>
      </label>
      <button type="submit" className="btn s">
        Save cap
      </button>
    </form>
  )
}
