import { addressOf, findProvider } from '../models/catalog.ts'
import type { Provider } from '../models/provider.ts'
import { keyName, redactor } from '../redact.ts'
import { vaultOf } from '../studio/open-keys.ts'
import type { KeyView } from './api.ts'
import { done } from './answers.ts'
import { keyList, keyTest, keyView, providerList } from './answers-settings.ts'
import { problem } from './problem.ts'
import { providerViews } from './provider-views.ts'
import { keyQuestion, nothing } from './questions.ts'
import type { Routes } from './route.ts'
import type { ServerWorld } from './server-world.ts'

/** Longest wait for a key's test, in ms. */
const testDeadlineMs = 30_000

/** Keys go in and never come out; providers are told with what they can do. */
export function addKeyRoutes(routes: Routes, server: ServerWorld): void {
  addLookRoutes(routes, server)
  addVaultRoutes(routes, server)
}

async function viewIn(keys: ServerWorld['keys'], provider: string, id: string): Promise<KeyView> {
  const found = (await keys.views()).find((key) => key.provider === provider && key.id === id)
  if (found === undefined)
    throw problem('not-found', 'There is no such key in the vault.', {
      hint: 'Keys of the environment have no id; they are changed where they stand.',
    })
  return found
}

function addLookRoutes(routes: Routes, { keys, world }: ServerWorld): void {
  routes.add(
    { method: 'get', path: '/api/providers', says: 'Who can draw: models, what they can do, readiness, keys.', answer: providerList },
    async () => ({
      providers: providerViews(await keys.open(), await keys.views(), world.clock.now()),
    }),
  )
  routes.add({ method: 'get', path: '/api/keys', says: 'All keys by their last four characters.', answer: keyList }, async () => ({
    keys: await keys.views(),
  }))
  routes.add({ method: 'get', path: '/api/keys/:provider', says: 'The keys of one provider.', answer: keyList }, async ({ param }) => {
    const { id } = knownProvider(param('provider'))
    return { keys: (await keys.views()).filter((key) => key.provider === id) }
  })
  routes.add({ method: 'get', path: '/api/keys/:provider/:id', says: 'What may be told of a key.', answer: keyView }, ({ param }) =>
    viewIn(keys, knownProvider(param('provider')).id, param('id')),
  )
}

function addVaultRoutes(routes: Routes, { keys, world, hub }: ServerWorld): void {
  routes.add(
    {
      method: 'put',
      path: '/api/keys/:provider/:id',
      says: 'Adds a key, or replaces the one with this id. It is never told again.',
      body: keyQuestion,
      answer: keyView,
    },
    async ({ param, body }) => {
      const provider = knownProvider(param('provider'))
      if (provider.needsKey === 'none') throw problem('wrong-usage', `${provider.title} needs no key.`)
      const id = param('id')
      if (!/^[a-z0-9-]{1,40}$/.test(id)) throw problem('wrong-usage', 'A key’s id is made of small letters, digits and "-".')
      await vaultOf(world).add({ ...body, key: body.key.trim(), provider: provider.id, id })
      hub.publish({ type: 'keys-changed', provider: provider.id })
      return viewIn(keys, provider.id, id)
    },
  )
  routes.add(
    { method: 'delete', path: '/api/keys/:provider/:id', says: 'Removes a key from the vault.', answer: done },
    async ({ param }) => {
      const provider = knownProvider(param('provider'))
      await viewIn(keys, provider.id, param('id'))
      await vaultOf(world).remove(provider.id, param('id'))
      hub.publish({ type: 'keys-changed', provider: provider.id })
      return { id: param('id') }
    },
  )
  routes.add(
    {
      method: 'post',
      path: '/api/keys/:provider/test',
      says: 'The cheapest call the provider has, with each of its keys.',
      body: nothing,
      answer: keyTest,
    },
    ({ param }) => testKeys({ keys, world, hub }, knownProvider(param('provider'))),
  )
}

function knownProvider(name: string): Provider {
  try {
    return findProvider(name)
  } catch (error) {
    throw problem('not-found', error instanceof Error ? error.message : 'There is no such provider.')
  }
}

async function testKeys(
  { keys, world, hub }: Pick<ServerWorld, 'keys' | 'world' | 'hub'>,
  provider: Provider,
): Promise<{ results: object[] }> {
  if (provider.testKey === undefined) throw problem('wrong-usage', `${provider.title} needs no key, so there is nothing to test.`)
  const test = provider.testKey.bind(provider)
  const open = await keys.open()
  const baseUrl = addressOf(provider, open.addresses)
  const entries = open.entries.filter((entry) => entry.provider === provider.id)
  if (entries.length === 0)
    throw problem('no-provider', `No key for ${provider.title}.`, {
      hint: `Add one in Settings, or set ${provider.keyNames[0] ?? 'it in the environment'}.`,
    })
  const results = await Promise.all(
    entries.map(async ({ key }) => {
      const call = { key, signal: AbortSignal.timeout(testDeadlineMs), fetch: world.fetch }
      const said = await test(baseUrl, call).then(
        (words) => ({ good: true, words }),
        (error: unknown) => ({ good: false, words: error instanceof Error ? error.message : String(error) }),
      )
      return { name: keyName(key), good: said.good, words: open.redact(redactor([key])(said.words)) }
    }),
  )
  if (results.every(({ good }) => good)) open.ring.forgive(provider.id)
  hub.publish({ type: 'keys-changed', provider: provider.id })
  return { results }
}
