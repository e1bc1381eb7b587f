import { z } from 'zod'
import type * as Api from './api.ts'
import { at, doubt, picture, texts, usd, whole } from './answer-parts.ts'
import { runView } from './answers-runs.ts'
import { keyView } from './answers-settings.ts'

const board = whole<Api.ListAnswer['board']>('A board, as board.schema.json of the package describes it')

export const done: z.ZodType<{ readonly id?: string; readonly undone?: boolean }> = z.strictObject({
  id: z.string().exactOptional(),
  undone: z.boolean().exactOptional(),
})

const phase = z.enum(['none', 'running', 'paused', 'stopping', 'ended'])
const ending = z.enum(['complete', 'gaps', 'stopped', 'blocked'])
const kind = z.enum(['film', 'timeline', 'story', 'steps'])

const card: z.ZodType<Api.BoardCard> = z.strictObject({
  id: z.string(),
  title: z.string(),
  kind,
  folder: z.string(),
  shots: z.int(),
  beats: z.int(),
  styles: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string().exactOptional(),
      total: z.int(),
      done: z.int(),
      failed: z.int(),
    }),
  ),
  total: z.int(),
  done: z.int(),
  failed: z.int(),
  inDoubt: z.int(),
  picked: z.int(),
  spentUsd: usd,
  phase,
  ending: ending.exactOptional(),
  updatedAt: at,
  cover: z
    .strictObject({
      beat: z.string(),
      styles: z.array(
        z.strictObject({
          style: z.string(),
          here: z.boolean(),
          v: z.string().exactOptional(),
        }),
      ),
    })
    .exactOptional(),
})

export const boardList: z.ZodType<Api.BoardList> = z.strictObject({
  event: z.string(),
  boards: z.array(card),
  broken: z.array(z.strictObject({ folder: z.string(), why: z.string() })),
})

export const listAnswer: z.ZodType<Api.ListAnswer> = z.strictObject({
  format: z.string(),
  board,
  shots: z.int(),
  beats: z.int(),
  seconds: z.number().exactOptional(),
  hardCuts: texts,
  mapped: texts,
  ignored: texts,
  warnings: texts,
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

const cell: z.ZodType<Api.Cell> = z.strictObject({
  status: z.enum(['pending', 'generating', 'complete', 'exists', 'error']),
  take: z.int().exactOptional(),
  v: z.string().exactOptional(),
  words: z.string().exactOptional(),
  trouble: z.string().exactOptional(),
  failure: z
    .strictObject({
      words: z.string().exactOptional(),
      status: z.int().exactOptional(),
      code: z.string().exactOptional(),
      billing: z.string().exactOptional(),
      costUsd: usd.exactOptional(),
      hint: z.string().exactOptional(),
    })
    .exactOptional(),
  blocked: z.literal(true).exactOptional(),
  outOfDate: z.string().exactOptional(),
  inDoubt: z.strictObject(doubt).exactOptional(),
  bridgedFrom: z.string().exactOptional(),
  draft: z.literal(true).exactOptional(),
  provider: z.string().exactOptional(),
  model: z.string().exactOptional(),
  share: z.number().exactOptional(),
})

const standing: z.ZodType<Api.StyleStanding> = z.strictObject({
  id: z.string(),
  total: z.int(),
  done: z.int(),
  outOfDate: z.int(),
  spentUsd: usd,
  provider: z.string().exactOptional(),
  model: z.string().exactOptional(),
  keys: z.array(keyView),
})

export const snapshotAnswer: z.ZodType<Api.Snapshot> = z.strictObject({
  event: z.string(),
  id: z.string(),
  folder: z.string(),
  version: z.string(),
  board,
  pictures: z.record(picture as never, cell),
  picks: z.record(z.string(), pick),
  run: runView.exactOptional(),
  atWork: z.string().exactOptional(),
  styles: z.array(standing),
  spentUsd: usd,
  inDoubtUsd: usd,
  queued: z.array(picture),
  warnings: texts,
})

export const trashList: z.ZodType<{ readonly boards: readonly Api.TrashedBoard[] }> = z.strictObject({
  boards: z.array(z.strictObject({ id: z.string(), title: z.string(), deletedAt: at })),
})
