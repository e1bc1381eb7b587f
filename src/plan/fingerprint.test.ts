import { expect, test } from 'vitest'
import { style } from '../../test/boards.ts'
import { difference, fingerprintOf, settingsOf } from './fingerprint.ts'

test('the order in which a file names its members changes nothing', () => {
  const one = style('ink', { models: [{ provider: 'openai', model: 'm', quality: 'low', options: { a: 1, b: 2 } }] })
  const other = style('ink', { models: [{ quality: 'low', options: { b: 2, a: 1 }, model: 'm', provider: 'openai' }] })
  expect(settingsOf(one)).toBe(settingsOf(other))
})

test.for([
  ['the quality', { models: [{ provider: 'openai', quality: 'high' }] }],
  ['a further model', { models: [{ provider: 'openai', quality: 'low' }, { provider: 'gemini' }] }],
  ['the size', { size: { width: 64, height: 64 } }],
  ['the seed', { seed: 7 }],
] as const)('%s is a setting that decides the picture', ([, change]) => {
  const base = { models: [{ provider: 'openai', quality: 'low' }] }
  expect(settingsOf(style('ink', { ...base, ...change }))).not.toBe(settingsOf(style('ink', base)))
})

test('what differs is named', () => {
  const now = fingerprintOf({ prompt: 'a kettle' }, 'settings', 'a'.repeat(64))
  expect(difference(now, now)).toBeUndefined()
  expect(difference(fingerprintOf({ prompt: 'a pot' }, 'settings', 'a'.repeat(64)), now)).toBe('prompt changed')
  expect(difference(fingerprintOf({ prompt: 'a kettle', negativePrompt: 'text' }, 'others', undefined), now)).toBe(
    'prompt, model or settings, style reference changed',
  )
})
