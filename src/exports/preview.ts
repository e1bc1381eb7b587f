import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Size } from '../board/picture.ts'
import { BeatboardError } from '../errors.ts'
import { type Exporter, type Job, exporter, stopIfAsked, withPicture } from './exporter.ts'

/** Pictures a preview may have: all of them are in memory at once. */
const mostPictures = 300

export const gif: Exporter = previewIn('gif', 'a moving preview for anywhere (GIF)')
export const webp: Exporter = previewIn('webp', 'a moving preview, smaller and in full colour (animated WebP)')

/** Each picture stands as long as in the sequence, in hundredths of a second for a GIF; black stands before a later start. */
function previewIn(type: 'gif' | 'webp', about: string): Exporter {
  return exporter({
    id: type,
    about,
    name: 'preview',
    extension: `.${type}`,
    needsPictures: true,
    options: z.object({
      width: z.coerce.number().int().min(16).max(1920).default(480).describe('pixels wide; smaller pictures are not enlarged'),
    }),
    write: async (job, { width }) => {
      const { panels } = job.sequence
      if (panels.length > mostPictures)
        throw new BeatboardError('wrong-usage', `A preview has at most ${mostPictures} pictures; the sequence has ${panels.length}.`, {
          hint: 'Make a film instead: beatboard export video FOLDER',
        })
      const { default: sharp } = await import('sharp')
      const { frames, size } = await framesOf(job, width)
      const delay = delaysOf(job)
      const lead =
        delay.length > frames.length
          ? [
              await sharp({ create: { ...size, channels: 3, background: 'black' } })
                .png()
                .toBuffer(),
            ]
          : []
      const moving = sharp([...lead, ...frames], { join: { animated: true } })
      const bytes = await (
        type === 'gif' ? moving.gif({ delay, loop: 0, effort: 4 }) : moving.webp({ delay, loop: 0, quality: 80, effort: 2 })
      ).toBuffer()
      stopIfAsked(job.signal)
      await writeFile(join(job.folder, `${job.name}.${type}`), bytes)
      job.progress(panels.length + 1, panels.length + 1)
      return { facts: { pictures: panels.length, bytes: bytes.length }, warnings: [] }
    },
  })
}

/** All pictures in the size of the first, whole, on black. */
async function framesOf(job: Job, width: number): Promise<{ frames: Buffer[]; size: Size }> {
  const { default: sharp } = await import('sharp')
  const { panels } = job.sequence
  const frames: Buffer[] = []
  let size: Size | undefined
  for (const [index, panel] of panels.entries()) {
    const frame = await withPicture(job, panel, async ({ bytes }) => {
      const flat = sharp(bytes).autoOrient().flatten({ background: 'white' })
      const resized =
        size === undefined
          ? flat.resize({ width, withoutEnlargement: true })
          : flat.resize({ ...size, fit: 'contain', background: 'black' })
      return resized.png({ compressionLevel: 2 }).toBuffer({ resolveWithObject: true })
    })
    size ??= { width: frame.info.width, height: frame.info.height }
    frames.push(frame.data)
    job.progress(index + 1, panels.length + 1)
  }
  return { frames, size: size ?? { width, height: width } }
}

/** Milliseconds of each frame, in tens so that a GIF keeps them; the time before the first picture comes first where there is any. */
function delaysOf({ sequence: { panels } }: Job): number[] {
  const first = tens(panels[0]?.start ?? 0)
  const lengths = panels.map(({ start, end }) => Math.min(65_000, Math.max(20, tens(end) - tens(start))))
  return first > 0 ? [Math.min(65_000, first), ...lengths] : lengths
}

function tens(seconds: number): number {
  return Math.round(seconds * 100) * 10
}
