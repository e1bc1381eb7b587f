import { type ReactNode, useState } from 'react'
import { Link, useLocation, useSearchParams } from 'wouter'
import { reasonOf } from '../api/http.ts'
import { useBoard, useProviders } from '../api/queries.ts'
import { useKeys } from '../keys/use-keys.ts'
import { useLive } from '../live/use-live.ts'
import { Icon } from '../pieces/icon.tsx'
import { usePreference } from '../preferences.ts'
import { BoardTop } from '../shell/board-top.tsx'
import { standing } from '../shell/standing.ts'
import './generate.css'
import { SpendDialog, type Spend } from './spend-dialog.tsx'
import { Transport } from './transport.tsx'
import { useRunDeeds } from './run-deeds.ts'
import { Wall } from './wall.tsx'
import type { WallSize } from './wall-layout.ts'
import type { Show } from './wall-rows.ts'
import { PromptSheet, type PromptAsk } from './prompt-sheet.tsx'

const sizes: readonly WallSize[] = ['list', 's', 'm', 'l']

/** Generate: the wall of every beat in every style, and the bar that starts, steers and ends a run. */
export function GenerateScreen({ board }: { readonly board: string }): ReactNode {
  const { data: snapshot, error } = useBoard(board)
  const live = useLive(board)
  const [query, setQuery] = useSearchParams()
  const [size, setSize] = usePreference('wallSize')
  const [follow, setFollow] = usePreference('follow')
  const [spend, setSpend] = useState<Spend>()
  const [prompt, setPrompt] = useState<PromptAsk>()
  const [, go] = useLocation()
  const deeds = useRunDeeds(board, live, setSpend)
  const show = (query.get('show') ?? 'all') as Show
  const shownSize = (query.get('size') ?? size) as WallSize
  const change = (name: string, value: string | undefined): void => {
    setQuery(
      (before) => {
        const next = new URLSearchParams(before)
        if (value === undefined) next.delete(name)
        else next.set(name, value)
        return next
      },
      { replace: true },
    )
  }
  const changeSize = (next: WallSize): void => {
    setSize(next)
    change('size', next)
  }
  const phase = live?.run.phase ?? 'none'
  useKeys('Generate', [
    { keys: 'g', label: 'Generate: the price first', run: () => setSpend({ kind: 'all' }) },
    { keys: 'p', label: phase === 'paused' ? 'Resume' : 'Pause', run: () => deeds.togglePause() },
    { keys: 'shift+r', label: 'Retry all failed', run: () => setSpend({ kind: 'failed' }) },
    { keys: 'f', label: 'Follow the run', run: () => setFollow(follow === 'on' ? 'off' : 'on') },
    { keys: 'v', label: 'Size: list, S, M, L', run: () => changeSize(sizes[(sizes.indexOf(shownSize) + 1) % sizes.length] ?? 'm') },
  ])
  return (
    <div className="gen">
      <BoardTop board={board} stage="generate" />
      {snapshot === undefined || live === undefined ? (
        <main className="wall">{error === null ? null : <CannotOpen why={reasonOf(error)} />}</main>
      ) : (
        <>
          <CouldNotStart board={board} />
          {standing(snapshot, live).total === 0 ? (
            <main className="quiet-page">
              <h2 className="disp">Nothing to generate yet</h2>
              <p>Write a beat first.</p>
              <Link className="btn p" href={`/b/${board}/edit`}>
                Edit
              </Link>
            </main>
          ) : (
            <Wall
              snapshot={snapshot}
              live={live}
              show={show}
              onShow={(next) => change('show', next === 'all' ? undefined : next)}
              size={shownSize}
              onSize={changeSize}
              follow={follow === 'on'}
              onFollow={(on) => setFollow(on ? 'on' : 'off')}
              beat={query.get('beat') ?? undefined}
              style={query.get('style') ?? undefined}
              onRetry={(style, beat) => setSpend({ kind: 'one', style, beat })}
              onStyle={(style) => setSpend({ kind: 'style', style })}
              onPrompt={setPrompt}
            />
          )}
          <Transport snapshot={snapshot} live={live} onDeed={(deed) => deeds.perform(deed, go)} />
          {spend === undefined ? null : <SpendDialog snapshot={snapshot} spend={spend} onClose={() => setSpend(undefined)} />}
          {prompt === undefined ? null : <PromptSheet snapshot={snapshot} ask={prompt} onClose={() => setPrompt(undefined)} />}
        </>
      )}
    </div>
  )
}

function CannotOpen({ why }: { readonly why: string }): ReactNode {
  return (
    <div className="quiet-page">
      <h2 className="disp">This board cannot be opened</h2>
      <p>{why}</p>
      <Link className="btn p" href="/">
        All boards
      </Link>
    </div>
  )
}

/** With no provider ready, only drafts can be drawn: that is said, with the way to a key. */
function CouldNotStart({ board }: { readonly board: string }): ReactNode {
  const providers = useProviders().data
  const live = useLive(board)
  if (live?.run.phase === 'ended' && live.run.ending === 'blocked')
    return (
      <div className="connection">
        <p className="banner bad" role="alert">
          <Icon name="alert" />
          <span>
            <b>{live.run.why ?? 'The run is blocked.'}</b> {live.run.hint ?? ''}
          </span>
          <Link className="btn s" href="/settings/providers">
            Open settings
          </Link>
        </p>
      </div>
    )
  if (providers === undefined || providers.some((provider) => provider.ready && provider.needsKey !== 'none')) return null
  return (
    <div className="connection">
      <p className="banner">
        <Icon name="key" />
        <span>
          <b>Draft frames for now:</b> free, instant, no key. Add a key to have real pictures drawn.
        </span>
        <Link className="btn s" href="/settings/providers">
          Add a key
        </Link>
      </p>
    </div>
  )
}
