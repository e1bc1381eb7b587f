import { expect, test } from 'vitest'
import { film, style } from '../../test/boards.ts'
import { type Lane, forecast } from './forecast.ts'
import { makePlan } from './make-plan.ts'
import type { Facts } from './plan.ts'

const nothing: Facts = { made: new Map(), failed: new Map(), inDoubt: new Map(), references: new Map() }
const lane: Lane = {
  provider: 'gemini',
  model: 'm',
  priceUsd: (references) => (references === 0 ? 0.03 : 0.04),
  estimate: false,
  seconds: 10,
  windowMs: 60_000,
  concurrency: 8,
}
const plan = makePlan(film(), nothing, { redo: ['missing'] })

test('B13: the price is the sum over the pictures, references included', () => {
  expect(forecast(plan, new Map([['ink', lane]]))).toEqual({
    pictures: 5,
    priceUsd: 0.03 + 0.04 + 0.04 + 0.03 + 0.04,
    estimate: false,
    unknownPrices: 0,
    seconds: 30,
    inDoubt: { count: 0, priceUsd: 0 },
    styles: [{ style: 'ink', provider: 'gemini', model: 'm', pictures: 5, priceUsd: 0.18000000000000002, seconds: 30 }],
  })
})

test.for([
  ['the longest chain', {}, 30],
  ['one at a time', { concurrency: 1 }, 50],
  ['windows of one request a minute', { requests: 1 }, 250],
  ['windows that two styles share', { requests: 5 }, 70, 2],
] as const)('time is bound by %s', ([, change, seconds, styles = 1]) => {
  const names = ['ink', 'wash'].slice(0, styles)
  const wide = makePlan(film({ styles: names.map((name) => style(name)) }), nothing, { redo: ['missing'] })
  expect(forecast(wide, new Map(names.map((name) => [name, { ...lane, ...change }]))).seconds).toBe(seconds)
})

test('a price that nobody knows is counted, not taken for nothing', () => {
  const unknown = forecast(plan, new Map([['ink', { ...lane, priceUsd: () => undefined }]]))
  expect([unknown.unknownPrices, unknown.styles[0]?.priceUsd]).toEqual([5, undefined])
})

test('what is in doubt is told beside the price', () => {
  const doubt = { attempt: 1, id: 'ink/1.1', provider: 'gemini', model: 'm', priceUsd: 0.04, sentAt: '2026-11-20T12:00:00.000Z' } as const
  const doubtful = makePlan(film(), { ...nothing, inDoubt: new Map([[doubt.id, doubt]]) }, { redo: ['missing'] })
  expect(forecast(doubtful, new Map([['ink', lane]])).inDoubt).toEqual({ count: 1, priceUsd: 0.04 })
})
