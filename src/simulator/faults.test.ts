import { describe, expect, test } from 'vitest'
import { faultNames, faultScript, readFaultRule, type FaultFacts, type FaultRule } from './faults.ts'
import { seededRandom } from './random.ts'

const ask = { model: 'm1', prompt: 'A red kettle (large)', size: { width: 64, height: 64 }, references: [], format: 'png' } as const
const facts: FaultFacts = { provider: 'gemini', ask, key: 'key-one', domain: 'projectA' }

function picked(rules: readonly FaultRule[], count: number, over: Partial<FaultFacts> = {}): readonly (string | undefined)[] {
  const pick = faultScript(rules, seededRandom(7))
  return Array.from({ length: count }, () => pick({ ...facts, ...over })?.fault)
}

describe('a fault script', () => {
  const no = undefined
  test.for<[string, FaultRule['when'], readonly (string | undefined)[]]>([
    ['without a condition meets every request', undefined, ['reset', 'reset', 'reset', 'reset']],
    ['meets the nth request only', { nth: 2 }, [no, 'reset', no, no]],
    ['meets every nth request', { every: 2 }, [no, 'reset', no, 'reset']],
    ['stops after so many times', { times: 2 }, ['reset', 'reset', no, no]],
    ['counts what fits: every second, once', { every: 2, times: 1 }, [no, 'reset', no, no]],
    ['never meets at probability 0', { probability: 0 }, [no, no, no, no]],
    ['always meets at probability 1', { probability: 1 }, ['reset', 'reset', 'reset', 'reset']],
  ])('%s', ([, when, expected]) => {
    expect(picked([{ fault: 'reset', ...(when && { when }) }], 4)).toEqual(expected)
  })

  test.for<[string, FaultRule['when'], boolean]>([
    ['provider', { provider: 'gemini' }, true],
    ['another provider', { provider: 'openai' }, false],
    ['model', { model: 'm1' }, true],
    ['another model', { model: 'm2' }, false],
    ['key', { key: 'key-one' }, true],
    ['another key', { key: 'key-two' }, false],
    ['domain', { domain: 'projectA' }, true],
    ['another domain', { domain: 'projectB' }, false],
    ['part of the prompt, whatever its case', { prompt: 'RED KETTLE' }, true],
    ['a part that is no regular expression', { prompt: 'kettle (large' }, true],
    ['a regular expression', { prompt: '^a .* kettle' }, true],
    ['words that are not there', { prompt: 'blue' }, false],
  ])('fits by %s', ([, when = {}, fits]) => {
    expect(picked([{ fault: 'reset', when }], 1)).toEqual([fits ? 'reset' : undefined])
  })

  test('uses the first rule that holds, and all rules count', () => {
    const rules: FaultRule[] = [{ fault: 'hang', when: { nth: 1 } }, { fault: 'reset', when: { nth: 2 } }, { fault: 'blank' }]
    expect(picked(rules, 3)).toEqual(['hang', 'reset', 'blank'])
  })
})

describe('a fault on one line', () => {
  test('carries every field', () => {
    const line = 'rate-limited, every=5, times=2, probability=0.5, provider=gemini, prompt=a=b, retryAfterMs=3000, reason=X'
    expect(readFaultRule(line)).toEqual({
      fault: 'rate-limited',
      when: { every: 5, times: 2, probability: 0.5, provider: 'gemini', prompt: 'a=b' },
      retryAfterMs: 3000,
      reason: 'X',
    })
  })

  test.for(faultNames)('%s stands alone', (name) => {
    expect(readFaultRule(name)).toEqual({ fault: name })
  })

  test.for([
    ['a fault nobody knows', 'rate-limit', /There is no fault "rate-limit"/],
    ['a field nobody knows', 'reset,each=2', /A fault has no "each"/],
    ['a number that is none', 'reset,nth=two', /"nth" takes a number, not "two"/],
    ['a provider nobody knows', 'reset,provider=gemni', /There is no provider "gemni"/],
  ] as const)('refuses %s', ([, line, message]) => {
    expect(() => readFaultRule(line)).toThrow(expect.objectContaining({ kind: 'wrong-usage', message: expect.stringMatching(message) }))
  })
})
