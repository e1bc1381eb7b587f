/** What checking, embedding and saving cost beside the least anybody must do: decode once, write, sync, rename. Run: `node bench/own-cost-gallery.ts`. */
import { mkdtempSync, rmSync } from 'node:fs'
import { mkdir, open, rename } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import type { Board } from '../src/board/board.ts'
import { pictureId } from '../src/board/picture.ts'
import { openFolderGallery } from '../src/gallery/folder-gallery.ts'
import type { Recipe } from '../src/gallery/recipe.ts'
import { inspect } from '../src/gallery/inspect.ts'

const count = 60
const size = { width: 1024, height: 576 }
const folder = mkdtempSync(join(tmpdir(), 'beatboard-bench-'))

/** A soft gradient with grain: about 1.3 MB as PNG, as a painted picture is. */
async function painted(): Promise<Buffer> {
  const pixels = Buffer.alloc(size.width * size.height * 3)
  let grain = 1
  for (let index = 0; index < pixels.length; index++) {
    grain = (grain * 1103515245 + 12345) & 0x7fffffff
    pixels[index] = ((Math.floor(index / 3) % size.width) / 5 + ((grain >> 16) % 12)) & 255
  }
  return sharp(pixels, { raw: { ...size, channels: 3 } })
    .png()
    .toBuffer()
}

async function cpuMsOf(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

const beats = Array.from({ length: count + 1 }, (_, index) => ({ id: String(index), prompt: 'p', transition: 'hard_cut' as const }))
const style = { id: 'clear', words: '', models: [], continuity: 'none' as const, size }
const board: Board = { title: 'bench', kind: 'film', styles: [style], shots: [{ id: '1', beats }] }
const png = await painted()
const recipe = (index: number): Recipe => ({
  picture: pictureId('clear', String(index)),
  take: 1,
  prompt: 'A kettle on a stove, morning light — gouache illustration, flat simplified shapes',
  provider: 'draft',
  model: 'draft',
  parameters: { steps: 30 },
  references: [],
  fingerprint: 'f',
  sha256: '',
  madeAt: new Date(0).toISOString(),
  warnings: [],
})

await mkdir(join(folder, 'bare'))
const bare = async (index: number): Promise<void> => {
  await sharp(png).raw().toBuffer()
  const part = join(folder, 'bare', `${index}.part`)
  const file = await open(part, 'wx')
  await file.writeFile(png)
  await file.sync()
  await file.close()
  await rename(part, join(folder, 'bare', `${index}.png`))
}
const gallery = await openFolderGallery(join(folder, 'project'), board)
const own = async (index: number): Promise<void> => {
  await inspect(png, { size })
  await gallery.save(pictureId('clear', String(index)), { bytes: png, type: 'image/png' }, recipe(index))
}

// In turns, each first every other time, so that the page cache is as full for the one as for the other; the first round warms up.
const rounds: { bareMs: number; ownMs: number }[] = []
for (let index = 0; index <= count; index++) {
  const early = index % 2 === 0 ? await cpuMsOf(() => bare(index)) : 0
  const ownMs = await cpuMsOf(() => own(index))
  rounds.push({ bareMs: index % 2 === 0 ? early : await cpuMsOf(() => bare(index)), ownMs })
}
const mean = (values: readonly number[]): number => values.slice(1).reduce((sum, value) => sum + value, 0) / count
const bareMs = mean(rounds.map((round) => round.bareMs))
const ownMs = mean(rounds.map((round) => round.ownMs))
rmSync(folder, { recursive: true })
const report = { bytes: png.length, bareCpuMs: bareMs, ownCpuMs: ownMs, ratio: ownMs / bareMs }
process.stdout.write(`${JSON.stringify(report)}\n`)
