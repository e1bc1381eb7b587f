import type { Size } from '../../board/picture.ts'
import { plainFont } from '../paper/font-files.ts'
import { xmlText } from '../xml.ts'

/** Writes a caption as a picture of the film's size, clear but for the words: white on a dark band near the foot. Signs that Noto Sans lacks come from the fonts of this machine. */
export async function drawCaption(file: string, lines: readonly string[], { width, height }: Size): Promise<void> {
  const { default: sharp } = await import('sharp')
  const points = Math.max(8, Math.round(height / 20))
  const markup = `<span foreground="white">${lines.map(xmlText).join('\n')}</span>`
  const text = {
    text: markup,
    font: `Noto Sans ${points}`,
    fontfile: plainFont(),
    rgba: true,
    dpi: 72,
    align: 'centre',
    width: Math.round(width * 0.88),
  } as const
  const words = await sharp({ text }).png().toBuffer({ resolveWithObject: true })
  const pad = Math.round(points * 0.45)
  const band = { width: Math.min(width, words.info.width + 2 * pad), height: Math.min(height, words.info.height + 2 * pad) }
  const fitting = await sharp(words.data)
    .resize({ width: band.width, height: band.height, fit: 'inside', withoutEnlargement: true })
    .png()
    .toBuffer()
  const box = sharp({ create: { ...band, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0.6 } } }).composite([{ input: fitting }])
  const top = Math.max(0, height - band.height - Math.round(height * 0.05))
  await sharp({ create: { width, height, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
    .composite([{ input: await box.png().toBuffer(), left: Math.floor((width - band.width) / 2), top }])
    .png({ compressionLevel: 2 })
    .toFile(file)
}
