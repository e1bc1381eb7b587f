import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type Cue, clockText, cuesOf } from './cues.ts'
import { type Exporter, exporter } from './exporter.ts'

/** SubRip text of cues. SubRip knows no escape: what a player would take for a tag is broken by a sign that is not seen. */
export function srtText(cues: readonly Cue[]): string {
  return cues
    .map(
      ({ start, end, lines }, index) =>
        `${index + 1}\n${clockText(start, ',')} --> ${clockText(end, ',')}\n${lines.map(harmless).join('\n')}\n`,
    )
    .join('\n')
}

function harmless(line: string): string {
  return line
    .replaceAll(/<(?=[A-Za-z/])/g, '<\u2060')
    .replaceAll(/\{(?=\\|[a-z]:)/gi, '{\u2060')
    .replaceAll('-->', '→')
}

export const srt: Exporter = exporter({
  id: 'srt',
  about: 'captions for players and editors (SubRip)',
  name: 'captions',
  extension: '.srt',
  needsPictures: false,
  options: z.object({}),
  write: async ({ sequence, folder, name, progress }) => {
    const cues = cuesOf(sequence)
    await writeFile(join(folder, `${name}.srt`), srtText(cues))
    progress(1, 1)
    return { facts: { captions: cues.length }, warnings: cues.length === 0 ? ['No beat has a caption: the file is empty.'] : [] }
  },
})
