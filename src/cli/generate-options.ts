import type { FileFormat } from '../board/board.ts'
import { BeatboardError } from '../errors.ts'
import type { Redo, Selection } from '../plan/plan.ts'
import { type Settings, sizeOfText } from '../studio/settings.ts'
import { type Parsed, choiceOption, listOption, numberOption, textOption } from './args.ts'
import type { Options } from './command.ts'

/** Options that `generate` and `plan` share. */
export const generateOptions: Options = {
  'output-dir': {
    type: 'string',
    value: 'DIR',
    says: 'project folder; for timed sections the parent of {video_name}/ (default generated_images)',
  },
  backend: {
    type: 'string',
    value: 'ID,…',
    says: 'who draws; of several the next is tried when one cannot deliver (see: beatboard providers)',
  },
  model: { type: 'string', value: 'ID', says: 'model of the first backend (see: beatboard models)' },
  styles: { type: 'string', value: 'A,B', says: 'styles side by side; illustration, clear and consistent come ready' },
  beats: { type: 'string', value: 'IDS', says: 'only these beats, e.g. 1.1,2.*' },
  continuity: { type: 'string', value: 'KIND', says: 'none, reference (each from the style reference), chain (each from the one before)' },
  'style-reference': { type: 'string', value: 'FILE', says: 'picture that hard cuts start from' },
  size: { type: 'string', value: 'WxH', says: 'size in pixels, e.g. 1344x768' },
  width: { type: 'string', value: 'PX', says: 'width in pixels, with --height' },
  height: { type: 'string', value: 'PX', says: 'height in pixels, with --width' },
  'aspect-ratio': { type: 'string', value: 'W:H', says: 'instead of a size, e.g. 16:9' },
  quality: { type: 'string', value: 'WORD', says: 'where the model has it, e.g. low, medium, high' },
  steps: { type: 'string', value: 'N', says: 'sampling steps of local and open models' },
  guidance: { type: 'string', value: 'N', says: 'guidance scale of local and open models' },
  'negative-prompt': { type: 'string', value: 'TEXT', says: 'what to avoid' },
  seed: { type: 'string', value: 'N', says: 'fixed seed, where the model takes one' },
  device: { type: 'string', value: 'NAME', says: 'for local models: auto, cuda, mps, cpu' },
  format: { type: 'string', value: 'TYPE', says: 'png, webp or jpeg (default png, how-tos webp)' },
  redo: { type: 'string', value: 'WHAT', says: 'missing, stale, errors, all (default missing,errors)' },
  rpm: { type: 'string', value: 'N', says: 'requests a minute and quota domain (default BEATBOARD_RPM, else 9)' },
  'skip-in-doubt': { type: 'boolean', says: 'leave what may have been billed before a crash' },
}

/** What the options ask of the styles. */
export function settingsFrom(options: Parsed['options']): Settings {
  const backends = listOption(options, 'backend')
  const styles = listOption(options, 'styles')?.map(styleId)
  const size = sizeFrom(options)
  const seed = numberOption(options, 'seed', { min: 0, max: 4_294_967_295, whole: true })
  const steps = numberOption(options, 'steps', { min: 1, max: 500, whole: true })
  const guidance = numberOption(options, 'guidance', { min: 0, max: 50 })
  const format = choiceOption<FileFormat | 'jpg'>(options, 'format', ['png', 'webp', 'jpeg', 'jpg'])
  const texts = {
    model: 'model',
    quality: 'quality',
    negativePrompt: 'negative-prompt',
    device: 'device',
    aspectRatio: 'aspect-ratio',
  } as const
  const settings = {
    backends,
    styles,
    size,
    seed,
    steps,
    guidance,
    format: format === 'jpg' ? 'jpeg' : format,
    continuity: choiceOption(options, 'continuity', ['none', 'reference', 'chain']),
    ...Object.fromEntries(Object.entries(texts).map(([name, option]) => [name, textOption(options, option)])),
  }
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))
}

/** Which part of the board the options mean. */
export function selectionFrom(options: Parsed['options']): Selection {
  const redo = listOption(options, 'redo') ?? ['missing', 'errors']
  const kinds: readonly Redo[] = ['missing', 'stale', 'errors', 'all']
  const known = redo.map((word) => kinds.find((kind) => kind === word) ?? refuseRedo(word))
  const styles = listOption(options, 'styles')?.map(styleId)
  const beats = listOption(options, 'beats')
  return {
    redo: known,
    skipInDoubt: options['skip-in-doubt'] === true,
    ...(styles === undefined ? {} : { styles }),
    ...(beats === undefined ? {} : { beats }),
  }
}

export function rpmFrom(options: Parsed['options']): number | undefined {
  return numberOption(options, 'rpm', { min: 0.1, max: 100_000 })
}

function refuseRedo(word: string): never {
  throw new BeatboardError('wrong-usage', `--redo takes missing, stale, errors or all, not "${word}".`)
}

function styleId(text: string): string {
  if (/^[a-z0-9][a-z0-9-]{0,39}$/.test(text)) return text
  throw new BeatboardError('wrong-usage', `A style is named with lower-case letters, digits and "-", e.g. flat-ink; "${text}" is not.`)
}

function sizeFrom(options: Parsed['options']): Settings['size'] {
  const size = textOption(options, 'size')
  const [width, height] = ['width', 'height'].map((name) => numberOption(options, name, { min: 64, max: 8192, whole: true }))
  if (size !== undefined) return sizeOfText(size)
  if (width === undefined && height === undefined) return undefined
  if (width === undefined || height === undefined)
    throw new BeatboardError('wrong-usage', 'A size needs both --width and --height, e.g. --width 1024 --height 576.')
  return { width, height }
}
