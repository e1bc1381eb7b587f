import { z } from 'zod'
import type * as Api from './api.ts'

/** What the answers look like, for `/api/openapi.json` and for the tests that hold every answer against them. */
const picture = z
  .string()
  .regex(/^[^/]+\/[^/]+$/)
  .describe('style/beat') as unknown as z.ZodType<`${string}/${string}`>
const usd = z.number().describe('USD')
const at = z.string().describe('ISO time')
const texts = z.array(z.string())
/** A part that another schema describes whole: `board.schema.json`. */
const whole = <T>(words: string): z.ZodType<T> => z.record(z.string(), z.unknown()).describe(words) as unknown as z.ZodType<T>
const board = whole<Api.ListAnswer['board']>('A board, as board.schema.json of the package describes it')

export const done: z.ZodType<{ readonly id?: string; readonly undone?: boolean }> = z.strictObject({
  id: z.string().exactOptional(),
  undone: z.boolean().exactOptional(),
})

const phase = z.enum(['none', 'running', 'paused', 'stopping', 'ended'])
const ending = z.enum(['complete', 'gaps', 'stopped', 'blocked'])
const kind = z.enum(['film', 'timeline', 'story', 'steps'])

const card: z.ZodType<Api.BoardCard> = z.strictObject({
  ...{ id: z.string(), title: z.string(), kind, folder: z.string(), shots: z.int(), beats: z.int() },
  styles: z.array(z.strictObject({ id: z.string(), title: z.string().exactOptional(), total: z.int(), done: z.int(), failed: z.int() })),
  ...{ total: z.int(), done: z.int(), failed: z.int(), inDoubt: z.int(), picked: z.int(), spentUsd: usd },
  ...{ phase, ending: ending.exactOptional(), updatedAt: at },
  cover: z
    .strictObject({
      beat: z.string(),
      styles: z.array(z.strictObject({ style: z.string(), here: z.boolean(), v: z.string().exactOptional() })),
    })
    .exactOptional(),
})

export const boardList: z.ZodType<Api.BoardList> = z.strictObject({
  event: z.string(),
  boards: z.array(card),
  broken: z.array(z.strictObject({ folder: z.string(), why: z.string() })),
})

export const listAnswer: z.ZodType<Api.ListAnswer> = z.strictObject({
  ...{ format: z.string(), board, shots: z.int(), beats: z.int(), seconds: z.number().exactOptional() },
  ...{ hardCuts: texts, mapped: texts, ignored: texts, warnings: texts },
})

export const boardMade: z.ZodType<{ readonly id?: string; readonly understood: Api.ListAnswer }> = z.strictObject({
  id: z.string().describe('Absent where nothing was written').exactOptional(),
  understood: listAnswer,
})

export const boardChanged: z.ZodType<Api.BoardChanged> = z.strictObject({ version: z.string(), board })

const pick: z.ZodType<Api.PickView> = z.strictObject({
  style: z.string(),
  take: z.int().exactOptional(),
  isFlagged: z.boolean(),
  selectedAt: z.string(),
})
export const pickAnswer: z.ZodType<Api.PickView> = pick

const doubt = { attempt: z.int(), priceUsd: usd, sentAt: at, provider: z.string() }

const cell: z.ZodType<Api.Cell> = z.strictObject({
  status: z.enum(['pending', 'generating', 'complete', 'exists', 'error']),
  ...{
    take: z.int().exactOptional(),
    v: z.string().exactOptional(),
    words: z.string().exactOptional(),
    trouble: z.string().exactOptional(),
  },
  failure: z
    .strictObject({
      ...{ words: z.string().exactOptional(), status: z.int().exactOptional(), code: z.string().exactOptional() },
      ...{ billing: z.string().exactOptional(), costUsd: usd.exactOptional(), hint: z.string().exactOptional() },
    })
    .exactOptional(),
  blocked: z.literal(true).exactOptional(),
  outOfDate: z.string().exactOptional(),
  inDoubt: z.strictObject(doubt).exactOptional(),
  bridgedFrom: z.string().exactOptional(),
  draft: z.literal(true).exactOptional(),
  ...{ provider: z.string().exactOptional(), model: z.string().exactOptional(), share: z.number().exactOptional() },
})

export const keyView: z.ZodType<Api.KeyView> = z.strictObject({
  ...{ provider: z.string(), id: z.string().exactOptional(), name: z.string().max(5), from: z.string() },
  ...{ domain: z.string().exactOptional(), style: z.string().exactOptional(), addedAt: at.exactOptional() },
  state: z.enum(['ready', 'resting', 'exhausted', 'rejected', 'out-of-credit']),
  until: at.exactOptional(),
  why: z.string().exactOptional() as unknown as z.ZodExactOptional<z.ZodType<NonNullable<Api.KeyView['why']>>>,
})
export const keyList: z.ZodType<{ readonly keys: readonly Api.KeyView[] }> = z.strictObject({ keys: z.array(keyView) })
export const keyTest: z.ZodType<Api.KeyTest> = z.strictObject({
  results: z.array(z.strictObject({ name: z.string().max(5), good: z.boolean(), words: z.string() })),
})

const standing: z.ZodType<Api.StyleStanding> = z.strictObject({
  ...{ id: z.string(), total: z.int(), done: z.int(), outOfDate: z.int(), spentUsd: usd },
  ...{ provider: z.string().exactOptional(), model: z.string().exactOptional(), keys: z.array(keyView) },
})

export const runView: z.ZodType<Api.RunView> = whole<Api.RunView>(
  'A run as its events tell it: phase, styles with counts, spent, keys, ending',
)

export const snapshotAnswer: z.ZodType<Api.Snapshot> = z.strictObject({
  ...{ event: z.string(), id: z.string(), folder: z.string(), version: z.string(), board },
  pictures: z.record(picture as never, cell) as unknown as z.ZodType<Api.Snapshot['pictures']>,
  picks: z.record(z.string(), pick),
  run: runView.exactOptional(),
  atWork: z.string().exactOptional(),
  ...{ styles: z.array(standing), spentUsd: usd, inDoubtUsd: usd, queued: z.array(picture), warnings: texts },
})

const because = z.array(z.strictObject({ id: picture, why: z.string() }))

const forecast: z.ZodType<Api.PlanView['forecast']> = z.strictObject({
  ...{ pictures: z.int(), priceUsd: usd, estimate: z.boolean(), unknownPrices: z.int(), seconds: z.number(), inDoubtUsd: usd },
  styles: z.array(
    z.strictObject({
      ...{
        style: z.string(),
        provider: z.string(),
        model: z.string(),
        pictures: z.int(),
        priceUsd: usd.exactOptional(),
        seconds: z.number(),
      },
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
  ...{ run: z.string().exactOptional(), atWork: z.string().exactOptional(), plan: forecast.exactOptional() },
})

export const takeList: z.ZodType<{ readonly takes: readonly Api.TakeAnswer[] }> = z.strictObject({
  takes: z.array(
    z.strictObject({
      ...{ style: z.string(), take: z.int(), current: z.boolean(), picked: z.boolean(), by: z.string().exactOptional() },
      ...{ prompt: z.string().exactOptional(), costUsd: usd.exactOptional(), madeAt: at.exactOptional() },
    }),
  ),
})

export const trashList: z.ZodType<{ readonly boards: readonly Api.TrashedBoard[] }> = z.strictObject({
  boards: z.array(z.strictObject({ id: z.string(), title: z.string(), deletedAt: at })),
})

const modelView: z.ZodType<Api.ModelView> = z.strictObject({
  ...{ model: z.string(), title: z.string(), priceUsd: usd.exactOptional(), estimate: z.boolean(), seconds: z.number() },
  ...{ references: z.int(), seed: z.boolean(), negativePrompt: z.boolean(), until: z.string().exactOptional() },
  ...{ successor: z.string().exactOptional(), ending: z.boolean(), options: z.record(z.string(), z.unknown()) },
  ...{ source: z.string(), read: z.string() },
})

export const providerList: z.ZodType<{ readonly providers: readonly Api.ProviderView[] }> = z.strictObject({
  providers: z.array(
    z.strictObject({
      ...{ id: z.string(), title: z.string(), ready: z.boolean(), words: z.string() },
      ...{ needsKey: z.enum(['required', 'optional', 'none']), keyNames: texts, keyPage: z.string().exactOptional() },
      ...{ canTest: z.boolean(), requestsAMinute: z.number().exactOptional(), defaultModel: z.string(), anyModel: z.boolean() },
      ...{ models: z.array(modelView), keys: z.array(keyView) },
    }),
  ),
})

export const session: z.ZodType<Api.Session> = z.strictObject({
  ...{ needsToken: z.boolean(), signedIn: z.boolean(), version: z.string(), folder: z.string() },
})
