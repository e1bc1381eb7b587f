import { BeatboardError } from '../../errors.ts'
import { encodeBuiltIn } from './encode-built-in.ts'
import { encodeWithFfmpeg } from './encode-ffmpeg.ts'
import type { Film } from './film.ts'

/** What the encoding process says to the one that started it. */
export type Said =
  | { readonly done: number }
  | { readonly encoder: 'built-in' | 'ffmpeg' }
  | { readonly trouble: 'no-encoder' | 'usage' | 'failed'; readonly words: string }

process.once('message', (film: Film) => void encode(film))
process.on('disconnect', () => process.exit(1))

function say(said: Said): void {
  process.send?.(said)
}

async function encode(film: Film): Promise<void> {
  const every = Math.max(1, Math.round(film.frames / 200))
  const progress = (done: number): void => {
    if (done % every === 0 || done === film.frames) say({ done })
  }
  try {
    const encoder = film.encoder === 'auto' ? ((await hasBuiltIn()) ? 'built-in' : 'ffmpeg') : film.encoder
    await (encoder === 'built-in' ? encodeBuiltIn(film, progress) : encodeWithFfmpeg(film, progress))
    say({ encoder })
  } catch (error) {
    say({ trouble: troubleOf(error), words: error instanceof Error ? error.message : String(error) })
  }
  process.disconnect()
}

async function hasBuiltIn(): Promise<boolean> {
  return import('@napi-rs/webcodecs').then(
    () => true,
    () => false,
  )
}

function troubleOf(error: unknown): Extract<Said, { trouble: unknown }>['trouble'] {
  if (error instanceof BeatboardError) return 'usage'
  const code = error instanceof Error && 'code' in error ? error.code : ''
  return code === 'ENOENT' || code === 'ERR_MODULE_NOT_FOUND' ? 'no-encoder' : 'failed'
}
