import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Film } from './film.ts'
import { filmFrames } from './film-frames.ts'
import { withCaptions } from './overlay.ts'

/** Encodes with the user's own FFmpeg: our frames go in raw, so that they are the same with every encoder. Rejects with FFmpeg's last words. */
export async function encodeWithFfmpeg(film: Film, progress: (done: number) => void): Promise<void> {
  const ffmpeg = spawn('ffmpeg', argumentsOf(film), { stdio: ['pipe', 'ignore', 'pipe'] })
  let words = ''
  ffmpeg.stderr.on('data', (chunk: Buffer) => (words = `${words}${chunk.toString()}`.slice(-2000)))
  const ended = new Promise<void>((resolve, reject) => {
    ffmpeg.on('error', reject)
    ffmpeg.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`FFmpeg ended with ${code}: ${words.trim()}`))))
  })
  ffmpeg.stdin.on('error', () => undefined) // what went wrong is told by its end
  let done = 0
  for await (const { bytes } of withCaptions(film, filmFrames(film))) {
    if (!ffmpeg.stdin.write(bytes)) await Promise.race([once(ffmpeg.stdin, 'drain'), ended])
    done += 1
    progress(done)
  }
  ffmpeg.stdin.end()
  await ended
}

function argumentsOf({ width, height, rate, container, bitrate, frames, sound, out }: Film): string[] {
  const colour = ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv']
  const pictures = [
    '-f',
    'rawvideo',
    '-pix_fmt',
    'yuv420p',
    '-s',
    `${width}x${height}`,
    '-r',
    `${rate.numerator}/${rate.denominator}`,
    '-i',
    'pipe:0',
  ]
  const seconds = String((frames * rate.denominator) / rate.numerator)
  // `file:` so that a name is never taken for an address.
  const input = sound === undefined ? pictures : [...pictures, '-i', `file:${sound}`, '-map', '0:v:0', '-map', '1:a:0', '-t', seconds]
  const voice = sound === undefined ? [] : ['-c:a', container === 'mp4' ? 'aac' : 'libopus', '-b:a', '160k']
  const codec = container === 'mp4' ? ['-c:v', 'libx264', '-preset', 'medium'] : ['-c:v', 'libvpx-vp9', '-row-mt', '1', '-cpu-used', '4']
  return [
    '-v',
    'error',
    '-n',
    ...input,
    ...colour,
    ...codec,
    '-b:v',
    String(bitrate),
    '-pix_fmt',
    'yuv420p',
    ...voice,
    '-f',
    container,
    out,
  ]
}
