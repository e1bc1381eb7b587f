import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type Cue, clockText, cuesOf } from './cues.ts'
import { type Exporter, exporter } from './exporter.ts'

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** WebVTT text of cues, each with its beat as id. */
export function vttText(cues: readonly Cue[]): string {
  const blocks = cues.map(({ start, end, lines, beat }) => {
    const words = lines.map((line) => line.replaceAll(/[&<>]/g, (sign) => entities[sign] ?? sign)).join('\n')
    return `${beat}\n${clockText(start, '.')} --> ${clockText(end, '.')}\n${words}\n`
  })
  return ['WEBVTT\n', ...blocks].join('\n')
}

export const vtt: Exporter = exporter({
  id: 'vtt',
  about: 'captions for the web (WebVTT)',
  name: 'captions',
  extension: '.vtt',
  needsPictures: false,
  options: z.object({}),
  write: async ({ sequence, folder, name, progress }) => {
    const cues = cuesOf(sequence)
    await writeFile(join(folder, `${name}.vtt`), vttText(cues))
    progress(1, 1)
    return { facts: { captions: cues.length }, warnings: cues.length === 0 ? ['No beat has a caption: the file holds none.'] : [] }
  },
})
