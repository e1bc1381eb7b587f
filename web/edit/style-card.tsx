import { type ReactNode, useState } from 'react'
import type { Style } from '../../src/browser.ts'
import { useProviders } from '../api/queries.ts'
import type { Snapshot } from '../api/types.ts'
import { priceOf } from '../words/money.ts'
import { changeStyle } from './draft.ts'
import type { Draft } from './use-draft.ts'

const orders: Readonly<Record<Style['continuity'], string>> = {
  chain: 'One after the other',
  reference: 'From the style reference',
  none: 'All at once',
}

/** A style: what it is drawn like, by whom, how big and in what order. What can be set comes from the model's own card. */
export function StyleCard({
  snapshot,
  draft,
  style,
  index,
}: {
  readonly snapshot: Snapshot
  readonly draft: Draft
  readonly style: Style
  readonly index: number
}): ReactNode {
  const providers = useProviders().data ?? []
  const [open, setOpen] = useState(false)
  const standing = snapshot.styles.find((each) => each.id === style.id)
  const choice = style.models[0]
  const provider = providers.find((each) => each.id === (choice?.provider ?? standing?.provider))
  const model = provider?.models.find((each) => each.model === (choice?.model ?? standing?.model ?? provider.defaultModel))
  const keys = standing?.keys.length ?? 0
  const change = (next: Partial<Style>): void => draft.change(changeStyle(draft.board, style.id, next))
  const facts = [
    model?.title ?? standing?.model,
    keys > 0 ? `${keys} ${keys === 1 ? 'key' : 'keys'}` : '',
    model?.priceUsd === undefined ? '' : model.priceUsd === 0 ? 'no charge' : `${priceOf(model.priceUsd)} an image`,
  ]
  return (
    <section className="lk" aria-label={style.title ?? style.id}>
      <header>
        <kbd>{index + 1}</kbd>
        <b>{style.title ?? style.id}</b>
        <span className="muted">{provider?.title ?? ''}</span>
      </header>
      <div className="grow ital" data-words={`${style.words} `}>
        <textarea
          className="ital"
          aria-label={`Words of ${style.title ?? style.id}`}
          rows={1}
          value={style.words}
          onChange={(event) => change({ words: event.target.value })}
        />
      </div>
      <p className="hint">{facts.filter(Boolean).join(' · ')}</p>
      {style.reference === undefined && style.continuity !== 'none' && (model?.references ?? 0) > 0 ? (
        <p className="hint">No style reference. Hard cuts will be made from words alone.</p>
      ) : null}
      <button type="button" className="btn s q more" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? 'Less' : 'Provider, size, order'}
      </button>
      {open ? (
        <div className="lkset">
          <label>
            <span className="hint">Provider</span>
            <span className="fld">
              <select value={provider?.id ?? ''} onChange={(event) => change({ models: [{ provider: event.target.value }] })}>
                {providers.map((each) => (
                  <option key={each.id} value={each.id}>
                    {each.title}
                    {each.ready ? '' : ', no key'}
                  </option>
                ))}
              </select>
            </span>
          </label>
          {provider === undefined ? null : (
            <label>
              <span className="hint">Model</span>
              <span className="fld">
                <select
                  value={choice?.model ?? provider.defaultModel}
                  onChange={(event) => change({ models: [{ ...choice, provider: provider.id, model: event.target.value }] })}
                >
                  {provider.models.map((each) => (
                    <option key={each.model} value={each.model}>
                      {each.title}, {priceOf(each.priceUsd)}
                    </option>
                  ))}
                </select>
              </span>
            </label>
          )}
          <label>
            <span className="hint">Order</span>
            <span className="fld">
              <select value={style.continuity} onChange={(event) => change({ continuity: event.target.value as Style['continuity'] })}>
                {Object.entries(orders).map(([value, name]) => (
                  <option key={value} value={value}>
                    {name}
                  </option>
                ))}
              </select>
            </span>
          </label>
          <label>
            <span className="hint">Size</span>
            <span className="fld">
              <select
                value={`${style.size.width}x${style.size.height}`}
                onChange={(event) => {
                  const [width = 1024, height = 576] = event.target.value.split('x').map(Number)
                  change({ size: { width, height } })
                }}
              >
                {sizesFor(style).map(({ width, height }) => (
                  <option key={`${width}x${height}`} value={`${width}x${height}`}>
                    {width} × {height}
                  </option>
                ))}
              </select>
            </span>
          </label>
        </div>
      ) : null}
    </section>
  )
}

const usual = [
  { width: 1024, height: 576 },
  { width: 1344, height: 768 },
  { width: 1024, height: 1024 },
  { width: 768, height: 1344 },
  { width: 1536, height: 1024 },
]

function sizesFor({ size }: Style): readonly Style['size'][] {
  return usual.some((each) => each.width === size.width && each.height === size.height) ? usual : [size, ...usual]
}
