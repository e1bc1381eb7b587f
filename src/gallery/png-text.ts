import { crc32 } from 'node:zlib'
import { declaredSize, pngChunks, viewOf, type Block } from './header.ts'
import { parametersText, parseRecipe, recipeText, type Recipe } from './recipe.ts'
import { xmpPacket } from './xmp.ts'

const keyword = 'beatboard'

function chunk(type: string, data: Buffer): Buffer {
  const bytes = Buffer.alloc(data.length + 12)
  bytes.writeUInt32BE(data.length, 0)
  bytes.write(type, 4, 'latin1')
  data.copy(bytes, 8)
  bytes.writeUInt32BE(crc32(bytes.subarray(4, data.length + 8)), data.length + 8)
  return bytes
}

/** International text, not compressed. */
function iTXt(name: string, value: string): Buffer {
  return chunk('iTXt', Buffer.concat([Buffer.from(`${name}\0\0\0\0\0`, 'latin1'), Buffer.from(value.toWellFormed(), 'utf8')]))
}

/** Plain text where Latin-1 holds it, as the tools that only know that write it. */
function latinText(name: string, value: string): Buffer {
  // oxlint-disable-next-line no-control-regex -- printable Latin-1 and line ends are what tEXt may hold
  return /^[\n\x20-\x7e\xa1-\xff]*$/.test(value) ? chunk('tEXt', Buffer.from(`${name}\0${value}`, 'latin1')) : iTXt(name, value)
}

function nameOf(png: Buffer, block: Block): string | undefined {
  if (block.type !== 'iTXt' && block.type !== 'tEXt') return undefined
  const stop = png.indexOf(0, block.data)
  return stop < 0 || stop > block.dataEnd ? undefined : png.toString('latin1', block.data, stop)
}

/** Our last chunk: it and everything between it and the header was put in by us. */
function ours(png: Buffer): Block | undefined {
  for (const block of pngChunks(png)) {
    if (block.type === 'IDAT') return undefined
    if (block.type === 'iTXt' && nameOf(png, block) === keyword) return block
  }
  return undefined
}

/** Puts text chunks after the header: `parameters`, XMP, and the recipe last. Nothing that was there is changed. */
export function embedInPng(bytes: Uint8Array, recipe: Recipe): readonly Uint8Array[] {
  const png = viewOf(bytes)
  const headerEnd = 33
  const names = new Set<string | undefined>()
  for (const block of pngChunks(png)) names.add(nameOf(png, block))
  const size = declaredSize(bytes) ?? { width: 0, height: 0 }
  const head = Buffer.concat([
    png.subarray(0, headerEnd),
    names.has('parameters') ? Buffer.alloc(0) : latinText('parameters', parametersText(recipe, size)),
    names.has('XML:com.adobe.xmp') ? Buffer.alloc(0) : iTXt('XML:com.adobe.xmp', xmpPacket(recipe, { withRecipe: false })),
    iTXt(keyword, recipeText(recipe)),
  ])
  return [head, png.subarray(headerEnd)]
}

export function recipeInPng(bytes: Uint8Array): Recipe | undefined {
  const png = viewOf(bytes)
  const block = ours(png)
  return block && parseRecipe(png.toString('utf8', block.data + keyword.length + 5, block.dataEnd))
}

export function stripPng(bytes: Uint8Array): Uint8Array {
  const png = viewOf(bytes)
  const block = ours(png)
  return block ? Buffer.concat([png.subarray(0, 33), png.subarray(block.end)]) : bytes
}

/** True when every chunk is whole, its checksum right, and the end is there. Finds every flipped bit. */
export function isWholePng(bytes: Uint8Array): boolean {
  const png = viewOf(bytes)
  for (const { type, start, dataEnd } of pngChunks(png)) {
    if (crc32(png.subarray(start + 4, dataEnd)) !== png.readUInt32BE(dataEnd)) return false
    if (type === 'IEND') return true
  }
  return false
}
