import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Board } from '../src/board/board.ts'
import { writeBoard } from '../src/board/board-file.ts'
import { type StudioOptions, type StudioServer, openStudioServer } from '../src/server/studio-server.ts'
import { realWorld } from '../src/studio/world.ts'
import { film } from './boards.ts'

/** A studio over a folder of its own, asked without a network. */
export interface Stage extends AsyncDisposable {
  readonly root: string
  readonly home: string
  readonly studio: StudioServer
  /** Lines of the log. */
  readonly log: string[]
  /** Text of every JSON answer so far. */
  readonly said: string[]
  ask(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; headers: Headers; json: unknown }>
  /** The answer as it is, e.g. a picture. */
  raw(path: string, init?: Init): Promise<Response>
  /** Another server over the same folders, e.g. after a crash of this one. */
  again(more?: Partial<StudioOptions>): Promise<Stage>
}

type Init = Omit<RequestInit, 'headers'> & { readonly headers?: Record<string, string> }

export interface StageOptions extends Partial<Omit<StudioOptions, 'world'>> {
  readonly boards?: Readonly<Record<string, Board>>
  readonly env?: Readonly<Record<string, string>>
  readonly folder?: string
}

export async function openStage({ boards = { boat: film() }, env = {}, folder, ...options }: StageOptions = {}): Promise<Stage> {
  const base = folder ?? (await mkdtemp(join(tmpdir(), 'beatboard-studio-')))
  const [root, home] = [join(base, 'boards'), join(base, 'home')]
  await mkdir(root, { recursive: true })
  if (folder === undefined)
    for (const [name, board] of Object.entries(boards)) {
      await mkdir(join(root, name), { recursive: true })
      await writeFile(join(root, name, 'board.json'), writeBoard(board))
    }
  const log: string[] = []
  const world = realWorld({ env: { BEATBOARD_HOME: home, ...env }, cwd: () => root }, { command: 'a test' })
  const studio = await openStudioServer({ world, root, log: (line) => log.push(line), version: '1', ...options })
  const said: string[] = []
  const raw = async (path: string, init: Init = {}): Promise<Response> =>
    studio.app.request(path, { ...init, headers: { host: 'localhost:3001', ...init.headers } })
  return {
    root,
    home,
    studio,
    log,
    said,
    raw,
    async ask(method, path, body, headers = {}) {
      const init =
        body === undefined
          ? {}
          : {
              body: JSON.stringify(body),
              headers: {
                'content-type': 'application/json',
                ...headers,
              },
            }
      const answer = await raw(path, {
        method,
        headers,
        ...init,
      })
      const text = await answer.text()
      said.push(text)
      return {
        status: answer.status,
        headers: answer.headers,
        json: (text === '' ? undefined : JSON.parse(text)) as unknown,
      }
    },
    again: (more = {}) =>
      openStage({
        env,
        folder: base,
        ...options,
        ...more,
      }),
    async [Symbol.asyncDispose]() {
      await studio.close()
      if (folder === undefined)
        await rm(base, {
          recursive: true,
          force: true,
        })
    },
  }
}

/** Waits until the run of a board has ended, and those that waited for it. */
export async function runEnded({ studio }: Stage, board: string): Promise<void> {
  const { work } = studio.server.rooms.find(board)
  for (let run = work.run(); run !== undefined; run = work.run()) {
    await run.done
    while (work.run() === run) await new Promise((resolve) => setImmediate(resolve))
    await work.inTurn(async () => undefined)
  }
}
