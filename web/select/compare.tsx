import type { ReactNode } from 'react'
import type { Style } from '../../src/browser.ts'
import { useTitles } from '../api/use-titles.ts'
import { Icon, Tick } from '../pieces/icon.tsx'
import { priceOf } from '../words/money.ts'
import { Frame } from './frame.tsx'
import type { ReviewWorld } from './world.ts'

/** All styles of a beat: one large, the others beside it in the same order; or the large one alone. */
export function Compare({ one, ...world }: ReviewWorld & { readonly one: boolean }): ReactNode {
  const { styles } = world.snapshot.board
  const shown = one ? styles.filter((_, index) => index === world.review.column) : styles
  return (
    <div className={one ? 'trip one' : 'trip'} style={{ '--beside': Math.max(1, styles.length - 1) } as React.CSSProperties}>
      {shown.map((style) => (
        <Figure key={style.id} world={world} style={style} index={styles.indexOf(style)} />
      ))}
    </div>
  )
}

function Figure({ world, style, index }: { readonly world: ReviewWorld; readonly style: Style; readonly index: number }): ReactNode {
  const { review, live, place } = world
  const focused = index === review.column
  const name = style.title ?? style.id
  const picked = live.picks.get(place.beat.id)?.style === style.id
  return (
    <figure className={focused ? 'tk on' : 'tk'} aria-label={picked ? `${name}, your pick` : name}>
      <button
        type="button"
        className="framed"
        aria-label={`Look at ${name}`}
        aria-pressed={focused}
        onClick={() => review.focus(index)}
        tabIndex={focused ? -1 : 0}
      />
      <Frame world={world} style={style} small={!focused} />
      <figcaption>
        <span className="tn">
          <kbd>{index + 1}</kbd>
          <b>{name}</b>
          {picked ? (
            <span className="pk">
              <Tick />
              Your pick
            </span>
          ) : null}
        </span>
        <MadeBy world={world} style={style} />
        <Takes world={world} style={style} focused={focused} />
      </figcaption>
    </figure>
  )
}

function MadeBy({ world, style }: { readonly world: ReviewWorld; readonly style: Style }): ReactNode {
  const titles = useTitles()
  const { takes, review } = world
  const asked = review.takeOf(style.id)
  const take = takes.find((each) => each.style === style.id && (asked === undefined ? each.current : each.take === asked))
  if (take === undefined) return null
  const [provider, ...model] = (take.by ?? '').split('/')
  const who = [titles.get(provider ?? '') ?? provider, model.join('/')].filter(Boolean).join(' ')
  return <span className="tmeta muted">{[who, take.costUsd === undefined ? '' : priceOf(take.costUsd)].filter(Boolean).join(' · ')}</span>
}

function Takes({ world, style, focused }: { readonly world: ReviewWorld; readonly style: Style; readonly focused: boolean }): ReactNode {
  const { takes, review, newTake, price, ask } = world
  const own = takes.filter((take) => take.style === style.id)
  const asked = review.takeOf(style.id)
  const soon = newTake.soon === style.id
  if (own.length === 0 && !focused) return null
  return (
    <span className="takes">
      {own.length === 0 ? null : <span className="edge">Takes</span>}
      {own.map((take) => (
        <button
          key={take.take}
          type="button"
          aria-pressed={asked === undefined ? take.current : take.take === asked}
          aria-label={`Take ${take.take}`}
          onClick={() => review.look(style.id, take.current ? undefined : take.take)}
        >
          {take.take}
        </button>
      ))}
      {focused ? (
        <button
          type="button"
          className={soon ? 'btn s mk' : 'btn s q'}
          disabled={price === undefined}
          onClick={soon ? newTake.takeBack : ask}
        >
          <Icon name="retry" />
          {soon
            ? `New take, ${priceOf(price?.priceUsd)} · Undo `
            : own.length === 0
              ? `Make it, ${priceOf(price?.priceUsd)} `
              : `New take, ${priceOf(price?.priceUsd)} `}
          <kbd>{soon ? 'U' : 'R'}</kbd>
        </button>
      ) : null}
    </span>
  )
}
