import { isLoopback } from '../models/base-url.ts'
import { addressOf, providers } from '../models/catalog.ts'
import type { Call } from '../models/image-model.ts'
import type { Provider } from '../models/provider.ts'
import { type OpenKeys, openKeys } from '../studio/open-keys.ts'
import { type Command, exitCodes } from './command.ts'
import { count, table } from './format.ts'

/** Longest wait for a server of the user's own, in ms. */
const longestLookMs = 3000

/** `providers`: who can draw, ready or what is missing. */
export const command: Command = {
  usage: 'providers',
  about:
    'Who can draw: ready, or what is missing and where it is had. Servers of your own are asked whether they are there; nobody else is.',
  options: {},
  example: 'beatboard providers',
  run: async ({ out, world, signal }) => {
    const keys = await openKeys(world, undefined, { trace: false })
    keys.close()
    const call = { signal: AbortSignal.any([signal, AbortSignal.timeout(longestLookMs)]), fetch: world.fetch }
    const rows = await Promise.all(providers.map(async (provider) => ({ provider, ...(await readiness(provider, keys, call)) })))
    for (const { provider, ready, words } of rows)
      out.emit({
        type: 'provider',
        id: provider.id,
        title: provider.title,
        aliases: provider.aliases,
        ready,
        words,
        needsKey: provider.needsKey,
        keyNames: provider.keyNames,
        keyPage: provider.keyPage,
        defaultModel: provider.defaultModel,
      })
    out.print(table(rows.map(({ provider, ready, words }) => [ready ? out.paint('green', '✓') : '·', provider.id, provider.title, words])))
    for (const warning of keys.warnings) out.print(`${out.paint('yellow', 'note:')} ${warning}`)
    return exitCodes.complete
  },
}

interface Readiness {
  readonly ready: boolean
  readonly words: string
}

async function readiness(provider: Provider, keys: OpenKeys, call: Omit<Call, 'key'>): Promise<Readiness> {
  if (isLoopback(provider.baseUrl?.standard ?? '')) return ownServer(provider, keys, call)
  const mine = keys.ring.health().filter((key) => key.provider === provider.id)
  const address = provider.baseUrl === undefined ? undefined : keys.addresses[provider.baseUrl.env]
  const at = address === undefined ? '' : ` at ${address}`
  switch (provider.needsKey) {
    case 'none':
      return { ready: true, words: `ready, no key needed${at}` }
    case 'optional':
      return {
        ready: true,
        words: mine.length === 0 ? `ready without a key${at}${keyWay(provider)}` : `ready, ${count(mine.length, 'key')}${at}`,
      }
    case 'required':
      return mine.length === 0
        ? { ready: false, words: `no key${keyWay(provider)}` }
        : { ready: true, words: `ready, ${count(mine.length, 'key')}${at}` }
  }
}

/** A server that the user runs: ready when it answers. */
async function ownServer(provider: Provider, keys: OpenKeys, call: Omit<Call, 'key'>): Promise<Readiness> {
  const baseUrl = addressOf(provider, keys.addresses)
  const key = keys.entries.find((entry) => entry.provider === provider.id)?.key
  const answers = await provider.testKey?.(baseUrl, { ...call, key }).then(
    () => true,
    () => false,
  )
  return answers === true
    ? { ready: true, words: `ready at ${baseUrl}` }
    : { ready: false, words: `no server answers at ${baseUrl}: start it, or set ${provider.baseUrl?.env}` }
}

function keyWay({ id, keyNames, keyPage }: Provider): string {
  return `: set ${keyNames[0]} or run "beatboard keys add ${id}"${keyPage === undefined ? '' : ` (${keyPage})`}`
}
