import type { Size } from '../../board/picture.ts'
import { readOn } from '../cards.ts'
import type { Abilities } from '../image-model.ts'
import type { Card, PriceQuestion } from '../provider.ts'

const changelog = 'https://ai.google.dev/gemini-api/docs/changelog (8 October 2026)'
const pricing = 'https://ai.google.dev/gemini-api/docs/pricing, third-party copies'

const ratios = ['1:1', '2:3', '3:2', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9', '21:9'] as const
const wideRatios = [...ratios, '1:4', '4:1', '1:8', '8:1'] as const

export type Resolution = '512' | '1K' | '2K' | '4K'

const edges: Readonly<Record<Resolution, number>> = { '512': 512, '1K': 1024, '2K': 2048, '4K': 4096 }

/** USD per million tokens, and the tokens of one picture by resolution. */
export interface GeminiRates {
  readonly input: number
  readonly text: number
  readonly image: number
  readonly tokens: Readonly<Partial<Record<Resolution, number>>>
}

const rates: Readonly<Record<string, GeminiRates>> = {
  'gemini-nano-banana-2.1': { input: 1.5, text: 7.5, image: 30, tokens: { '1K': 1120, '2K': 1680, '4K': 2520 } },
  'gemini-3-pro-image': { input: 2, text: 12, image: 120, tokens: { '1K': 1120, '2K': 1120, '4K': 2000 } },
  'gemini-3.1-flash-image': { input: 0.5, text: 3, image: 60, tokens: { '512': 747, '1K': 1120, '2K': 1680, '4K': 2520 } },
  'gemini-3.1-flash-lite-image': { input: 0.25, text: 1.5, image: 30, tokens: { '1K': 1120 } },
  'gemini-2.5-flash-image': { input: 0.3, text: 2.5, image: 30, tokens: { '1K': 1290 } },
}

export function geminiRates(model: string): GeminiRates | undefined {
  return rates[model]
}

/** The smallest resolution class of the model that is not clearly (a fifth) smaller than the wanted pixels, else its largest. */
export function resolutionFor(model: string, size: Size): Resolution {
  const known = (Object.keys(edges) as Resolution[]).filter((one) => one in (rates[model]?.tokens ?? { '1K': 0, '2K': 0, '4K': 0 }))
  const sorted = known.toSorted((a, b) => edges[a] - edges[b])
  const wanted = Math.sqrt(size.width * size.height)
  return sorted.find((one) => edges[one] >= 0.8 * wanted) ?? sorted.at(-1) ?? '1K'
}

/** Whether `imageSize` may be sent: models with one resolution refuse it. */
export function hasResolutions(model: string): boolean {
  return Object.keys(rates[model]?.tokens ?? {}).length !== 1
}

/** A reference picture and a page of words as input, generously, so that a reservation is not passed. */
const tokensPerReference = 2_000
const tokensOfWords = 500

function priceOf(model: string): (question: PriceQuestion) => number | undefined {
  return ({ size, references }) => {
    const known = rates[model]
    const image = known?.tokens[resolutionFor(model, size)]
    if (known === undefined || image === undefined) return undefined
    return (image * known.image + (tokensOfWords + references * tokensPerReference) * known.input) / 1_000_000
  }
}

interface Facts {
  readonly references: number
  readonly seconds: number
  readonly ratios?: readonly string[]
  readonly until?: string
  readonly successor?: string
  readonly source?: string
}

export function geminiCard(model: string, title: string, facts: Facts): Card {
  const abilities: Abilities = {
    references: facts.references,
    seed: true, // taken and recorded; the same picture is not promised
    negativePrompt: false,
    steps: false,
    guidance: false,
    quality: [],
    sizing: { by: 'ratio', ratios: facts.ratios ?? ratios },
    remoteJobs: false,
    idempotencyKey: false,
    deadlineMs: 180_000,
  }
  return {
    provider: 'gemini',
    model,
    title,
    abilities,
    priceUsd: priceOf(model),
    estimate: true,
    seconds: facts.seconds,
    ...(facts.until !== undefined && { until: facts.until }),
    ...(facts.successor !== undefined && { successor: facts.successor }),
    source: `${facts.source ?? changelog}; prices: ${pricing}`,
    read: readOn,
  }
}

const best = 'gemini-nano-banana-2.1'

export const geminiCards: readonly Card[] = [
  geminiCard(best, 'Nano Banana 2.1', { references: 14, seconds: 25, ratios: wideRatios }),
  geminiCard('gemini-3-pro-image', 'Nano Banana Pro', { references: 14, seconds: 35 }),
  // Deprecated on 6 October 2026 without a date; third parties that name 29 October contradict each other, so it is warned about, not blocked.
  geminiCard('gemini-3.1-flash-image', 'Nano Banana 2', { references: 14, seconds: 20, ratios: wideRatios, successor: best }),
  geminiCard('gemini-3.1-flash-lite-image', 'Nano Banana 2 Lite', { references: 3, seconds: 8 }),
  geminiCard('gemini-2.5-flash-image', 'Nano Banana', {
    references: 3,
    seconds: 12,
    until: '2026-10-02',
    successor: best,
    source: 'https://ai.google.dev/gemini-api/docs/deprecations',
  }),
  ...['imagen-4.0-generate-001', 'imagen-4.0-ultra-generate-001', 'imagen-4.0-fast-generate-001'].map((model) =>
    geminiCard(model, 'Imagen 4', { references: 0, seconds: 10, until: '2026-08-17', successor: best }),
  ),
]
