import { type ReactNode, useEffect, useRef } from 'react'
import { Link } from 'wouter'
import { pictureAddress } from '../api/picture-address.ts'
import type { Snapshot } from '../api/types.ts'
import type { BeatPlace } from '../generate/wall-rows.ts'
import type { LiveBoard } from '../live/live-store.ts'

/** More beats than this are shown as a window around the present one. */
const mostShown = 60

/** The film: picks as pictures, open beats as triptychs, missing ones dashed, wider gaps at a new shot. */
export function Filmstrip({
  snapshot,
  live,
  places,
  at,
  onGo,
}: {
  readonly snapshot: Snapshot
  readonly live: LiveBoard
  readonly places: readonly BeatPlace[]
  readonly at: number
  readonly onGo: (beat: string) => void
}): ReactNode {
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    const item = list.current?.querySelector<HTMLElement>('.on')
    const box = list.current
    if (item === null || item === undefined || box === null) return
    if (item.offsetLeft < box.scrollLeft || item.offsetLeft + item.offsetWidth > box.scrollLeft + box.clientWidth)
      box.scrollLeft = item.offsetLeft - box.clientWidth / 2
  }, [at])
  const from = Math.max(0, Math.min(at - mostShown / 2, places.length - mostShown))
  return (
    <ol className="strip" aria-label="Beats" ref={list}>
      {places.slice(from, from + mostShown).map((place, index) => (
        <li
          key={place.beat.id}
          className={place.index === at ? 'on' : ''}
          data-cut={index > 0 && places[place.index - 1]?.shot !== place.shot ? '' : undefined}
        >
          <Link
            href={`/b/${snapshot.id}/select?beat=${place.beat.id}`}
            aria-current={place.index === at ? 'true' : undefined}
            onClick={(event) => {
              event.preventDefault()
              onGo(place.beat.id)
            }}
          >
            <Thumb snapshot={snapshot} live={live} beat={place.beat.id} current={place.index === at} />
            <Caption snapshot={snapshot} live={live} beat={place.beat.id} />
          </Link>
        </li>
      ))}
    </ol>
  )
}

interface StripProps {
  readonly snapshot: Snapshot
  readonly live: LiveBoard
  readonly beat: string
}

function Thumb({ snapshot, live, beat, current }: StripProps & { readonly current: boolean }): ReactNode {
  const pick = live.picks.get(beat)
  const versionOf = (style: string): string | undefined => live.facts.get(`${style}/${beat}`)?.version
  const version = pick === undefined ? undefined : versionOf(pick.style)
  if (pick !== undefined && version !== undefined && !current)
    return (
      <span className="ph">
        <img src={pictureAddress(snapshot.id, pick.style, beat, { v: version, width: 192 })} alt="" decoding="async" />
      </span>
    )
  const drawn = snapshot.board.styles.filter((style) => versionOf(style.id) !== undefined).slice(0, 3)
  if (drawn.length === 0) return <span className="tri-e" />
  return (
    <span className="tri cover">
      {drawn.map((style, index) => (
        <span className="ph" key={style.id}>
          <img
            src={pictureAddress(snapshot.id, style.id, beat, { v: versionOf(style.id), width: 192 })}
            alt=""
            decoding="async"
            style={{ width: `${drawn.length * 100}%`, left: `-${index * 100}%` }}
          />
        </span>
      ))}
    </span>
  )
}

function Caption({ snapshot, live, beat }: StripProps): ReactNode {
  const pick = live.picks.get(beat)
  const number = snapshot.board.styles.findIndex((style) => style.id === pick?.style) + 1
  return (
    <span className="sc">
      <b>
        <span className="vh">Beat </span>
        {beat}
      </b>
      {pick === undefined ? null : (
        <i>
          <span className="vh">picked style </span>
          {number}
        </i>
      )}
    </span>
  )
}
