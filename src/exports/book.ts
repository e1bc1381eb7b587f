import { join, resolve } from 'node:path'
import { z } from 'zod'
import { plainText } from './cues.ts'
import { type Exporter, exporter, withPicture } from './exporter.ts'
import { type Paper, openPaper } from './paper/open-paper.ts'
import { type PagePicture, fitted, pagePicture } from './paper/placed-picture.ts'

/** Type sizes of a page's words, the largest first: the first that fits is taken. */
const sizes = [18, 16, 14, 12, 10, 8] as const

export const book: Exporter = exporter({
  id: 'book',
  about: 'a story book to print (PDF): a title page, then a picture and its words on every page',
  name: 'story-book',
  extension: '.pdf',
  needsPictures: true,
  options: z.object({
    paper: z.enum(['a4', 'letter']).default('a4').describe('size of the page'),
    font: z.string().optional().describe('TTF or OTF file for scripts that Noto Sans does not have'),
  }),
  write: async (job, { paper: size, font }) => {
    const { board, panels } = job.sequence
    const paper = await openPaper({
      path: join(job.folder, `${job.name}.pdf`),
      title: plainText(board.title),
      size,
      font: font === undefined ? undefined : resolve(job.cwd, font),
    })
    const cut: string[] = []
    for (const [index, panel] of panels.entries()) {
      const picture = await withPicture(job, panel, (found) => pagePicture(found, 2200))
      if (index === 0) titlePage(paper, plainText(board.title), picture)
      const words = plainText(panel.beat.caption ?? panel.beat.title ?? '')
      paper.check(panel.beat.id, words)
      if (!storyPage(paper, { words, picture, page: index + 1 })) cut.push(panel.beat.id)
      job.progress(index + 1, panels.length)
    }
    await paper.end()
    const warnings = cut.length === 0 ? [] : [`Too long for their page, cut short: ${cut.slice(0, 8).join(', ')}.`]
    return { facts: { pages: panels.length + 1 }, warnings: [...paper.warnings(), ...warnings] }
  },
})

function titlePage({ doc, face, check }: Paper, title: string, picture: PagePicture): void {
  doc.addPage()
  check('title', title)
  const { width, height } = doc.page
  const frame = fitted(picture, { x: width * 0.14, y: height * 0.34, width: width * 0.72, height: height * 0.56 }, 'top')
  doc.image(picture.bytes, frame.x, frame.y, { width: frame.width, height: frame.height })
  face(true, 34)
    .fillColor('#1b1a17')
    .text(title, width * 0.1, height * 0.12, { width: width * 0.8, height: height * 0.18, align: 'center', ellipsis: true })
}

/** False when not all of the words found room. */
function storyPage({ doc, face }: Paper, { words, picture, page }: { words: string; picture: PagePicture; page: number }): boolean {
  doc.addPage()
  const { width, height } = doc.page
  const margin = 40
  const inner = width - 2 * margin
  const frame = fitted(picture, { x: margin, y: margin, width: inner, height: height * (words === '' ? 0.84 : 0.66) }, 'top')
  doc.image(picture.bytes, frame.x, frame.y, { width: frame.width, height: frame.height })
  face(false, 9)
    .fillColor('#6b675f')
    .text(String(page), margin, height - 28, { width: inner, align: 'center', lineBreak: false })
  const y = frame.y + frame.height + 18
  const column = { x: width * 0.14, width: width * 0.72, room: height - 40 - y }
  const size = sizes.find((points) => face(false, points).heightOfString(words, { width: column.width, lineGap: 3 }) <= column.room)
  face(false, size ?? sizes[sizes.length - 1] ?? 8).fillColor('#1b1a17')
  if (words !== '') doc.text(words, column.x, y, { width: column.width, height: column.room, lineGap: 3, align: 'center', ellipsis: true })
  return size !== undefined
}
