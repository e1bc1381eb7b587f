import { hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from 'hono'
import { type PictureId, sniffMediaType } from '../board/picture.ts'
import { recipeInside } from '../gallery/embed.ts'
import type { BoardRoom } from './board-room.ts'
import { contentOf } from './cells.ts'
import { problem } from './problem.ts'
import type { ThumbnailWidth, Thumbnails } from './thumbnails.ts'

export interface PictureQuestion {
  readonly take?: number | undefined
  readonly width?: ThumbnailWidth | undefined
  /** Content that the address names. */
  readonly v?: string | undefined
}

/** A picture, or a small copy: found by its place on the board, never by a path of the request. */
export async function pictureAnswer(
  { context, room, thumbnails }: { context: Context; room: BoardRoom; thumbnails: Thumbnails },
  id: PictureId,
  question: PictureQuestion,
): Promise<Response> {
  const { width, v } = question
  const known = width === undefined || v === undefined ? undefined : await thumbnails.kept(room.folder, v, width)
  if (known !== undefined && v !== undefined) return sent(context, known, { type: 'image/webp', tag: `${v}-${width}`, isFixed: true })
  const bytes = await bytesOf(room, id, question.take)
  const type = sniffMediaType(bytes)
  if (type === undefined) throw problem('not-found', 'What lies there is no picture.', { hint: 'Look at it with: beatboard verify' })
  const content = contentOf({ sha256: recipeInside(bytes)?.sha256 ?? hash('sha256', bytes, 'hex'), bytes: bytes.length }) ?? ''
  const isFixed = v === content
  if (width === undefined) return sent(context, bytes, { type, tag: content, isFixed })
  const small = (await thumbnails.kept(room.folder, content, width)) ?? (await thumbnails.make(room.folder, content, width, bytes))
  return sent(context, small, { type: 'image/webp', tag: `${content}-${width}`, isFixed })
}

async function bytesOf(room: BoardRoom, id: PictureId, take: number | undefined): Promise<Uint8Array> {
  const takes = await (await room.gallery()).takes(id)
  const found = takes.find((each) => (take === undefined ? each.current : each.take === take))
  const bytes = found === undefined ? undefined : await readFile(join(room.folder, found.path)).catch(() => undefined)
  if (bytes !== undefined) return bytes
  throw problem('not-found', take === undefined ? `There is no picture of ${id} yet.` : `There is no take ${take} of ${id}.`)
}

interface Sending {
  readonly type: string
  /** Names the bytes. */
  readonly tag: string
  /** The address names the content: it never changes. */
  readonly isFixed: boolean
}

/** Bytes with everything a browser needs not to ask again; parts of them where it asks for a part. */
export function sent(context: Context, bytes: Uint8Array, { type, tag, isFixed }: Sending): Response {
  const etag = `"${tag}"`
  const headers = {
    'content-type': type,
    etag,
    'accept-ranges': 'bytes',
    'cache-control': isFixed ? 'private, max-age=31536000, immutable' : 'private, no-cache',
  }
  const asked = new Set((context.req.header('if-none-match') ?? '').split(',').map((each) => each.trim().replace(/^W\//, '')))
  if (asked.has(etag) || asked.has('*')) return context.body(null, 304, headers)
  const range = rangeIn(context, etag, bytes.length)
  if (range === 'beyond') return context.body(null, 416, { ...headers, 'content-range': `bytes */${bytes.length}` })
  if (range === undefined) return context.body(plain(bytes), 200, { ...headers, 'content-length': String(bytes.length) })
  const part = bytes.subarray(range.from, range.to + 1)
  return context.body(plain(part), 206, {
    ...headers,
    'content-range': `bytes ${range.from}-${range.to}/${bytes.length}`,
    'content-length': String(part.length),
  })
}

function plain(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length)
}

/** One range; several at once, or of another version of the picture, are answered with the whole. */
function rangeIn(context: Context, etag: string, length: number): { from: number; to: number } | 'beyond' | undefined {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(context.req.header('range') ?? '')
  const condition = context.req.header('if-range')
  if (match === null || (condition !== undefined && condition !== etag)) return undefined
  const [, first = '', second = ''] = match
  if (first === '' && second === '') return undefined
  const from = first === '' ? Math.max(0, length - Number(second)) : Number(first)
  const to = first === '' || second === '' ? length - 1 : Math.min(Number(second), length - 1)
  return from > to || from >= length ? 'beyond' : { from, to }
}
