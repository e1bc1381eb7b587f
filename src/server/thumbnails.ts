import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { partName } from '../durable.ts'
import { innerFolder } from '../studio/project-folder.ts'

/** Widths in pixels: list and S, M and L, Select. */
export const thumbnailWidths = [192, 384, 768] as const
export type ThumbnailWidth = (typeof thumbnailWidths)[number]

/** Small copies as WebP, made once for each content of a picture and kept in `.beatboard/thumbnails`. */
export interface Thumbnails {
  /** One that was made before. */
  kept(folder: string, content: string, width: ThumbnailWidth): Promise<Uint8Array | undefined>
  /** Makes one; asked for twice at once, it is made once. */
  make(folder: string, content: string, width: ThumbnailWidth, original: Uint8Array): Promise<Uint8Array>
}

/** Pictures decoded at once: the rest of the machine draws. */
const atOnce = 2
const mostPixels = 64_000_000

export function openThumbnails(): Thumbnails {
  const making = new Map<string, Promise<Uint8Array>>()
  const limited = turnstile(atOnce)
  return {
    kept: (folder, content, width) => readFile(pathOf(folder, content, width)).catch(() => undefined),
    make(folder, content, width, original) {
      const path = pathOf(folder, content, width)
      const made = making.get(path) ?? limited(() => makeThumbnail(path, width, original)).finally(() => making.delete(path))
      making.set(path, made)
      return made
    },
  }
}

function pathOf(folder: string, content: string, width: ThumbnailWidth): string {
  return join(innerFolder(folder), 'thumbnails', String(width), `${content}.webp`)
}

async function makeThumbnail(path: string, width: ThumbnailWidth, original: Uint8Array): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp')
  const bytes = await sharp(original, { limitInputPixels: mostPixels, failOn: 'error' })
    .resize({ width, withoutEnlargement: true })
    .webp({ quality: 78, effort: 2 })
    .toBuffer()
  await keep(path, bytes).catch(() => undefined) // a full or read-only disk is no reason not to show it
  return bytes
}

/** Whole or not at all; not synced: what is lost is made again. */
async function keep(path: string, bytes: Uint8Array): Promise<void> {
  const part = join(dirname(path), partName())
  await mkdir(dirname(path), { recursive: true })
  try {
    await writeFile(part, bytes)
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

/** Lets so many pass at once, the others in order. */
function turnstile(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let inside = 0
  return async (work) => {
    if (inside >= most) await new Promise<void>((resolve) => waiting.push(resolve))
    inside += 1
    try {
      return await work()
    } finally {
      inside -= 1
      waiting.shift()?.()
    }
  }
}
