import type { KeyView, ProviderView } from '../api/types.ts'
import { clock } from '../words/time.ts'

export interface Standing {
  readonly dot: string
  readonly words: string
}

/** How one key stands, in people's words. */
export function keyStanding({ state, until }: KeyView, provider: string, now: number): Standing {
  const back = until === undefined ? '' : `, back in ${clock((Date.parse(until) - now) / 1000)}`
  switch (state) {
    case 'ready':
      return { dot: 'ok', words: 'Ready' }
    case 'resting':
      return { dot: 'cool', words: `Too many requests${back}` }
    case 'exhausted':
      return { dot: 'cool', words: `Its day is used up${back}` }
    case 'rejected':
      return { dot: 'er', words: `Refused. Check it at ${provider}` }
    case 'out-of-credit':
      return { dot: 'er', words: `Out of credit at ${provider}` }
  }
}

/** How a provider stands: the worst that matters, in words. */
export function providerStanding(provider: ProviderView, now: number): Standing {
  const { keys, ready, words, needsKey } = provider
  const waiting = keys.filter((key) => key.state === 'resting' || key.state === 'exhausted')
  const gone = keys.filter((key) => key.state === 'rejected' || key.state === 'out-of-credit')
  const only = keys[0]
  if (keys.length > 0 && gone.length === keys.length && only !== undefined) return keyStanding(only, provider.title, now)
  if (waiting.length > 0) {
    const soonest = Math.min(...waiting.map((key) => Date.parse(key.until ?? '')))
    const back = Number.isFinite(soonest) ? `, back in ${clock((soonest - now) / 1000)}` : ''
    return { dot: 'cool', words: `${waiting.length} of ${keys.length} cooling down${back}` }
  }
  if (!ready) return { dot: '', words: needsKey === 'required' && keys.length === 0 ? 'No key' : sentence(words) }
  if (keys.length === 0) return { dot: 'ok', words: needsKey === 'none' ? 'Ready, needs no key' : 'Ready without a key' }
  return { dot: 'ok', words: keys.length === 1 ? '1 key ready' : `${keys.length - gone.length} keys ready` }
}

/** Keys of one account share one allowance: that is said once for every such account. */
export function sharedDomains({ keys, requestsAMinute }: ProviderView): readonly string[] {
  const domains = Map.groupBy(
    keys.filter((key) => key.domain !== undefined),
    (key) => key.domain,
  )
  return [...domains.values()]
    .filter((own) => own.length > 1)
    .map((own) => {
      const endings = own.map((key) => key.name.replace('…', '')).join(' and ')
      return `${endings} share ${requestsAMinute === undefined ? 'one allowance' : `${requestsAMinute} a minute`}.`
    })
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
