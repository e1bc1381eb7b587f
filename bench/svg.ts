import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vectorizeRaw } from '@neplex/vectorizer'
import sharp from 'sharp'
import { drawSvg, rasterised } from '../src/exports/svg/draw-svg.ts'
import { type Pixels, similarityOf } from '../src/exports/svg/similarity.ts'
import { importList } from '../src/index.ts'
import { openProject } from '../src/studio.ts'
import { realWorld } from '../src/studio/world.ts'

/**
 * Vector drawings of three kinds of pictures of the example film (flat illustration, line art, rich picture) against the tracer's own
 * defaults: at least as alike at no more than half the bytes. Exits with 1 where one misses. `npm run bench:svg [BEAT…]`
 */
const beats = process.argv.length > 2 ? process.argv.slice(2) : ['2.1', '3.1']
const folder = await mkdtemp(join(tmpdir(), 'beatboard-bench-'))
const world = realWorld({ env: {}, cwd: () => folder }, { home: join(folder, 'home') })
const text = await readFile(new URL('../examples/film.json', import.meta.url), 'utf8')
const { folder: project } = await importList({ text, name: 'film.json', outputDir: folder }, { backends: ['draft'] }, world)
await using studio = await openProject(project, { world, write: true, settings: { backends: ['draft'] } })
const { events } = await studio.make(await studio.plan({ beats }))
for await (const _ of events);

async function pixelsOf(path: string): Promise<Pixels> {
  const { data, info } = await sharp(path).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return { rgb: data, width: info.width, height: info.height }
}

let missed = 0
console.log('picture              tracer’s defaults: bytes, SSIM, PSNR    ours: bytes, SSIM, PSNR, paths, kind        share  seconds')
for (const style of studio.board.styles)
  for (const beat of beats) {
    const pixels = await pixelsOf(join(project, `generated_images/${style.id}/Shot_${beat.split('.')[0]}/Beat_${beat}.png`))
    const rgba = await sharp(pixels.rgb, { raw: { width: pixels.width, height: pixels.height, channels: 3 } })
      .ensureAlpha()
      .raw()
      .toBuffer()
    const plain = await vectorizeRaw(rgba, { width: pixels.width, height: pixels.height })
    const theirs = similarityOf(pixels, await rasterised(plain, pixels))
    const began = performance.now()
    const ours = await drawSvg(pixels, {
      kind: 'auto',
      mostPaths: 5000,
      mostBytes: plain.length / 2,
      similarity: theirs.ssim * 100,
      title: beat,
    })
    const good = ours.ssim >= theirs.ssim && ours.bytes * 2 <= plain.length
    if (!good) missed += 1
    console.log(
      `${`${style.id} ${beat}`.padEnd(20)} ${String(plain.length).padStart(8)}  ${theirs.ssim.toFixed(4)}  ${theirs.psnr.toFixed(1)}`.padEnd(
        60,
      ),
      `${String(ours.bytes).padStart(7)}  ${ours.ssim.toFixed(4)}  ${ours.psnr.toFixed(1)}  ${String(ours.paths).padStart(4)}  ${ours.kind}`.padEnd(
        42,
      ),
      `${((ours.bytes / plain.length) * 100).toFixed(0).padStart(3)} %  ${((performance.now() - began) / 1000).toFixed(1)}  ${good ? 'good' : 'MISSED'}`,
    )
  }
await rm(folder, { recursive: true, force: true })
process.exitCode = missed === 0 ? 0 : 1
