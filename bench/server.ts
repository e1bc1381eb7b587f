/**
 * Measures the server: a snapshot of 10,000 pictures (ms and bytes, packed), and 200 clients of the event stream at 600 events a second.
 * node bench/server.ts [pictures] [clients] [seconds]
 */
import { hash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Beat, Board } from '../src/board/board.ts'
import { writeBoard } from '../src/board/board-file.ts'
import { pictureId } from '../src/board/picture.ts'
import { wallClock } from '../src/clock.ts'
import { layoutOf } from '../src/gallery/layout.ts'
import { makePlan } from '../src/plan/make-plan.ts'
import { openJournal } from '../src/run/journal.ts'
import { listen } from '../src/server/listen.ts'
import { type StudioServer, openStudioServer } from '../src/server/studio-server.ts'
import { realWorld } from '../src/studio/world.ts'

const subjects = ['a ferry', 'the harbour', 'two dancers', 'an old lamp', 'the north wall', 'a red kite', 'nine gulls']
const deeds = ['waits in the rain', 'turns towards the light', 'leaves without a word', 'rests on the sand', 'is painted anew']

/** Beats in three styles, in shots of twelve. */
function boardOf(beats: number): Board {
  const all = Array.from({ length: beats }, (_, index): Beat => ({
    id: `${Math.floor(index / 12) + 1}.${(index % 12) + 1}`,
    prompt: `${subjects[index % 7]} ${deeds[(index * 3) % 5]}, seen from ${index % 40} steps away, number ${index}`,
    transition: index % 3 === 0 ? 'hard_cut' : 'continue',
  }))
  return {
    title: 'Ten thousand',
    kind: 'film',
    styles: ['illustration', 'clear', 'consistent'].map((id) => ({
      id,
      words: id,
      models: [{ provider: 'draft' }],
      continuity: 'chain',
      size: { width: 1024, height: 576 },
    })),
    shots: Array.from({ length: Math.ceil(beats / 12) }, (_, shot) => ({
      id: String(shot + 1),
      beats: all.slice(shot * 12, shot * 12 + 12),
    })),
  }
}

/** A project as a long run leaves it: every picture on disk and in the journal. */
async function makeProject(folder: string, pictures: number): Promise<void> {
  const board = boardOf(Math.ceil(pictures / 3))
  mkdirSync(join(folder, '.beatboard'), { recursive: true })
  writeFileSync(join(folder, 'board.json'), writeBoard(board))
  const journal = openJournal(join(folder, '.beatboard/journal.db'), wallClock)
  const layout = layoutOf(board)
  const plan = makePlan(board, { made: new Map(), failed: new Map(), inDoubt: new Map(), references: new Map() }, { redo: ['missing'] })
  const shas = new Map(plan.items.map(({ id }) => [id, hash('sha256', id, 'hex')]))
  const rows = plan.items.map(({ id, style, beat, fingerprint, after }, index) => {
    const path = layout.pathOf(pictureId(style.id, beat.id))
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), Buffer.alloc(100 + (index % 900), 1))
    const previous = after === undefined ? undefined : { from: after, sha256: shas.get(after) ?? '' }
    const same = { bridgedFrom: undefined, draft: true, costUsd: 0, provider: 'draft', model: 'draft-1', madeAt: index }
    return { id, take: 1, path, bytes: 100 + (index % 900), fingerprint, sha256: shas.get(id), previous, ...same }
  })
  await journal.adopt(rows)
  journal.close()
}

async function timed(work: () => Promise<number>): Promise<{ ms: number; bytes: number }> {
  const began = performance.now()
  const bytes = await work()
  return { ms: performance.now() - began, bytes }
}

/** The bytes of an answer as they go over the line. */
function bytesOf(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { 'accept-encoding': 'gzip' } }, (answer) => {
      let bytes = 0
      answer.on('data', (piece: Buffer) => (bytes += piece.length))
      answer.on('end', () => (answer.statusCode === 200 ? resolve(bytes) : reject(new Error(`status ${answer.statusCode}`))))
    })
      .on('error', reject)
      .end()
  })
}

/** So many clients in a process of their own, counting what they hear. */
function clientProcess(url: string, clients: number): void {
  const counts = Array.from({ length: clients }, () => 0)
  const delays: number[] = []
  let open = 0
  for (let client = 0; client < clients; client++)
    request(`${url}/api/events`, (answer) => {
      answer.setEncoding('utf8')
      answer.once('data', () => ++open === clients && process.send?.('ready'))
      answer.on('data', (text: string) => {
        const found = [...text.matchAll(/"beat":"(\d+)"/g)]
        counts[client] = (counts[client] ?? 0) + found.length
        const sentAt = Number(found.at(-1)?.[1] ?? 0)
        if (client === 0 && sentAt > 0) delays.push(Date.now() - sentAt)
      })
    }).end()
  process.on('message', () => process.send?.({ counts, delays }))
}

async function stream(studio: StudioServer, url: string, { clients, seconds }: { clients: number; seconds: number }): Promise<void> {
  const worker = fork(fileURLToPath(import.meta.url), ['clients', url, String(clients)])
  await new Promise((resolve) => worker.once('message', resolve))
  const before = process.memoryUsage().rss
  let most = before
  const began = performance.now()
  let told = 0
  while (told < seconds * 600) {
    const due = Math.min(seconds * 600, Math.floor(((performance.now() - began) / 1000) * 600))
    for (; told < due; told++) studio.server.hub.publish({ type: 'picked', board: 'b', beat: String(Date.now()) })
    most = Math.max(most, process.memoryUsage().rss)
    await wallClock.sleep(5)
  }
  const { user, system } = process.cpuUsage()
  await wallClock.sleep(500)
  worker.send('tell')
  const { counts, delays } = await new Promise<{ counts: number[]; delays: number[] }>((resolve) => worker.once('message', resolve))
  worker.kill()
  const sorted = delays.toSorted((a, b) => a - b)
  console.log(
    `${clients} clients, ${told} events in ${seconds} s: lost ${counts.reduce((sum, count) => sum + told - count, 0)}, ` +
      `delay median ${sorted[Math.floor(sorted.length / 2)]} ms, worst ${sorted.at(-1)} ms, memory +${Math.round((most - before) / 1048576)} MB, ` +
      `CPU of the server so far ${((user + system) / 1e6).toFixed(1)} s`,
  )
}

async function bench(): Promise<void> {
  const [pictures = 10_000, clients = 200, seconds = 10] = process.argv.slice(2).map(Number)
  const root = mkdtempSync(join(tmpdir(), 'beatboard-bench-'))
  await makeProject(join(root, 'big'), pictures)
  const studio = await openStudioServer({ world: realWorld({ env: { BEATBOARD_HOME: join(root, '.home') }, cwd: () => root }), root })
  const listening = await listen(studio, { port: 0, host: '127.0.0.1' })
  const url = listening.url.replace('localhost', '127.0.0.1')
  const cold = await timed(() => bytesOf(`${url}/api/boards/big`))
  const warm = []
  for (let turn = 0; turn < 10; turn++) warm.push((await timed(() => bytesOf(`${url}/api/boards/big`))).ms)
  warm.sort((a, b) => a - b)
  console.log(
    `snapshot of ${pictures} pictures: ${Math.round((cold.bytes ?? 0) / 1000)} kB packed, first ${cold.ms.toFixed(0)} ms, then median ${warm[5]?.toFixed(0)} ms, worst ${warm[9]?.toFixed(0)} ms`,
  )
  const cards = await timed(() => bytesOf(`${url}/api/boards`))
  console.log(`list of boards: ${cards.ms.toFixed(0)} ms`)
  await stream(studio, url, { clients, seconds })
  await listening.close()
  rmSync(root, { recursive: true, force: true })
}

if (process.argv[2] === 'clients') clientProcess(process.argv[3] ?? '', Number(process.argv[4]))
else await bench()
