import { sniffMediaType, type MediaType, type Size } from '../board/picture.ts'
import { BeatboardError, type Trouble } from '../errors.ts'
import { declaredSize } from './header.ts'
import { isWholePng } from './png-text.ts'
import { measure, smallCopy, type Measures } from './small-copy.ts'

/** What a checked picture is. */
export interface Inspected {
  readonly type: MediaType
  readonly width: number
  readonly height: number
  /** Odd, yet a picture: another shape than asked for, nearly one colour. */
  readonly warnings: readonly string[]
  /** What it looks like, 64 bits in hex: pictures that are alike differ in few of them. */
  readonly looks: string
}

/** A picture that a provider sends in place of the one asked for, known by its looks. */
interface Placeholder {
  readonly name: string
  /** 64 bits in hex, as `Inspected.looks`. */
  readonly looks: string
  readonly kind: Trouble
}

export interface Wanted {
  readonly size?: Size
  readonly placeholders?: readonly Placeholder[]
}

const leastSide = 64
const mostPixels = 64_000_000
/** Standard deviation (0–255) of a 32 px copy: below the first a picture is blank, below the second nearly so. */
const blankBelow = 2
const faintBelow = 8

function refused(kind: Trouble, message: string, hint?: string): BeatboardError {
  return new BeatboardError(kind, message, hint === undefined ? {} : { hint })
}

/** What an answer that is no picture seems to be. */
function notAPicture(bytes: Uint8Array): BeatboardError {
  if (bytes.length === 0) return refused('no-image', 'Expected a picture, got nothing')
  const start = Buffer.from(bytes.subarray(0, 400)).toString('utf8').trimStart().toLowerCase()
  if (start.startsWith('<?xml') || start.startsWith('<svg'))
    return refused('no-image', 'Expected a PNG, JPEG or WebP, got an SVG or XML text')
  if (start.startsWith('<')) return refused('no-image', 'Expected a picture, got a web page')
  if (start.startsWith('{') || start.startsWith('[')) return refused('no-image', 'Expected a picture, got JSON')
  return refused('broken-image', 'Expected a PNG, JPEG or WebP, got bytes that are none of them')
}

/** Refuses before anything is decoded: what is too small to be a picture, and what would fill the memory. */
function checkDeclared(declared: Size | undefined, wanted: Size | undefined): Size {
  if (!declared) throw refused('broken-image', 'The picture has no readable header')
  const { width, height } = declared
  if (width * height > mostPixels) throw refused('broken-image', `The picture says it is ${width}×${height}: more than 64 megapixels`)
  const least = Math.min(leastSide, wanted?.width ?? leastSide, wanted?.height ?? leastSide)
  if (Math.min(width, height) < least) throw refused('broken-image', `The picture is ${width}×${height}: a placeholder, not a picture`)
  return declared
}

function sizeWarnings(came: Size, wanted: Size | undefined): string[] {
  if (!wanted) return []
  const shape = came.width / came.height / (wanted.width / wanted.height)
  const scale = came.width / wanted.width
  if (Math.abs(Math.log(shape)) > 0.05)
    return [`came as ${came.width}×${came.height}, asked for ${wanted.width}×${wanted.height}: another shape`]
  if (scale < 0.9) return [`came as ${came.width}×${came.height}, asked for ${wanted.width}×${wanted.height}: smaller`]
  return []
}

function checkLooks({ deviation, mean, looks }: Measures, placeholders: readonly Placeholder[]): string[] {
  if (deviation < blankBelow && mean < 8)
    throw refused(
      'refused-output',
      'The picture is black all over: what safety filters send in place of a picture',
      'Reword the prompt, or use another model.',
    )
  if (deviation < blankBelow) throw refused('broken-image', 'The picture is blank: one colour all over')
  const known = placeholders.find((placeholder) => differingBits(placeholder.looks, looks) <= 4)
  if (known) throw refused(known.kind, `The picture is a placeholder: ${known.name}`)
  return deviation < faintBelow ? ['nearly one colour all over'] : []
}

/** In how many of 64 bits two looks differ: up to 4 the same picture, above 10 another one. */
export function differingBits(one: string, other: string): number {
  let bits = BigInt(`0x${one}`) ^ BigInt(`0x${other}`)
  let count = 0
  for (; bits > 0n; bits &= bits - 1n) count += 1
  return count
}

/**
 * Decodes a picture whole, once, and says what it is (C5). Throws `no-image`, `broken-image` or `refused-output` for what does not count as one:
 * cut or flipped bytes, another format, a blank, a placeholder. A lossy WebP with a flipped bit may still decode.
 */
export async function inspect(bytes: Uint8Array, wanted: Wanted = {}): Promise<Inspected> {
  const type = sniffMediaType(bytes)
  if (type === undefined) throw notAPicture(bytes)
  const { width, height } = checkDeclared(declaredSize(bytes), wanted.size)
  if (type === 'image/png' && !isWholePng(bytes)) throw refused('broken-image', 'The PNG is cut short or damaged')
  const copy = await smallCopy(bytes, mostPixels).catch((error: unknown) => {
    throw new BeatboardError(
      'broken-image',
      `The picture cannot be decoded: ${error instanceof Error ? error.message.trim() : 'unknown'}`,
      { cause: error },
    )
  })
  const measures = measure(copy)
  const warnings = [...checkLooks(measures, wanted.placeholders ?? []), ...sizeWarnings({ width, height }, wanted.size)]
  return { type, width, height, warnings, looks: measures.looks }
}
