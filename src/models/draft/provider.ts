import type { Provider } from '../provider.ts'

/** The built-in painter: no key, no price, no network. For planning, and the first thing a newcomer sees. */
export const draft: Provider = {
  id: 'draft',
  title: 'Draft painter (built in)',
  aliases: ['painter'],
  keyNames: [],
  needsKey: 'none',
  baseUrl: undefined,
  limits: { windowMs: 0 },
  defaultModel: 'painter',
  cards: [
    {
      provider: 'draft',
      model: 'painter',
      title: 'Draft painter',
      abilities: {
        references: 2,
        seed: true,
        negativePrompt: false,
        steps: false,
        guidance: false,
        quality: [],
        sizing: { by: 'pixels', multipleOf: 1, min: 64, max: 4096 },
        remoteJobs: false,
        idempotencyKey: false,
        deadlineMs: 60_000,
      },
      priceUsd: () => 0,
      seconds: 0.2,
      source: 'this package',
      read: '2026-11-20',
    },
  ],
  renamed: {},
  createModel: async (card) => (await import('./painter-model.ts')).painterModel(card),
}
