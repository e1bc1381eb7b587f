import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { beat } from '../../test/boards.ts'
import { emptyFolder, exported, filesIn, twoStyles } from '../../test/export-world.ts'
import { drawSvg, rasterised } from './svg/draw-svg.ts'
import { layered } from './svg/layers.ts'
import { type Pixels, similarityOf } from './svg/similarity.ts'

const board = twoStyles([beat('1.1', { title: 'Lamp & <sea>' }), beat('1.2')])
const limits = { kind: 'auto', mostPaths: 5000, mostBytes: 2_000_000, similarity: 0, title: 'Lamp' } as const

function square(x: number, fill: string): string {
  return `<path d="M0 0 L10 0 L10 10 L0 10 Z" fill="${fill}" transform="translate(${x},0)"/>`
}

/** A scene of flat shapes, as pixels. */
async function scene(more = ''): Promise<Pixels> {
  const text = `<svg xmlns="http://www.w3.org/2000/svg" width="160" height="96"><rect width="160" height="96" fill="#246"/><circle cx="40" cy="40" r="24" fill="#fc3"/>
    <circle cx="120" cy="40" r="24" fill="#fc3"/><path d="M0 96 L80 50 L160 96Z" fill="#263"/>${more}</svg>`
  const { data, info } = await sharp(Buffer.from(text)).flatten().raw().toBuffer({ resolveWithObject: true })
  return { rgb: data, width: info.width, height: info.height }
}

test('A15: every pick becomes a drawing of paths that an XML parser reads, never a picture wrapped in SVG', async () => {
  const { folder } = await exported({ format: 'svg', board })
  expect(await filesIn(folder)).toEqual(['exports/svg/Beat_1.1.svg', 'exports/svg/Beat_1.2.svg', 'exports/svg/similarity.json'])
  const path = join(folder, 'exports/svg/Beat_1.1.svg')
  const text = await readFile(path, 'utf8')
  expect(text).toMatch(/<path[^>]* d="m/i)
  expect(text).not.toMatch(/<image|data:|href|<script/i)
  const title = execFileSync(
    'python3',
    ['-c', 'import sys,xml.etree.ElementTree as t; r=t.parse(sys.argv[1]).getroot(); print(r.tag, r[0].text)', path],
    { encoding: 'utf8' },
  )
  expect(title.trim()).toBe('{http://www.w3.org/2000/svg}svg Lamp & <sea>')
})

test('how alike each is stands beside the files, as measured on the file itself', async () => {
  const { folder, facts } = await exported({ format: 'svg', board, options: { beats: '1.2' } })
  const { files } = JSON.parse(await readFile(join(folder, 'exports/svg/similarity.json'), 'utf8')) as {
    files: { file: string; ssim: number; bytes: number }[]
  }
  const text = await readFile(join(folder, 'exports/svg/Beat_1.2.svg'))
  expect(files).toEqual([expect.objectContaining({ file: 'Beat_1.2.svg', beat: '1.2', style: 'oil', bytes: text.length - 1 })])
  expect(facts).toEqual({ drawings: 1, alike: `${((files[0]?.ssim ?? 0) * 100).toFixed(1)} %` })
})

test('flat shapes come back nearly as they were, in their colours', async () => {
  const pixels = await scene()
  const traced = await drawSvg(pixels, limits)
  expect(traced.ssim).toBeGreaterThan(0.95)
  expect(similarityOf(pixels, await rasterised(traced.svg, pixels))).toEqual({ ssim: traced.ssim, psnr: traced.psnr })
  expect(traced.bytes).toBeLessThan(6000)
})

test('the smallest drawing that is like enough is taken, and limits hold', async () => {
  const dots = Array.from(
    { length: 60 },
    (_, index) => `<circle cx="${(index * 37) % 160}" cy="${(index * 23) % 96}" r="${2 + (index % 4)}" fill="hsl(${index * 6},80%,60%)"/>`,
  )
  const pixels = await scene(dots.join(''))
  const free = await drawSvg(pixels, { ...limits, similarity: 60 })
  expect(free.ssim).toBeGreaterThanOrEqual(0.6)
  const tight = await drawSvg(pixels, { ...limits, mostPaths: 30 })
  expect(tight.paths).toBeLessThanOrEqual(30)
})

test('limits out of reach are said with the nearest there is', async () => {
  const pixels = await scene()
  await expect(drawSvg(pixels, { ...limits, mostBytes: 50, similarity: 99.9 })).rejects.toMatchObject({
    kind: 'wrong-usage',
    message: expect.stringMatching(/smallest has \d+ paths, \d+ bytes.*closest/),
  })
})

test('a number of colours of the user’s own is kept', async () => {
  expect((await drawSvg(await scene(), { ...limits, kind: 'flat', colours: 3 })).colours).toBeLessThanOrEqual(3)
})

test('layers are grouped by colour only where nothing changes to the eye', () => {
  const apart = layered(square(0, '#ff0000') + square(40, '#0000ff') + square(20, '#ff0000'), { width: 60, height: 10 }, '')
  const covering = layered(square(0, '#ff0000') + square(5, '#0000ff') + square(8, '#ff0000'), { width: 60, height: 10 }, '')
  expect([apart.svg, covering.svg].map((text) => text.match(/<g /g)?.length)).toEqual([2, 3])
  expect([apart.paths, apart.colours]).toEqual([3, 2])
})

test('similarity: the same is 1 and 99 dB, noise lowers it, another picture far more', async () => {
  const [one, noisy, other] = [
    await scene(),
    await scene('<circle cx="80" cy="20" r="6"/>'),
    await scene('<rect width="160" height="96" fill="#fff"/>'),
  ]
  expect(similarityOf(one, one)).toEqual({ ssim: 1, psnr: 99 })
  expect(similarityOf(one, noisy).ssim).toBeGreaterThan(similarityOf(one, other).ssim)
})

test('stopped in the middle of a trace, it ends at once and leaves no file', async () => {
  const folder = emptyFolder()
  const stop = new AbortController()
  const work = exported({ format: 'svg', board, folder, signal: stop.signal, progress: () => stop.abort() })
  await expect(work).rejects.toMatchObject({ kind: 'cancelled' })
  expect(await filesIn(folder)).toEqual([])
})

test('a beat that the sequence does not have is refused', async () => {
  await expect(exported({ format: 'svg', board, options: { beats: '9.9' } })).rejects.toMatchObject({ kind: 'wrong-usage' })
})
