import { decode, listIn, readForm, readJson, textIn } from './form.ts'
import { parseSize } from './sizes.ts'
import type { Arrived, Ask, PictureFormat } from './wire.ts'

/** A picture asked for in OpenAI's words. */
export interface OpenaiAsk {
  readonly ask: Ask
  readonly quality: string
  readonly background: string
  readonly wantsUrl: boolean
}

export interface WrongAsk {
  readonly wrong: string
  readonly param: string | null
  readonly code: string
}

const fields = new Set(
  `prompt model n size quality output_format output_compression background moderation stream partial_images user
   safety_identifier image image[] images mask input_fidelity`.split(/\s+/),
)

/** Reads generations and edits alike. `strict` refuses what OpenAI itself refuses: fields it does not know, sizes it cannot make. */
export async function readOpenaiAsk(arrived: Arrived, manner: 'strict' | 'free'): Promise<OpenaiAsk | WrongAsk> {
  const form = await readForm(arrived)
  const body: Readonly<Record<string, unknown>> | undefined = form ? form.texts : readJson(arrived)
  if (!body) return { wrong: 'We could not parse the body of your request.', param: null, code: 'invalid_json' }
  const names = [...Object.keys(body), ...(form?.files.map((file) => file.field) ?? [])]
  const unknown = manner === 'strict' ? names.find((name) => !fields.has(name.replace(/\[\d+\]$/, '[]'))) : undefined
  if (unknown !== undefined) return { wrong: `Unknown parameter: '${unknown}'.`, param: unknown, code: 'unknown_parameter' }
  const prompt = textIn(body, 'prompt')
  if (!prompt) return { wrong: "Missing required parameter: 'prompt'.", param: 'prompt', code: 'missing_required_parameter' }
  const sizeText = textIn(body, 'size') ?? 'auto'
  const size = sizeText === 'auto' ? { width: 1024, height: 1024 } : parseSize(sizeText)
  if (!size || (manner === 'strict' && !isPossible(size.width, size.height))) {
    return { wrong: `Invalid value: '${sizeText}'.`, param: 'size', code: 'invalid_value' }
  }
  const references = form
    ? form.files.filter((file) => /^(image|url|file)(\[\d*\])?$/.test(file.field)).map((file) => file.bytes)
    : listIn(body, 'images').flatMap((image) => (textIn(image, 'image_url') ? [decode(textIn(image, 'image_url') ?? '')] : []))
  if (arrived.path.endsWith('/edits') && references.length === 0) {
    return { wrong: "Missing required parameter: 'image'.", param: 'image', code: 'missing_required_parameter' }
  }
  return { ...sayings(body), ask: askOf(body, { prompt, size, references }) }
}

function askOf(body: Readonly<Record<string, unknown>>, known: Pick<Ask, 'prompt' | 'size' | 'references'>): Ask {
  const seed = Number(body['seed'] ?? Number.NaN)
  const negativePrompt = textIn(body, 'negative_prompt')
  const format = textIn(body, 'output_format')
  return {
    ...known,
    model: textIn(body, 'model') ?? 'gpt-image-2',
    format: isFormat(format) ? format : 'png',
    ...(Number.isFinite(seed) && { seed }),
    ...(negativePrompt !== undefined && { negativePrompt }),
  }
}

function sayings(body: Readonly<Record<string, unknown>>): Pick<OpenaiAsk, 'quality' | 'background' | 'wantsUrl'> {
  const quality = textIn(body, 'quality') ?? 'auto'
  return {
    quality: quality === 'auto' ? 'medium' : quality,
    background: textIn(body, 'background') ?? 'opaque',
    wantsUrl: textIn(body, 'response_format') === 'url',
  }
}

function isFormat(text: string | undefined): text is PictureFormat {
  return text === 'png' || text === 'jpeg' || text === 'webp'
}

/** What gpt-image-2 and later can make. */
function isPossible(width: number, height: number): boolean {
  const pixels = width * height
  return (
    width % 16 === 0 &&
    height % 16 === 0 &&
    Math.max(width, height) <= 3840 &&
    Math.max(width / height, height / width) <= 3 &&
    pixels >= 655_360 &&
    pixels <= 8_294_400
  )
}
