import type { Trouble } from '../errors.ts'
import { keyHash } from './key-names.ts'
import type { KeyEntry, KeyState } from './key-pool.ts'
import type { PoolMemory } from './pool-memory.ts'
import type { Retirement } from './rest.ts'

/** Why a key is out of use until somebody does something about it. */
export interface Retired {
  readonly trouble: Trouble
  readonly state: KeyState
  /** Absent when it holds for all models. */
  readonly model?: string
  /** Epoch ms, when it is tried again by itself. */
  readonly until?: number
}

/**
 * Which keys are out of use for good. Held for this process; only a rejection is remembered beyond it, for ten minutes, so that
 * a program restarted in a loop does not hammer a dead key. A topped-up account works again at the next start or `forgive`.
 */
export interface KeyStandings {
  of(entry: KeyEntry, model: string): Retired | undefined
  /** Of all models: what holds for the whole key first. */
  any(entry: KeyEntry): Retired | undefined
  retire(entry: KeyEntry, model: string, why: { readonly width: Retirement; readonly trouble: Trouble }): Retired
  forgive(entry: KeyEntry): void
}

const rejectionKeptMs = 10 * 60_000

export function keyStandings(memory: PoolMemory, now: () => number): KeyStandings {
  const retired = new Map<string, Retired>()
  const seen = new Set<string>()

  const recall = (entry: KeyEntry): void => {
    if (seen.has(keyPlace(entry))) return
    seen.add(keyPlace(entry))
    const { rest } = memory.read(rejectionName(entry))
    if (rest && rest.until > now()) retired.set(keyPlace(entry), { trouble: rest.trouble, state: stateOf(rest.trouble), until: rest.until })
  }

  const remember = (entry: KeyEntry, trouble: Trouble): void => {
    try {
      memory.change(rejectionName(entry), () => rejection(trouble, now()))
    } catch {
      // Giving a lease back never fails: the rejection holds for this process all the same.
    }
  }

  const at = (place: string): Retired | undefined => {
    const found = retired.get(place)
    return found?.until !== undefined && found.until <= now() ? undefined : found
  }

  const whole = (entry: KeyEntry): Retired | undefined => {
    recall(entry)
    return at(domainPlace(entry)) ?? at(keyPlace(entry))
  }

  return {
    of: (entry, model) => whole(entry) ?? at(modelPlace(entry, model)),
    any: (entry) => whole(entry) ?? [...retired].find(([place]) => place.startsWith(modelPlace(entry, '')))?.[1],
    retire: (entry, model, { width, trouble }) => {
      const found: Retired = { trouble: truest(trouble), state: stateOf(trouble), ...(width === 'model' && { model }) }
      const places = { model: modelPlace(entry, model), key: keyPlace(entry), domain: domainPlace(entry) }
      retired.set(places[width], found)
      if (width === 'key') remember(entry, found.trouble)
      return found
    },
    forgive: (entry) => {
      const mine = [...retired.keys()].filter((place) => place.startsWith(modelPlace(entry, '')))
      for (const place of [domainPlace(entry), keyPlace(entry), ...mine]) retired.delete(place)
      memory.change(rejectionName(entry), (was) => (was.rest ? { starts: [] } : undefined))
    },
  }
}

function rejection(trouble: Trouble, now: number) {
  return { starts: [], rest: { since: now, until: now + rejectionKeptMs, trouble, streak: 1 } }
}

/** A quota of zero says 429 and means that billing is missing. */
function truest(trouble: Trouble): Trouble {
  return trouble === 'rate-limited' || trouble === 'day-exhausted' ? 'out-of-credit' : trouble
}

function stateOf(trouble: Trouble): KeyState {
  return truest(trouble) === 'out-of-credit' ? 'out-of-credit' : 'rejected'
}

function rejectionName(entry: KeyEntry): string {
  return `rejected/${entry.provider}/${keyHash(entry.provider, entry.key)}`
}

// Places name what is held in this process only; a line end stands in no key, provider or domain.
function keyPlace(entry: KeyEntry): string {
  return `key\n${entry.provider}\n${entry.key}`
}

function modelPlace(entry: KeyEntry, model: string): string {
  return `${keyPlace(entry)}\n${model}`
}

function domainPlace(entry: KeyEntry): string {
  return `domain\n${entry.provider}\n${entry.domain}`
}
