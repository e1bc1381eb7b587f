import { join } from 'node:path'
import type { KeyHealth } from '../keys/key-pool.ts'
import type { VaultListing } from '../keys/vault.ts'
import { type OpenKeys, openKeys, vaultOf } from '../studio/open-keys.ts'
import type { World } from '../studio/world.ts'
import type { KeyView } from './api.ts'
import { markOf } from './board-files.ts'

/** The user's keys as this server sees them: read again when vault or `.env` changed. What is shown of a key is its last four characters. */
export interface KeyBook {
  open(): Promise<OpenKeys>
  /** Another mark, other keys. */
  mark(): string
  views(): Promise<readonly KeyView[]>
  close(): Promise<void>
}

export function openKeyBook(world: World): KeyBook {
  const mark = (): string => [join(world.home, 'vault.json'), join(world.cwd, '.env')].map(markOf).join(' ')
  let known: { mark: string; keys: Promise<OpenKeys> } | undefined
  const close = async (): Promise<void> => {
    const old = known
    known = undefined
    await old?.keys.then((keys) => keys.close()).catch(() => undefined)
  }
  const open = async (): Promise<OpenKeys> => {
    const now = mark()
    if (known?.mark !== now) {
      const closing = close()
      known = { mark: now, keys: openKeys(world, undefined, { trace: true }) }
      await closing
    }
    return known.keys
  }
  return {
    open,
    mark,
    close,
    async views() {
      const keys = await open()
      return viewsOf(keys.ring.health(), await vaultOf(world).list())
    },
  }
}

/** Keys in use with their health; those of the vault carry their id, so that they can be removed. */
function viewsOf(health: readonly KeyHealth[], listed: readonly VaultListing[]): readonly KeyView[] {
  const left = [...listed]
  const inUse = health.map((key): KeyView => {
    const at =
      key.from === 'vault'
        ? left.findIndex((each) => each.provider === key.provider && each.name === key.name && each.style === key.style)
        : -1
    const [saved] = at < 0 ? [] : left.splice(at, 1)
    return {
      provider: key.provider,
      name: key.name,
      from: key.from,
      domain: key.domain,
      state: key.state,
      ...(saved === undefined ? {} : { id: saved.id, addedAt: saved.addedAt }),
      ...(key.style === undefined ? {} : { style: key.style }),
      ...(key.until === undefined ? {} : { until: new Date(key.until).toISOString() }),
      ...(key.why === undefined ? {} : { why: key.why }),
    }
  })
  return [
    ...inUse,
    ...left.map(({ provider, id, name, domain, style, addedAt }): KeyView => ({
      provider,
      id,
      name,
      addedAt,
      from: 'vault',
      state: 'ready',
      ...(domain === undefined ? {} : { domain }),
      ...(style === undefined ? {} : { style }),
    })),
  ]
}
