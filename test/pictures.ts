import sharp from 'sharp'
import type { Board, BoardKind, Style } from '../src/board/board.ts'
import type { Picture, PictureId, Size } from '../src/board/picture.ts'
import type { Recipe } from '../src/gallery/recipe.ts'

/** A small picture that no two seeds share: soft bands of colour with grain. */
function pixelsOf(seed: number, { width, height }: Size): Buffer {
  const pixels = Buffer.alloc(width * height * 3)
  for (let index = 0; index < pixels.length; index++) {
    const x = Math.floor(index / 3) % width
    pixels[index] = (x * (2 + (seed % 5)) + (index % 3) * 60 + ((index * 31 + seed * 17) % 23)) & 255
  }
  return pixels
}

/** An encoded picture, 96 × 64 unless told. */
export async function picture(
  seed: number,
  format: 'png' | 'jpeg' | 'webp' = 'png',
  size: Size = { width: 96, height: 64 },
): Promise<Picture> {
  const image = sharp(pixelsOf(seed, size), { raw: { ...size, channels: 3 } })
  switch (format) {
    case 'png':
      return { bytes: await image.png().toBuffer(), type: 'image/png' }
    case 'jpeg':
      return { bytes: await image.jpeg().toBuffer(), type: 'image/jpeg' }
    case 'webp':
      return { bytes: await image.webp({ lossless: true }).toBuffer(), type: 'image/webp' }
  }
}

/** The pixels of a file, decoded. */
export async function decoded(bytes: Uint8Array): Promise<string> {
  return (await sharp(bytes).raw().toBuffer()).toString('hex')
}

export function recipeFor(id: PictureId, take: number, more: Partial<Recipe> = {}): Recipe {
  return {
    picture: id,
    take,
    prompt: 'A kettle on a stove — café, 朝 🫖',
    provider: 'draft',
    model: 'draft-1',
    parameters: { steps: 30, guidance: 7.5 },
    seed: 7,
    references: [],
    fingerprint: 'f1',
    sha256: '',
    madeAt: '2026-11-20T10:30:00.000Z',
    warnings: [],
    ...more,
  }
}

function plainStyle(id: string): Style {
  return { id, words: '', models: [], continuity: 'none', size: { width: 96, height: 64 } }
}

/** A board of the given beats in shot 1, in the styles clear and illustration. */
export function pictureBoard(kind: BoardKind, beats: readonly string[], more: Partial<Board> = {}): Board {
  return {
    title: 'Tea',
    kind,
    styles: [plainStyle('clear'), plainStyle('illustration')],
    shots: [{ id: '1', beats: beats.map((id) => ({ id, prompt: `prompt ${id}`, transition: 'hard_cut' })) }],
    ...more,
  }
}
