import { mkdir, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { BeatboardError } from '../errors.ts'
import { type Exporter, type Job, exporter, withPicture } from './exporter.ts'
import { namesAfter, usualPattern } from './name-pattern.ts'
import type { Panel } from './sequence.ts'
import type { Traced, Wanted } from './svg/draw-svg.ts'
import { kinds } from './svg/settings.ts'
import { openTracingThread } from './svg/tracing-thread.ts'

interface Work {
  readonly job: Job
  readonly wanted: Omit<Wanted, 'title'>
  /** Taken from the front by every thread. */
  readonly waiting: { readonly panel: Panel; readonly path: string }[]
  readonly done: Map<string, Traced>
  readonly total: number
}

export const svg: Exporter = exporter({
  id: 'svg',
  about: 'the chosen pictures traced into vector drawings, with how alike each is',
  name: 'svg',
  extension: '',
  needsPictures: true,
  options: z.object({
    kind: z
      .enum(['auto', ...kinds])
      .default('auto')
      .describe('what is traced: flat illustration, line art, or a rich picture'),
    beats: z.string().optional().describe('only these beats, e.g. 1.1,2.3'),
    colours: z.coerce.number().int().min(2).max(128).optional().describe('colours of the drawing; by default as the search finds'),
    maxPaths: z.coerce.number().int().min(1).default(5000).describe('no more paths a drawing'),
    maxBytes: z.coerce.number().int().min(1000).default(2_000_000).describe('no more bytes a drawing'),
    similarity: z.coerce
      .number()
      .min(0)
      .max(100)
      .default(0)
      .describe('at least this much alike, in percent (SSIM); 0: as the search finds'),
    names: z.string().max(200).optional().describe('name pattern of {shot} {beat} {style} {time} {take} {number}, a slash makes folders'),
  }),
  write: async (job, { beats, names, kind, colours, maxPaths, maxBytes, similarity }) => {
    const panels = meant(job, beats)
    const paths = namesAfter(names ?? usualPattern(job.sequence.board.kind), panels)
    const wanted = { kind, mostPaths: maxPaths, mostBytes: maxBytes, similarity, ...(colours === undefined ? {} : { colours }) }
    const waiting = panels.map((panel, index) => ({ panel, path: `${paths[index]}.svg` }))
    const work: Work = { job, wanted, waiting, done: new Map(), total: panels.length }
    const threads = Math.max(1, Math.min(panels.length, availableParallelism() - 1))
    await Promise.all(Array.from({ length: threads }, () => traceFromQueue(work)))
    const files = panels.map((panel, index) => reportOf(panel, `${paths[index]}.svg`, work.done))
    await writeFile(
      join(job.folder, job.name, 'similarity.json'),
      `${JSON.stringify({ measured: 'rasterised at the size of the picture, SSIM and PSNR over RGB', files }, undefined, 2)}\n`,
    )
    const mean = files.reduce((sum, file) => sum + (file?.ssim ?? 0), 0) / files.length
    return { warnings: [], facts: { drawings: files.length, alike: `${(mean * 100).toFixed(1)} %` } }
  },
})

function meant({ sequence }: Job, beats: string | undefined): readonly Panel[] {
  const ids = beats?.split(',').map((id) => id.trim())
  const unknown = ids?.find((id) => sequence.panels.every((panel) => panel.beat.id !== id))
  if (unknown !== undefined) throw new BeatboardError('wrong-usage', `--beats: the sequence has no picture of "${unknown}".`)
  return ids === undefined ? sequence.panels : sequence.panels.filter((panel) => ids.includes(panel.beat.id))
}

/** One thread takes pictures until none is left; stopping the export ends it in the middle of a trace. */
async function traceFromQueue({ job, wanted, waiting, done, total }: Work): Promise<void> {
  const thread = openTracingThread()
  const stop = (): void => void thread.end()
  job.signal.addEventListener('abort', stop)
  try {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { panel, path } = next
      const traced = await withPicture(job, panel, ({ bytes }) =>
        thread.trace(bytes, { ...wanted, title: panel.beat.title ?? panel.beat.id }),
      )
      const file = join(job.folder, job.name, path)
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, `${traced.svg}\n`, { flag: 'wx' })
      done.set(panel.beat.id, traced)
      job.progress(done.size, total)
    }
  } finally {
    waiting.length = 0
    job.signal.removeEventListener('abort', stop)
    await thread.end()
  }
}

function reportOf(
  panel: Panel,
  file: string,
  done: ReadonlyMap<string, Traced>,
): ({ readonly ssim: number } & Readonly<Record<string, unknown>>) | undefined {
  const traced = done.get(panel.beat.id)
  if (traced === undefined) return undefined
  const { ssim, psnr, paths, colours, bytes, kind, settings } = traced
  return { file, beat: panel.beat.id, style: panel.style, ssim: rounded(ssim), psnr: rounded(psnr), paths, colours, bytes, kind, settings }
}

function rounded(number: number): number {
  return Math.round(number * 10_000) / 10_000
}
