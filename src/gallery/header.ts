import { sniffMediaType, type Size } from '../board/picture.ts'

/** One chunk or segment of a file: where it begins, where its data lies, where the next begins. Offsets in bytes. */
export interface Block {
  readonly type: string
  readonly start: number
  readonly data: number
  readonly dataEnd: number
  readonly end: number
}

/** A view over the same bytes that reads numbers. */
export function viewOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** The chunks of a PNG that lie whole in the bytes, in order; stops at the first that does not. */
export function* pngChunks(png: Buffer): Generator<Block> {
  for (let start = 8; start + 12 <= png.length;) {
    const end = start + 12 + png.readUInt32BE(start)
    if (end > png.length) return
    yield { type: png.toString('latin1', start + 4, start + 8), start, data: start + 8, dataEnd: end - 4, end }
    start = end
  }
}

/** The chunks of a WebP that lie whole in the bytes, in order. */
export function* webpChunks(webp: Buffer): Generator<Block> {
  const stop = Math.min(webp.length, webp.readUInt32LE(4) + 8)
  for (let start = 12; start + 8 <= stop;) {
    const dataEnd = start + 8 + webp.readUInt32LE(start + 4)
    if (dataEnd > stop) return
    const end = Math.min(stop, dataEnd + (dataEnd & 1))
    yield { type: webp.toString('latin1', start, start + 4), start, data: start + 8, dataEnd, end }
    start = end
  }
}

/** The segments of a JPEG before its image data, typed by their marker in hex, e.g. `e1`. */
export function* jpegSegments(jpeg: Buffer): Generator<Block> {
  for (let start = 2; start + 4 <= jpeg.length && jpeg[start] === 0xff;) {
    const marker = jpeg[start + 1] ?? 0
    if (marker === 0xff) {
      start += 1
      continue
    }
    const end = start + 2 + jpeg.readUInt16BE(start + 2)
    if (end > jpeg.length || marker === 0xda || marker === 0xd9) return
    yield { type: marker.toString(16), start, data: start + 4, dataEnd: end, end }
    start = end
  }
}

function pngSize(png: Buffer): Size | undefined {
  const [header] = pngChunks(png)
  if (header?.type !== 'IHDR' || header.dataEnd - header.data !== 13) return undefined
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) }
}

function jpegSize(jpeg: Buffer): Size | undefined {
  for (const { type, data, dataEnd } of jpegSegments(jpeg)) {
    const isFrame = /^c[0-9a-f]$/.test(type) && !['c4', 'c8', 'cc'].includes(type)
    if (isFrame && dataEnd - data >= 5) return { width: jpeg.readUInt16BE(data + 3), height: jpeg.readUInt16BE(data + 1) }
  }
  return undefined
}

function webpSize(webp: Buffer): Size | undefined {
  const [first] = webp.length < 30 ? [] : webpChunks(webp)
  if (!first || first.dataEnd - first.data < 10) return undefined
  const { type, data } = first
  if (type === 'VP8X') return { width: webp.readUIntLE(data + 4, 3) + 1, height: webp.readUIntLE(data + 7, 3) + 1 }
  if (type === 'VP8 ') return { width: webp.readUInt16LE(data + 6) & 0x3fff, height: webp.readUInt16LE(data + 8) & 0x3fff }
  if (type !== 'VP8L') return undefined
  const bits = webp.readUInt32LE(data + 1)
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}

/** Width and height in pixels as the file's header declares them, without decoding; `undefined` when there is no sound header. */
export function declaredSize(bytes: Uint8Array): Size | undefined {
  const view = viewOf(bytes)
  switch (sniffMediaType(bytes)) {
    case 'image/png':
      return pngSize(view)
    case 'image/jpeg':
      return jpegSize(view)
    case 'image/webp':
      return webpSize(view)
    case undefined:
      return undefined
  }
}
