import { openaiCard, openaiCards } from './cards/openai-cards.ts'
import type { Provider } from './provider.ts'

/** OpenAI's images API. Limits hold per organisation and project; the lowest paid tier draws 5 pictures a minute. */
export const openai: Provider = {
  id: 'openai',
  title: 'OpenAI',
  aliases: ['gpt-image', 'dall-e', 'dalle'],
  keyNames: ['OPENAI_API_KEY', 'OPENAI_API_KEYS'],
  needsKey: 'required',
  keyPage: 'https://platform.openai.com/api-keys',
  baseUrl: { env: 'OPENAI_BASE_URL', standard: 'https://api.openai.com/v1' },
  limits: { requests: 5, windowMs: 60_000 },
  defaultModel: 'gpt-image-2.6-flare',
  cards: openaiCards,
  unknownModel: (model) => ({
    ...openaiCard(model, model, { seconds: 40, priceUsd: () => undefined }),
    source: 'not in the list of this version',
  }),
  renamed: { 'gpt-image-2.6': 'gpt-image-2.6-flare', 'gpt-image-2.5': 'gpt-image-2.5-flare' },
  createModel: async (card, baseUrl) => (await import('./openai-model.ts')).openaiModel(card, baseUrl),
  testKey: async (baseUrl, call) => (await import('./openai-model.ts')).testOpenaiKey(baseUrl, call),
}
