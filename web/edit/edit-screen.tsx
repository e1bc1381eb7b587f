import { type ReactNode } from 'react'
import { reasonOf } from '../api/http.ts'
import { useBoard } from '../api/queries.ts'
import { useLive } from '../live/use-live.ts'
import { BoardTop } from '../shell/board-top.tsx'
import './edit.css'
import { Editor } from './editor.tsx'

/** Edit: the list of beats, how they continue from one another, the styles, and the price before anything is sent. */
export function EditScreen({ board }: { readonly board: string }): ReactNode {
  const { data: snapshot, error } = useBoard(board)
  const live = useLive(board)
  return (
    <>
      <BoardTop board={board} stage="edit" />
      {snapshot === undefined || live === undefined ? (
        <main className="edwait">{error === null ? null : <p className="banner bad">{reasonOf(error)}</p>}</main>
      ) : (
        <Editor snapshot={snapshot} live={live} />
      )}
    </>
  )
}
