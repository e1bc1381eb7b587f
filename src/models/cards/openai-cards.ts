import { readOn } from '../cards.ts'
import type { Abilities, Sizing } from '../image-model.ts'
import type { Card, PriceQuestion } from '../provider.ts'

const deprecations = 'https://developers.openai.com/api/docs/deprecations (third-party copies of June and November 2026)'
const modelPages = 'https://developers.openai.com/api/docs/models'

/** Any size from gpt-image-2 on: multiples of 16, sides up to 3,840, 655,360 to 8,294,400 pixels, 1:3 to 3:1. */
const freeSizes: Sizing = { by: 'pixels', multipleOf: 16, min: 16, max: 3840, minPixels: 655_360, maxPixels: 8_294_400, maxRatio: 3 }
const threeSizes: Sizing = {
  by: 'list',
  sizes: [
    { width: 1024, height: 1024 },
    { width: 1536, height: 1024 },
    { width: 1024, height: 1536 },
  ],
}

/** USD per million tokens of the models from gpt-image-2 on. */
export const openaiRates = { text: 5, image: 8, output: 30 } as const

/** Drawn when no quality is asked for, so that the price is known before. */
export const usualQuality = 'medium'

const grids: Readonly<Record<string, number>> = { low: 16, medium: 48, high: 96, auto: 96 }

/**
 * Tokens of a picture by size and quality: the formula that users worked out on OpenAI's forum; it gives the published prices of 1024x1024 and
 * 1024x1536. `auto` counts as high. `undefined` for qualities it does not cover (xhigh, max).
 */
export function openaiTokens(width: number, height: number, quality: string): number | undefined {
  const grid = grids[quality]
  if (grid === undefined) return undefined
  const short = Math.round((grid * Math.min(width, height)) / Math.max(width, height))
  return Math.ceil((grid * short * (2_000_000 + width * height)) / 4_000_000)
}

/** References go in at high fidelity: up to about 6,000 tokens each. */
const tokensPerReference = 6_000
const tokensOfWords = 500

function priceByTokens({ size, quality = usualQuality, references }: PriceQuestion): number | undefined {
  const output = openaiTokens(size.width, size.height, quality)
  if (output === undefined) return undefined
  return (output * openaiRates.output + tokensOfWords * openaiRates.text + references * tokensPerReference * openaiRates.image) / 1_000_000
}

/** Published prices of 1024x1024; the two long sizes cost half as much again. */
function priceByTable(prices: Readonly<Record<string, number>>): (question: PriceQuestion) => number | undefined {
  return ({ size, quality = usualQuality, references }) => {
    const price = prices[quality === 'auto' ? 'high' : quality]
    return price === undefined ? undefined : price * (size.width === size.height ? 1 : 1.5) + references * 0.05
  }
}

type Facts = Partial<Pick<Card, 'until' | 'successor' | 'priceUsd'>> & {
  readonly seconds: number
  readonly references?: number
  readonly quality?: readonly string[]
  readonly sizing?: Sizing
}

export function openaiCard(model: string, title: string, facts: Facts): Card {
  const { seconds, references = 16, quality = ['low', 'medium', 'high', 'auto'], sizing = freeSizes, ...rest } = facts
  const abilities: Abilities = {
    references,
    seed: false,
    negativePrompt: false,
    steps: false,
    guidance: false,
    quality,
    sizing,
    remoteJobs: false,
    idempotencyKey: false,
    deadlineMs: 290_000, // Node's fetch gives up after 300 s without an answer's head
  }
  const source = rest.until === undefined ? modelPages : deprecations
  return { provider: 'openai', model, title, abilities, priceUsd: priceByTokens, estimate: true, seconds, source, read: readOn, ...rest }
}

const fine = ['low', 'medium', 'high', 'xhigh', 'max', 'auto']
const best = 'gpt-image-2.6-flare'
const unknown = (): undefined => undefined
const old = { seconds: 30, sizing: threeSizes } as const

export const openaiCards: readonly Card[] = [
  openaiCard(best, 'GPT Image 2.6 Flare', { seconds: 12, quality: fine }),
  openaiCard('gpt-image-2.6-sunburst', 'GPT Image 2.6 Sunburst', { seconds: 30, quality: fine }),
  openaiCard('gpt-image-2.5-flare', 'GPT Image 2.5 Flare', { seconds: 20, quality: fine }),
  openaiCard('gpt-image-2.5-sunburst', 'GPT Image 2.5 Sunburst', { seconds: 45, quality: fine }),
  openaiCard('gpt-image-2', 'GPT Image 2', { seconds: 40 }),
  openaiCard('gpt-image-1.5', 'GPT Image 1.5', {
    ...old,
    until: '2026-12-01',
    successor: 'gpt-image-2',
    priceUsd: priceByTable({ low: 0.009, medium: 0.034, high: 0.133 }),
  }),
  openaiCard('chatgpt-image-latest', 'ChatGPT Image', { ...old, until: '2026-12-01', successor: 'gpt-image-2', priceUsd: unknown }),
  openaiCard('gpt-image-1-mini', 'GPT Image 1 mini', {
    ...old,
    until: '2026-12-01',
    successor: 'gpt-image-2',
    priceUsd: priceByTable({ low: 0.005, medium: 0.011, high: 0.036 }),
  }),
  openaiCard('gpt-image-1', 'GPT Image 1', { ...old, until: '2026-10-23', successor: 'gpt-image-2', priceUsd: unknown }),
  openaiCard('dall-e-3', 'DALL·E 3', { ...old, references: 0, until: '2026-05-12', successor: best, priceUsd: unknown }),
  openaiCard('dall-e-2', 'DALL·E 2', { ...old, references: 0, until: '2026-05-12', successor: best, priceUsd: unknown }),
]
