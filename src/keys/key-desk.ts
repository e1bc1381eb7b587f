import type { Trouble } from '../errors.ts'
import { keyName } from '../redact.ts'
import type { KeyChange, KeyEntry, Lease, Outcome, Pace } from './key-pool.ts'
import type { KeyStandings, Retired } from './key-standing.ts'
import { retirementOf, type Retirement } from './rest.ts'
import type { Closed, WindowBook } from './window-book.ts'

/** What is shared by all desks of a ring. */
export interface DeskWorld {
  readonly book: WindowBook
  readonly standings: KeyStandings
  readonly tell: (change: KeyChange) => void
}

/** What a borrower asks for. */
export interface Want {
  readonly provider: string
  readonly style: string
  readonly model: string
  readonly pace: Pace
  readonly entries: () => readonly KeyEntry[]
}

/** Why nothing can be lent now. */
export interface Blocked {
  /** Epoch ms of the next chance; `Infinity` when only a lease that comes back, or a person, can help. */
  readonly at: number
  readonly trouble: Trouble | 'no-provider'
  /** Waiting does not help. */
  readonly final: boolean
}

/** Lends the keys of one provider, each time from the domain with most room. Never waits. */
export interface KeyDesk {
  lend(want: Want): Lease | Blocked
}

/** The name under which a domain's window for one model is remembered. */
export function bucketName(entry: Pick<KeyEntry, 'provider' | 'domain'>, model: string): string {
  return `window/${entry.provider}/${entry.domain}/${model}`
}

/** `returned` is called after each lease that came back. */
export function keyDesk({ book, standings, tell }: DeskWorld, returned: () => void): KeyDesk {
  const settle = settling({ book, standings, tell })
  const rested = new Set<string>()
  const uses = new Map<string, number>()
  let out = 0

  const lease = (entry: KeyEntry, want: Want, start: number): Lease => {
    let open = true
    out += 1
    return {
      key: entry.key,
      domain: entry.domain,
      name: nameOf(entry),
      giveBack: (outcome) => {
        if (!open) return
        open = false
        out -= 1
        if (settle(entry, want, { start, outcome })) rested.add(bucketName(entry, want.model))
        returned()
      },
    }
  }

  const lendFrom = (usable: readonly KeyEntry[], want: Want): Lease | undefined => {
    const found = roomiest(usable, (entry) => book.room(bucketName(entry, want.model), want.pace))
    if (!found) return undefined
    const bucket = bucketName(found, want.model)
    const start = book.claim(bucket, want.pace)
    if (start === undefined) return lendFrom(usable, want)
    const entry = leastUsed(usable, found.domain, uses)
    uses.set(entry.key, (uses.get(entry.key) ?? 0) + 1)
    if (rested.delete(bucket)) tell({ ...about(entry, want), state: 'ready', why: 'rested' })
    return lease(entry, want, start)
  }

  return {
    lend: (want) => {
      const entries = want.entries()
      if (entries.length === 0) return { at: Infinity, trouble: 'no-provider', final: true }
      const retired = entries.map((entry) => standings.of(entry, want.model))
      const usable = entries.filter((_, index) => retired[index] === undefined)
      if (usable.length === 0) return { at: Infinity, trouble: truest(retired), final: true }
      if (out >= (want.pace.concurrency ?? Infinity)) return { at: Infinity, trouble: 'rate-limited', final: false }
      return lendFrom(usable, want) ?? soonest(usable.map((entry) => book.closed(bucketName(entry, want.model))))
    },
  }
}

type Settle = (entry: KeyEntry, want: Want, end: { readonly start: number; readonly outcome: Outcome | undefined }) => boolean

/** What an ended request means for its key and its domain. True when the domain now rests. */
function settling({ book, standings, tell }: DeskWorld): Settle {
  const forbiddenOnce = new Set<string>()
  const retire = (entry: KeyEntry, want: Want, why: { width: Retirement; trouble: Trouble }): false => {
    const { state, trouble } = standings.retire(entry, want.model, why)
    tell({ ...about(entry, want), state, why: trouble })
    return false
  }
  return (entry, want, end) => {
    const { outcome } = end
    const mark = `${entry.key}\n${want.model}`
    const width = outcome && retirementOf(outcome)
    if (width) return retire(entry, want, { width, trouble: outcome.trouble })
    // A 403 once may be the picture's fault, twice without a success between them is the key's.
    if (outcome?.trouble === 'forbidden' && forbiddenOnce.has(mark)) return retire(entry, want, { width: 'model', trouble: 'forbidden' })
    if (outcome?.trouble === 'forbidden') forbiddenOnce.add(mark)
    if (!outcome) forbiddenOnce.delete(mark)
    const rest = book.end(bucketName(entry, want.model), want.pace, end)
    if (!rest) return false
    const state = rest.trouble === 'day-exhausted' ? 'exhausted' : 'resting'
    tell({ ...about(entry, want), state, until: rest.until, why: rest.trouble })
    return true
  }
}

function about(entry: KeyEntry, want: Want): Pick<KeyChange, 'provider' | 'style' | 'model' | 'key' | 'domain'> {
  return { provider: entry.provider, style: want.style, model: want.model, key: nameOf(entry), domain: entry.domain }
}

function nameOf(entry: KeyEntry): string {
  return entry.key === '' ? '' : keyName(entry.key)
}

function roomiest(entries: readonly KeyEntry[], room: (entry: KeyEntry) => number): KeyEntry | undefined {
  let best: KeyEntry | undefined
  let most = 0
  for (const entry of new Map(entries.map((each) => [each.domain, each])).values()) {
    const found = room(entry)
    if (found > most) [best, most] = [entry, found]
  }
  return best
}

function leastUsed(entries: readonly KeyEntry[], domain: string, uses: ReadonlyMap<string, number>): KeyEntry {
  const keys = entries.filter((entry) => entry.domain === domain)
  return keys.reduce((least, entry) => ((uses.get(entry.key) ?? 0) < (uses.get(least.key) ?? 0) ? entry : least))
}

function truest(retired: readonly (Retired | undefined)[]): Trouble {
  const order: readonly Trouble[] = ['out-of-credit', 'key-rejected', 'forbidden']
  return order.find((trouble) => retired.some((each) => each?.trouble === trouble)) ?? 'key-rejected'
}

function soonest(closed: readonly (Closed | undefined)[]): Blocked {
  const nothing: Omit<Blocked, 'final'> = { at: Infinity, trouble: 'rate-limited' }
  const first = closed.reduce((least: Omit<Blocked, 'final'>, each) => (each && each.at < least.at ? each : least), nothing)
  return { ...first, final: false }
}
