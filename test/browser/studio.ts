import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { launch } from './chromium.ts'

const program = join(import.meta.dirname, '../../bin/beatboard.js')

/** A studio over a folder of its own, as `beatboard serve` runs it. */
export interface Studio extends AsyncDisposable {
  readonly url: string
  readonly folder: string
  /** As if the plug were pulled. */
  kill(): Promise<void>
  start(): Promise<void>
}

export async function openStudio(env: Readonly<Record<string, string>> = {}): Promise<Studio> {
  const folder = await mkdtemp(join(tmpdir(), 'beatboard-browser-'))
  const port = await freePort()
  let child: ChildProcess | undefined
  const start = async (): Promise<void> => {
    child = spawn(process.execPath, [program, 'serve', folder, '--port', String(port)], {
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '', HOME: folder, XDG_CONFIG_HOME: join(folder, '.config'), NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    await answers(`http://127.0.0.1:${port}/healthz`)
  }
  const kill = async (): Promise<void> => {
    if (child === undefined || child.exitCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  await start()
  return {
    url: `http://127.0.0.1:${port}`,
    folder,
    kill,
    start,
    async [Symbol.asyncDispose]() {
      await kill()
      await rm(folder, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

async function answers(url: string): Promise<void> {
  for (let left = 100; left > 0; left--) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok === true) return
    await new Promise((resolve) => {
      setTimeout(resolve, 100)
    })
  }
  throw new Error(`Nothing answers at ${url}.`)
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** Makes a board out of a list, as a script would. */
export async function makeBoard(studio: Studio, list: unknown, settings?: unknown): Promise<string> {
  const answer = await fetch(`${studio.url}/api/boards`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ list, ...(settings === undefined ? {} : { settings }) }),
  })
  if (!answer.ok) throw new Error(await answer.text())
  return ((await answer.json()) as { id: string }).id
}

/** Draws all that is missing and waits until it is there. */
export async function drawAll(studio: Studio, board: string): Promise<void> {
  const at = `${studio.url}/api/boards/${board}`
  await fetch(`${at}/runs`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
  for (let left = 300; left > 0; left--) {
    const { run } = (await (await fetch(at)).json()) as { run?: { phase: string } }
    if (run?.phase === 'ended') return
    await new Promise((resolve) => {
      setTimeout(resolve, 100)
    })
  }
  throw new Error('the run did not end')
}

/** Four beats of two shots, in three styles. */
export const lantern = {
  title: 'Salt and Lantern',
  shots: [
    {
      id: '1',
      title: 'Arrival',
      beats: [
        { id: '1.1', prompt: 'The lighthouse on its island at dusk', transition: 'hard_cut' },
        { id: '1.2', prompt: 'A rowing boat pulls toward the rock', transition: 'continue' },
      ],
    },
    {
      id: '2',
      title: 'The signal',
      beats: [
        { id: '2.1', prompt: 'The beam crosses dark water', transition: 'hard_cut' },
        { id: '2.2', prompt: 'The ship in a storm, windows lit', transition: 'continue' },
      ],
    },
  ],
} as const

export interface Visit extends AsyncDisposable {
  readonly page: Page
  readonly context: BrowserContext
  /** What the page said went wrong. */
  readonly complaints: string[]
}

/** A browser window of its own. */
export async function visit(browser: Browser, options: Parameters<Browser['newContext']>[0] = {}): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  return { page, context, complaints, [Symbol.asyncDispose]: () => context.close() }
}

export { launch }
