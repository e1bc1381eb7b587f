import { loadSharp } from './decoder.ts'
import type { FileFormat } from '../board/board.ts'
import type { Picture } from '../board/picture.ts'

/** How a picture is written in another type: without loss, or as a copy for showing. */
export interface Quality {
  /** 1–100; `undefined` = lossless (a JPEG then has 95 and full colour). */
  readonly webp?: number
}

/** The same picture in another file type; pixels stay as they are but for JPEG and for WebP with a quality. */
export async function transcode(picture: Picture, format: FileFormat, quality: Quality = {}): Promise<Picture> {
  const sharp = await loadSharp()
  const image = sharp(picture.bytes, { failOn: 'warning' }).autoOrient().keepIccProfile()
  switch (format) {
    case 'png':
      return { bytes: await image.png({ compressionLevel: 6 }).toBuffer(), type: 'image/png' }
    case 'webp': {
      const options = quality.webp === undefined ? { lossless: true, effort: 2 } : { quality: quality.webp, effort: 2 }
      return { bytes: await image.webp(options).toBuffer(), type: 'image/webp' }
    }
    case 'jpeg':
      return {
        bytes: await image.flatten({ background: 'white' }).jpeg({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer(),
        type: 'image/jpeg',
      }
  }
}
