import type { ReactNode } from 'react'
import { usePlan } from '../api/queries.ts'
import type { Snapshot } from '../api/types.ts'
import { useNow } from '../live/clock.ts'
import type { LiveBoard } from '../live/live-store.ts'
import { Icon, type IconName } from '../pieces/icon.tsx'
import { secondsLeft, spentNow } from '../shell/board-top.tsx'
import { Caps } from '../shell/key-help.tsx'
import { standing } from '../shell/standing.ts'
import { type Deed, type TransportButton, transportView } from './transport-view.ts'

const buttonClass = { main: 'btn p l', plain: 'btn l', quiet: 'btn s q', error: 'btn s err' } as const
const icons: Partial<Readonly<Record<Deed, IconName>>> = {
  generate: 'play',
  resume: 'play',
  pause: 'pause',
  retry: 'retry',
  'show-doubt': 'alert',
}

/** The bar under the wall: how it stands, what can be done about it, what it costs. */
export function Transport({
  snapshot,
  live,
  onDeed,
}: {
  readonly snapshot: Snapshot
  readonly live: LiveBoard
  readonly onDeed: (deed: Deed) => void
}): ReactNode {
  const resting = live.run.phase === 'none' || live.run.phase === 'ended'
  const plan = usePlan(snapshot.id, {}, resting).data
  useNow()
  const { total, done, failed } = standing(snapshot, live)
  const started = live.run.startedAt === undefined ? undefined : Date.parse(live.run.startedAt)
  const view = transportView({
    run: live.run,
    wanted: total,
    there: done,
    failed,
    toMake: plan?.forecast.pictures ?? total - done,
    priceUsd: plan?.forecast.priceUsd,
    unknownPrices: plan?.forecast.unknownPrices ?? 0,
    seconds: plan?.forecast.seconds ?? 0,
    spentUsd: spentNow(snapshot, live),
    capUsd: snapshot.board.limits?.maxCostUsd,
    inDoubt: { count: live.inDoubt.size, priceUsd: [...live.inDoubt.values()].reduce((sum, each) => sum + each.priceUsd, 0) },
    secondsLeft: secondsLeft(snapshot.id, live),
    ranSeconds:
      started === undefined || live.run.phase !== 'ended' || live.endedAt === undefined ? undefined : (live.endedAt - started) / 1000,
  })
  return (
    <footer className="dock" aria-label="The run">
      <div className="dk1">
        <b>{view.title}</b>
        {view.meter === undefined ? null : (
          <span className="meter">
            <i style={{ width: `${Math.floor(view.meter * 100)}%` }} />
          </span>
        )}
        <span className="hint">{view.hint}</span>
      </div>
      <div className="dk2">
        {view.buttons.map((button) => (
          <DockButton key={button.deed} button={button} onDeed={onDeed} />
        ))}
      </div>
      <div className="dk3">
        {view.facts.map((fact) => (
          <span key={fact.label}>
            <span className="hint">{fact.label}</span>
            <b>
              {fact.value} {fact.more === undefined ? null : <span className="muted">{fact.more}</span>}
            </b>
          </span>
        ))}
      </div>
    </footer>
  )
}

function DockButton({ button, onDeed }: { readonly button: TransportButton; readonly onDeed: (deed: Deed) => void }): ReactNode {
  const icon = icons[button.deed]
  return (
    <button type="button" className={buttonClass[button.look]} onClick={() => onDeed(button.deed)}>
      {icon === undefined ? null : <Icon name={icon} />}
      {button.label}
      {button.keys === undefined ? null : <Caps keys={button.keys} />}
    </button>
  )
}
