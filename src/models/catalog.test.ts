import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { BeatboardError } from '../errors.ts'
import { addressOf, findCard, findProvider, openModel, providers } from './catalog.ts'
import type { Provider } from './provider.ts'

const today = '2026-11-20'

function card(name: string, model: string | undefined, day = today): { model: string; warnings: readonly string[] } {
  const { card: found, warnings } = findCard(findProvider(name), model, day, 'https://x.test')
  return { model: found.model, warnings }
}

function faultOf(act: () => unknown): unknown {
  try {
    return act()
  } catch (error) {
    return error instanceof BeatboardError ? { kind: error.kind, message: error.message } : error
  }
}

/** Everything that importing a file of this folder loads, by name; types cost nothing. */
function loadedBy(file: string, seen: Set<string> = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  const text = readFileSync(join(import.meta.dirname, file), 'utf8').replaceAll(/^import type .*$/gm, '')
  const found = [...text.matchAll(/^(?:import|export|\}) .*from '(.+)'$/gm)].map((match) => match[1] ?? '')
  for (const other of found) {
    if (other.startsWith('./')) loadedBy(join(file, '..', other), seen)
    else seen.add(other)
  }
  return seen
}

test('B1: listing the providers loads their facts and no drawing code, so that it costs little', () => {
  const drawingCode = /-model\.ts$|http\.ts$|images-api|ai-sdk|^(?!cards\/|draft\/)[^.]*$|^draft\/(?!provider)/
  expect([...loadedBy('catalog.ts')].filter((file) => drawingCode.test(file))).toEqual([])
  expect(loadedBy('catalog.ts').size).toBeGreaterThan(providers.length)
})

test('B1: the backends of the five documents are there by name', () => {
  const names = ['gemini', 'openai', 'stability', 'HORDE', ' google ', 'openai-compatible']
  expect(names.map((name) => findProvider(name).id)).toEqual(['gemini', 'openai', 'stability', 'horde', 'gemini', 'openai-compatible'])
})

test('no two providers answer to one name, and each draws by default with a model it has', () => {
  const names = providers.flatMap(({ id, aliases }) => [id, ...aliases])
  expect(names.toSorted()).toEqual([...new Set(names)].toSorted())
  for (const provider of providers) expect(findCard(provider, undefined, today, provider.baseUrl?.standard ?? '').warnings).toEqual([])
})

test('an unknown provider lists those there are', () => {
  const names = providers.map(({ id }) => id).join(', ')
  expect(faultOf(() => findProvider('midjourney'))).toEqual({
    kind: 'wrong-usage',
    message: `There is no provider “midjourney”: choose one of ${names}.`,
  })
})

test.for([
  ['openai', 'dall-e-3', 'OpenAI ended dall-e-3 on 2026-05-12: use gpt-image-2.6-flare instead.'],
  ['openai', 'gpt-image-1', 'OpenAI ended gpt-image-1 on 2026-10-23: use gpt-image-2 instead.'],
  ['gemini', 'gemini-2.5-flash-image', 'Gemini ended gemini-2.5-flash-image on 2026-10-02: use gemini-nano-banana-2.1 instead.'],
  [
    'gemini',
    'gemini-2.5-flash-image-preview',
    'Gemini ended gemini-2.5-flash-image-preview on 2026-10-02: use gemini-nano-banana-2.1 instead.',
  ],
  ['gemini', 'imagen-4.0-generate-001', 'Gemini ended imagen-4.0-generate-001 on 2026-08-17: use gemini-nano-banana-2.1 instead.'],
] as const)('%s %s has ended, and who comes after is named', ([name, model, message]) => {
  expect(faultOf(() => card(name, model))).toEqual({ kind: 'model-gone', message })
})

test.for([
  ['openai', 'gpt-image-1.5', today, ['OpenAI ends gpt-image-1.5 on 2026-12-01: use gpt-image-2 instead.']],
  ['openai', 'gpt-image-1.5', '2026-07-01', []],
  ['gemini', 'gemini-3.1-flash-image', today, ['Gemini replaces gemini-3.1-flash-image: use gemini-nano-banana-2.1 instead.']],
  ['gemini', 'gemini-3-pro-image', today, []],
] as const)('%s %s on %s warns: %o', ([name, model, day, warnings]) => {
  expect(card(name, model, day)).toEqual({ model, warnings })
})

test('an old name means the model of today, with a warning', () => {
  expect(card('gemini', 'gemini-3-pro-image-preview')).toEqual({
    model: 'gemini-3-pro-image',
    warnings: ['Gemini calls gemini-3-pro-image-preview gemini-3-pro-image today.'],
  })
})

test('B13: a model that is new since this version may be asked for, at an unknown price', () => {
  const question = { size: { width: 1024, height: 1024 }, references: 0 }
  const prices = ['gemini', 'openai'].map((name) => findCard(findProvider(name), 'brand-new', today, '').card.priceUsd(question))
  expect(prices).toEqual([undefined, undefined])
})

test('a provider that takes only its own models lists them', () => {
  const { unknownModel: _, ...strict } = findProvider('openai')
  const provider: Provider = { ...strict, cards: strict.cards.slice(0, 2) }
  expect(faultOf(() => findCard(provider, 'x', today, ''))).toEqual({
    kind: 'wrong-usage',
    message: 'OpenAI has no model “x”: choose one of gpt-image-2.6-flare, gpt-image-2.6-sunburst.',
  })
})

test('a choice opens with the user’s address, else the provider’s own', async () => {
  const opened = await openModel({ provider: 'openai', model: 'gpt-image-2' }, { OPENAI_BASE_URL: 'http://127.0.0.1:4010/' }, today)
  expect([opened.provider.id, opened.card.model, opened.model.id, opened.baseUrl, opened.warnings]).toEqual([
    'openai',
    'gpt-image-2',
    'openai/gpt-image-2',
    'http://127.0.0.1:4010',
    [],
  ])
  expect(addressOf(findProvider('openai'), { OPENAI_BASE_URL: ' ' })).toBe('https://api.openai.com/v1')
})

test('an address that is none is the user’s to mend', async () => {
  const choice = { provider: 'gemini' }
  await expect(openModel(choice, { GEMINI_BASE_URL: 'file:///etc' }, today)).rejects.toMatchObject({ kind: 'wrong-usage' })
})

test.for(providers.map((provider) => [provider.id, provider] as const))('%s opens, and its model says its name', async ([id, provider]) => {
  const { model } = await openModel({ provider: id }, {}, today)
  expect(model.id).toBe(`${id}/${provider.defaultModel}`)
})
