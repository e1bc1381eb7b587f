import { mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import type { Size } from '../board/picture.ts'
import { BeatboardError } from '../errors.ts'
import { cuesOf } from './cues.ts'
import { type Exporter, type Job, exporter, stopIfAsked, withPicture } from './exporter.ts'
import { drawCaption } from './film/caption-picture.ts'
import { type Film, type FilmClip, type Into, type Movement, movements } from './film/film.ts'
import { renderFilm } from './film/render-film.ts'
import { type Clip, type Rate, clipsOf, frameAt, rateOf, rates } from './frames.ts'
import { srtText } from './srt.ts'
import { vttText } from './vtt.ts'

const betweens = ['as-written', 'cut', 'fade', 'dip', 'wipe'] as const
type Between = (typeof betweens)[number]

const options = {
  fps: z.enum(rates).default('30').describe('frames a second'),
  size: z
    .string()
    .regex(/^[1-9]\d{1,3}x[1-9]\d{1,3}$/, 'a size like 1280x720')
    .optional()
    .describe('WIDTHxHEIGHT in pixels; by default the size of the style'),
  between: z.enum(betweens).default('as-written').describe('how each picture comes in; as-written: as the list says, else cut'),
  fadeSeconds: z.coerce.number().min(0.04).max(5).default(0.5).describe('how long coming in lasts, at most half of a picture’s time'),
  movement: z.enum(movements).default('still').describe('pictures stand still, come slowly closer, or pass slowly by'),
  burnIn: z.boolean().default(false).describe('captions in the picture, beside the files'),
  sound: z.string().optional().describe('sound file, from the start; cut where the film ends'),
  bitrate: z.coerce.number().int().min(50).max(100_000).optional().describe('kilobits a second; by default by size and movement'),
  encoder: z
    .enum(['auto', 'built-in', 'ffmpeg'])
    .default('auto')
    .describe('which encoder; auto: the built-in one, else FFmpeg on the PATH'),
}

export const video: Exporter = videoIn('video', 'mp4', 'a film of the chosen pictures (MP4, H.264), with captions beside it')
export const webm: Exporter = videoIn('webm', 'webm', 'the same as WebM (VP9), free of patents')

function videoIn(id: string, container: Film['container'], about: string): Exporter {
  return exporter({
    id,
    about,
    name: 'video',
    extension: `.${container}`,
    needsPictures: true,
    options: z.object(options),
    write: async (job, asked) => {
      const rate = rateOf(asked.fps)
      const clips = clipsOf(job.sequence, rate)
      const size = asked.size === undefined ? sizeOf(job) : evenSize(...asked.size.split('x').map(Number))
      const source = asked.movement === 'still' ? size : evenSize(size.width * 1.25, size.height * 1.25)
      const inner = join(job.folder, `${job.name}.pictures`)
      await mkdir(inner)
      const frames = clips.at(-1)?.to ?? 0
      const film: Film = {
        ...size,
        rate,
        frames,
        source,
        container,
        movement: asked.movement,
        bitrate: asked.bitrate === undefined ? bitrateOf(size, rate, asked.movement) : asked.bitrate * 1000,
        encoder: asked.encoder,
        captions: asked.burnIn ? await filmCaptions(job, { inner, size, rate, frames }) : [],
        sound: asked.sound === undefined ? undefined : await soundFile(job, asked.sound),
        out: join(job.folder, `${job.name}.${container}`),
        clips: await filmClips(job, clips, { inner, source, rate, between: asked.between, seconds: asked.fadeSeconds }),
      }
      const encoder = await renderFilm(film, { signal: job.signal, progress: (done) => job.progress(done, frames) })
      await rm(inner, { recursive: true })
      const cues = cuesOf(job.sequence)
      if (cues.length > 0) await writeFile(join(job.folder, `${job.name}.srt`), srtText(cues))
      if (cues.length > 0) await writeFile(join(job.folder, `${job.name}.vtt`), vttText(cues))
      return { facts: { frames, fps: asked.fps, size: `${size.width}x${size.height}`, encoder }, warnings: [] }
    },
  })
}

/** Captions with the frames they stand in, one picture each. */
async function filmCaptions(
  job: Job,
  { inner, size, rate, frames }: { inner: string; size: Size; rate: Rate; frames: number },
): Promise<Film['captions']> {
  const placed: { file: string; from: number; to: number }[] = []
  for (const [index, cue] of cuesOf(job.sequence).entries()) {
    stopIfAsked(job.signal)
    const [from, to] = [frameAt(cue.start, rate), Math.min(frames, frameAt(cue.end, rate))]
    if (to <= from) continue
    const file = join(inner, `caption-${index}.png`)
    await drawCaption(file, cue.lines, size)
    placed.push({ file, from, to })
  }
  return placed
}

async function soundFile({ cwd }: Job, file: string): Promise<string> {
  const path = resolve(cwd, file)
  const facts = await stat(path).catch(() => undefined)
  if (facts?.isFile() === true) return path
  throw new BeatboardError('wrong-usage', `There is no sound file "${file}".`, { hint: `Looked for ${path}.` })
}

interface Placing {
  readonly inner: string
  readonly source: Size
  readonly rate: Rate
  readonly between: Between
  readonly seconds: number
}

/** The clips with their pictures on black at the size of the film, one file each. */
async function filmClips(job: Job, clips: readonly Clip[], { inner, source, rate, between, seconds }: Placing): Promise<FilmClip[]> {
  const { default: sharp } = await import('sharp')
  const placed: FilmClip[] = []
  for (const [index, { panel, from, to }] of clips.entries()) {
    const file = join(inner, `${index}.png`)
    await withPicture(job, panel, ({ bytes }) =>
      sharp(bytes)
        .autoOrient()
        .flatten({ background: 'white' })
        .resize({ ...source, fit: 'contain', background: 'black' })
        .png({ compressionLevel: 2 })
        .toFile(file),
    )
    const into = index === 0 && from === 0 ? 'cut' : intoOf(panel.beat.passage, between)
    const shortest = Math.min(to - from, index === 0 ? to - from : (clips[index - 1]?.to ?? 0) - (clips[index - 1]?.from ?? 0))
    const most = Math.floor(shortest / 2)
    const over = Math.min(most, Math.round((seconds * rate.numerator) / rate.denominator / (into === 'dip' ? 2 : 1)))
    placed.push({ file, from, to, into, over: into === 'cut' ? 0 : over })
  }
  return placed
}

function intoOf(passage: Clip['panel']['beat']['passage'], between: Between): Into {
  if (between !== 'as-written') return between
  switch (passage) {
    case 'dissolve':
      return 'fade'
    case 'fade':
      return 'dip'
    case 'wipe':
      return 'wipe'
    case 'cut':
    case undefined:
      return 'cut'
  }
}

function sizeOf({ sequence }: Job): Size {
  const { width, height } = sequence.board.styles.find((style) => style.id === sequence.panels[0]?.style)?.size ?? {
    width: 1280,
    height: 720,
  }
  const scale = Math.min(1, 1920 / Math.max(width, height))
  return evenSize(width * scale, height * scale)
}

function evenSize(width = 0, height = 0): Size {
  return { width: Math.max(16, Math.round(width / 2) * 2), height: Math.max(16, Math.round(height / 2) * 2) }
}

/** Bits a second: 2 a pixel at 30 frames where pictures move, 1 where they stand; measured on drawn pictures at 720p. */
function bitrateOf({ width, height }: Size, { numerator, denominator }: Rate, movement: Movement): number {
  const frames = Math.sqrt(numerator / denominator / 30)
  return Math.max(200_000, Math.round(width * height * frames * (movement === 'still' ? 1 : 2)))
}
