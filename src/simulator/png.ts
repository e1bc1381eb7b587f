import { crc32, deflateSync } from 'node:zlib'
import type { Size } from '../board/picture.ts'

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** A pattern that waits for its colours: the compressed rows of a PNG with a palette. */
export interface Pattern {
  readonly size: Size
  readonly rows: Buffer
}

/** Compresses the colour numbers (0 to 255) that `colourAt` gives for every pixel, quickly rather than small. */
export function pattern(size: Size, colourAt: (x: number, y: number) => number): Pattern {
  const raw = Buffer.alloc((size.width + 1) * size.height)
  let at = 0
  for (let y = 0; y < size.height; y += 1) {
    raw[at++] = 0 // filter type: none
    for (let x = 0; x < size.width; x += 1) raw[at++] = colourAt(x, y)
  }
  return { size, rows: deflateSync(raw, { level: 1 }) }
}

/** A whole PNG file. `palette` is 256 times red, green, blue; `note` goes into a text chunk. */
export function writePng(of: Pattern, palette: Uint8Array, note: string): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(of.size.width, 0)
  header.writeUInt32BE(of.size.height, 4)
  header.set([8, 3, 0, 0, 0], 8) // 8 bits, palette, deflate, standard filters, not interlaced
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('tEXt', Buffer.from(`Comment\0${note}`, 'latin1')),
    chunk('IDAT', of.rows),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Uint8Array): Buffer {
  const framed = Buffer.alloc(data.length + 12)
  framed.writeUInt32BE(data.length, 0)
  framed.write(type, 4, 'latin1')
  framed.set(data, 8)
  framed.writeUInt32BE(crc32(framed.subarray(4, data.length + 8)), data.length + 8)
  return framed
}
