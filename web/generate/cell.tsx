import { type MouseEvent, type ReactNode, memo } from 'react'
import { useNow } from '../live/clock.ts'
import { Icon, Ring } from '../pieces/icon.tsx'
import { loadingWords } from '../words/loading-words.ts'
import { priceOf } from '../words/money.ts'
import { clock } from '../words/time.ts'
import type { Offer } from '../words/trouble-words.ts'
import type { CellView } from './cell-view.ts'

export type CellDeed = Offer | 'make-again' | 'leave'

export interface CellProps {
  readonly id: string
  readonly view: CellView
  /** Address of the picture to show, small; of the one it starts from, while it is being made. */
  readonly src: string | undefined
  readonly alt: string
  readonly picked: boolean
  readonly size: { readonly width: number; readonly height: number }
  readonly onDeed: (deed: CellDeed, event: MouseEvent) => void
}

/** One picture of the wall in whatever state it is: dumb, and drawn again only when its own facts change. */
export const Cell: (props: CellProps) => ReactNode = memo(function Cell({ id, view, src, alt, picked, size, onDeed }: CellProps) {
  switch (view.kind) {
    case 'pending':
      return <div className="cell pend">{view.words}</div>
    case 'blocked':
      return (
        <div className="cell pend blocked">
          <i className="dot off" aria-hidden="true" />
          <span>{view.words}</span>
        </div>
      )
    case 'generating':
      return <Generating id={id} view={view} src={src} />
    case 'cooling':
      return <Cooling view={view} />
    case 'picture':
      return (
        <div className="frame">
          <div className="cell">
            <Picture src={src} alt={alt} size={size} />
            {view.tag === undefined ? null : (
              <span className="tag">
                <Icon name={tagIcons[view.tag]} />
                {view.tagWords}
              </span>
            )}
          </div>
          {picked ? (
            <>
              <Ring />
              <span className="vh">Your pick</span>
            </>
          ) : null}
        </div>
      )
    case 'error':
      return <Failed view={view} onDeed={onDeed} />
    case 'doubt':
      return (
        <div className="cell fail">
          <strong>
            <i className="dot half" aria-hidden="true" />
            In doubt
          </strong>
          <span className="ref">
            Sent to {view.who} just before the stop. It may have been billed, {priceOf(view.priceUsd)}.
          </span>
          <span className="acts">
            <button type="button" tabIndex={-1} className="btn s" onClick={(event) => onDeed('make-again', event)}>
              Make it again, {priceOf(view.priceUsd)}
            </button>
          </span>
        </div>
      )
  }
})

const tagIcons = { exists: 'check', stale: 'retry', bridged: 'link', failed: 'alert' } as const

function Picture({ src, alt, size }: Pick<CellProps, 'src' | 'alt' | 'size'>): ReactNode {
  return (
    <span className="ph">
      <img src={src} alt={alt} width={size.width} height={size.height} decoding="async" draggable={false} />
    </span>
  )
}

function Generating({
  id,
  view,
  src,
}: Pick<CellProps, 'id' | 'src'> & { readonly view: Extract<CellView, { kind: 'generating' }> }): ReactNode {
  const now = useNow()
  const passed = view.startedAt === undefined ? 0 : Math.max(0, now - view.startedAt)
  const usual = view.usualSeconds
  const slow = usual !== undefined && passed > usual * 2000 && passed > 10_000
  const share = view.share ?? (usual === undefined ? undefined : Math.min(0.95, passed / 1000 / usual))
  return (
    <div className="cell gen">
      {src === undefined ? null : <img className="ghost" src={src} alt="" decoding="async" draggable={false} />}
      <span className="veil" />
      <span className="say">
        <b>{slow ? `Still painting. Usually ${Math.round(usual)} s.` : loadingWords(id, passed)}</b>
        <span>
          {view.who}
          <span aria-hidden="true">
            {' · '}
            {clock(passed / 1000)}
            {usual === undefined || slow ? '' : ` of about ${clock(usual)}`}
          </span>
        </span>
      </span>
      {share === undefined ? null : <i className="prog" style={{ width: `${Math.round(share * 100)}%` }} />}
    </div>
  )
}

function Cooling({ view }: { readonly view: Extract<CellView, { kind: 'cooling' }> }): ReactNode {
  const now = useNow()
  const until = new Date(view.until).toLocaleTimeString('en-GB')
  return (
    <div className="cell wait">
      <b>
        <Icon name="clock" />
        {view.sentence}
      </b>
      <span className="big num" aria-hidden="true">
        {clock((view.until - now) / 1000)}
      </span>
      <span className="vh">Waiting until {until}</span>
      <span className="hint">{view.hint}</span>
    </div>
  )
}

function Failed({ view, onDeed }: Pick<CellProps, 'onDeed'> & { readonly view: Extract<CellView, { kind: 'error' }> }): ReactNode {
  return (
    <div className="cell fail">
      <strong>
        <Icon name="alert" />
        <span className="long">{view.sentence}</span>
        <span className="short">{view.word}</span>
      </strong>
      {view.quote === undefined ? null : <q title={view.quote}>{view.quote}</q>}
      <span className="ref">{view.fine}</span>
      <span className="acts">
        {view.offers.map((offer) => (
          <button key={offer} type="button" tabIndex={-1} className="btn s" onClick={(event) => onDeed(offer, event)}>
            {offerIcons[offer] === undefined ? null : <Icon name={offerIcons[offer]} />}
            {offerWords[offer]}
          </button>
        ))}
      </span>
    </div>
  )
}

const offerWords: Readonly<Record<Offer, string>> = {
  retry: 'Retry',
  prompt: 'Prompt',
  settings: 'Replace key',
  styles: 'Change the style',
}
const offerIcons: Readonly<Partial<Record<Offer, 'retry' | 'pencil' | 'key'>>> = { retry: 'retry', prompt: 'pencil', settings: 'key' }
