import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type Exporter, exporter } from './exporter.ts'
import { sequenceData } from './sequence-data.ts'

export const json: Exporter = exporter({
  id: 'json',
  about: 'the final sequence as data: picks, times, captions, how each picture was made',
  name: 'sequence',
  extension: '.json',
  needsPictures: false,
  options: z.object({}),
  write: async (job) => {
    const data = await sequenceData(job)
    await writeFile(join(job.folder, `${job.name}.json`), `${JSON.stringify(data, undefined, 2)}\n`)
    job.progress(1, 1)
    return { facts: { pictures: data.panels.length }, warnings: [] }
  },
})
