import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { BeatboardError } from '../../errors.ts'
import { boldFont, plainFont } from './font-files.ts'

/** The PDF being written, with its two faces and what they lack. */
export interface Paper {
  readonly doc: PDFKit.PDFDocument
  /** Text in one of the faces; signs that it lacks are remembered for `lacking`. */
  readonly face: (bold: boolean, size: number) => PDFKit.PDFDocument
  /** Remembers signs of a beat's text that the face has not. */
  readonly check: (beat: string, text: string) => void
  /** A warning for each kind of lack, to be told with the outcome. */
  readonly warnings: () => readonly string[]
  /** Ends the document and waits until it is on the disk. */
  readonly end: () => Promise<void>
}

export type PaperSize = 'a4' | 'letter'

export interface PaperQuestion {
  readonly path: string
  readonly title: string
  readonly size: PaperSize
  /** A TTF or OTF file of the user's own in place of Noto Sans (Latin, Greek, Cyrillic, Vietnamese, Devanagari). */
  readonly font: string | undefined
}

/** Opens a PDF on landscape paper; pages are added by hand. Rejects with `wrong-usage` for a font that cannot be read. */
export async function openPaper({ path, title, size, font }: PaperQuestion): Promise<Paper> {
  const { default: PDFDocument } = await import('pdfkit')
  const doc = new PDFDocument({
    autoFirstPage: false,
    layout: 'landscape',
    size: size === 'a4' ? 'A4' : 'LETTER',
    margin: 0,
    info: { Title: title },
  })
  const out = createWriteStream(path, { flags: 'wx' })
  doc.pipe(out)
  await register(doc, font)
  const lacks = new Map<string, Set<string>>()
  const has = glyphsOf(doc)
  return {
    doc,
    face: (bold, points) => doc.font(bold ? 'bold' : 'plain').fontSize(points),
    check(beat, text) {
      for (const sign of new Set(text)) if (sign.trim() !== '' && !has(sign)) lacks.set(sign, (lacks.get(sign) ?? new Set()).add(beat))
    },
    warnings: () => lackWarning(lacks),
    async end() {
      doc.end()
      await finished(out)
    },
  }
}

async function register(doc: PDFKit.PDFDocument, font: string | undefined): Promise<void> {
  const [plain, bold] = [font ?? plainFont(), font ?? boldFont()]
  try {
    for (const [name, file] of [
      ['plain', plain],
      ['bold', bold],
    ] as const) {
      doc.registerFont(name, await readFile(file))
      doc.font(name)
    }
  } catch (error) {
    throw new BeatboardError('wrong-usage', `The font ${plain} cannot be read.`, {
      hint: 'A TTF or OTF file is needed: --font FILE',
      cause: error,
    })
  }
}

/** Whether the plain face has a sign; the document does not say so by itself, its font does. */
function glyphsOf(doc: PDFKit.PDFDocument): (sign: string) => boolean {
  const { font } = (doc.font('plain') as unknown as { _font: { font: { hasGlyphForCodePoint(code: number): boolean } } })._font
  return (sign) => font.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0)
}

function lackWarning(lacks: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  if (lacks.size === 0) return []
  const signs = [...lacks.keys()].slice(0, 12).join(' ')
  const beats = [...new Set([...lacks.values()].flatMap((set) => [...set]))].slice(0, 8).join(', ')
  return [
    `The font has no ${signs}${lacks.size > 12 ? ' …' : ''} (beats ${beats}): boxes stand for them. Name a font that has them: --font FILE`,
  ]
}
