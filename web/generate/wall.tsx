import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { pick } from '../api/deeds.ts'
import { useTitles } from '../api/use-titles.ts'
import type { Snapshot } from '../api/types.ts'
import { useKeys } from '../keys/use-keys.ts'
import type { LiveBoard } from '../live/live-store.ts'
import type { CellDeed } from './cell.tsx'
import type { PromptAsk } from './prompt-sheet.tsx'
import { StyleHead } from './style-head.tsx'
import { useFollow } from './use-follow.ts'
import { useView } from './use-view.ts'
import { WallFilters } from './wall-filters.tsx'
import { type WallSize, layOut, rowsInView } from './wall-layout.ts'
import { ShotRow, BeatRow, type WallWorld } from './wall-row.tsx'
import { type Show, beatPlaces, beatShows, wallRows } from './wall-rows.ts'

export interface WallProps {
  readonly snapshot: Snapshot
  readonly live: LiveBoard
  readonly show: Show
  readonly onShow: (show: Show) => void
  readonly size: WallSize
  readonly onSize: (size: WallSize) => void
  readonly follow: boolean
  readonly onFollow: (on: boolean) => void
  /** Where to begin, from the address. */
  readonly beat: string | undefined
  readonly style: string | undefined
  readonly onRetry: (style: string, beat: string) => void
  readonly onStyle: (style: string) => void
  readonly onPrompt: (ask: PromptAsk) => void
}

/** Rows are beats, columns are styles. Only the rows in view are there; every cell can be reached with the arrows. */
export function Wall(props: WallProps): ReactNode {
  const { snapshot, live, show, size, onRetry, onPrompt } = props
  const { board } = snapshot
  const box = useRef<HTMLElement>(null)
  const head = useRef<HTMLDivElement>(null)
  const view = useView(box)
  const [, go] = useLocation()
  const titles = useTitles()
  const places = useMemo(() => beatPlaces(board), [board])
  const filterKey = show === 'all' ? undefined : live.run
  const rows = useMemo(
    () => wallRows(board, places, (place) => beatShows(live, board, place.beat.id, show)),
    // The filters follow the run; without one, only the board matters.
    [board, places, show, filterKey],
  )
  const ratio = useMemo(() => ratioOf(snapshot), [board.styles])
  const layout = useMemo(
    () => layOut({ boxWidth: view.width, size, styles: board.styles.length, ratio, rows }),
    [view.width, size, board.styles.length, ratio, rows],
  )
  const [active, setActive] = useState(() => ({
    beat: Math.max(
      0,
      places.findIndex((place) => place.beat.id === props.beat),
    ),
    column: Math.max(
      0,
      board.styles.findIndex((style) => style.id === props.style),
    ),
  }))
  const headHeight = head.current?.offsetHeight ?? 0
  const scrollTo = useCallback(
    (beat: number, how: 'nearest' | 'centre'): void => {
      const row = rows.findIndex((each) => each.kind === 'beat' && each.beat === beat)
      const element = box.current
      if (row < 0 || element === null) return
      const top = layout.tops[row] ?? 0
      const [from, to] = [element.scrollTop, element.scrollTop + element.clientHeight - headHeight]
      if (how === 'nearest' && top >= from && top + layout.beatHeight <= to) return
      const above = how === 'nearest' && top < from
      element.scrollTop =
        how === 'centre' ? top - (to - from - layout.beatHeight) / 2 : above ? top - 8 : top + layout.beatHeight - (to - from) + 8
    },
    [rows, layout, headHeight],
  )
  const toggleFollow = props.onFollow
  useFollow({
    board: snapshot.id,
    on: props.follow,
    box,
    places,
    reveal: (beat) => scrollTo(beat, 'centre'),
    onLeave: () => toggleFollow(false),
  })
  useEffect(() => {
    if (props.beat !== undefined) scrollTo(active.beat, 'centre')
    // Once, when the wall opens at an address with a beat.
  }, [])
  const move = (beat: number, column: number): void => {
    const next = { beat: Math.min(places.length - 1, Math.max(0, beat)), column: Math.min(board.styles.length - 1, Math.max(0, column)) }
    setActive(next)
    scrollTo(next.beat, 'nearest')
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>('[role=gridcell][tabindex="0"]')?.focus({ preventScroll: true }))
  }
  const step = (by: number): void => {
    const shown = rows.filter((row) => row.kind === 'beat')
    const at = shown.findIndex((row) => row.beat === active.beat)
    const next = shown[Math.min(shown.length - 1, Math.max(0, at + by))]
    if (next !== undefined) move(next.beat, active.column)
  }
  const toShot = (by: number): void => {
    const shot = Math.min(board.shots.length - 1, Math.max(0, (places[active.beat]?.shot ?? 0) + by))
    move(
      places.findIndex((place) => place.shot === shot),
      active.column,
    )
  }
  const place = places[active.beat]
  const style = board.styles[active.column]
  const open = (): void => {
    if (place !== undefined && style !== undefined) go(`/b/${snapshot.id}/select?beat=${place.beat.id}&style=${style.id}`)
  }
  const choose = (column: number): void => {
    const chosen = board.styles[column]
    if (place === undefined || chosen === undefined) return
    const before = live.picks.get(place.beat.id)
    void pick(snapshot.id, place.beat.id, before?.style === chosen.id ? undefined : { style: chosen.id })
  }
  const across = Math.max(1, Math.floor((view.height - headHeight) / layout.beatHeight) - 1)
  useKeys('The wall', [
    { keys: 'ArrowDown', label: 'Next beat', run: () => step(1) },
    { keys: 'ArrowUp', label: 'Beat before', run: () => step(-1) },
    { keys: 'ArrowRight', label: 'Next style', run: () => move(active.beat, active.column + 1) },
    { keys: 'ArrowLeft', label: 'Style before', run: () => move(active.beat, active.column - 1) },
    { keys: 'PageDown', label: 'A page down', hidden: true, run: () => step(across) },
    { keys: 'PageUp', label: 'A page up', hidden: true, run: () => step(-across) },
    { keys: 'Home', label: 'First beat', run: () => move(0, active.column) },
    { keys: 'End', label: 'Last beat', run: () => move(places.length - 1, active.column) },
    { keys: 'mod+ArrowDown', label: 'Next shot', run: () => toShot(1) },
    { keys: 'mod+ArrowUp', label: 'Shot before', run: () => toShot(-1) },
    { keys: 'Enter', label: 'Open in Select', run: open },
    ...board.styles.slice(0, 9).map((each, index) => ({
      keys: String(index + 1),
      label: `Pick ${each.title ?? each.id}`,
      run: () => choose(index),
    })),
    {
      keys: 'r',
      label: 'Retry or new take: the price first',
      run: () => place !== undefined && style !== undefined && onRetry(style.id, place.beat.id),
    },
    {
      keys: 'e',
      label: 'Prompt',
      run: () => place !== undefined && style !== undefined && onPrompt({ beat: place.beat.id, style: style.id }),
    },
  ])
  // Rows hold on to one world: what it calls is always the newest.
  const latest = useRef({ onRetry, onPrompt })
  latest.current = { onRetry, onPrompt }
  const world: WallWorld = useMemo(
    () => ({
      board: snapshot.id,
      styles: board.styles,
      titleOf: (provider) => titles.get(provider) ?? provider,
      size,
      pictureHeight: layout.pictureHeight,
      width: layout.column,
      onDeed: (deed: CellDeed, styleId: string, beat: string) => {
        if (deed === 'retry' || deed === 'make-again') latest.current.onRetry(styleId, beat)
        else if (deed === 'prompt') latest.current.onPrompt({ beat, style: styleId })
        else if (deed === 'settings') go('/settings/providers')
        else if (deed === 'styles') go(`/b/${snapshot.id}/edit`)
      },
      onOpen: (beat: number, column: number) => {
        const [to, at] = [places[beat], board.styles[column]]
        if (to !== undefined && at !== undefined) go(`/b/${snapshot.id}/select?beat=${to.beat.id}&style=${at.id}`)
      },
      onFocus: (beat: number, column: number) => setActive({ beat, column }),
    }),
    [snapshot.id, board.styles, titles, size, layout.pictureHeight, layout.column, places, go],
  )
  const [from, to] = rowsInView(layout, view.top - headHeight, view.height)
  const activeRow = rows.findIndex((row) => row.kind === 'beat' && row.beat === active.beat)
  const mounted = range(from, to, activeRow)
  const layoutVars = {
    '--cw': `${layout.column}px`,
    '--bw': `${layout.beatColumn}px`,
    '--ph': `${layout.pictureHeight}px`,
    '--styles': board.styles.length,
    '--ratio': ratio,
  }
  return (
    <main className={`wall size-${size}`} ref={box} style={layoutVars as React.CSSProperties}>
      <h2 className="vh">The wall</h2>
      <div className="wh" ref={head} style={{ width: layout.width }}>
        <WallFilters {...props} beats={places.length} />
        {board.styles.map((each, index) => (
          <StyleHead
            key={each.id}
            snapshot={snapshot}
            live={live}
            style={each}
            index={index}
            titleOf={world.titleOf}
            onJump={(beat) => scrollTo(beat, 'centre')}
            onGenerate={() => props.onStyle(each.id)}
          />
        ))}
      </div>
      <div
        role="grid"
        aria-label="Images by beat and style"
        aria-rowcount={rows.length}
        aria-colcount={board.styles.length + 1}
        className="wbody"
        style={{ height: layout.height, width: layout.width }}
      >
        {mounted.map((index) => {
          const row = rows[index]
          if (row === undefined) return null
          const top = layout.tops[index] ?? 0
          if (row.kind === 'shot')
            return <ShotRow key={`shot ${row.shot}`} board={board} shot={row.shot} index={index} top={top} height={layout.shotHeight} />
          const at = places[row.beat]
          if (at === undefined) return null
          return (
            <BeatRow
              key={at.beat.id}
              world={world}
              place={at}
              row={index}
              top={top}
              height={layout.beatHeight}
              active={row.beat === active.beat ? active.column : undefined}
            />
          )
        })}
      </div>
      {rows.length === 0 ? <p className="hint none">{show === 'failed' ? 'Nothing failed.' : 'Nothing is being made right now.'}</p> : null}
    </main>
  )
}

/** Width by height of the board's pictures; the widest common box where styles differ. */
function ratioOf({ board }: Snapshot): number {
  const ratios = board.styles.map(({ size }) => size.width / size.height)
  return Math.min(16 / 9, Math.max(0.75, ...ratios))
}

function range(from: number, to: number, also: number): readonly number[] {
  const indexes = Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)
  return also < 0 || (also >= from && also < to) ? indexes : [...indexes, also]
}
