import { geminiCard, geminiCards } from './cards/gemini-cards.ts'
import type { Provider } from './provider.ts'

const keyPage = 'https://aistudio.google.com/apikey'

/** Google Gemini's own picture output (`generateContent`). Limits hold per Google Cloud project, not per key. */
export const gemini: Provider = {
  id: 'gemini',
  title: 'Gemini',
  aliases: ['google', 'nano-banana'],
  keyNames: ['GEMINI_API_KEY', 'GEMINI_API_KEYS'],
  needsKey: 'required',
  keyPage,
  baseUrl: { env: 'GEMINI_BASE_URL', standard: 'https://generativelanguage.googleapis.com/v1beta' },
  limits: { requests: 9, windowMs: 60_000, dayZone: 'America/Los_Angeles' },
  defaultModel: 'gemini-nano-banana-2.1',
  cards: geminiCards,
  unknownModel: (model) => ({ ...geminiCard(model, model, { references: 3, seconds: 30 }), source: 'not in the list of this version' }),
  renamed: {
    'gemini-2.5-flash-image-preview': 'gemini-2.5-flash-image',
    'gemini-3-pro-image-preview': 'gemini-3-pro-image',
    'gemini-3.1-flash-image-preview': 'gemini-3.1-flash-image',
    'gemini-3.1-flash-lite-image-preview': 'gemini-3.1-flash-lite-image',
    'nano-banana-pro': 'gemini-3-pro-image',
    'nano-banana-2.1': 'gemini-nano-banana-2.1',
  },
  createModel: async (card, baseUrl) => (await import('./gemini-model.ts')).geminiModel(card, baseUrl, keyPage),
  testKey: async (baseUrl, call) => (await import('./gemini-model.ts')).testGeminiKey(baseUrl, call, keyPage),
}
