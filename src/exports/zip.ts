import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { cuesOf } from './cues.ts'
import { type Exporter, type Job, exporter } from './exporter.ts'
import { pictureFiles, pictureOptions } from './picture-file.ts'
import { sequenceData } from './sequence-data.ts'
import { srtText } from './srt.ts'

/** An entry of an archive. */
export interface Entry {
  readonly name: string
  readonly input: Uint8Array | string
  /** Dates are fixed, so that the same sequence makes the same archive. */
  readonly lastModified: Date
}

const date = new Date(Date.UTC(1980, 0, 1))

export function entry(name: string, input: Uint8Array | string): Entry {
  return { name, input, lastModified: date }
}

/** Streams entries into a ZIP file; one is in memory at a time. A fault of an entry, or the signal, stops it. */
export async function writeZip(path: string, entries: AsyncIterable<Entry>, signal: AbortSignal): Promise<void> {
  const { makeZip } = await import('client-zip')
  // What is read is handed on in order, so that an entry's own fault reaches the caller and not the archiver's.
  await pipeline(Readable.fromWeb(makeZip(entries) as Parameters<typeof Readable.fromWeb>[0]), createWriteStream(path, { flags: 'wx' }), {
    signal,
  })
}

export const zip: Exporter = exporter({
  id: 'zip',
  about: 'the chosen pictures, their captions and sequence.json in one ZIP',
  name: 'pictures',
  extension: '.zip',
  needsPictures: true,
  options: pictureOptions,
  write: async (job, options) => {
    await writeZip(join(job.folder, `${job.name}.zip`), contents(job, pictureFiles(job, options)), job.signal)
    return { facts: { pictures: job.sequence.panels.length }, warnings: [] }
  },
})

async function* contents(job: Job, files: ReturnType<typeof pictureFiles>): AsyncGenerator<Entry> {
  const paths = new Map<string, string>()
  for await (const { panel, path, bytes } of files) {
    paths.set(panel.beat.id, path)
    yield entry(path, bytes)
  }
  const cues = cuesOf(job.sequence)
  if (cues.length > 0) yield entry('captions.srt', srtText(cues))
  const data = await sequenceData(job, (panel) => paths.get(panel.beat.id))
  yield entry('sequence.json', `${JSON.stringify(data, undefined, 2)}\n`)
}
