import { declaredSize, viewOf, webpChunks, type Block } from './header.ts'
import type { Recipe } from './recipe.ts'
import { notesIn, recipeIn, xmpPacket } from './xmp.ts'

const xmpFlag = 0x04
const alphaFlag = 0x10

function chunk(type: string, data: Buffer): Buffer {
  const bytes = Buffer.alloc(8 + data.length + (data.length & 1))
  bytes.write(type, 0, 'latin1')
  bytes.writeUInt32LE(data.length, 4)
  data.copy(bytes, 8)
  return bytes
}

/** The head that a simple WebP needs before it may carry metadata. */
function extendedHead(webp: Buffer, first: Block): Buffer {
  const size = declaredSize(webp) ?? { width: 1, height: 1 }
  const data = Buffer.alloc(10)
  const hasAlpha = first.type === 'VP8L' && (webp.readUInt32LE(first.data + 1) & 0x10000000) !== 0
  data[0] = hasAlpha ? alphaFlag : 0
  data.writeUIntLE(size.width - 1, 4, 3)
  data.writeUIntLE(size.height - 1, 7, 3)
  return chunk('VP8X', data)
}

function riff(parts: readonly Buffer[], after: Buffer): Buffer {
  const body = Buffer.concat(parts)
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  head.writeUInt32LE(body.length + 4, 4)
  return Buffer.concat([head, body, after])
}

function withFlag(head: Buffer, isOn: boolean): Buffer {
  const copy = Buffer.from(head)
  copy[8] = isOn ? (copy[8] ?? 0) | xmpFlag : (copy[8] ?? 0) & ~xmpFlag
  return copy
}

/** Adds one XMP chunk, before another's if there is one (readers take the first); what is needed to undo it stands in its notes. */
export function embedInWebp(bytes: Uint8Array, recipe: Recipe): readonly Uint8Array[] {
  const webp = viewOf(bytes)
  const blocks = [...webpChunks(webp)]
  const [first, ...rest] = blocks
  if (!first) return [bytes]
  const isSimple = first.type !== 'VP8X'
  const head = isSimple ? extendedHead(webp, first) : webp.subarray(first.start, first.end)
  const isFlagged = !isSimple && ((head[8] ?? 0) & xmpFlag) !== 0
  const body = isSimple ? blocks : rest
  const second = body.findIndex((block) => block.type === 'XMP ')
  const last = blocks.at(-1) ?? first
  const isUnpadded = second < 0 && (last.dataEnd & 1) === 1 && last.end === last.dataEnd
  const notes = [isSimple ? 'simple' : '', isFlagged ? 'flagged' : '', isUnpadded ? 'unpadded' : ''].filter(Boolean).join(' ')
  const xmp = chunk('XMP ', Buffer.from(xmpPacket(recipe, { withRecipe: true, notes }), 'utf8'))
  const parts = body.map((block) => webp.subarray(block.start, block.end))
  if (isUnpadded) parts.push(Buffer.alloc(1))
  parts.splice(second < 0 ? parts.length : second, 0, xmp)
  return [riff([withFlag(head, true), ...parts], webp.subarray(last.end))]
}

function ours(webp: Buffer): { block: Block; packet: string; notes: string } | undefined {
  for (const block of webpChunks(webp)) {
    if (block.type !== 'XMP ') continue
    const packet = webp.toString('utf8', block.data, block.dataEnd)
    const notes = notesIn(packet)
    if (notes !== undefined) return { block, packet, notes }
  }
  return undefined
}

export function recipeInWebp(bytes: Uint8Array): Recipe | undefined {
  const found = ours(viewOf(bytes))
  return found && recipeIn(found.packet)
}

export function stripWebp(bytes: Uint8Array): Uint8Array {
  const webp = viewOf(bytes)
  const found = ours(webp)
  const blocks = [...webpChunks(webp)]
  const [head] = blocks
  if (!found || !head) return bytes
  const notes = found.notes.split(' ')
  const kept = blocks.filter((block) => block.start !== found.block.start && block !== head)
  const parts = kept.map((block) => webp.subarray(block.start, block.end))
  if (notes.includes('unpadded')) parts.push((parts.pop() ?? Buffer.alloc(0)).subarray(0, -1))
  const first = notes.includes('simple') ? [] : [withFlag(webp.subarray(head.start, head.end), notes.includes('flagged'))]
  return riff([...first, ...parts], webp.subarray(blocks.at(-1)?.end))
}
