import { isLoopback } from './base-url.ts'
import { readOn } from './cards.ts'
import type { Card, Provider } from './provider.ts'

/** `default` sends no model name: what the server has loaded draws. */
export const serversOwnModel = 'default'

function cardFor(model: string, baseUrl: string): Card {
  const here = isLoopback(baseUrl)
  return {
    provider: 'openai-compatible',
    model,
    title: model === serversOwnModel ? "The server's own model" : model,
    abilities: {
      references: 4,
      seed: true,
      negativePrompt: true,
      steps: true,
      guidance: true,
      quality: [],
      sizing: { by: 'pixels', multipleOf: 8, min: 64, max: 4096 },
      remoteJobs: false,
      idempotencyKey: false,
      ...(here && { concurrency: 1 }),
      deadlineMs: 1_200_000,
    },
    priceUsd: () => (here ? 0 : undefined),
    seconds: here ? 60 : 20,
    source: 'what stable-diffusion.cpp, LocalAI, vLLM-Omni and SGLang document; a server may take less',
    read: readOn,
  }
}

/** Any server that speaks OpenAI's images API: local ones (stable-diffusion.cpp, LocalAI, vLLM-Omni, SGLang) and gateways. */
export const openaiCompatible: Provider = {
  id: 'openai-compatible',
  title: 'OpenAI-compatible server',
  aliases: ['compatible', 'localai', 'sd-server', 'vllm'],
  keyNames: ['OPENAI_COMPATIBLE_API_KEY', 'OPENAI_COMPATIBLE_API_KEYS'],
  needsKey: 'optional',
  baseUrl: { env: 'OPENAI_COMPATIBLE_BASE_URL', standard: 'http://127.0.0.1:1234/v1' },
  limits: { windowMs: 60_000 },
  defaultModel: serversOwnModel,
  cards: [],
  unknownModel: cardFor,
  renamed: {},
  createModel: async (card, baseUrl) => (await import('./openai-compatible-model.ts')).openaiCompatibleModel(card, baseUrl),
  testKey: async (baseUrl, call) => (await import('./openai-compatible-model.ts')).testOpenaiCompatibleKey(baseUrl, call),
}
