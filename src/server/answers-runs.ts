import { z } from 'zod'
import type * as Api from './api.ts'
import { at, doubt, picture, texts, usd, whole } from './answer-parts.ts'

export const runView: z.ZodType<Api.RunView> = whole<Api.RunView>(
  'A run as its events tell it: phase, styles with counts, spent, keys, ending',
)

const because = z.array(z.strictObject({ id: picture, why: z.string() }))

const forecast: z.ZodType<Api.PlanView['forecast']> = z.strictObject({
  pictures: z.int(),
  priceUsd: usd,
  estimate: z.boolean(),
  unknownPrices: z.int(),
  seconds: z.number(),
  inDoubtUsd: usd,
  styles: z.array(
    z.strictObject({
      style: z.string(),
      provider: z.string(),
      model: z.string(),
      pictures: z.int(),
      priceUsd: usd.exactOptional(),
      seconds: z.number(),
    }),
  ),
})

export const planAnswer: z.ZodType<Api.PlanView> = z.strictObject({
  counts: z.strictObject({ 'to-make': z.int(), exists: z.int(), stale: z.int(), left: z.int(), blocked: z.int() }),
  toMake: z.array(z.strictObject({ id: picture, why: z.string(), after: picture.exactOptional() })),
  outOfDate: because,
  blocked: because,
  inDoubt: z.array(z.strictObject({ id: picture, model: z.string(), ...doubt })),
  forecast,
  warnings: texts,
})

export const runAnswer: z.ZodType<Api.RunAnswer> = z.strictObject({
  what: z.enum(['started', 'joined', 'queued', 'nothing']),
  run: z.string().exactOptional(),
  atWork: z.string().exactOptional(),
  plan: forecast.exactOptional(),
})

export const takeList: z.ZodType<{ readonly takes: readonly Api.TakeAnswer[] }> = z.strictObject({
  takes: z.array(
    z.strictObject({
      style: z.string(),
      take: z.int(),
      current: z.boolean(),
      picked: z.boolean(),
      by: z.string().exactOptional(),
      prompt: z.string().exactOptional(),
      costUsd: usd.exactOptional(),
      madeAt: at.exactOptional(),
    }),
  ),
})
