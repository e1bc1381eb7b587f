import { hash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { clockText, plainText } from './cues.ts'
import { type Exporter, exporter, withPicture } from './exporter.ts'
import type { Panel, Sequence } from './sequence.ts'
import { viewerScript, viewerStyle } from './viewer/viewer-page.ts'
import { xmlText } from './xml.ts'

export const html: Exporter = exporter({
  id: 'html',
  about: 'one page to send to a client: opens offline, takes marks and notes, which `beatboard notes` brings back',
  name: 'viewer',
  extension: '.html',
  needsPictures: true,
  options: z.object({
    width: z.coerce.number().int().min(160).max(4096).default(1280).describe('pixels wide; smaller pictures are not enlarged'),
    prompts: z.enum(['with', 'without']).default('without').describe('prompts under the pictures'),
  }),
  write: async (job, { width, prompts }) => {
    const { panels } = job.sequence
    // Written piece by piece: one picture is in memory at a time.
    const file = await open(join(job.folder, `${job.name}.html`), 'wx')
    try {
      await file.write(head(job.sequence))
      for (const [index, panel] of panels.entries()) {
        const picture = await withPicture(job, panel, async ({ bytes }) => {
          const { default: sharp } = await import('sharp')
          return sharp(bytes).autoOrient().resize({ width, withoutEnlargement: true }).webp({ quality: 82 }).toBuffer()
        })
        await file.write(card(panel, picture, prompts === 'with'))
        job.progress(index + 1, panels.length)
      }
      await file.write(foot(job.sequence))
      return { facts: { pictures: panels.length, bytes: (await file.stat()).size }, warnings: [] }
    } finally {
      await file.close()
    }
  },
})

/** Nothing is loaded from anywhere: the page's own rule forbids it. */
const rule = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'"

function head({ board }: Sequence): string {
  const title = xmlText(plainText(board.title))
  return `<!doctype html>
<html lang="und"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${rule}">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${viewerStyle}</style></head>
<body><header><h1 dir="auto">${title}</h1><span id="count" role="status"></span><button id="save" type="button">Save notes</button></header>
<main>
`
}

function card({ beat, shot, style, start, end }: Panel, picture: Buffer, withPrompt: boolean): string {
  const prompt = plainText(beat.prompts?.[style] ?? beat.prompt)
  const [id, caption, title] = [beat.id, beat.caption ?? '', beat.title ?? ''].map((text) => xmlText(plainText(text)))
  return `<article data-beat="${id}" data-style="${xmlText(style)}"><img alt="${xmlText(prompt.slice(0, 300))}" src="data:image/webp;base64,${picture.toString('base64')}">
<div class="facts"><b dir="auto">${[id, title].filter((text) => text !== '').join(' ')}</b><span>Shot ${xmlText(shot.id)}, ${clockText(start, '.').slice(0, -4)} – ${clockText(end, '.').slice(0, -4)}</span></div>
${caption === '' ? '' : `<p dir="auto">${caption}</p>`}${withPrompt ? `<p class="prompt" dir="auto">${xmlText(prompt)}</p>` : ''}
<div class="marks"><button type="button" data-mark="good">Good</button><button type="button" data-mark="again">Again</button></div>
<textarea dir="auto" aria-label="Note on ${id}" placeholder="Note"></textarea></article>
`
}

function foot({ board, panels }: Sequence): string {
  const title = plainText(board.title)
  const sequence = hash('sha256', JSON.stringify([title, panels.map(({ beat, style, take }) => [beat.id, style, take])]), 'hex').slice(
    0,
    16,
  )
  const facts = JSON.stringify({ title, sequence }).replaceAll('<', String.raw`\u003c`)
  return `</main><script type="application/json" id="facts">${facts}</script><script>${viewerScript}</script></body></html>\n`
}
