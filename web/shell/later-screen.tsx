import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { BoardTop } from './board-top.tsx'
import { TopBar } from './top-bar.tsx'

const words = {
  watch: {
    title: 'Watch',
    text: 'Here the board will play: a story as pages, a how-to as steps, a film in time with its captions. Until then, Select shows every picture at full size.',
  },
  export: {
    title: 'Export',
    text: 'Here the board will become a video, a PDF, a ZIP or SVG. Until then the pictures lie in the project folder, each under its shot and beat.',
  },
} as const

/** A stage that has nothing to show yet says what it is for, and where to go meanwhile. */
export function LaterScreen({ board, stage }: { readonly board: string; readonly stage: 'watch' | 'export' }): ReactNode {
  return (
    <>
      <BoardTop board={board} stage={stage} />
      <main className="quiet-page">
        <h2 className="disp">{words[stage].title}</h2>
        <p>{words[stage].text}</p>
        <Link className="btn p" href={`/b/${board}/select`}>
          Open Select
        </Link>
      </main>
    </>
  )
}

/** An address that leads nowhere. */
export function NowhereScreen(): ReactNode {
  return (
    <>
      <TopBar />
      <main className="quiet-page">
        <h1>Nothing at this address</h1>
        <p>The board may have been renamed or moved to the trash.</p>
        <Link className="btn p" href="/">
          All boards
        </Link>
      </main>
    </>
  )
}
