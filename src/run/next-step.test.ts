import { expect, test } from 'vitest'
import { troubles } from '../errors.ts'
import { type NextStep, type Situation, nextStep } from './next-step.ts'

const once: Situation = {
  trouble: 'overloaded',
  billing: 'not-charged',
  times: 1,
  keys: 2,
  isFree: false,
  hasSeeds: true,
  modelsLeft: 1,
  fallBackOnRefusal: false,
  waitedMs: 0,
  maxWaitMs: 600_000,
  random: 0,
}
const again: NextStep = { do: 'again', afterMs: 0, counts: true }
const otherModel: NextStep = { do: 'other-model' }
const otherKey: NextStep = { do: 'other-key' }
const giveUp: NextStep = { do: 'give-up' }

const rules: readonly [string, Partial<Situation>, NextStep][] = [
  ['A5: rate-limited moves to the next key at once', { trouble: 'rate-limited' }, otherKey],
  ['rate-limited with one key waits in the pool and is no attempt', { trouble: 'rate-limited', keys: 1 }, { ...again, counts: false }],
  ['C6: rate-limited for longer than the longest wait goes to the next model', { trouble: 'rate-limited', waitedMs: 600_000 }, otherModel],
  ['C6: rate-limited without end and without a rest goes to the next model', { trouble: 'rate-limited', times: 41 }, otherModel],
  ['day-exhausted tries the other keys', { trouble: 'day-exhausted' }, otherKey],
  ['C2: day-exhausted for more keys than there are goes to the next model', { trouble: 'day-exhausted', times: 3 }, otherModel],
  ['out-of-credit tries the other keys', { trouble: 'out-of-credit' }, otherKey],
  ['key-rejected tries the other keys', { trouble: 'key-rejected' }, otherKey],
  ['forbidden without keys goes to the next model', { trouble: 'forbidden', keys: 0 }, otherModel],
  ['C2: model-gone goes to the next model', { trouble: 'model-gone' }, otherModel],
  ['refused-input is never tried again', { trouble: 'refused-input' }, giveUp],
  ["refused-input goes to the next model only by the user's word", { trouble: 'refused-input', fallBackOnRefusal: true }, otherModel],
  ['refused-output is tried once more with another seed', { trouble: 'refused-output', billing: 'unknown' }, { ...again, otherSeed: true }],
  ['refused-output without seeds is given up', { trouble: 'refused-output', hasSeeds: false }, giveUp],
  ['refused-output twice is given up', { trouble: 'refused-output', times: 2 }, giveUp],
  ['no-image is tried once more', { trouble: 'no-image', billing: 'unknown' }, again],
  ['no-image twice goes to the next model', { trouble: 'no-image', times: 2 }, otherModel],
  ['a broken image that was paid is given up', { trouble: 'broken-image', billing: 'charged' }, giveUp],
  ['a broken image that cost nothing is tried once more', { trouble: 'broken-image', billing: 'charged', isFree: true }, again],
  ['overloaded backs off', {}, { ...again, afterMs: 2_000 }],
  ['overloaded backs off longer each time, with jitter', { times: 3, random: 1 }, { ...again, afterMs: 12_000 }],
  ['overloaded rests as long as the provider asks', { restMs: 45_000 }, { ...again, afterMs: 45_000 }],
  ['C6: no back-off is longer than two minutes', { restMs: 3_600_000 }, { ...again, afterMs: 120_000 }],
  ['C2: overloaded five times goes to the next model', { times: 5 }, otherModel],
  ['overloaded five times with no other model is given up', { times: 5, modelsLeft: 0 }, giveUp],
  ['A9: a connection cut while sending may be billed and is not sent again', { billing: 'unknown' }, giveUp],
  ['A9: a timeout may be billed and is not sent again', { trouble: 'timeout', billing: 'unknown' }, giveUp],
  ['a timeout is tried once more where that costs nothing', { trouble: 'timeout', billing: 'unknown', isFree: true }, again],
  ['a free timeout twice goes to the next model', { trouble: 'timeout', isFree: true, times: 2 }, otherModel],
  ['job-lost is sent once more', { trouble: 'job-lost' }, again],
  ['job-lost that may be billed is not sent again', { trouble: 'job-lost', billing: 'unknown' }, giveUp],
  ['job-lost twice goes to the next model', { trouble: 'job-lost', times: 2 }, otherModel],
  ['bad-request is given up', { trouble: 'bad-request' }, giveUp],
  ['cancelled stops', { trouble: 'cancelled' }, { do: 'stop' }],
]

test.for(rules)('%s', ([, situation, step]) => {
  expect(nextStep({ ...once, ...situation })).toEqual(step)
})

test('A9: what may have been billed without an answer is never followed by another request on its own', () => {
  const unanswered = ['overloaded', 'timeout', 'job-lost', 'broken-image'] as const
  const steps = unanswered.flatMap((trouble) => [1, 2, 9].map((times) => nextStep({ ...once, trouble, times, billing: 'unknown' }).do))
  expect(new Set(steps.filter((_, index) => unanswered[Math.floor(index / 3)] !== 'job-lost' || index % 3 === 0))).toEqual(
    new Set(['give-up']),
  )
})

test('C6: every trouble comes to an end, whatever it is and however often it comes', () => {
  const endless = troubles.filter((trouble) => {
    const step = nextStep({ ...once, trouble, times: 10, modelsLeft: 0, waitedMs: 600_000 })
    return step.do !== 'give-up' && step.do !== 'stop'
  })
  expect(endless).toEqual([])
})
