import { jpegSegments, viewOf, type Block } from './header.ts'
import { parseRecipe, recipeText, type Recipe } from './recipe.ts'
import { notesIn, recipeIn, xmpPacket } from './xmp.ts'

const xmpName = 'http://ns.adobe.com/xap/1.0/\0'
/** For a recipe too long for one segment: pieces of its JSON, in order. */
const pieceName = 'beatboard\0'
const longest = 65_533

function segment(marker: number, name: string, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(name.length + data.length + 2, 2)
  return Buffer.concat([head, Buffer.from(name, 'latin1'), data])
}

function startsWith(jpeg: Buffer, block: Block, name: string): boolean {
  return jpeg.toString('latin1', block.data, block.data + name.length) === name
}

/** Adds one XMP segment behind JFIF and EXIF; readers take the first XMP they meet. */
export function embedInJpeg(bytes: Uint8Array, recipe: Recipe): readonly Uint8Array[] {
  const jpeg = viewOf(bytes)
  let at = 2
  for (const block of jpegSegments(jpeg)) {
    if (block.type !== 'e0' && !(block.type === 'e1' && startsWith(jpeg, block, 'Exif\0'))) break
    at = block.end
  }
  const whole = Buffer.from(xmpPacket(recipe, { withRecipe: true }), 'utf8')
  const parts = whole.length + xmpName.length <= longest ? [segment(0xe1, xmpName, whole)] : inPieces(recipe)
  return [Buffer.concat([jpeg.subarray(0, at), ...parts]), jpeg.subarray(at)]
}

function inPieces(recipe: Recipe): Buffer[] {
  const text = Buffer.from(recipeText(recipe), 'utf8')
  const step = longest - pieceName.length
  const count = Math.ceil(text.length / step)
  const xmp = segment(0xe1, xmpName, Buffer.from(xmpPacket(recipe, { withRecipe: false, notes: `pieces ${count}` }), 'utf8'))
  return [xmp, ...Array.from({ length: count }, (_, index) => segment(0xef, pieceName, text.subarray(index * step, (index + 1) * step)))]
}

/** Our XMP segment and the pieces that follow it. */
function ours(jpeg: Buffer): { packet: string; pieces: readonly Block[]; start: number; end: number } | undefined {
  const blocks = [...jpegSegments(jpeg)]
  for (const [index, block] of blocks.entries()) {
    if (block.type !== 'e1' || !startsWith(jpeg, block, xmpName)) continue
    const packet = jpeg.toString('utf8', block.data + xmpName.length, block.dataEnd)
    const notes = notesIn(packet)
    if (notes === undefined) continue
    const pieces = blocks.slice(index + 1, index + 1 + Number(notes.match(/^pieces (\d+)$/)?.[1] ?? 0))
    return { packet, pieces, start: block.start, end: pieces.at(-1)?.end ?? block.end }
  }
  return undefined
}

export function recipeInJpeg(bytes: Uint8Array): Recipe | undefined {
  const jpeg = viewOf(bytes)
  const found = ours(jpeg)
  if (!found || found.pieces.length === 0) return found && recipeIn(found.packet)
  return parseRecipe(
    Buffer.concat(found.pieces.map((piece) => jpeg.subarray(piece.data + pieceName.length, piece.dataEnd))).toString('utf8'),
  )
}

export function stripJpeg(bytes: Uint8Array): Uint8Array {
  const jpeg = viewOf(bytes)
  const found = ours(jpeg)
  return found ? Buffer.concat([jpeg.subarray(0, found.start), jpeg.subarray(found.end)]) : bytes
}
