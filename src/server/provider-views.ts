import { providers } from '../models/catalog.ts'
import { retirement } from '../models/cards.ts'
import type { Abilities } from '../models/image-model.ts'
import type { Card, Provider } from '../models/provider.ts'
import type { OpenKeys } from '../studio/open-keys.ts'
import type { KeyView, ModelView, ProviderView } from './api.ts'
import { given } from './cells.ts'

/** What a price is told for. */
const usualPicture = { size: { width: 1024, height: 576 }, references: 0 }

/** Every provider as its card describes it: the page knows none by name. `now` in epoch ms. */
export function providerViews(keys: OpenKeys, views: readonly KeyView[], now: number): readonly ProviderView[] {
  const today = new Date(now).toISOString().slice(0, 10)
  return providers.map((provider) => {
    const mine = views.filter((key) => key.provider === provider.id)
    const { id, title, needsKey, keyNames, keyPage, limits, defaultModel } = provider
    return {
      id,
      title,
      needsKey,
      keyNames,
      defaultModel,
      keys: mine,
      ...readiness(provider, mine.length, keys),
      canTest: provider.testKey !== undefined,
      anyModel: provider.unknownModel !== undefined,
      models: provider.cards.map((card) => modelView(card, today)),
      ...given({
        keyPage,
        requestsAMinute: limits.requests === undefined ? undefined : (limits.requests * 6e4) / limits.windowMs,
      }),
    }
  })
}

function readiness(provider: Provider, keys: number, { addresses }: OpenKeys): Pick<ProviderView, 'ready' | 'words'> {
  const address = provider.baseUrl === undefined ? undefined : addresses[provider.baseUrl.env]
  const at = address === undefined ? '' : ` at ${hostOf(address)}`
  const count = keys === 1 ? '1 key' : `${keys} keys`
  if (keys > 0) return { ready: true, words: `ready, ${count}${at}` }
  switch (provider.needsKey) {
    case 'none':
      return { ready: true, words: `ready, no key needed${at}` }
    case 'optional':
      return { ready: true, words: `ready without a key${at}` }
    case 'required':
      return { ready: false, words: `no key: add one here, or set ${provider.keyNames[0]}` }
  }
}

/** An address may hold a password: only its host is told. */
function hostOf(address: string): string {
  return URL.parse(address)?.host ?? 'another address'
}

function modelView(card: Card, today: string): ModelView {
  const { gone, soon } = retirement(card, today)
  const { model, title, seconds, abilities, estimate = false, until, successor, source, read } = card
  const { references, seed, negativePrompt } = abilities
  return {
    model,
    title,
    estimate,
    seconds,
    references,
    seed,
    negativePrompt,
    source,
    read,
    ending: gone || soon,
    options: optionsOf(abilities),
    ...given({
      priceUsd: card.priceUsd(usualPicture),
      until,
      successor,
    }),
  }
}

/** JSON Schema of what a style may set for a model. */
function optionsOf({ quality, steps, guidance, seed, sizing }: Abilities): Readonly<Record<string, unknown>> {
  return {
    type: 'object',
    properties: {
      size: sizing,
      ...(quality.length > 0 ? { quality: { type: 'string', enum: quality } } : {}),
      ...(steps ? { steps: { type: 'integer', minimum: 1, maximum: 150 } } : {}),
      ...(guidance ? { guidance: { type: 'number', minimum: 0, maximum: 30 } } : {}),
      ...(seed ? { seed: { type: 'integer', minimum: 0 } } : {}),
    },
  }
}
