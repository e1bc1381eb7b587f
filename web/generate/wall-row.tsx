import { type ReactNode, memo, useSyncExternalStore } from 'react'
import { type Board, type Style, pictureId } from '../../src/browser.ts'
import { pictureAddress } from '../api/picture-address.ts'
import { live, pace } from '../live/live.ts'
import { useCell, usePick } from '../live/use-live.ts'
import { Cell, type CellDeed } from './cell.tsx'
import { type CellView, cellView } from './cell-view.ts'
import { ListCell } from './list-cell.tsx'
import type { WallSize } from './wall-layout.ts'
import { type BeatPlace, waitsFor } from './wall-rows.ts'

/** What every row of the wall shares. */
export interface WallWorld {
  readonly board: string
  readonly styles: readonly Style[]
  readonly titleOf: (provider: string) => string
  readonly size: WallSize
  readonly pictureHeight: number
  /** Of a column, in px. */
  readonly width: number
  readonly onDeed: (deed: CellDeed, style: string, beat: string) => void
  readonly onOpen: (beat: number, column: number) => void
  readonly onFocus: (beat: number, column: number) => void
}

/** A shot's heading. */
export function ShotRow({
  board,
  shot,
  index,
  top,
  height,
}: {
  readonly board: Board
  readonly shot: number
  readonly index: number
  readonly top: number
  readonly height: number
}): ReactNode {
  const { id, title, beats } = board.shots[shot] ?? { id: '', beats: [] }
  return (
    <div role="row" aria-rowindex={index + 1} className="wrow" style={{ top, height }}>
      <div className="ws" role="rowheader">
        <h3 className="disp">
          Shot {id} {title === undefined ? null : <span>{title}</span>}
        </h3>
        <span className="edge">{beats.length === 1 ? '1 beat' : `${beats.length} beats`}</span>
      </div>
    </div>
  )
}

/** A beat and its picture in every style. Drawn again only when it moves or the focus comes or goes. */
export const BeatRow: (props: BeatRowProps) => ReactNode = memo(function BeatRow({ world, place, row, top, height, active }: BeatRowProps) {
  const { beat } = place
  const thread = [place.cut ? 'cut' : 'cont', place.last ? 'last' : ''].filter(Boolean).join(' ')
  return (
    <div role="row" aria-rowindex={row + 1} className="wrow wr" style={{ top, height }}>
      <div className={`wl ${thread}`} role="rowheader">
        <i className="node" />
        <span className="disp code">{beat.id}</span>
        <p className="serif">{beat.prompt}</p>
        <span className="edge">{place.note}</span>
        {active === undefined || world.size === 'list' || world.size === 's' ? null : <RowKeys styles={world.styles.length} />}
      </div>
      {world.styles.map((style, column) => (
        <GridCell key={style.id} world={world} place={place} style={style} column={column} focusable={active === column} />
      ))}
    </div>
  )
})

export interface BeatRowProps {
  readonly world: WallWorld
  readonly place: BeatPlace
  readonly row: number
  readonly top: number
  readonly height: number
  /** The column that holds the focus, when this row does. */
  readonly active: number | undefined
}

function RowKeys({ styles }: { readonly styles: number }): ReactNode {
  return (
    <span className="rk" aria-hidden="true">
      <span>
        <kbd>1</kbd>
        {styles > 1 ? <kbd>{styles}</kbd> : null} pick
      </span>
      <span>
        <kbd>R</kbd> retry
      </span>
      <span>
        <kbd>E</kbd> prompt
      </span>
      <span>
        <kbd>Enter</kbd> open
      </span>
    </span>
  )
}

interface GridCellProps {
  readonly world: WallWorld
  readonly place: BeatPlace
  readonly style: Style
  readonly column: number
  readonly focusable: boolean
}

const GridCell = memo(function GridCell({ world, place, style, column, focusable }: GridCellProps): ReactNode {
  const id = pictureId(style.id, place.beat.id)
  const cell = useCell(world.board, id)
  const picked = usePick(world.board, place.beat.id)?.style === style.id
  const running = useRunning(world.board)
  const board = live.board(world.board)
  const usual = pace.usual(world.board, style.id)
  const waits = cell.state.status === 'pending' && board !== undefined ? waitsFor(board, style.id, place) : undefined
  const view = cellView(cell, {
    titleOf: world.titleOf,
    running,
    ...(usual === undefined ? {} : { usualSeconds: usual }),
    ...(waits === undefined ? {} : { waitsFor: waits }),
  })
  const name = style.title ?? style.id
  const label = `Beat ${place.beat.id}, ${name}: ${spokenOf(view)}`
  return (
    <div
      role="gridcell"
      tabIndex={focusable ? 0 : -1}
      aria-label={view.kind === 'picture' ? undefined : label}
      className="gc"
      onFocus={() => world.onFocus(place.index, column)}
      onClick={(event) => {
        if (!(event.target instanceof Element) || event.target.closest('button') === null) world.onOpen(place.index, column)
      }}
    >
      {world.size === 'list' ? (
        <ListCell view={view} picked={picked} />
      ) : (
        <Cell
          id={id}
          view={view}
          src={addressOf(world, place, style, cell.facts.version)}
          alt={`Beat ${place.beat.id}, ${name}: ${place.beat.prompt.slice(0, 120)}`}
          picked={picked}
          size={style.size}
          onDeed={(deed) => world.onDeed(deed, style.id, place.beat.id)}
        />
      )}
    </div>
  )
})

/** Whether the board is at work: changes seldom, so that cells do not follow every event. */
function useRunning(board: string): boolean {
  return useSyncExternalStore(
    (listener) => live.subscribe(board, listener),
    () => isRunning(board),
  )
}

function isRunning(board: string): boolean {
  const phase = live.board(board)?.run.phase
  return phase === 'running' || phase === 'paused'
}

/** The small picture: its own where there is one, of the beat before while it is being made from that. */
function addressOf(world: WallWorld, place: BeatPlace, style: Style, version: string | undefined): string | undefined {
  const width = world.size === 's' ? 192 : world.width > 400 ? 768 : 384
  if (version !== undefined) return pictureAddress(world.board, style.id, place.beat.id, { v: version, width })
  if (place.from === undefined) return undefined
  const before = live.cell(world.board, pictureId(style.id, place.from)).facts.version
  return before === undefined ? undefined : pictureAddress(world.board, style.id, place.from, { v: before, width: 192 })
}

function spokenOf(view: CellView): string {
  switch (view.kind) {
    case 'pending':
    case 'blocked':
      return view.words
    case 'generating':
      return `generating, ${view.who}`
    case 'cooling':
      return view.sentence
    case 'error':
      return `error. ${view.sentence}. ${view.quote ?? ''} ${view.fine}`
    case 'doubt':
      return 'in doubt, maybe billed'
    case 'picture':
      return view.tagWords
  }
}
