import { type ReactNode, useState } from 'react'
import { told } from '../api/deeds.ts'
import { ask } from '../api/http.ts'
import { queries } from '../api/queries.ts'
import type { KeyTest, KeyView, ProviderView } from '../api/types.ts'
import { useNow } from '../live/clock.ts'
import { notes } from '../pieces/notes.tsx'
import { priceOf } from '../words/money.ts'
import { AddKey } from './add-key.tsx'
import { keyStanding, providerStanding, sharedDomains } from './key-words.ts'

/** One provider: price, state in words, its keys, and a field to write a new one into. */
export function ProviderSection({ provider }: { readonly provider: ProviderView }): ReactNode {
  const [adding, setAdding] = useState(false)
  const now = useNow()
  const { dot, words } = providerStanding(provider, now)
  const model = provider.models.find((each) => each.model === provider.defaultModel)
  const price =
    model?.priceUsd === undefined
      ? model?.title
      : `${model.title}, ${model.priceUsd === 0 ? 'free' : `${priceOf(model.priceUsd)} an image`}`
  const shared = sharedDomains(provider)
  return (
    <section className="prov" aria-label={provider.title}>
      <header>
        <h2>{provider.title}</h2>
        <span className="muted">{price ?? provider.defaultModel}</span>
        <span className="st8">
          <i className={`dot ${dot}`} aria-hidden="true" />
          {words}
        </span>
        {provider.needsKey === 'none' ? (
          <span />
        ) : (
          <button type="button" className="btn s" aria-expanded={adding} onClick={() => setAdding(!adding)}>
            Add key
          </button>
        )}
      </header>
      {provider.keys.length === 0 ? null : <Keys provider={provider} now={now} />}
      {shared.map((sentence) => (
        <p className="hint" key={sentence}>
          {sentence}
        </p>
      ))}
      {adding ? <AddKey provider={provider} onSaved={() => setAdding(false)} /> : null}
    </section>
  )
}

function Keys({ provider, now }: { readonly provider: ProviderView; readonly now: number }): ReactNode {
  return (
    <div className="keytable">
      <table>
        <thead>
          <tr>
            <th>Key</th>
            <th>Added</th>
            <th>A minute</th>
            <th>State</th>
            <th>
              <span className="vh">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {provider.keys.map((key) => (
            <KeyRow key={`${key.from} ${key.name}`} provider={provider} keyView={key} now={now} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function KeyRow({
  provider,
  keyView,
  now,
}: {
  readonly provider: ProviderView
  readonly keyView: KeyView
  readonly now: number
}): ReactNode {
  const { dot, words } = keyStanding(keyView, provider.title, now)
  const ending = keyView.name.replace('…', '')
  return (
    <tr>
      <td>
        <code>•••• {ending}</code>
        {keyView.style === undefined ? null : <span className="muted"> for {keyView.style}</span>}
      </td>
      <td className="muted">
        {keyView.addedAt === undefined
          ? keyView.from
          : new Date(keyView.addedAt).toLocaleDateString('en', { day: 'numeric', month: 'short' })}
      </td>
      <td className="num">{provider.requestsAMinute ?? ''}</td>
      <td>
        <span className="st8">
          <i className={`dot ${dot}`} aria-hidden="true" />
          {words}
        </span>
      </td>
      <td className="ra">
        {provider.canTest ? (
          <button type="button" className="btn s q" aria-label={`Test key ending ${ending}`} onClick={() => void test(provider, keyView)}>
            Test
          </button>
        ) : null}
        {keyView.id === undefined ? (
          <span className="muted hint">set by {keyView.from}</span>
        ) : (
          <button
            type="button"
            className="btn s q"
            aria-label={`Remove key ending ${ending}`}
            onClick={() => void remove(provider, keyView)}
          >
            Remove
          </button>
        )}
      </td>
    </tr>
  )
}

async function test(provider: ProviderView, key: KeyView): Promise<void> {
  await told(async () => {
    const { results } = await ask<KeyTest>('POST', `/keys/${encodeURIComponent(provider.id)}/test`, {})
    const own = results.find((result) => result.name === key.name)
    notes.say(own === undefined ? 'The key was not tested.' : `Key ending ${key.name.replace('…', '')}: ${own.words}`)
    await queries.invalidateQueries({ queryKey: ['providers'] })
  })
}

async function remove(provider: ProviderView, key: KeyView): Promise<void> {
  await told(async () => {
    await ask('DELETE', `/keys/${encodeURIComponent(provider.id)}/${encodeURIComponent(key.id ?? '')}`)
    await queries.invalidateQueries({ queryKey: ['providers'] })
    notes.say(`Key ending ${key.name.replace('…', '')} removed from this machine.`)
  })
}
