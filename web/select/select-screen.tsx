import { type ReactNode, useMemo } from 'react'
import { Link } from 'wouter'
import { reasonOf } from '../api/http.ts'
import { useBoard } from '../api/queries.ts'
import { useLive } from '../live/use-live.ts'
import { beatPlaces } from '../generate/wall-rows.ts'
import { BoardTop } from '../shell/board-top.tsx'
import './select.css'
import { Review } from './review.tsx'

/** Select: the best picture of every beat, by eye and with one key each. */
export function SelectScreen({ board }: { readonly board: string }): ReactNode {
  const { data: snapshot, error } = useBoard(board)
  const live = useLive(board)
  const places = useMemo(() => (snapshot === undefined ? [] : beatPlaces(snapshot.board)), [snapshot])
  if (snapshot === undefined || live === undefined)
    return (
      <div className="rev">
        <BoardTop board={board} stage="select" />
        <main className="stage">{error === null ? null : <p className="banner bad">{reasonOf(error)}</p>}</main>
      </div>
    )
  if (places.length === 0)
    return (
      <>
        <BoardTop board={board} stage="select" />
        <main className="quiet-page">
          <h2 className="disp">No beats to choose for</h2>
          <p>Write a beat first, then generate its pictures.</p>
          <Link className="btn p" href={`/b/${board}/edit`}>
            Edit
          </Link>
        </main>
      </>
    )
  return <Review snapshot={snapshot} live={live} places={places} />
}
