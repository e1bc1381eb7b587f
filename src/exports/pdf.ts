import { join, resolve } from 'node:path'
import { z } from 'zod'
import { plainText } from './cues.ts'
import { type Exporter, exporter, withPicture } from './exporter.ts'
import { type Paper, openPaper } from './paper/open-paper.ts'
import { type Box, type PagePicture, fitted, pagePicture } from './paper/placed-picture.ts'
import type { Panel } from './sequence.ts'

/** Columns and rows of a sheet by its number of panels. */
const grids = { '1': [1, 1], '2': [2, 1], '3': [3, 1], '6': [3, 2], '9': [3, 3] } as const

const margin = 28
const header = 26
const gutter = 16

export const pdf: Exporter = exporter({
  id: 'pdf',
  about: 'a storyboard sheet to print: 1, 2, 3, 6 or 9 panels a page with times, captions and prompts',
  name: 'storyboard',
  extension: '.pdf',
  needsPictures: true,
  options: z.object({
    per: z.enum(['1', '2', '3', '6', '9']).default('6').describe('panels a page'),
    paper: z.enum(['a4', 'letter']).default('a4').describe('size of the page'),
    prompts: z.enum(['with', 'without']).default('with').describe('prompts under the pictures'),
    font: z.string().optional().describe('TTF or OTF file for scripts that Noto Sans does not have'),
  }),
  write: async (job, { per, paper: size, prompts, font }) => {
    const { board, panels } = job.sequence
    const paper = await openPaper({
      path: join(job.folder, `${job.name}.pdf`),
      title: plainText(board.title),
      size,
      font: font === undefined ? undefined : resolve(job.cwd, font),
    })
    const [columns, rows] = grids[per]
    for (const [index, panel] of panels.entries()) {
      const place = index % (columns * rows)
      if (place === 0) openPage(paper, { title: plainText(board.title), page: index / (columns * rows) + 1 })
      const box = cellOf(paper.doc.page, { columns, rows, place })
      const picture = await withPicture(job, panel, (found) => pagePicture(found, Math.round((box.width / 72) * 200)))
      drawPanel(paper, { box, panel, picture, prompts: prompts === 'with' })
      job.progress(index + 1, panels.length)
    }
    await paper.end()
    return { facts: { pages: Math.ceil(panels.length / (columns * rows)), panels: panels.length }, warnings: paper.warnings() }
  },
})

function openPage({ doc, face, check }: Paper, { title, page }: { title: string; page: number }): void {
  doc.addPage()
  check('title', title)
  const width = doc.page.width - 2 * margin
  face(true, 11)
    .fillColor('#1b1a17')
    .text(title, margin, margin - 6, { width: width - 60, height: 15, ellipsis: true })
  face(false, 9)
    .fillColor('#6b675f')
    .text(String(page), margin, margin - 5, { width, align: 'right' })
}

function cellOf(page: { width: number; height: number }, { columns, rows, place }: { columns: number; rows: number; place: number }): Box {
  const width = (page.width - 2 * margin - (columns - 1) * gutter) / columns
  const height = (page.height - 2 * margin - header - (rows - 1) * gutter) / rows
  const [column, row] = [place % columns, Math.floor(place / columns)]
  return { x: margin + column * (width + gutter), y: margin + header + row * (height + gutter), width, height }
}

interface Cell {
  readonly box: Box
  readonly panel: Panel
  readonly picture: PagePicture
  readonly prompts: boolean
}

/** Picture on top, then beat and times in a line, the caption, and the prompt as far as there is room. */
function drawPanel(paper: Paper, { box, panel, picture, prompts }: Cell): void {
  const { doc, face, check } = paper
  const words = Math.max(44, Math.min(120, box.height * 0.3))
  const frame = fitted(picture, { ...box, height: box.height - words }, 'top')
  doc.image(picture.bytes, frame.x, frame.y, { width: frame.width, height: frame.height })
  doc.lineWidth(0.5).strokeColor('#b9b4a8').rect(frame.x, frame.y, frame.width, frame.height).stroke()
  let y = frame.y + frame.height + 5
  const [name, caption, prompt] = [
    panel.beat.title ?? '',
    panel.beat.caption ?? '',
    panel.beat.prompts?.[panel.style] ?? panel.beat.prompt,
  ].map(plainText)
  for (const text of [name, caption, prompts ? prompt : '']) check(panel.beat.id, text ?? '')
  const heading = name === '' ? panel.beat.id : `${panel.beat.id}  ${name}`
  face(true, 8.5)
    .fillColor('#1b1a17')
    .text(heading, box.x, y, { width: box.width - 84, height: 11, ellipsis: true })
  face(false, 7.5)
    .fillColor('#6b675f')
    .text(`${clock(panel.start)} – ${clock(panel.end)}`, box.x, y + 0.5, { width: box.width, align: 'right' })
  y += 13
  const bottom = box.y + box.height
  for (const [text, colour, size] of [
    [caption, '#1b1a17', 8.5],
    [prompts ? prompt : '', '#6b675f', 7],
  ] as const) {
    const room = bottom - y
    if (text === undefined || text === '' || room < size * 1.4) continue
    face(false, size).fillColor(colour)
    const height = Math.min(room, doc.heightOfString(text, { width: box.width }))
    doc.text(text, box.x, y, { width: box.width, height: Math.max(height, size), ellipsis: true })
    y += height + 2
  }
}

/** `1:05.5` */
function clock(seconds: number): string {
  const tenths = Math.round(seconds * 10)
  return `${Math.floor(tenths / 600)}:${String(Math.floor(tenths / 10) % 60).padStart(2, '0')}.${tenths % 10}`
}
