import { createHash } from 'node:crypto'
import type { Size } from '../board/picture.ts'
import { pattern, writePng, type Pattern } from './png.ts'
import { seededRandom } from './random.ts'
import type { Ask, PictureFormat } from './wire.ts'

/** `plain`: small and quick; `heavy`: noise of about one byte a pixel, for measuring what real picture sizes cost; `draft`: the draft painter's. */
export type PictureKind = 'plain' | 'heavy' | 'draft'

export interface Painter {
  /** A whole, decodable picture of the asked size and format. The same question with the same `take` gives the same bytes. */
  paint(ask: Ask, take: number): Promise<Buffer>
  /** One colour from edge to edge. */
  blank(ask: Ask): Promise<Buffer>
}

const mostPatterns = 32

/** Pictures that tell prompts apart: the pattern is shared by all pictures of a size, the colours come from the question. */
export function painter(kind: PictureKind, seed: number): Painter {
  const patterns = new Map<string, Pattern>()
  const patternOf = (size: Size): Pattern => {
    const name = `${size.width}x${size.height}`
    const known = patterns.get(name)
    if (known) return known
    const made = kind === 'heavy' ? noise(size) : tiles(size)
    const oldest = patterns.keys().next().value
    if (patterns.size >= mostPatterns && oldest !== undefined) patterns.delete(oldest)
    patterns.set(name, made)
    return made
  }
  return {
    async paint(ask, take) {
      const mark = markOf(ask, seed, take)
      if (kind === 'draft') return encode(await paintDraft(ask, mark), ask.format)
      const palette = kind === 'heavy' ? ramp(mark) : patches(mark)
      return encode(writePng(patternOf(ask.size), palette, mark), ask.format)
    },
    blank: (ask) => encode(writePng(patternOf(ask.size), new Uint8Array(768).fill(0xff), 'blank'), ask.format),
  }
}

/** What makes a picture this picture and no other, as 64 hexadecimal digits. */
function markOf(ask: Ask, seed: number, take: number): string {
  const hash = createHash('sha256').update(JSON.stringify([seed, take, ask.model, ask.prompt, ask.negativePrompt ?? '', ask.seed ?? null]))
  for (const reference of ask.references) hash.update(reference)
  return hash.digest('hex')
}

const columns = 8
const lines = 6
const shades = 5

function tiles(size: Size): Pattern {
  return pattern(size, (x, y) => tileAt(size, x, y) * shades + (((x + y) >> 4) % shades))
}

/** Every other tile draws from the darker colours, so that it is no even grey from afar: that counts as a blank. */
function noise(size: Size): Pattern {
  const random = seededRandom(size.width * 65_536 + size.height)
  return pattern(size, (x, y) => Math.floor(random() * 192) + (tileAt(size, x, y) % 2) * 64)
}

function tileAt(size: Size, x: number, y: number): number {
  return Math.floor((x * columns) / size.width) + columns * Math.floor((y * lines) / size.height)
}

function patches(mark: string): Uint8Array {
  const random = seededRandom(Number.parseInt(mark.slice(0, 8), 16))
  const palette = new Uint8Array(768)
  for (let tile = 0; tile < columns * lines; tile += 1) {
    const colour = [random(), random(), random()]
    for (let shade = 0; shade < shades; shade += 1) {
      palette.set(
        colour.map((part) => Math.round(255 * part * (1 - shade * 0.12))),
        (tile * shades + shade) * 3,
      )
    }
  }
  return palette
}

function ramp(mark: string): Uint8Array {
  const random = seededRandom(Number.parseInt(mark.slice(0, 8), 16))
  const ends = Array.from({ length: 3 }, () => [random() * 120, 135 + random() * 120] as const)
  const palette = new Uint8Array(768)
  for (let step = 0; step < 256; step += 1) {
    palette.set(
      ends.map(([dark, light]) => Math.round(dark + ((light - dark) * step) / 255)),
      step * 3,
    )
  }
  return palette
}

async function encode(png: Buffer, format: PictureFormat): Promise<Buffer> {
  if (format === 'png') return png
  const { default: sharp } = await import('sharp')
  const image = sharp(png)
  return format === 'jpeg' ? image.jpeg({ quality: 80 }).toBuffer() : image.webp({ quality: 80, effort: 0 }).toBuffer()
}

async function paintDraft(ask: Ask, mark: string): Promise<Buffer> {
  const { draft } = await import('../models/draft/provider.ts')
  const card = draft.cards[0]
  if (!card) throw new Error('The draft painter has no model card.')
  const model = await draft.createModel(card, '')
  const drawn = await model.draw(
    { prompt: ask.prompt, references: [], size: ask.size, seed: Number.parseInt(mark.slice(0, 8), 16) },
    { key: undefined, signal: AbortSignal.timeout(60_000), fetch },
  )
  return Buffer.from(drawn.picture.bytes)
}

/** The size of an encoded picture, `undefined` when it cannot be read. */
export async function sizeOf(bytes: Buffer): Promise<Size | undefined> {
  try {
    const { default: sharp } = await import('sharp')
    const { width, height } = await sharp(bytes).metadata()
    return { width, height }
  } catch {
    return undefined
  }
}
