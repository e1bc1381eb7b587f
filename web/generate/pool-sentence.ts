import type { RunState } from '../../src/browser.ts'
import { clock } from '../words/time.ts'

type KeyRest = RunState['keys'][number]

/** The keys that a style may use, as the page knows them. */
export interface PoolFacts {
  /** Keys' last four characters. */
  readonly keys: readonly string[]
  /** Requests a minute that one key may make. */
  readonly perMinute: number | undefined
  readonly needsKey: boolean
}

export interface PoolSentence {
  /** One dot a key: ready, cooling, refused. */
  readonly dots: readonly ('ok' | 'cool' | 'er')[]
  readonly words: string
}

/** How a style's keys stand, in one short sentence. `now` in ms. */
export function poolSentence({ keys, perMinute, needsKey }: PoolFacts, rests: readonly KeyRest[], now: number): PoolSentence {
  if (keys.length === 0) return { dots: [needsKey ? 'er' : 'ok'], words: needsKey ? 'No key yet' : 'No key needed' }
  const states = keys.map((key) => rests.find((rest) => sameKey(rest.key, key) && stillRests(rest, now)))
  const dots = states.map((rest) => (rest === undefined ? 'ok' : rest.state === 'resting' || rest.state === 'exhausted' ? 'cool' : 'er'))
  const gone = states.findIndex((rest) => rest?.state === 'rejected' || rest?.state === 'out-of-credit')
  const waiting = states.filter((rest) => rest?.until !== undefined)
  const ready = dots.filter((dot) => dot === 'ok').length
  if (gone >= 0) return { dots, words: goneWords(states[gone], gone, ready) }
  if (waiting.length === 0) return { dots, words: readyWords(keys.length, perMinute) }
  const soonest = Math.min(...waiting.map((rest) => Date.parse(rest?.until ?? '')))
  const back = clock((soonest - now) / 1000)
  if (ready === 0)
    return {
      dots,
      words: keys.length === 1 ? `The key is waiting. Next in ${back}` : `All ${keys.length} keys are waiting. Next in ${back}`,
    }
  const which = states.findIndex((rest) => rest?.until !== undefined) + 1
  return {
    dots,
    words: waiting.length === 1 ? `Key ${which} cooling down, back in ${back}` : `${waiting.length} keys cooling down, back in ${back}`,
  }
}

function readyWords(count: number, perMinute: number | undefined): string {
  const keys = count === 1 ? '1 key ready' : `${count} keys ready`
  if (perMinute === undefined) return keys
  return `${keys}, ${perMinute} a minute${count > 1 ? ' each' : ''}`
}

function goneWords(rest: KeyRest | undefined, index: number, ready: number): string {
  const what = rest?.state === 'out-of-credit' ? 'is out of credit (402)' : 'refused (401)'
  return ready === 0 ? `Key ${index + 1} ${what}. No key is left` : `Key ${index + 1} ${what}. Working with ${ready}`
}

function stillRests(rest: KeyRest, now: number): boolean {
  return rest.until === undefined || Date.parse(rest.until) > now
}

function sameKey(one: string, other: string): boolean {
  return one.replaceAll('…', '') === other.replaceAll('…', '')
}
