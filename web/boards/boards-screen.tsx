import { type DragEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import { reasonOf } from '../api/http.ts'
import { useBoards } from '../api/queries.ts'
import type { BoardCard } from '../api/types.ts'
import { useKeys } from '../keys/use-keys.ts'
import { Icon, type IconName } from '../pieces/icon.tsx'
import { Segmented } from '../pieces/segmented.tsx'
import { usePreference } from '../preferences.ts'
import { TopBar } from '../shell/top-bar.tsx'
import { money } from '../words/money.ts'
import { BoardTile } from './board-tile.tsx'
import './boards.css'
import { type Kind, type Sort, kindNames, shownBoards } from './board-words.ts'
import { NewBoard } from './new-board.tsx'
import { RunningStrip } from './running-strip.tsx'

const kinds: readonly Kind[] = ['film', 'timeline', 'story', 'steps']
const starts: readonly { readonly kind: Kind; readonly label: string; readonly icon: IconName }[] = [
  { kind: 'film', label: 'Film shots and beats', icon: 'film' },
  { kind: 'timeline', label: 'Timestamped video', icon: 'video' },
  { kind: 'story', label: 'Story pages', icon: 'book' },
  { kind: 'steps', label: 'How-to steps', icon: 'steps' },
]

/** Boards: everything there is, what is being made now, and the ways to begin. */
export function BoardsScreen({ creating = false }: { readonly creating?: boolean }): ReactNode {
  const { data, error } = useBoards()
  const [query, setQuery] = useSearchParams()
  const [, go] = useLocation()
  const [sort, setSort] = usePreference('sort')
  const [dropped, setDropped] = useState<{ readonly text: string; readonly name: string }>()
  const search = useRef<HTMLInputElement>(null)
  const boards = data?.boards ?? []
  const asked = query.get('find') ?? ''
  const kind = (query.get('show') ?? 'all') as Kind | 'all'
  const shown = shownBoards(boards, { asked, kind, sort: sort as Sort })
  const set = (name: string, value: string): void => {
    setQuery(
      (before) => {
        const next = new URLSearchParams(before)
        if (value === '' || value === 'all') next.delete(name)
        else next.set(name, value)
        return next
      },
      { replace: true },
    )
  }
  useEffect(() => {
    document.title = 'Boards · Beatboard'
  }, [])
  useKeys('Boards', [
    { keys: 'n', label: 'New board', run: () => go('/new') },
    { keys: '/', label: 'Search', run: () => search.current?.focus() },
    { keys: 'ArrowRight', label: 'Next board', run: () => focusTile(1) },
    { keys: 'ArrowLeft', label: 'Board before', run: () => focusTile(-1) },
    { keys: 'Escape', label: 'Leave the field', hidden: true, run: () => search.current?.blur() },
    ...(['all', ...kinds] as const).map((each, index) => ({
      keys: String(index + 1),
      label: each === 'all' ? 'All kinds' : `Only ${kindNames[each]}`,
      run: () => set('show', each),
    })),
  ])
  const take = async (file: File): Promise<void> => {
    setDropped({ text: await file.text(), name: file.name })
    go('/new')
  }
  const drop = (event: DragEvent): void => {
    const file = event.dataTransfer.files[0]
    if (file === undefined) return
    event.preventDefault()
    void take(file)
  }
  const spent = boards.reduce((sum, board) => sum + board.spentUsd, 0)
  return (
    <div className="home" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <TopBar {...(spent > 0 ? { spend: `${money(spent)} in all` } : {})} />
      <main>
        <div className="hh">
          <h1>Boards</h1>
          <div className="fld srch">
            <Icon name="search" />
            <input
              ref={search}
              type="search"
              aria-label="Find a board"
              placeholder="Find a board"
              value={asked}
              onChange={(event) => set('find', event.target.value)}
            />
            <kbd aria-hidden="true">/</kbd>
          </div>
          <button type="button" className="btn p" onClick={() => go('/new')}>
            <Icon name="plus" />
            New board <kbd>N</kbd>
          </button>
        </div>
        {error === null ? null : <p className="banner bad">{reasonOf(error)}</p>}
        {boards.filter(isActive).map((board) => (
          <RunningStrip key={board.id} card={board} />
        ))}
        {data !== undefined && boards.length === 0 ? (
          <Empty onPaste={() => go('/new')} onExample={() => go('/new?example=film')} />
        ) : (
          <>
            <div className="start">
              <span className="edge">Start from</span>
              {starts.map((start) => (
                <button key={start.kind} type="button" className="btn" onClick={() => go(`/new?kind=${start.kind}`)}>
                  <Icon name={start.icon} />
                  {start.label}
                </button>
              ))}
              <span className="drop">or drop a JSON, CSV, Fountain or text file anywhere</span>
            </div>
            <div className="hf">
              <Segmented
                label="Kind"
                value={kind}
                choices={[
                  { value: 'all', label: `All ${boards.length}` },
                  ...kinds.map((each) => ({
                    value: each,
                    label: `${kindNames[each]} ${boards.filter((board) => board.kind === each).length}`,
                  })),
                ]}
                onChange={(next) => set('show', next)}
              />
              <label className="hint sort">
                <span className="vh">Sort</span>
                <select value={sort} onChange={(event) => setSort(event.target.value)}>
                  <option value="opened">Last changed</option>
                  <option value="name">Name</option>
                  <option value="progress">Progress</option>
                  <option value="spent">Spent</option>
                </select>
              </label>
            </div>
            {shown.length === 0 && asked !== '' ? (
              <p className="hint none">Nothing called ‘{asked}’. Search looks at the names of boards and folders.</p>
            ) : (
              <ul className="grid">
                {shown.map((board) => (
                  <li key={board.id}>
                    <BoardTile card={board} />
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </main>
      {creating ? (
        <NewBoard
          kind={query.get('kind') ?? undefined}
          example={query.get('example') ?? undefined}
          dropped={dropped}
          onClose={() => {
            setDropped(undefined)
            go('/')
          }}
        />
      ) : null}
    </div>
  )
}

function isActive({ phase }: BoardCard): boolean {
  return phase === 'running' || phase === 'paused' || phase === 'stopping'
}

function focusTile(by: number): void {
  const tiles = [...document.querySelectorAll<HTMLElement>('.bcard')]
  const at = tiles.findIndex((tile) => tile === document.activeElement)
  tiles[Math.min(tiles.length - 1, Math.max(0, at + by))]?.focus()
}

function Empty({ onPaste, onExample }: { readonly onPaste: () => void; readonly onExample: () => void }): ReactNode {
  return (
    <div className="empty">
      <span className="tri">
        <span className="tri-e" />
        <span className="tri-e" />
        <span className="tri-e" />
      </span>
      <p className="disp">One line, one beat.</p>
      <p className="serif">Paste a list of prompts, or drop a file. Beatboard finds shots, times and steps by itself.</p>
      <button type="button" className="btn p" onClick={onPaste}>
        Paste prompts
      </button>
      <button type="button" className="btn" onClick={onExample}>
        Open an example
      </button>
    </div>
  )
}
