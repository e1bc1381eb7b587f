import type { Film } from './film.ts'
import { type Planes, planeSizes, planesOf } from './planes.ts'

/** A caption as it lies over a frame: its colours, and how much of them covers, plane by plane. */
interface Overlay {
  readonly planes: Planes
  /** 0–256 for every byte of the frame. */
  readonly cover: Uint16Array
}

/** The frames of a film with its captions burnt in; one caption is in memory at a time. */
export async function* withCaptions(film: Film, frames: AsyncIterable<Planes>): AsyncGenerator<Planes> {
  let [number, cue] = [0, 0]
  let overlay: Overlay | undefined
  for await (const frame of frames) {
    while ((film.captions[cue]?.to ?? Number.POSITIVE_INFINITY) <= number) {
      cue += 1
      overlay = undefined
    }
    const caption = film.captions[cue]
    const shown = caption !== undefined && caption.from <= number
    if (shown) overlay ??= await overlayOf(caption.file, film)
    yield shown && overlay !== undefined ? covered(frame, overlay) : frame
    number += 1
  }
}

async function overlayOf(file: string, film: Film): Promise<Overlay> {
  const { default: sharp } = await import('sharp')
  const rgba = await sharp(file).ensureAlpha().raw().toBuffer()
  const rgb = new Uint8Array(film.width * film.height * 3)
  for (let pixel = 0; pixel < film.width * film.height; pixel++) rgb.set(rgba.subarray(pixel * 4, pixel * 4 + 3), pixel * 3)
  const cover = new Uint16Array((film.width * film.height * 3) / 2)
  for (const { at, width, height } of planeSizes(film)) {
    const step = film.width / width
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        cover[at + y * width + x] = Math.round(((rgba[(y * step * film.width + x * step) * 4 + 3] ?? 0) * 256) / 255)
  }
  return { planes: planesOf(rgb, film), cover }
}

function covered(frame: Planes, { planes, cover }: Overlay): Planes {
  const bytes = Uint8Array.from(frame.bytes)
  for (let index = 0; index < cover.length; index++) {
    const share = cover[index] ?? 0
    if (share > 0) bytes[index] = ((frame.bytes[index] ?? 0) * (256 - share) + (planes.bytes[index] ?? 0) * share + 128) >> 8
  }
  return { ...frame, bytes }
}
