import type { Clock } from '../clock.ts'
import { keyName } from '../redact.ts'
import { borrowing, type Borrowing } from './borrowing.ts'
import { bucketName } from './key-desk.ts'
import { styleName } from './key-names.ts'
import type { KeyChange, KeyEntry, KeyHealth, KeyPool, KeyRing, PoolOptions } from './key-pool.ts'
import { keyStandings, type KeyStandings } from './key-standing.ts'
import type { PoolMemory } from './pool-memory.ts'
import { windowBook } from './window-book.ts'
import type { Rest } from './window.ts'

export interface RingWorld {
  readonly entries: readonly KeyEntry[]
  readonly memory: PoolMemory
  readonly clock: Clock
  /** 0 to 1; parts the rests of several processes. */
  readonly random?: () => number
}

/** All keys of this process. Takes the keys once; `use` changes them. Rests that began before a restart go on. */
export function openKeyRing(world: RingWorld): KeyRing {
  const { memory, clock, random = Math.random } = world
  let entries = world.entries
  const listeners = new Set<(change: KeyChange) => void>()
  const providers = new Map<string, Borrowing>()
  const standings = keyStandings(memory, () => clock.now())
  // Told in a turn of its own: a listener may borrow, and must not find the line half served.
  const tell = (change: KeyChange): void => queueMicrotask(() => listeners.forEach((listener) => listener(change)))

  const at = (provider: string): Borrowing => {
    const known = providers.get(provider) ?? borrowing({ book: windowBook({ memory, clock, random }), standings, tell, clock })
    providers.set(provider, known)
    return known
  }
  const healthOf = (entry: KeyEntry): KeyHealth => health(entry, { standings, memory, now: clock.now() })

  const pool: KeyRing['pool'] = (provider, style, pace, options = {}): KeyPool => {
    const mine = (): readonly KeyEntry[] => entriesFor(entries, { provider, style, options })
    return {
      get size() {
        return mine().length
      },
      get domains() {
        return new Set(mine().map((entry) => entry.domain)).size
      },
      borrow: (model, wait) => at(provider).borrow({ provider, style, model, pace, entries: mine }, wait),
      health: () => mine().map(healthOf),
    }
  }

  return {
    pool,
    health: () => entries.map(healthOf),
    onChange: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    use: (others) => {
      entries = others
      for (const provider of providers.values()) provider.serve()
    },
    forgive: (provider) => {
      for (const entry of entries) if (entry.provider === provider) standings.forgive(entry)
      providers.get(provider)?.serve()
    },
  }
}

interface Asked {
  readonly provider: string
  readonly style: string
  readonly options: PoolOptions
}

function entriesFor(entries: readonly KeyEntry[], { provider, style, options }: Asked): readonly KeyEntry[] {
  const all = entries.filter((entry) => entry.provider === provider)
  const own = all.filter((entry) => entry.style !== undefined && styleName(entry.style) === styleName(style))
  const found = own.length > 0 ? own : all.filter((entry) => entry.style === undefined)
  return found.length === 0 && options.keyless ? [{ provider, key: '', domain: 'none', from: 'no key needed' }] : found
}

interface HealthWorld {
  readonly standings: KeyStandings
  readonly memory: PoolMemory
  readonly now: number
}

/** The worst that is known of a key over all models it was used with, by this process or an earlier one. */
function health(entry: KeyEntry, { standings, memory, now }: HealthWorld): KeyHealth {
  const { provider, domain, from, style } = entry
  const who = { provider, name: entry.key === '' ? '' : keyName(entry.key), domain, from, ...(style !== undefined && { style }) }
  const retired = standings.any(entry)
  if (retired) {
    const { state, trouble, until, model } = retired
    return { ...who, state, why: trouble, ...(until !== undefined && { until }), ...(model !== undefined && { model }) }
  }
  const prefix = bucketName(entry, '')
  const rests = memory.names(prefix).map((name) => ({ model: name.slice(prefix.length), rest: memory.read(name).rest }))
  const longest = rests.reduce((most: { model: string; rest?: Rest } | undefined, each) => {
    return each.rest && each.rest.until > Math.max(now, most?.rest?.until ?? 0) ? { model: each.model, rest: each.rest } : most
  }, undefined)
  if (!longest?.rest) return { ...who, state: 'ready' }
  const { until, trouble } = longest.rest
  return { ...who, state: trouble === 'day-exhausted' ? 'exhausted' : 'resting', until, why: trouble, model: longest.model }
}
