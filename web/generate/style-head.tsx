import { type ReactNode, useState } from 'react'
import { useLocation } from 'wouter'
import { type Style, pictureId, pictureOf } from '../../src/browser.ts'
import { useProviders } from '../api/queries.ts'
import type { Snapshot } from '../api/types.ts'
import { useNow } from '../live/clock.ts'
import { pace } from '../live/live.ts'
import type { LiveBoard } from '../live/live-store.ts'
import { Barcode, type TickState } from '../pieces/barcode.tsx'
import { Icon } from '../pieces/icon.tsx'
import { Menu, type OpenMenu } from '../pieces/menu.tsx'
import { beatIds } from '../shell/beat-ids.ts'
import { standing } from '../shell/standing.ts'
import { duration } from '../words/time.ts'
import { poolSentence } from './pool-sentence.ts'

/** The head of a style's column: name, provider, barcode, counts, time left, and how its keys stand. */
export function StyleHead({
  snapshot,
  live,
  style,
  index,
  titleOf,
  onJump,
  onGenerate,
}: {
  readonly snapshot: Snapshot
  readonly live: LiveBoard
  readonly style: Style
  readonly index: number
  readonly titleOf: (provider: string) => string
  readonly onJump: (beat: number) => void
  readonly onGenerate: () => void
}): ReactNode {
  const [menu, setMenu] = useState<OpenMenu>()
  const [, go] = useLocation()
  const name = style.title ?? style.id
  const { done, total, failed } = standing(snapshot, live, style.id)
  const facts = snapshot.styles.find((each) => each.id === style.id)
  const items = [
    { label: 'Generate this style', hint: 'price first', disabled: done === total, run: onGenerate },
    { label: 'Style and model', run: () => go(`/b/${snapshot.id}/edit?style=${style.id}`) },
    { label: 'Keys of its provider', run: () => go('/settings/providers') },
  ]
  return (
    <section className="lh" aria-label={name}>
      <div className="l1">
        <kbd>{index + 1}</kbd>
        <b>{name}</b>
        <span className="muted">{facts?.provider === undefined ? '' : titleOf(facts.provider)}</span>
        <button
          type="button"
          className="ib"
          aria-label={`${name} options`}
          aria-haspopup="menu"
          onClick={(event) => setMenu({ label: name, items, at: event.currentTarget.getBoundingClientRect() })}
        >
          <Icon name="dots" />
        </button>
      </div>
      <Barcode label={name} ticks={ticksOf(snapshot, live, style.id)} done={done} onJump={onJump} />
      <div className="l2">
        <span>
          <b>
            {done}/{total}
          </b>{' '}
          · {total === 0 ? 0 : Math.floor((done / total) * 100)}%{failed > 0 ? ` · ${failed} failed` : ''}
        </span>
        <TimeLeft board={snapshot.id} live={live} style={style.id} />
      </div>
      <Pool snapshot={snapshot} live={live} style={style.id} />
      {menu === undefined ? null : <Menu menu={menu} onClose={() => setMenu(undefined)} />}
    </section>
  )
}

const tickOf = { complete: 'c', exists: 'x', generating: 'g', error: 'e', pending: '' } as const

/** One tick a beat, in order. */
export function ticksOf({ board }: Pick<Snapshot, 'board'>, live: LiveBoard, style: string): readonly TickState[] {
  return beatIds(board).map((beat) => tickOf[pictureOf(live.run, pictureId(style, beat)).status])
}

function TimeLeft({ board, live, style }: { readonly board: string; readonly live: LiveBoard; readonly style: string }): ReactNode {
  useNow()
  const counts = live.run.styles.find((each) => each.id === style)
  if (live.run.phase === 'paused') return <span>paused</span>
  if (live.run.phase !== 'running' || counts === undefined || counts.waiting + counts.drawing === 0) return <span />
  const left = pace.left(board, live.run, style)
  return <span>{left === undefined ? 'Working out how long…' : `${duration(left)} left`}</span>
}

function Pool({ snapshot, live, style }: { readonly snapshot: Snapshot; readonly live: LiveBoard; readonly style: string }): ReactNode {
  const now = useNow()
  const providers = useProviders().data
  const facts = snapshot.styles.find((each) => each.id === style)
  const provider = providers?.find((each) => each.id === facts?.provider)
  const rests = live.run.keys.filter((rest) => rest.provider === facts?.provider)
  const { dots, words } = poolSentence(
    {
      keys: facts?.keys.map((key) => key.name) ?? [],
      perMinute: provider?.requestsAMinute,
      needsKey: provider?.needsKey === 'required',
    },
    rests,
    now,
  )
  return (
    <div className="l3">
      <span className="key">
        {dots.map((dot, index) => (
          // Keys have no other name here than their place.
          // oxlint-disable-next-line react/no-array-index-key
          <i key={index} className={`dot ${dot}`} aria-hidden="true" />
        ))}
        {words}
      </span>
    </div>
  )
}
