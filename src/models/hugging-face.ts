import type { Call } from './image-model.ts'
import { field, textOf } from './json.ts'
import type { Card, Provider } from './provider.ts'

const router = 'https://router.huggingface.co'

interface Facts {
  readonly title?: string
  readonly references?: number
  readonly negativePrompt?: boolean
  /** USD for each begun megapixel, passed through from whoever serves the model; absent = unknown. */
  readonly perMegapixel?: number
  readonly seconds?: number
}

/** Who serves a model changes weekly and is asked for at each start; a card holds what stays. */
function card(model: string, facts: Facts = {}): Card {
  const { title = model, references = 0, negativePrompt = true, perMegapixel, seconds = 10 } = facts
  return {
    provider: 'hugging-face',
    model,
    title,
    abilities: {
      references,
      seed: true,
      negativePrompt,
      steps: true,
      guidance: true,
      quality: [],
      sizing: { by: 'pixels', multipleOf: 16, min: 256, max: 1536, maxPixels: 1024 * 1536 },
      remoteJobs: true,
      idempotencyKey: false,
      deadlineMs: 5 * 60_000,
    },
    priceUsd: ({ size }) => (perMegapixel === undefined ? undefined : Math.ceil((size.width * size.height) / 1_048_576) * perMegapixel),
    ...(perMegapixel !== undefined && { estimate: true }),
    seconds,
    source: 'the price pages of fal and Together AI, which Hugging Face passes through',
    read: '2026-11-20',
  }
}

const flux = { negativePrompt: false }

async function testKey(baseUrl: string, call: Call): Promise<string> {
  const { ask, jsonOf, urlAt } = await import('./http.ts')
  const { hubOf, huggingFaceWhere } = await import('./hugging-face-model.ts')
  const { readHuggingFace } = await import('./hugging-face-errors.ts')
  const line = { call, where: huggingFaceWhere(call), deadlineMs: 30_000 }
  const headers = { authorization: `Bearer ${call.key ?? ''}` }
  const json = jsonOf(await ask(urlAt(hubOf(baseUrl), 'api/whoami-v2'), { headers }, line, readHuggingFace))
  return `Hugging Face takes the token of ${textOf(field(json, 'name')) ?? 'its owner'}`
}

/**
 * Hugging Face Inference Providers: one token, many services. `HF_BASE_URL` names the router; the hub, which knows who serves a model,
 * is huggingface.co for the standard router and the same address for any other (a proxy, a simulator).
 */
export const huggingFace: Provider = {
  id: 'hugging-face',
  title: 'Hugging Face',
  aliases: ['hf', 'huggingface'],
  keyNames: ['HF_TOKEN', 'HF_API_KEYS'],
  needsKey: 'required',
  keyPage: 'https://huggingface.co/settings/tokens',
  baseUrl: { env: 'HF_BASE_URL', standard: router },
  limits: { windowMs: 60_000, concurrency: 5 },
  defaultModel: 'black-forest-labs/FLUX.1-schnell',
  cards: [
    card('black-forest-labs/FLUX.1-schnell', { title: 'FLUX.1 schnell', perMegapixel: 0.003, seconds: 4, ...flux }),
    card('black-forest-labs/FLUX.1-dev', { title: 'FLUX.1 dev', perMegapixel: 0.025, ...flux }),
    card('black-forest-labs/FLUX.1-Kontext-dev', { title: 'FLUX.1 Kontext dev', references: 1, perMegapixel: 0.025, ...flux }),
    card('stabilityai/stable-diffusion-xl-base-1.0', { title: 'Stable Diffusion XL' }),
    card('Qwen/Qwen-Image-Edit', { title: 'Qwen Image Edit', references: 1, perMegapixel: 0.03, seconds: 20 }),
  ],
  unknownModel: (model) => card(model, { references: /kontext|edit|flux\.2|klein/i.test(model) ? 1 : 0 }),
  renamed: {
    'stable-diffusion-v1-5/stable-diffusion-v1-5': 'stabilityai/stable-diffusion-xl-base-1.0',
    'runwayml/stable-diffusion-v1-5': 'stabilityai/stable-diffusion-xl-base-1.0',
  },
  createModel: async (chosen, baseUrl) => (await import('./hugging-face-model.ts')).huggingFaceModel(chosen, baseUrl),
  testKey,
}
