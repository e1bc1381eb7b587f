import type { Picture } from '../../board/picture.ts'

/** A picture as JPEG on white, at most `width` pixels wide, with its size: what a page needs. */
export interface PagePicture {
  readonly bytes: Buffer
  readonly width: number
  readonly height: number
}

export async function pagePicture(picture: Picture, width: number): Promise<PagePicture> {
  const { default: sharp } = await import('sharp')
  const image = sharp(picture.bytes, { limitInputPixels: 64_000_000 }).autoOrient().resize({ width, withoutEnlargement: true })
  const { data, info } = await image.flatten({ background: 'white' }).jpeg({ quality: 88 }).toBuffer({ resolveWithObject: true })
  return { bytes: data, width: info.width, height: info.height }
}

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The largest box of the picture's shape inside another, centred; at the top when asked. */
export function fitted({ width, height }: { width: number; height: number }, box: Box, at: 'top' | 'middle' = 'middle'): Box {
  const scale = Math.min(box.width / width, box.height / height)
  const [w, h] = [width * scale, height * scale]
  return { x: box.x + (box.width - w) / 2, y: box.y + (at === 'top' ? 0 : (box.height - h) / 2), width: w, height: h }
}
