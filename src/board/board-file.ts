import { z } from 'zod'
import type { Board } from './board.ts'
import { isSafeId } from './ids.ts'
import { placeText, type Path, type Source } from './readers/reader.ts'
import { excerpt, refuse, unreadable } from './readers/refuse.ts'

const about = <T extends z.ZodType>(schema: T, text: string): T => schema.describe(text)
const pixels = z.int().min(16).max(16_384)
const time = z.number().min(0).max(1e9)
const fields = z.record(z.string(), z.json())
const id = z
  .string()
  .max(80)
  .regex(/^[A-Za-z0-9._-]+$/)
  .refine(isSafeId, 'no dot at either end and no name that Windows keeps')
const styleId = z
  .string()
  .max(80)
  .regex(/^[a-z0-9-]+$/)
  .refine(isSafeId, 'a name that Windows keeps')
/** Relative, downwards, on every system. */
const projectPath = z
  .string()
  .min(1)
  .max(500)
  .refine((path) => !/^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\0/.test(path), 'a path inside the project folder')

const modelSchema = z.strictObject({
  provider: about(z.string().min(1).max(100), 'Provider id, e.g. gemini'),
  model: about(z.string().min(1).max(300), "Model id; by default the provider's own").exactOptional(),
  quality: z.string().max(100).exactOptional(),
  steps: z.int().min(1).max(1_000).exactOptional(),
  guidance: z.number().min(0).max(100).exactOptional(),
  options: about(fields, 'Settings of this provider alone').exactOptional(),
})

const styleSchema = z.strictObject({
  id: about(styleId, 'Folder name: lower-case letters, digits and -'),
  title: z.string().exactOptional(),
  words: about(z.string(), 'What every picture of the style is drawn like'),
  models: about(z.array(modelSchema), 'Tried in order'),
  pool: about(z.string().max(200), 'Name of the key pool').exactOptional(),
  continuity: z.enum(['none', 'reference', 'chain']),
  reference: about(projectPath, 'Style reference picture, relative to the project folder').exactOptional(),
  size: about(z.strictObject({ width: pixels, height: pixels }), 'Pixels'),
  seed: z.int().exactOptional(),
  negativePrompt: z.string().exactOptional(),
  fallBackOnRefusal: about(z.boolean(), 'Go to the next model also after a refusal').exactOptional(),
})

const beatSchema = z.strictObject({
  id: about(id, 'Unique in the board: letters, digits, . _ -'),
  prompt: about(z.string(), 'The words to draw'),
  prompts: about(z.record(z.string(), z.string()), 'Prompts of single styles, by style id').exactOptional(),
  styleWords: about(z.string(), 'Style words where the style has none').exactOptional(),
  caption: about(z.string(), 'Narration or page text; never sent').exactOptional(),
  title: z.string().exactOptional(),
  start: about(time, 'Seconds from the start').exactOptional(),
  end: about(time, 'Seconds from the start').exactOptional(),
  transition: about(z.enum(['hard_cut', 'continue']), 'A new picture, or one built on the one before'),
  passage: about(z.enum(['cut', 'fade', 'dissolve', 'wipe']), 'How an export passes into it').exactOptional(),
  negativePrompt: z.string().exactOptional(),
  extra: about(fields, 'Fields of the list that a board has no word for').exactOptional(),
})

const shotSchema = z.strictObject({
  id: about(id, 'Number or name in paths: Shot_{id}'),
  title: z.string().exactOptional(),
  beats: z.array(beatSchema),
})

const boardSchema = z.strictObject({
  $schema: z.string().exactOptional(),
  title: z.string(),
  kind: z.enum(['film', 'timeline', 'story', 'steps']),
  cast: about(z.string(), 'Words before every prompt').exactOptional(),
  format: about(z.enum(['png', 'webp', 'jpeg']), 'File type of new pictures').exactOptional(),
  limits: about(
    z.strictObject({ maxCostUsd: z.number().min(0).exactOptional(), maxImages: z.int().min(0).exactOptional() }),
    'Caps over all runs: USD and pictures',
  ).exactOptional(),
  styles: z.array(styleSchema),
  shots: z.array(shotSchema),
  extra: about(fields, 'Fields of the list that a board has no word for').exactOptional(),
})

/** The JSON Schema of `board.json`, draft 2020-12. */
export function boardJsonSchema(): object {
  return { ...z.toJSONSchema(boardSchema, { io: 'input' }), title: 'Beatboard board' }
}

/** The text of `board.json`: the same board gives the same text whatever the order of its fields. Throws `unreadable-list` for a board that could not be read back. */
export function writeBoard(board: Board): string {
  return `${JSON.stringify(checked(board), null, 2)}\n`
}

/** The board of a `board.json`. Throws `unreadable-list` naming the place. */
export function readBoardFile(text: string): Board {
  return checked(parsed(text.replace(/^\u{FEFF}/u, '')))
}

/** The same from an opened list, with the line of what is wrong. */
export async function boardIn(source: Source): Promise<Board> {
  const wrong = fault(source.data)
  if (wrong) throw await refuse(source, wrong.path, { expected: wrong.expected, found: `${wrong.found} at ${placeText(wrong.path)}` })
  return checked(source.data)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw unreadable({ expected: 'valid JSON in board.json', found: error instanceof Error ? error.message : 'other text' }, error)
  }
}

function checked(data: unknown): Board {
  const result = boardSchema.safeParse(data)
  const wrong = result.success ? doubled(result.data) : fault(data)
  if (!result.success || wrong) {
    throw unreadable({ expected: wrong?.expected ?? 'a board', found: `${wrong?.found ?? 'none'} at ${placeText(wrong?.path ?? [])}` })
  }
  const { $schema: _schema, ...board } = result.data
  return board
}

interface Wrong {
  readonly path: Path
  readonly expected: string
  readonly found: string
}

function fault(data: unknown): Wrong | undefined {
  const result = boardSchema.safeParse(data)
  if (result.success) return doubled(result.data)
  const issue = result.error.issues[0]
  const path = (issue?.path ?? []).map((step) => (typeof step === 'number' ? step : String(step)))
  return { path, expected: `a board: ${issue?.message ?? 'invalid'}`, found: excerpt(foundAt(data, path)) }
}

function foundAt(data: unknown, path: Path): string {
  let value: unknown = data
  for (const step of path) value = typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined
  if (typeof value === 'object' && value !== null)
    return Array.isArray(value) ? 'a list' : `an object with ${Object.keys(value).slice(0, 8).join(', ')}`
  return value === undefined ? 'nothing' : JSON.stringify(value)
}

/** Ids are folder and file names, and some disks do not tell `A` from `a`. */
function doubled(board: Board): Wrong | undefined {
  const beats = board.shots.flatMap((shot, s) => shot.beats.map((beat, b) => ({ id: beat.id, path: ['shots', s, 'beats', b, 'id'] })))
  const first = board.shots.findIndex((shot) => shot.beats.length > 0)
  const start: Wrong | undefined =
    board.shots[first]?.beats[0]?.transition === 'continue'
      ? { path: ['shots', first, 'beats', 0, 'transition'], expected: 'hard_cut for the first beat', found: 'continue' }
      : undefined
  const shots = board.shots.map((shot, s) => ({ id: shot.id, path: ['shots', s, 'id'] }))
  const styles = board.styles.map((style, s) => ({ id: style.id, path: ['styles', s, 'id'] }))
  return twice('beat', beats) ?? twice('shot', shots) ?? twice('style', styles) ?? start
}

function twice(kind: string, ids: readonly { id: string; path: Path }[]): Wrong | undefined {
  const seen = new Set<string>()
  const again = ids.find(({ id: one }) => seen.size === seen.add(one.toLowerCase()).size)
  return again && { path: again.path, expected: `every ${kind} id once`, found: `${again.id} twice` }
}
