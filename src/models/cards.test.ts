import { expect, test } from 'vitest'
import { retirement } from './cards.ts'
import { openaiTokens } from './cards/openai-cards.ts'
import { resolutionFor } from './cards/gemini-cards.ts'
import { findCard, findProvider, providers } from './catalog.ts'
import type { Card, PriceQuestion } from './provider.ts'

const today = '2026-11-20'
const cards = providers.flatMap((provider) => provider.cards)

function card(name: string, model: string): Card {
  const found = findProvider(name).cards.find((one) => one.model === model)
  if (!found) throw new Error(`no card ${model}`)
  return found
}

function price(name: string, model: string, question: Partial<PriceQuestion> = {}): number | undefined {
  const usd = card(name, model).priceUsd({ size: { width: 1024, height: 1024 }, references: 0, ...question })
  return usd === undefined ? undefined : Math.round(usd * 1000) / 1000
}

test.for([
  [1024, 1024, 'low', 0.006],
  [1024, 1024, 'medium', 0.053],
  [1024, 1024, 'high', 0.211],
  [1024, 1536, 'low', 0.005],
  [1024, 1536, 'medium', 0.041],
  [1536, 1024, 'high', 0.165],
] as const)('B13: the token formula gives OpenAI’s published price of %ix%i %s', ([width, height, quality, usd]) => {
  expect(Math.round((openaiTokens(width, height, quality) ?? 0) * 0.03) / 1000).toBe(usd)
})

test('B13: prices by model, quality and references; an unknown price stays unknown', () => {
  expect([
    price('openai', 'gpt-image-2', { quality: 'low' }),
    price('openai', 'gpt-image-2'),
    price('openai', 'gpt-image-2', { references: 1 }),
    price('openai', 'gpt-image-2.6-flare', { quality: 'max' }),
    price('openai', 'gpt-image-1-mini', { quality: 'high' }),
    price('openai', 'gpt-image-1-mini', { quality: 'auto', size: { width: 1536, height: 1024 } }),
    price('openai', 'dall-e-3'),
  ]).toEqual([0.008, 0.055, 0.103, undefined, 0.036, 0.054, undefined])
})

function geminiPrice(model: string, width: number, height: number): number | undefined {
  return price('gemini', model, { size: { width, height } })
}

test('B13: Gemini’s prices by resolution', () => {
  expect([
    geminiPrice('gemini-nano-banana-2.1', 1024, 1024),
    geminiPrice('gemini-nano-banana-2.1', 2048, 2048),
    geminiPrice('gemini-3-pro-image', 2048, 2048),
    geminiPrice('gemini-3-pro-image', 4096, 4096),
    geminiPrice('gemini-3.1-flash-image', 512, 512),
    geminiPrice('gemini-2.5-flash-image', 1024, 1024),
  ]).toEqual([0.034, 0.051, 0.135, 0.241, 0.045, 0.039])
})

test('a resolution is the smallest that is not clearly smaller than wanted, else the largest there is', () => {
  const sizes = [512, 1024, 1254, 1440, 2048, 9000].map((edge) => ({ width: edge, height: edge }))
  expect(sizes.map((size) => resolutionFor('gemini-3.1-flash-image', size))).toEqual(['512', '1K', '1K', '2K', '2K', '4K'])
  expect(sizes.map((size) => resolutionFor('gemini-3.1-flash-lite-image', size))).toEqual(['1K', '1K', '1K', '1K', '1K', '1K'])
})

test.for([
  ['2026-12-01', { gone: false, soon: true, successor: 'b' }],
  ['2026-12-02', { gone: true, soon: false, successor: 'b' }],
  ['2026-11-01', { gone: false, soon: true, successor: 'b' }],
  ['2026-10-31', { gone: false, soon: false, successor: 'b' }],
] as const)('a model that ends on 2026-12-01 stands on %s as %o', ([day, standing]) => {
  expect(retirement({ ...card('openai', 'gpt-image-2'), until: '2026-12-01', successor: 'b' }, day)).toEqual(standing)
})

test.for(cards.map((one) => [`${one.provider}/${one.model}`, one] as const))(
  '%s: its facts say where they are from, and its successor lives',
  ([, one]) => {
    expect(one.source).toMatch(/\S{3}/)
    expect(one.read).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect(one.until ?? today).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect(one.seconds).toBeGreaterThan(0)
    expect(one.abilities.deadlineMs).toBeGreaterThan(one.seconds * 1000)
    const next = one.successor === undefined ? undefined : findCard(findProvider(one.provider), one.successor, today, '').card.model
    expect(next).toBe(one.successor)
  },
)

test.for(['gemini', 'openai', 'stability', 'horde', 'automatic1111'])('B13: what %s draws by default has a known price', (name) => {
  const provider = findProvider(name)
  const { card: usual } = findCard(provider, undefined, today, provider.baseUrl?.standard ?? '')
  expect(usual.priceUsd({ size: { width: 1024, height: 1024 }, references: 0 })).toBeGreaterThanOrEqual(0)
})
