/**
 * A project of 100,000 pictures, half of them made: how long it takes from opening it to the first request, and how much memory the
 * process ever needs, while it goes on with real files. The provider is a process of its own that answers at once with a small picture.
 * `node bench/scale.ts`, about five minutes; `node bench/scale.ts 50000` makes all that is missing.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { linkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { performance } from 'node:perf_hooks'
import type { Beat, Board, Shot, Style } from '../src/board/board.ts'
import { leanWhenLarge } from '../src/cli/lean-memory.ts'
import { cpuMs, judge } from './figures.ts'

const beats = 33_334
const beatsPerShot = 20
const standardCount = 20_000
/** The quickest of so many counts: other work on the machine only ever adds. */
const resumes = 7
const bounds = { memoryMb: 250, resumeSeconds: 1.5 }
const size = { width: 64, height: 64 }
const shape = { models: [{ provider: 'openai-compatible' }], size }
const styles: readonly Style[] = [
  { ...shape, id: 'illustration', words: 'gouache illustration, warm limited palette', continuity: 'chain' },
  { ...shape, id: 'clear', words: 'clear line drawing, even ink outline', continuity: 'none' },
  { ...shape, id: 'consistent', words: 'cinematic frame, one strong light source', continuity: 'none' },
]

interface Job {
  readonly role: 'provider' | 'prepare' | 'resume'
  readonly url: string
  readonly folder: string
  /** Pictures to make. */
  readonly count: number
}

function board(): Board {
  const shots: Shot[] = []
  for (let at = 0; at < beats; at += beatsPerShot) {
    const many = Math.min(beatsPerShot, beats - at)
    const own = Array.from({ length: many }, (_, index): Beat => {
      const prompt = `Wide shot of the harbour at dawn, number ${at + index}, fog, two people, a boat and a lighthouse`
      return { id: String(at + index + 1), prompt, transition: index % 5 === 0 ? 'hard_cut' : 'continue' }
    })
    shots.push({ id: String(shots.length + 1), beats: own })
  }
  return { title: 'Scale', kind: 'film', styles, shots }
}

async function tinyPicture(): Promise<Buffer> {
  const { default: sharp } = await import('sharp')
  const pixels = Buffer.from(Array.from({ length: size.width * size.height * 3 }, (_, at) => (at * 7) % 251))
  return sharp(pixels, { raw: { ...size, channels: 3 } })
    .png({ compressionLevel: 1 })
    .toBuffer()
}

async function provide(): Promise<void> {
  const answer = JSON.stringify({ created: 0, data: [{ b64_json: (await tinyPicture()).toString('base64') }] })
  const headers = { 'content-type': 'application/json', 'content-length': answer.length }
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(200, headers).end(answer))
  })
  server.keepAliveTimeout = 60_000
  server.listen(0, '127.0.0.1', () => process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }))
  process.on('disconnect', () => process.exit())
}

async function opened({ url, folder }: Job, fetching: typeof fetch): Promise<import('../src/studio.ts').Project> {
  const { openProject } = await import('../src/studio.ts')
  const { realWorld } = await import('../src/studio/world.ts')
  const given = { home: join(folder, 'home'), fetch: fetching }
  const world = realWorld({ env: { OPENAI_COMPATIBLE_BASE_URL: `${url}/v1` }, cwd: () => folder }, given)
  return openProject(join(folder, 'project'), { world, write: true, rpm: 100_000_000 })
}

/** The first half of every style as a run leaves it: files, attempts, pictures and events. */
async function prepare(job: Job): Promise<void> {
  const { writeBoard } = await import('../src/board/board-file.ts')
  const { layoutOf } = await import('../src/gallery/layout.ts')
  const { openJournal } = await import('../src/run/journal.ts')
  const { wallClock } = await import('../src/clock.ts')
  const folder = join(job.folder, 'project')
  mkdirSync(folder)
  writeFileSync(join(folder, 'board.json'), writeBoard(board()))
  const project = await opened(job, fetch)
  const { plan } = await project.plan()
  await project[Symbol.asyncDispose]()
  const layout = layoutOf(project.board)
  const bytes = await tinyPicture()
  const journal = openJournal(join(folder, '.beatboard', 'journal.db'), wallClock)
  const begun = await journal.begin({ pid: 1, host: 'bench', options: {} }, (run) => {
    return { type: 'run-started', run, board: 'Scale', styles: [], priceUsd: 0, seconds: 0 }
  })
  const made = plan.items.filter(({ beat }) => Number(beat.id) <= beats / 2)
  const rows: Promise<unknown>[] = []
  const about = { provider: 'openai-compatible', model: 'default', take: 1 }
  for (const [index, { id, fingerprint }] of made.entries()) {
    const path = layout.pathOf(id)
    const file = join(folder, path)
    const model = join(job.folder, `${Math.floor(index / 20_000)}.png`)
    if (index % 20_000 === 0) writeFileSync(model, bytes)
    mkdirSync(dirname(file), { recursive: true })
    linkSync(model, file)
    const sending = { ...about, id, fingerprint, domain: 'none', keyName: undefined, reservedUsd: 0 }
    rows.push(journal.send(begun, sending, [{ ...about, type: 'picture-started', id, attempt: 1, key: undefined, reservedUsd: 0 }]))
    const picture = {
      ...about,
      id,
      path,
      bytes: bytes.length,
      fingerprint,
      sha256: 'f'.repeat(64),
      previous: undefined,
      bridgedFrom: undefined,
    }
    const row = { ...picture, draft: false, costUsd: 0, madeAt: Date.now() }
    rows.push(journal.keep(begun, index + 1, row, [{ ...about, type: 'picture-kept', id, path, costUsd: 0, ms: 900, warnings: [] }]))
  }
  await Promise.all(rows)
  await journal.end(begun, { type: 'run-ended', ending: 'stopped' })
  journal.close()
}

interface Measured {
  readonly resumeSeconds: number
  /** From the beginning of the process, modules read. */
  readonly wholeSeconds: number
  readonly resumeCpuSeconds: number
  readonly resumeMb: number
  readonly made: number
  readonly peakMb: number
  readonly seconds: number
  readonly cpuMsEach: number
}

async function resume(job: Job): Promise<Measured> {
  await leanWhenLarge({ folder: join(job.folder, 'project') })
  await import('../src/studio.ts')
  let first = 0
  let firstCpu = 0
  let firstMb = 0
  const began = performance.now()
  const before = process.cpuUsage()
  const noting: typeof fetch = (...asked) => {
    if (first === 0) {
      first = performance.now()
      firstCpu = cpuMs(before)
      firstMb = peakMb()
    }
    return fetch(...asked)
  }
  await using project = await opened(job, noting)
  const { events } = await project.make(await project.plan(), { limits: { maxImages: job.count }, concurrency: 8 })
  let made = 0
  for await (const event of events) if (event.type === 'picture-kept') made += 1
  const seconds = (performance.now() - first) / 1000
  return {
    resumeSeconds: (first - began) / 1000,
    wholeSeconds: first / 1000,
    resumeCpuSeconds: firstCpu / 1000,
    resumeMb: firstMb,
    made,
    peakMb: peakMb(),
    seconds,
    cpuMsEach: (cpuMs(before) - firstCpu) / made,
  }
}

function peakMb(): number {
  return process.resourceUsage().maxRSS / 1024
}

async function inChild(job: Job): Promise<unknown> {
  const child = fork(import.meta.filename, [JSON.stringify(job)])
  const answered = once(child, 'message')
  const [code] = (await once(child, 'exit')) as [number]
  if (code !== 0) throw new Error(`The process to ${job.role} ended with ${code}.`)
  return ((await answered) as [unknown])[0]
}

async function work(job: Job): Promise<void> {
  if (job.role === 'provider') return provide()
  process.send?.((await (job.role === 'prepare' ? prepare : resume)(job)) ?? 'done')
  process.disconnect()
}

async function main(count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'scale-'))
  const base = { url: '', folder, count }
  const provider = fork(import.meta.filename, [JSON.stringify({ ...base, role: 'provider' } satisfies Job)])
  try {
    const [{ url }] = (await once(provider, 'message')) as [{ url: string }]
    const began = performance.now()
    await inChild({ ...base, url, role: 'prepare' })
    console.log(`Prepared: ${beats * styles.length} pictures, half of them made, in ${((performance.now() - began) / 1000).toFixed(0)} s`)
    const looks: Measured[] = []
    for (let round = 0; round < resumes; round++) looks.push((await inChild({ ...base, url, role: 'resume', count: 1 })) as Measured)
    const best = looks.reduce((least, each) => (each.resumeSeconds < least.resumeSeconds ? each : least))
    const { resumeSeconds, resumeCpuSeconds, wholeSeconds, resumeMb } = best
    console.log(
      `Resumed: ${resumeSeconds.toFixed(2)} s (${resumeCpuSeconds.toFixed(2)} s CPU, ${wholeSeconds.toFixed(2)} s with reading modules), ${resumeMb.toFixed(0)} MB by then; slowest of ${resumes} ${Math.max(...looks.map((each) => each.resumeSeconds)).toFixed(2)} s`,
    )
    const { made, peakMb: peak, seconds, cpuMsEach } = (await inChild({ ...base, url, role: 'resume' })) as Measured
    console.log(`Went on: ${made} pictures made on disk in ${seconds.toFixed(0)} s, ${cpuMsEach.toFixed(2)} ms CPU each`)
    judge('half-done project to its first request', { value: resumeSeconds, bound: bounds.resumeSeconds, unit: 's' })
    judge(`memory, ${beats * styles.length} tasks`, { value: peak, bound: bounds.memoryMb, unit: 'MB' })
  } finally {
    provider.disconnect()
    rmSync(folder, { recursive: true })
  }
}

const [job] = process.argv.slice(2)
await (job?.startsWith('{') === true ? work(JSON.parse(job) as Job) : main(Number(job ?? standardCount)))
