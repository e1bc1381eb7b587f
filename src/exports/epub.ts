import { hash } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { plainText } from './cues.ts'
import { type Exporter, type Job, exporter, withPicture } from './exporter.ts'
import { pagePicture } from './paper/placed-picture.ts'
import { xmlText } from './xml.ts'
import { type Entry, entry, writeZip } from './zip.ts'

/** A page as it stands on the screen, in CSS pixels. */
const page = { width: 1200, height: 1500 }

interface Page {
  readonly name: string
  readonly words: string
  readonly describes: string
}

export const epub: Exporter = exporter({
  id: 'epub',
  about: 'a story as a picture book for e-readers (EPUB 3, fixed layout), with words for those who cannot see it',
  name: 'story',
  extension: '.epub',
  needsPictures: true,
  options: z.object({
    language: z
      .string()
      .regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, 'a language tag like en, de or zh-Hant')
      .default('en')
      .describe('language of the words, e.g. de'),
  }),
  write: async (job, { language }) => {
    await writeZip(join(job.folder, `${job.name}.epub`), contents(job, language), job.signal)
    return { facts: { pages: job.sequence.panels.length }, warnings: [] }
  },
})

/** The entries of the book; `mimetype` comes first and everything is stored, as EPUB's container asks. */
async function* contents(job: Job, language: string): AsyncGenerator<Entry> {
  const { board, panels } = job.sequence
  const title = plainText(board.title) || 'Untitled'
  yield entry('mimetype', 'application/epub+zip')
  yield entry('META-INF/container.xml', container)
  yield entry('OEBPS/style.css', style)
  const pages: Page[] = []
  let made = '2000-01-01T00:00:00Z'
  for (const [index, panel] of panels.entries()) {
    const name = `page-${String(index + 1).padStart(4, '0')}`
    const { bytes } = await withPicture(job, panel, (found) => pagePicture(found, 1600))
    const { caption, title: beatTitle, prompt } = panel.beat
    const one = { name, words: plainText(caption ?? beatTitle ?? ''), describes: plainText(panel.beat.prompts?.[panel.style] ?? prompt) }
    pages.push(one)
    const madeAt = (await job.recipe(panel))?.madeAt
    if (madeAt !== undefined && madeAt > made) made = `${madeAt.slice(0, 19)}Z`
    yield entry(`OEBPS/${name}.jpg`, bytes)
    yield entry(`OEBPS/${name}.xhtml`, pageText(one, title, language))
    job.progress(index + 1, panels.length)
  }
  yield entry('OEBPS/nav.xhtml', navText(pages, title, language))
  yield entry('OEBPS/content.opf', packageText(pages, { title, language, made }))
}

const container = `<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
`

const style = `html, body { margin: 0; padding: 0; background: #fff; color: #1b1a17; }
body { width: ${page.width}px; height: ${page.height}px; overflow: hidden; font-family: Georgia, serif; }
img { display: block; width: ${page.width}px; height: 960px; object-fit: contain; }
p { margin: 30px 90px 0; height: 490px; overflow: hidden; text-align: center; line-height: 1.35; }
p.short { font-size: 46px; } p.middle { font-size: 34px; } p.long { font-size: 24px; } p.longest { font-size: 16px; }
`

function xhtml(language: string, head: string, body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="${language}" xml:lang="${language}">
<head><meta charset="utf-8"/>${head}</head>
<body>${body}</body>
</html>
`
}

/** Words that no size makes fit are cut by the page's edge at some 2,500 signs; smaller ones read by the length of the text. */
function pageText({ name, words, describes }: Page, title: string, language: string): string {
  const size = words.length < 180 ? 'short' : words.length < 420 ? 'middle' : words.length < 900 ? 'long' : 'longest'
  const head = `<title>${xmlText(title)}</title><meta name="viewport" content="width=${page.width}, height=${page.height}"/><link rel="stylesheet" type="text/css" href="style.css"/>`
  const text = words === '' ? '' : `<p class="${size}" dir="auto">${xmlText(words)}</p>`
  return xhtml(language, head, `<img src="${name}.jpg" alt="${xmlText(describes.slice(0, 400))}"/>${text}`)
}

function navText(pages: readonly Page[], title: string, language: string): string {
  const items = pages.map(({ name, words }, index) => {
    const label = `${index + 1}. ${words.slice(0, 60)}`.trim()
    return `<li><a href="${name}.xhtml">${xmlText(label)}</a></li>`
  })
  return xhtml(
    language,
    `<title>${xmlText(title)}</title>`,
    `<nav epub:type="toc"><h1>${xmlText(title)}</h1><ol>${items.join('')}</ol></nav>`,
  )
}

function packageText(pages: readonly Page[], { title, language, made }: { title: string; language: string; made: string }): string {
  const id = hash('sha256', JSON.stringify([title, pages]), 'hex')
  const uuid = [id.slice(0, 8), id.slice(8, 12), `4${id.slice(13, 16)}`, `8${id.slice(17, 20)}`, id.slice(20, 32)].join('-')
  const manifest = pages.map(({ name }, index) => {
    const cover = index === 0 ? ' properties="cover-image"' : ''
    return `<item id="${name}" href="${name}.xhtml" media-type="application/xhtml+xml"/><item id="${name}-picture" href="${name}.jpg" media-type="image/jpeg"${cover}/>`
  })
  const spine = pages.map(({ name }) => `<itemref idref="${name}"/>`)
  return `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="${language}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:${uuid}</dc:identifier><dc:title>${xmlText(title)}</dc:title><dc:language>${language}</dc:language>
<meta property="dcterms:modified">${made}</meta>
<meta property="rendition:layout">pre-paginated</meta><meta property="rendition:orientation">auto</meta><meta property="rendition:spread">auto</meta>
<meta property="schema:accessMode">visual</meta><meta property="schema:accessMode">textual</meta>
<meta property="schema:accessibilityFeature">alternativeText</meta><meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessModeSufficient">textual</meta><meta property="schema:accessibilitySummary">Every picture is described in words.</meta>
</metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="style" href="style.css" media-type="text/css"/>
${manifest.join('\n')}
</manifest>
<spine>${spine.join('')}</spine>
</package>
`
}
