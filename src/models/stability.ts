import type { Call } from './image-model.ts'
import { numberOf, field } from './json.ts'
import type { Card, PriceQuestion, Provider } from './provider.ts'

/** USD a credit, and what a style reference alone costs, in credits: it has a route of its own, whatever the model. */
const credit = 0.01
const styleCredits = 5

const ratios = ['21:9', '16:9', '3:2', '5:4', '1:1', '4:5', '2:3', '9:16', '9:21']
const keyPage = 'https://platform.stability.ai/account/keys'

interface Facts {
  readonly title: string
  /** Credits for one picture; absent = not published. */
  readonly credits?: number
  readonly references: number
  readonly negativePrompt: boolean
  readonly guidance: boolean
  readonly seconds: number
}

function card(model: string, facts: Facts): Card {
  const { title, credits, references, negativePrompt, guidance, seconds } = facts
  return {
    provider: 'stability',
    model,
    title,
    abilities: {
      references,
      seed: true,
      negativePrompt,
      steps: false,
      guidance,
      quality: [],
      sizing: { by: 'ratio', ratios },
      remoteJobs: false,
      idempotencyKey: false,
      deadlineMs: 180_000,
    },
    priceUsd: (question) => priceUsd(credits, question),
    seconds,
    source: 'platform.stability.ai pricing as third parties list it, June 2026; control routes from its notice of 2025-08-01',
    read: '2026-11-20',
  }
}

/** With a reference the dearer of the two routes it may take, so that a budget is never passed. */
function priceUsd(credits: number | undefined, question: PriceQuestion): number | undefined {
  if (credits === undefined) return undefined
  return credit * (question.references > 0 ? Math.max(credits, styleCredits) : credits)
}

async function testKey(baseUrl: string, call: Call): Promise<string> {
  const { ask, jsonOf, urlAt } = await import('./http.ts')
  const { stabilityWhere, readStability } = await import('./stability-model.ts')
  const line = { call, where: stabilityWhere(call), deadlineMs: 30_000 }
  const received = await ask(
    urlAt(baseUrl, 'v1/user/balance'),
    { headers: { authorization: `Bearer ${call.key ?? ''}` } },
    line,
    readStability,
  )
  const credits = numberOf(field(jsonOf(received), 'credits'))
  return credits === undefined
    ? 'Stability AI takes the key'
    : `Stability AI takes the key: ${credits.toFixed(1)} credits left ($${(credits * credit).toFixed(2)})`
}

const sd35 = { references: 1, guidance: true, seconds: 10 }

/** Stability AI, v2beta: Stable Diffusion 3.5, Core and Ultra; a style reference alone is drawn by its style route. */
export const stability: Provider = {
  id: 'stability',
  title: 'Stability AI',
  aliases: ['stability-ai', 'stable-diffusion'],
  keyNames: ['STABILITY_API_KEY', 'STABILITY_API_KEYS'],
  needsKey: 'required',
  keyPage,
  baseUrl: { env: 'STABILITY_BASE_URL', standard: 'https://api.stability.ai' },
  limits: { requests: 150, windowMs: 10_000 },
  defaultModel: 'sd3.5-large',
  cards: [
    card('sd3.5-large', { title: 'Stable Diffusion 3.5 Large', credits: 6.5, negativePrompt: true, ...sd35 }),
    card('sd3.5-large-turbo', { title: 'Stable Diffusion 3.5 Large Turbo', credits: 4, negativePrompt: false, ...sd35, seconds: 5 }),
    card('sd3.5-medium', { title: 'Stable Diffusion 3.5 Medium', credits: 3.5, negativePrompt: true, ...sd35 }),
    card('sd3.5-flash', { title: 'Stable Diffusion 3.5 Flash', negativePrompt: false, ...sd35, seconds: 5 }),
    card('core', { title: 'Stable Image Core', credits: 3, references: 0, negativePrompt: true, guidance: false, seconds: 5 }),
    card('ultra', { title: 'Stable Image Ultra', credits: 8, references: 1, negativePrompt: true, guidance: false, seconds: 20 }),
  ],
  renamed: {
    'sd3-large': 'sd3.5-large',
    'sd3-large-turbo': 'sd3.5-large-turbo',
    'sd3-medium': 'sd3.5-medium',
    sd3: 'sd3.5-large',
    'stable-image-core': 'core',
    'stable-image-ultra': 'ultra',
  },
  createModel: async (chosen, baseUrl) => (await import('./stability-model.ts')).stabilityModel(chosen, baseUrl),
  testKey,
}
