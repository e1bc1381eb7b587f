import type { ReactNode } from 'react'
import { type Style, pictureId } from '../../src/browser.ts'
import { pictureAddress } from '../api/picture-address.ts'
import { Cell } from '../generate/cell.tsx'
import { cellView } from '../generate/cell-view.ts'
import { waitsFor } from '../generate/wall-rows.ts'
import { useTitles } from '../api/use-titles.ts'
import { pace } from '../live/live.ts'
import { useCell } from '../live/use-live.ts'
import { Ring } from '../pieces/icon.tsx'
import type { ReviewWorld } from './world.ts'

/** A picture at full size in its frame, or the state it is in. */
export function Frame({
  world,
  style,
  small = false,
}: {
  readonly world: ReviewWorld
  readonly style: Style
  readonly small?: boolean
}): ReactNode {
  const { snapshot, live, place, review, zoom, takes } = world
  const id = pictureId(style.id, place.beat.id)
  const cell = useCell(snapshot.id, id)
  const titles = useTitles()
  const pick = live.picks.get(place.beat.id)
  const take = review.takeOf(style.id)
  const { version } = cell.facts
  const isCurrent = take === undefined || takes.find((each) => each.style === style.id && each.take === take)?.current === true
  const picked = pick?.style === style.id && (take === undefined || pick.take === undefined || pick.take === take)
  const name = style.title ?? style.id
  if (version === undefined || cell.state.status === 'generating' || cell.state.status === 'error') {
    const waits = waitsFor(live, style.id, place)
    const usual = pace.usual(snapshot.id, style.id)
    const view = cellView(cell, {
      titleOf: (provider) => titles.get(provider) ?? provider,
      running: live.run.phase === 'running',
      ...(waits === undefined ? {} : { waitsFor: waits }),
      ...(usual === undefined ? {} : { usualSeconds: usual }),
    })
    if (view.kind !== 'picture' && (version === undefined || view.kind !== 'error'))
      return (
        <Cell
          id={id}
          view={view}
          src={version === undefined ? undefined : pictureAddress(snapshot.id, style.id, place.beat.id, { v: version, width: 768 })}
          alt={`Beat ${place.beat.id} in ${name}`}
          picked={false}
          size={style.size}
          onDeed={(deed) => (deed === 'prompt' ? world.onPrompt() : world.ask())}
        />
      )
  }
  const src = pictureAddress(snapshot.id, style.id, place.beat.id, {
    ...(isCurrent ? { v: version } : { take }),
    ...(small ? { width: 768 } : {}),
  })
  return (
    <span className="frame">
      <span className="ph" {...zoom.on} style={{ aspectRatio: `${style.size.width} / ${style.size.height}` }}>
        <img
          src={src}
          alt={`Beat ${place.beat.id} in ${name}: ${place.beat.prompt.slice(0, 120)}`}
          width={style.size.width}
          height={style.size.height}
          decoding="async"
          draggable={false}
          style={zoom.style}
        />
      </span>
      {picked ? <Ring /> : null}
    </span>
  )
}
