import type { Card, Provider } from './provider.ts'

const title = 'Automatic1111 / Forge'

/** Whatever checkpoint the server has: the sizes are those that Stable Diffusion can make on a machine of one's own. */
function card(model: string): Card {
  return {
    provider: 'automatic1111',
    model,
    title: model === 'current' ? 'the model that the server has loaded' : model,
    abilities: {
      references: 1,
      seed: true,
      negativePrompt: true,
      steps: true,
      guidance: true,
      quality: [],
      sizing: { by: 'pixels', multipleOf: 8, min: 64, max: 2048 },
      remoteJobs: false,
      idempotencyKey: false,
      concurrency: 1,
      deadlineMs: 30 * 60_000,
    },
    priceUsd: () => 0,
    seconds: 30,
    source: 'the web UI API (--api) as Automatic1111 1.10 and Forge serve it',
    read: '2026-11-20',
  }
}

const current = card('current')

/** A Stable Diffusion web UI on a machine of one's own, started with `--api`: free, private, one picture at a time. */
export const automatic1111: Provider = {
  id: 'automatic1111',
  title,
  aliases: ['a1111', 'forge', 'sd-webui', 'sdnext'],
  keyNames: [],
  needsKey: 'none',
  baseUrl: { env: 'A1111_BASE_URL', standard: 'http://127.0.0.1:7860' },
  limits: { windowMs: 60_000, concurrency: 1 },
  defaultModel: 'current',
  cards: [current],
  unknownModel: (model) => card(model),
  renamed: {},
  createModel: async (chosen, baseUrl) => (await import('./automatic1111-model.ts')).automatic1111Model(chosen, baseUrl),
  testKey: async (baseUrl, call) => (await import('./automatic1111-model.ts')).testAutomatic1111(current, baseUrl, call),
}
