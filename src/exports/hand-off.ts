import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { Size } from '../board/picture.ts'
import { type Cue, cuesOf, plainText } from './cues.ts'
import { type Exporter, type OptionsOf, exporter } from './exporter.ts'
import { type Clip, type Rate, type RateName, clipsOf, frameAt, rateOf, rates } from './frames.ts'
import { pictureFiles } from './picture-file.ts'
import { srtText } from './srt.ts'

/** What a timeline for an editor is written from. Frames count from 0. */
export interface HandOff {
  readonly title: string
  readonly rate: Rate
  readonly clips: readonly (Clip & { readonly media: string; readonly captions: readonly FramedCue[] })[]
  readonly size: Size
  /** Frame after the last. */
  readonly frames: number
}

/** A caption that begins while its clip is shown. */
export interface FramedCue {
  readonly from: number
  readonly to: number
  readonly text: string
}

interface HandOffOptions {
  readonly fps: RateName
  readonly width: number | undefined
}

const options: OptionsOf<HandOffOptions> = z.object({
  fps: z.enum(rates).default('25').describe('frames a second'),
  width: z.coerce.number().int().min(16).max(16_384).optional().describe('pixels wide; smaller pictures are not enlarged'),
})

/** An export for editors: a folder with the timeline, its pictures in `media/`, and the captions; everything it names lies in the folder. */
export function handOff(format: { id: string; about: string; file: string; write(work: HandOff): string }): Exporter {
  return exporter({
    id: format.id,
    about: format.about,
    name: format.id,
    extension: '',
    needsPictures: true,
    options,
    write: async (job, { fps, width }) => {
      const { board } = job.sequence
      const rate = rateOf(fps)
      const clips = clipsOf(job.sequence, rate)
      const cues = cuesOf(job.sequence)
      const root = join(job.folder, job.name)
      const media = new Map<string, string>()
      for await (const { panel, path, bytes } of pictureFiles(job, { type: 'original', names: undefined, width, strip: false })) {
        media.set(panel.beat.id, `media/${path}`)
        await mkdir(dirname(join(root, 'media', path)), { recursive: true })
        await writeFile(join(root, 'media', path), bytes, { flag: 'wx' })
      }
      const written = clips.map((clip) => ({ ...clip, media: media.get(clip.panel.beat.id) ?? '', captions: captionsIn(clip, cues, rate) }))
      const size = board.styles.find((style) => style.id === clips[0]?.panel.style)?.size ?? { width: 1920, height: 1080 }
      const frames = clips.at(-1)?.to ?? 0
      await writeFile(join(root, format.file), format.write({ title: plainText(board.title), rate, clips: written, size, frames }))
      if (cues.length > 0) await writeFile(join(root, 'captions.srt'), srtText(cues))
      return { facts: { clips: clips.length, frames, fps }, warnings: [] }
    },
  })
}

function captionsIn({ from, to }: Clip, cues: readonly Cue[], rate: Rate): readonly FramedCue[] {
  return cues
    .map((cue) => ({ from: frameAt(cue.start, rate), to: frameAt(cue.end, rate), text: cue.lines.join(' ') }))
    .filter((cue) => cue.from >= from && cue.from < to && cue.to > cue.from)
}
