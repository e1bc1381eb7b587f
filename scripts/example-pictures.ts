import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { layoutOf } from '../src/gallery/layout.ts'
import { importList, openProject } from '../src/index.ts'

/** Draws the pictures of the README with the draft painter: `node scripts/example-pictures.ts FOLDER`, which keeps the drawn projects. */
const [folder = 'example-pictures'] = process.argv.slice(2)
const root = join(import.meta.dirname, '..')
const cell = { width: 400, height: 225 }
const gap = 8

const sheets = [
  { list: 'film.json', picture: 'film.webp', beats: ['1.3', '2.2', '3.3', '4.2'], styles: ['illustration', 'clear', 'consistent'] },
  { list: 'steps.json', picture: 'steps.webp', beats: ['1', '4', '7', '10'], styles: ['clear'] },
]

for (const { list, picture, beats, styles } of sheets) {
  const imported = await importList({
    text: await readFile(join(root, 'examples', list), 'utf8'),
    name: list,
    outputDir: join(folder, list),
  })
  await using project = await openProject(imported.folder)
  const making = await project.make(await project.plan())
  for await (const event of making.events) if (event.type === 'picture-failed') throw new Error(event.message)
  const layout = layoutOf(project.board)
  const cells = styles.flatMap((style, row) =>
    beats.map(async (beat, column) => ({
      input: await sharp(join(imported.folder, layout.pathOf(`${style}/${beat}`)))
        .resize(cell)
        .toBuffer(),
      left: column * (cell.width + gap),
      top: row * (cell.height + gap),
    })),
  )
  await mkdir(join(root, 'docs/pictures'), { recursive: true })
  const size = { width: beats.length * (cell.width + gap) - gap, height: styles.length * (cell.height + gap) - gap }
  const paper = sharp({ create: { ...size, channels: 4, background: '#00000000' } })
  await paper
    .composite(await Promise.all(cells))
    .webp({ quality: 85 })
    .toFile(join(root, 'docs/pictures', picture))
}
