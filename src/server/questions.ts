import { z } from 'zod'
import type { Shot, Style } from '../board/board.ts'
import type {
  BeatChange,
  BoardChange,
  KeyQuestion,
  ListQuestion,
  PickQuestion,
  RedoQuestion,
  RunQuestion,
  SelectionQuestion,
} from './api.ts'

const name = z.string().min(1).max(200)
const text = z.string().max(20_000)
const names = z.array(name).max(1_000)
const format = z.enum(['png', 'webp', 'jpeg'])
const caps = z.strictObject({
  maxCostUsd: z.number().min(0).max(1_000_000).exactOptional(),
  maxImages: z.int().min(0).max(10_000_000).exactOptional(),
})

const settings = z.strictObject({
  backends: names.exactOptional(),
  model: name.exactOptional(),
  styles: names.exactOptional(),
  size: z.strictObject({ width: z.int().min(64).max(8192), height: z.int().min(64).max(8192) }).exactOptional(),
  quality: name.exactOptional(),
  seed: z.int().exactOptional(),
  format: format.exactOptional(),
  continuity: z.enum(['none', 'reference', 'chain']).exactOptional(),
})

export const listQuestion: z.ZodType<ListQuestion> = z.strictObject({
  text: z.string().exactOptional(),
  list: z.unknown().exactOptional(),
  name: name.exactOptional(),
  title: name.exactOptional(),
  settings: settings.exactOptional(),
})

const beatChange: z.ZodType<BeatChange> = z.strictObject({
  prompt: text.exactOptional(),
  prompts: z.record(name, text.nullable()).exactOptional(),
  caption: text.nullable().exactOptional(),
  title: text.nullable().exactOptional(),
  start: z.number().min(0).nullable().exactOptional(),
  end: z.number().min(0).nullable().exactOptional(),
  transition: z.enum(['hard_cut', 'continue']).exactOptional(),
  negativePrompt: text.nullable().exactOptional(),
})

/** Members of a board as its JSON Schema has them; they are checked as a whole with the board they go into. */
const asInBoard = <T>(): z.ZodType<T> => z.array(z.record(z.string(), z.unknown())) as unknown as z.ZodType<T>

export const boardChange: z.ZodType<BoardChange> = z.strictObject({
  version: name.exactOptional(),
  title: name.exactOptional(),
  cast: text.nullable().exactOptional(),
  format: format.exactOptional(),
  limits: caps.nullable().exactOptional(),
  styles: asInBoard<readonly Style[]>().exactOptional(),
  shots: asInBoard<readonly Shot[]>().exactOptional(),
  moved: z.record(name, name).exactOptional(),
  beats: z.record(name, beatChange).exactOptional(),
  list: listQuestion.exactOptional(),
})

const redo = z.enum(['missing', 'stale', 'errors', 'all'])

const selectionQuestion: z.ZodType<SelectionQuestion> = z.strictObject({
  styles: names.exactOptional(),
  beats: z.array(name).max(100_000).exactOptional(),
  redo: z.array(redo).max(4).exactOptional(),
  skipInDoubt: z.boolean().exactOptional(),
})

const commaList = z.string().transform((list) => list.split(',').filter((part) => part !== ''))

/** The same in an address. */
export const planQuery: z.ZodType<SelectionQuestion> = z.object({
  styles: commaList.exactOptional(),
  beats: commaList.exactOptional(),
  redo: commaList.pipe(z.array(redo)).exactOptional(),
  skipInDoubt: z
    .enum(['true', 'false'])
    .transform((word) => word === 'true')
    .exactOptional(),
})

const runMembers = { limits: caps.exactOptional(), allowUnknownPrice: z.boolean().exactOptional() }

export const runQuestion: z.ZodType<RunQuestion> = z.strictObject({
  selection: selectionQuestion.exactOptional(),
  ...runMembers,
  concurrency: z.int().min(1).max(1_000).exactOptional(),
})

export const redoQuestion: z.ZodType<RedoQuestion> = z.strictObject({ ...runMembers, prompt: text.exactOptional() })

/** `now`: what is in flight is given up as well; it may be billed all the same. */
export const cancelQuestion: z.ZodType<{ readonly now?: boolean }> = z.strictObject({ now: z.boolean().exactOptional() })

export const pickQuestion: z.ZodType<PickQuestion> = z.strictObject({
  style: name,
  take: z.int().min(1).exactOptional(),
  isFlagged: z.boolean().exactOptional(),
})

export const keyQuestion: z.ZodType<KeyQuestion> = z.strictObject({
  key: z.string().min(1).max(4_000).describe('Sent once, kept encrypted, never told again.'),
  domain: name.exactOptional(),
  style: name.exactOptional(),
})

export const pictureQuery: z.ZodType<{ readonly take?: number; readonly width?: 192 | 384 | 768; readonly v?: string }> = z.object({
  take: z.coerce.number().int().min(1).max(1e9).exactOptional(),
  width: z
    .enum(['192', '384', '768'])
    .transform((width) => Number(width) as 192 | 384 | 768)
    .exactOptional(),
  v: z
    .string()
    .regex(/^[0-9a-f]{12}-[0-9a-z]{1,12}$/)
    .exactOptional(),
})

export const streamQuery: z.ZodType<{ readonly after?: string }> = z.object({ after: z.string().max(100).exactOptional() })
export const listQuery: z.ZodType<{ readonly dry?: string }> = z.object({ dry: z.string().exactOptional() })
export const nothing: z.ZodType<object> = z.object({})
export const nameQuestion: z.ZodType<{ readonly name: string }> = z.strictObject({ name: z.string().max(1_000) })
export const loginQuestion: z.ZodType<{ readonly token: string }> = z.strictObject({ token: z.string().max(1_000) })
