import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { sniffMediaType } from '../board/picture.ts'

/** Bytes at the end of a file in which its end must stand. */
const tail = 1024

/** True for a PNG, JPEG or WebP whose end is missing: told by its first and last bytes, nothing is decoded. */
export function isCut(path: string): boolean {
  const file = openSync(path, 'r')
  try {
    const { size } = fstatSync(file)
    const head = Buffer.alloc(Math.min(size, 12))
    readSync(file, head, 0, head.length, 0)
    const end = Buffer.alloc(Math.min(size, tail))
    readSync(file, end, 0, end.length, size - end.length)
    switch (sniffMediaType(head)) {
      case 'image/png':
        return !end.includes('IEND')
      case 'image/jpeg':
        return !end.includes(Buffer.from([0xff, 0xd9]))
      case 'image/webp':
        return head.readUInt32LE(4) + 8 > size
      case undefined:
        return size === 0
    }
  } finally {
    closeSync(file)
  }
}
