/**
 * What a picture costs beside the least that anybody must do: CPU of a process that draws through a project, beside one with a bare loop
 * that asks the same provider, decodes once, syncs and renames. The provider is the simulator in a process of its own, without latency,
 * with pictures of 1 MB. `node bench/own-cost.ts`, about a minute.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { open, rename, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Beat, Board, Style } from '../src/board/board.ts'
import { cpuMs, judge, median } from './figures.ts'

const beats = 40
const rounds = 5
const bound = 1.5
const size = { width: 1024, height: 1024 }
const shape = { words: 'gouache illustration, warm limited palette', models: [{ provider: 'openai-compatible' }], size }
const styles: readonly Style[] = [
  { ...shape, id: 'illustration', continuity: 'chain' },
  { ...shape, id: 'clear', continuity: 'none' },
  { ...shape, id: 'consistent', continuity: 'none' },
]

interface Job {
  readonly role: 'provider' | 'project' | 'bare'
  readonly url: string
  readonly folder: string
}

const prompts = Array.from({ length: beats }, (_, at) => `Wide shot of the harbour at dawn, number ${at}, fog, a boat and a lighthouse`)

function board(): Board {
  const all = prompts.map((prompt, at): Beat => ({ id: String(at + 1), prompt, transition: at % 10 === 0 ? 'hard_cut' : 'continue' }))
  return { title: 'Own cost', kind: 'film', styles, shots: [{ id: '1', beats: all }] }
}

/** Through a project, as the command line does it. */
async function drawProject({ url, folder }: Job): Promise<number> {
  const { writeBoard } = await import('../src/board/board-file.ts')
  const { openProject } = await import('../src/studio.ts')
  const { realWorld } = await import('../src/studio/world.ts')
  const home = join(folder, 'home')
  await writeFile(join(folder, 'board.json'), writeBoard(board()))
  const world = realWorld({ env: { OPENAI_COMPATIBLE_BASE_URL: `${url}/compatible/v1` }, cwd: () => folder }, { home })
  const before = process.cpuUsage()
  await using project = await openProject(folder, { world, write: true, rpm: 100_000 })
  const { events } = await project.make(await project.plan())
  let kept = 0
  for await (const event of events) if (event.type === 'picture-kept') kept += 1
  if (kept !== beats * styles.length) throw new Error(`${kept} pictures of ${beats * styles.length}`)
  return cpuMs(before)
}

/** One loop a style, side by side as the project has them; nothing is kept but the pictures. */
async function drawBare({ url, folder }: Job): Promise<number> {
  const { default: sharp } = await import('sharp')
  const before = process.cpuUsage()
  const api = `${url}/compatible/v1/images`
  await Promise.all(
    styles.map(async ({ id, words, continuity }) => {
      mkdirSync(join(folder, id))
      let last: Buffer | undefined
      for (const [at, text] of prompts.entries()) {
        const prompt = `${text}\nStyle: ${words}`
        const shown = continuity === 'chain' && at % 10 > 0 ? last : undefined
        const response = await (shown === undefined ? generate(api, prompt) : edit(api, prompt, shown))
        const answer = (await response.json()) as { data: [{ b64_json: string }] }
        const bytes = Buffer.from(answer.data[0].b64_json, 'base64')
        await sharp(bytes).raw().toBuffer()
        await keep(join(folder, id, `${at + 1}`), bytes)
        last = bytes
      }
    }),
  )
  return cpuMs(before)
}

const asked = { n: 1, size: `${size.width}x${size.height}`, response_format: 'b64_json' }

function generate(api: string, prompt: string): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  return fetch(`${api}/generations`, { method: 'POST', headers, body: JSON.stringify({ prompt, ...asked }) })
}

function edit(api: string, prompt: string, shown: Buffer): Promise<Response> {
  const body = new FormData()
  for (const [name, value] of Object.entries({ prompt, ...asked })) body.append(name, String(value))
  body.append('image', new Blob([new Uint8Array(shown)], { type: 'image/png' }), 'reference-1.png')
  return fetch(`${api}/edits`, { method: 'POST', body })
}

async function keep(path: string, bytes: Buffer): Promise<void> {
  const file = await open(`${path}.part`, 'wx')
  await file.writeFile(bytes)
  await file.sync()
  await file.close()
  await rename(`${path}.part`, `${path}.png`)
}

async function provide(): Promise<void> {
  const { startSimulator } = await import('../src/simulator/simulator.ts')
  const { url } = await startSimulator({ pictures: 'heavy' })
  process.send?.({ url })
  process.on('disconnect', () => process.exit())
}

/** CPU of a process of its own that draws all pictures, in ms, from opening the project to its end. Reading modules is another bench's matter. */
async function measured(role: 'project' | 'bare', url: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), `own-cost-${role}-`))
  try {
    const child = fork(import.meta.filename, [JSON.stringify({ role, url, folder } satisfies Job)])
    const [told] = (await Promise.race([once(child, 'message'), failed(child)])) as [number]
    await once(child, 'exit')
    return told
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function failed(child: ChildProcess): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number]
  await new Promise(setImmediate)
  throw new Error(`A process that was measured ended with ${code}.`)
}

async function work(job: Job): Promise<void> {
  if (job.role === 'provider') return provide()
  process.send?.(await (job.role === 'project' ? drawProject : drawBare)(job))
  process.disconnect()
}

async function main(): Promise<void> {
  const provider = fork(import.meta.filename, [JSON.stringify({ role: 'provider', url: '', folder: '' } satisfies Job)])
  const [{ url }] = (await once(provider, 'message')) as [{ url: string }]
  const pictures = beats * styles.length
  const own: number[] = []
  const bare: number[] = []
  await measured('bare', url)
  for (let round = 0; round < rounds; round++) {
    // Each first every other time, so that neither always finds the page cache as the other left it.
    const first = round % 2 === 0 ? 'bare' : 'project'
    for (const role of [first, first === 'bare' ? 'project' : 'bare'] as const)
      (role === 'bare' ? bare : own).push((await measured(role, url)) / pictures)
  }
  provider.disconnect()
  console.log(
    `CPU a picture: ${median(own).toFixed(1)} ms through a project, ${median(bare).toFixed(1)} ms in a bare loop (${pictures} pictures)`,
  )
  judge('own cost beside a bare loop', { value: median(own.map((ms, at) => ms / (bare[at] ?? 1))), bound, unit: '×' })
}

const [job] = process.argv.slice(2)
await (job === undefined ? main() : work(JSON.parse(job) as Job))
