import { providers } from '../models/catalog.ts'
import type { Provider } from '../models/provider.ts'
import { type OpenKeys, openKeys } from '../studio/open-keys.ts'
import { type Command, exitCodes } from './command.ts'
import { count, table } from './format.ts'

/** `providers`: who can draw, ready or what is missing. */
export const command: Command = {
  usage: 'providers',
  about: 'Who can draw: ready, or what is missing and where it is had.',
  options: {},
  example: 'beatboard providers',
  run: async ({ out, world }) => {
    const keys = await openKeys(world, undefined, { trace: false })
    keys.close()
    const rows = providers.map((provider) => ({ provider, ...readiness(provider, keys) }))
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

function readiness(provider: Provider, keys: OpenKeys): { ready: boolean; words: string } {
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

function keyWay({ id, keyNames, keyPage }: Provider): string {
  return `: set ${keyNames[0]} or run "beatboard keys add ${id}"${keyPage === undefined ? '' : ` (${keyPage})`}`
}
