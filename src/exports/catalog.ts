import { BeatboardError } from '../errors.ts'
import type { Exporter } from './exporter.ts'
import { book } from './book.ts'
import { edl } from './edl.ts'
import { epub } from './epub.ts'
import { fcpxml } from './fcpxml.ts'
import { html } from './html.ts'
import { json } from './json.ts'
import { otio } from './otio.ts'
import { pdf } from './pdf.ts'
import { pictures } from './pictures.ts'
import { gif, webp } from './preview.ts'
import { srt } from './srt.ts'
import { svg } from './svg.ts'
import { video, webm } from './video.ts'
import { vtt } from './vtt.ts'
import { zip } from './zip.ts'

/** The only list of export formats. Their heavy libraries are loaded when one is used. */
export const exporters: readonly Exporter[] = [
  pictures,
  svg,
  zip,
  srt,
  vtt,
  json,
  otio,
  fcpxml,
  edl,
  pdf,
  book,
  epub,
  html,
  video,
  webm,
  gif,
  webp,
]

/** Throws `wrong-usage` for a format that is not there. */
export function exporterNamed(id: string): Exporter {
  const found = exporters.find((exporter) => exporter.id === id)
  if (found !== undefined) return found
  throw new BeatboardError('wrong-usage', `There is no export format "${id}".`, {
    hint: `There are: ${exporters.map((exporter) => exporter.id).join(', ')}.`,
  })
}
