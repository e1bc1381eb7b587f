import type { Call } from './image-model.ts'
import { field, numberOf, textOf } from './json.ts'
import type { Card, Provider } from './provider.ts'

const source = 'aihorde.net/api/swagger.json and the server source v4.48'

/** Any model of the Horde: they share the abilities, and what is served changes by the hour. */
function card(model: string, title: string = model): Card {
  return {
    provider: 'horde',
    model,
    title,
    abilities: {
      references: 1,
      seed: true,
      negativePrompt: true,
      steps: true,
      guidance: true,
      quality: [],
      sizing: { by: 'pixels', multipleOf: 64, min: 64, max: 3072, maxPixels: 1024 * 1024 },
      remoteJobs: true,
      idempotencyKey: false,
      deadlineMs: 18 * 60_000,
    },
    priceUsd: () => 0,
    seconds: 90,
    source,
    read: '2026-11-20',
  }
}

async function testKey(baseUrl: string, call: Call): Promise<string> {
  const { ask, jsonOf } = await import('./http.ts')
  const { hordeHeaders, hordeUrl, hordeWhere } = await import('./horde-model.ts')
  const { readHorde } = await import('./horde-errors.ts')
  const line = { call, where: hordeWhere(call, undefined, Date.now()), deadlineMs: 30_000 }
  const json = jsonOf(await ask(hordeUrl(baseUrl, 'find_user'), { headers: hordeHeaders(call) }, line, readHorde))
  const kudos = numberOf(field(json, 'kudos')) ?? 0
  return `AI Horde knows ${textOf(field(json, 'username')) ?? 'the key'}: ${Math.floor(kudos)} kudos`
}

/** AI Horde: pictures made by volunteers, free, in a queue that kudos shorten; anonymous without a key. */
export const horde: Provider = {
  id: 'horde',
  title: 'AI Horde',
  aliases: ['ai-horde', 'stable-horde', 'stablehorde'],
  keyNames: ['HORDE_API_KEY', 'HORDE_API_KEYS'],
  needsKey: 'optional',
  keyPage: 'https://aihorde.net/register',
  baseUrl: { env: 'HORDE_BASE_URL', standard: 'https://aihorde.net/api' },
  limits: { requests: 60, windowMs: 60_000, concurrency: 5 },
  defaultModel: 'AlbedoBase XL (SDXL)',
  cards: [card('AlbedoBase XL (SDXL)'), card('stable_diffusion', 'Stable Diffusion 1.5'), card('any', 'whatever model is free first')],
  unknownModel: (model) => card(model),
  renamed: {},
  createModel: async (chosen, baseUrl) => (await import('./horde-model.ts')).hordeModel(chosen, baseUrl),
  testKey,
}
