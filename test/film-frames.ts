import { execFileSync } from 'node:child_process'
import sharp from 'sharp'
import type { Board } from '../src/board/board.ts'
import { beatsOf } from '../src/board/board.ts'
import type { Gallery } from '../src/gallery/gallery.ts'
import { memoryGallery } from '../src/gallery/memory-gallery.ts'
import { recipeFor } from './pictures.ts'

/** A gallery whose picture of beat number n is one grey all over. */
export async function greyGallery(board: Board, greys: readonly number[], size = { width: 128, height: 72 }): Promise<Gallery> {
  const gallery = memoryGallery(board)
  for (const { beat, index } of beatsOf(board)) {
    const level = greys[index] ?? 0
    const bytes = await sharp({ create: { ...size, channels: 3, background: { r: level, g: level, b: level } } })
      .png()
      .toBuffer()
    const id = `ink/${beat.id}` as const
    await gallery.save(id, { bytes, type: 'image/png' }, recipeFor(id, 1))
  }
  return gallery
}

/** The mean grey (0–255) of every frame of a film, as FFmpeg decodes it. */
export function greysOf(path: string): readonly number[] {
  const [width, height] = [32, 18]
  const scale = `scale=${width}:${height}:flags=area:out_range=pc`
  const raw = execFileSync(
    'ffmpeg',
    ['-v', 'error', '-i', path, '-vf', scale, '-fps_mode', 'passthrough', '-f', 'rawvideo', '-pix_fmt', 'gray', '-'],
    { maxBuffer: 1e9 },
  )
  const frame = width * height
  return Array.from(
    { length: raw.length / frame },
    (_, index) => raw.subarray(index * frame, (index + 1) * frame).reduce((sum, level) => sum + level, 0) / frame,
  )
}

/** What ffprobe says of a film's first picture track. */
export function probe(path: string): Readonly<Record<string, string | number>> {
  const asked = [
    '-count_frames',
    '-select_streams',
    'v:0',
    '-show_entries',
    'stream=codec_name,width,height,nb_read_frames,r_frame_rate,color_space,color_range',
    '-of',
    'json',
  ]
  const found = JSON.parse(execFileSync('ffprobe', ['-v', 'error', ...asked, path], { encoding: 'utf8' })) as {
    streams: Record<string, string | number>[]
  }
  return found.streams[0] ?? {}
}
