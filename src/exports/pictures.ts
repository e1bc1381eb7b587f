import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Exporter, exporter } from './exporter.ts'
import { pictureFiles, pictureOptions } from './picture-file.ts'

export const pictures: Exporter = exporter({
  id: 'pictures',
  about: 'the chosen pictures as files in selected_images/, named by a pattern',
  name: 'selected_images',
  extension: '',
  beside: true,
  needsPictures: true,
  options: pictureOptions,
  write: async (job, options) => {
    const root = join(job.folder, job.name)
    let bytes = 0
    for await (const file of pictureFiles(job, options)) {
      const path = join(root, file.path)
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, file.bytes, { flag: 'wx' })
      bytes += file.bytes.length
    }
    return { facts: { pictures: job.sequence.panels.length, bytes }, warnings: [] }
  },
})
