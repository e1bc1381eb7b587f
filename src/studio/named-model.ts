import { findCard, findProvider, providers } from '../models/catalog.ts'
import type { Provider } from '../models/provider.ts'
import type { Settings } from './settings.ts'

/**
 * The settings with providers and model by the catalog's names: aliases resolved, `provider/model` taken apart, and a model of one provider
 * naming it. Throws `wrong-usage` for a name that nobody has, and, when `today` (`YYYY-MM-DD`) is given, `model-gone` for one that has ended.
 */
export function namedModel<T extends Settings>(settings: T, today = ''): T {
  const [backend, ...rest] = (settings.backends ?? []).map((name) => findProvider(name))
  const { provider, model } = settings.model === undefined ? { provider: backend, model: undefined } : ownerOf(settings.model, backend)
  if (provider === undefined) return settings
  if (model !== undefined) findCard(provider, model, today, '')
  return { ...settings, backends: [provider, ...rest].map(({ id }) => id), ...(model === undefined ? {} : { model }) }
}

function ownerOf(asked: string, named: Provider | undefined): { provider: Provider | undefined; model: string } {
  const [prefix = '', ...parts] = asked.split('/')
  const byPrefix = providers.find(({ id, aliases }) => parts.length > 0 && (id === prefix || aliases.includes(prefix)))
  if (byPrefix !== undefined && (named === undefined || named === byPrefix)) return { provider: byPrefix, model: parts.join('/') }
  if (named !== undefined) return { provider: named, model: asked }
  const owners = providers.filter(({ cards, renamed }) => renamed[asked] !== undefined || cards.some((card) => card.model === asked))
  return { provider: owners.length === 1 ? owners[0] : undefined, model: asked }
}
