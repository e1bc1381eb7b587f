import type { Board, Continuity, FileFormat, ModelChoice, Style } from '../board/board.ts'
import type { Size } from '../board/picture.ts'
import { styleNamed } from '../board/styles.ts'
import { BeatboardError } from '../errors.ts'
import { findCard, findProvider } from '../models/catalog.ts'
import { namedModel } from './named-model.ts'

/** What the user asks for beside the list: options of `generate` and `plan`, and of `getGenerator`. Sizes in pixels. */
export interface Settings {
  /** Provider ids, tried in order (C2). */
  readonly backends?: readonly string[]
  /** Model of the first provider; where no provider is named, `provider/model` or a model that only one provider has says who draws. */
  readonly model?: string
  /** Who draws, where neither list nor user names anybody and something is asked of the model. */
  readonly usualBackend?: string
  readonly styles?: readonly string[]
  readonly quality?: string
  readonly steps?: number
  readonly guidance?: number
  readonly size?: Size
  readonly aspectRatio?: string
  readonly negativePrompt?: string
  readonly seed?: number
  readonly device?: string
  readonly format?: FileFormat
  readonly continuity?: Continuity
}

const longSide = 1024

/** The board with what the user asked for in its styles; where no style is named, in all of them. Throws `wrong-usage` for a name that the catalog lacks. */
export function withSettings(board: Board, asked: Settings): Board {
  const settings = namedModel(asked)
  const wanted = settings.styles
  const missing = (wanted ?? []).filter((id) => board.styles.every((style) => style.id !== id))
  const styles = [...board.styles, ...missing.map((id) => likeItsSiblings(styleNamed(id), board))]
  return {
    ...board,
    ...(settings.format === undefined ? {} : { format: settings.format }),
    styles: styles.map((style) => (wanted?.includes(style.id) === false ? style : applied(style, settings))),
  }
}

/** A style that joins a board takes size and order from those already there. */
function likeItsSiblings(style: Style, board: Board): Style {
  const [sibling] = board.styles
  return sibling === undefined ? style : { ...style, size: sibling.size, continuity: sibling.continuity }
}

function applied(style: Style, settings: Settings): Style {
  const size = settings.size ?? (settings.aspectRatio === undefined ? undefined : sizeOfRatio(settings.aspectRatio))
  return {
    ...style,
    models: choices(style.models, settings),
    ...given({ size, seed: settings.seed, negativePrompt: settings.negativePrompt, continuity: settings.continuity }),
  }
}

function choices(now: readonly ModelChoice[], settings: Settings): readonly ModelChoice[] {
  const usual = settings.usualBackend === undefined || now.length > 0 ? now : [{ provider: settings.usualBackend }]
  const base = settings.backends?.map((provider): ModelChoice => ({ provider })) ?? usual
  if (settings.model !== undefined) refuseUnknown(settings.model, base[0])
  return base.map((choice, index) => ({
    ...choice,
    ...given({
      model: index === 0 ? settings.model : undefined,
      quality: settings.quality,
      steps: settings.steps,
      guidance: settings.guidance,
    }),
    ...(settings.device === undefined ? {} : { options: { ...choice.options, device: settings.device } }),
  }))
}

function refuseUnknown(model: string, first: ModelChoice | undefined): void {
  if (first !== undefined) findCard(findProvider(first.provider), model, '', '')
  else
    throw new BeatboardError('wrong-usage', `Whose model is "${model}"? Name its provider too.`, {
      hint: `E.g. --backend openai --model ${model}; all that are known: beatboard models`,
    })
}

/** `W:H` → pixels with the longer side at 1024, both multiples of 8. */
function sizeOfRatio(ratio: string): Size {
  const match = /^(\d{1,3}(?:\.\d+)?):(\d{1,3}(?:\.\d+)?)$/.exec(ratio.trim())
  const [width, height] = [Number(match?.[1]), Number(match?.[2])]
  if (!(width > 0 && height > 0) || Math.max(width / height, height / width) > 4)
    throw new BeatboardError('wrong-usage', `An aspect ratio looks like 16:9 and is at most 4:1; "${ratio}" is not.`)
  const scale = longSide / Math.max(width, height)
  const side = (length: number): number => Math.max(64, Math.round((length * scale) / 8) * 8)
  return { width: side(width), height: side(height) }
}

/** `WxH` → pixels, 64 to 8192 a side. */
export function sizeOfText(text: string): Size {
  const match = /^(\d{2,4})\s*[x×*]\s*(\d{2,4})$/i.exec(text.trim())
  const size = { width: Number(match?.[1]), height: Number(match?.[2]) }
  if (![size.width, size.height].every((side) => side >= 64 && side <= 8192))
    throw new BeatboardError('wrong-usage', `A size looks like 1024x576, 64 to 8192 pixels a side; "${text}" is not.`)
  return size
}

/** Only the members that hold something: an absent option changes nothing. */
function given<T extends object>(members: { [K in keyof T]: T[K] | undefined }): Partial<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Partial<T>
}
