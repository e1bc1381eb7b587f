import { z } from 'zod'
import type { FileFormat } from '../board/board.ts'
import type { Picture } from '../board/picture.ts'
import { embedRecipe } from '../gallery/embed.ts'
import { formatOf } from '../gallery/prepare.ts'
import { smallCopy } from '../gallery/small-copy.ts'
import { transcode } from '../gallery/transcode.ts'
import { type Job, type OptionsOf, withPicture } from './exporter.ts'
import { namesAfter, usualPattern } from './name-pattern.ts'
import type { Panel, Sequence } from './sequence.ts'

/** How picture files are written. */
export interface PictureOptions {
  readonly type: FileFormat | 'original'
  readonly names: string | undefined
  readonly width: number | undefined
  readonly strip: boolean
}

/** Options of every export that writes picture files. */
export const pictureOptions: OptionsOf<PictureOptions> = z.object({
  type: z.enum(['original', 'png', 'webp', 'jpeg']).default('original').describe('file type of the pictures; original: as they came'),
  names: z.string().max(200).optional().describe('name pattern of {shot} {beat} {style} {time} {take} {number}, a slash makes folders'),
  width: z.coerce.number().int().min(16).max(16_384).optional().describe('pixels wide; smaller pictures are not enlarged'),
  strip: z.boolean().default(false).describe('leave prompts and recipes out of the files'),
})

/** Pixels a picture may have: beyond, it would fill the memory. */
const mostPixels = 64_000_000

/** A picture file ready to be written. */
export interface PictureFile {
  readonly panel: Panel
  /** Path inside the export, with extension and forward slashes. */
  readonly path: string
  readonly bytes: Uint8Array
}

/** The files of a sequence one after the other: one picture is in memory at a time. */
export async function* pictureFiles(job: Job, asked: PictureOptions): AsyncGenerator<PictureFile> {
  const names = namesOf(job.sequence, asked)
  for (const [index, panel] of job.sequence.panels.entries()) {
    const made = await withPicture(job, panel, (picture) => inType(picture, asked))
    const recipe = asked.strip ? undefined : await job.recipe(panel)
    const bytes = recipe === undefined ? made.bytes : embedRecipe(made.bytes, recipe)
    yield { panel, path: `${names[index]}.${formatOf(made.type)}`, bytes }
    job.progress(index + 1, job.sequence.panels.length)
  }
}

function namesOf(sequence: Sequence, asked: PictureOptions): readonly string[] {
  return namesAfter(asked.names ?? usualPattern(sequence.board.kind), sequence.panels)
}

async function inType(picture: Picture, { type, width }: PictureOptions): Promise<Picture> {
  const format: FileFormat = type === 'original' ? formatOf(picture.type) : type
  const sized = width === undefined ? picture : await narrowed(picture, width)
  if (formatOf(sized.type) === format) {
    // What is only copied is decoded all the same, so that no damaged picture leaves the house.
    if (sized === picture) await smallCopy(picture.bytes, mostPixels)
    return sized
  }
  return transcode(sized, format, { webp: 90 })
}

async function narrowed(picture: Picture, width: number): Promise<Picture> {
  const { default: sharp } = await import('sharp')
  const bytes = await sharp(picture.bytes).autoOrient().keepIccProfile().resize({ width, withoutEnlargement: true }).png().toBuffer()
  return { bytes, type: 'image/png' }
}
