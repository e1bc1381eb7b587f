import { z } from 'zod'
import type * as Api from './api.ts'
import { at, texts, usd } from './answer-parts.ts'

export const keyView: z.ZodType<Api.KeyView> = z.strictObject({
  provider: z.string(),
  id: z.string().exactOptional(),
  name: z.string().max(5),
  from: z.string(),
  domain: z.string().exactOptional(),
  style: z.string().exactOptional(),
  addedAt: at.exactOptional(),
  state: z.enum(['ready', 'resting', 'exhausted', 'rejected', 'out-of-credit']),
  until: at.exactOptional(),
  why: z.string().exactOptional() as unknown as z.ZodExactOptional<z.ZodType<NonNullable<Api.KeyView['why']>>>,
})

export const keyList: z.ZodType<{ readonly keys: readonly Api.KeyView[] }> = z.strictObject({ keys: z.array(keyView) })

export const keyTest: z.ZodType<Api.KeyTest> = z.strictObject({
  results: z.array(z.strictObject({ name: z.string().max(5), good: z.boolean(), words: z.string() })),
})

const modelView: z.ZodType<Api.ModelView> = z.strictObject({
  model: z.string(),
  title: z.string(),
  priceUsd: usd.exactOptional(),
  estimate: z.boolean(),
  seconds: z.number(),
  references: z.int(),
  seed: z.boolean(),
  negativePrompt: z.boolean(),
  until: z.string().exactOptional(),
  successor: z.string().exactOptional(),
  ending: z.boolean(),
  options: z.record(z.string(), z.unknown()),
  source: z.string(),
  read: z.string(),
})

export const providerList: z.ZodType<{ readonly providers: readonly Api.ProviderView[] }> = z.strictObject({
  providers: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      ready: z.boolean(),
      words: z.string(),
      needsKey: z.enum(['required', 'optional', 'none']),
      keyNames: texts,
      keyPage: z.string().exactOptional(),
      canTest: z.boolean(),
      requestsAMinute: z.number().exactOptional(),
      defaultModel: z.string(),
      anyModel: z.boolean(),
      models: z.array(modelView),
      keys: z.array(keyView),
    }),
  ),
})

export const session: z.ZodType<Api.Session> = z.strictObject({
  needsToken: z.boolean(),
  signedIn: z.boolean(),
  version: z.string(),
  folder: z.string(),
})
