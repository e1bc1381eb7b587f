import { crc32, deflateSync, inflateSync } from 'node:zlib'

const keyword = 'beatboard:scene'
const signature = 8

/** Puts a text into a PNG as a compressed iTXt chunk right behind its header; every reader of PNG skips what it does not know. */
export function withNote(png: Uint8Array, text: string): Uint8Array {
  const afterHeader = signature + 25
  const head = Buffer.concat([Buffer.from(`${keyword}\0`, 'latin1'), Buffer.from([1, 0, 0, 0])])
  const body = Buffer.concat([Buffer.from('iTXt', 'latin1'), head, deflateSync(Buffer.from(text, 'utf8'))])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length - 4)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([png.subarray(0, afterHeader), length, body, sum, png.subarray(afterHeader)])
}

/** The text that `withNote` put in, wherever the chunk stands by now; `undefined` when there is none or it is damaged. */
export function noteIn(png: Uint8Array): string | undefined {
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.byteLength)
  const start = Buffer.from(`iTXt${keyword}\0`, 'latin1')
  for (let at = signature; at + 12 <= bytes.length;) {
    const length = bytes.readUInt32BE(at)
    const chunk = bytes.subarray(at + 4, at + 8 + length)
    if (chunk.subarray(0, start.length).equals(start)) return inflated(chunk.subarray(start.length))
    at += length + 12
  }
  return undefined
}

function inflated(rest: Buffer): string | undefined {
  try {
    // Behind the two flags stand an empty language and an empty translated keyword, each ended by a zero.
    return rest[0] === 1 ? inflateSync(rest.subarray(4), { maxOutputLength: 200_000 }).toString('utf8') : rest.subarray(4).toString('utf8')
  } catch {
    return undefined
  }
}
