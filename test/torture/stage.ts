import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Board } from '../../src/board/board.ts'
import { writeBoard } from '../../src/board/board-file.ts'
import { type Clock, wallClock } from '../../src/clock.ts'
import { main } from '../../src/cli/main.ts'
import type { Asked } from '../../src/simulator/log.ts'
import { seededRandom } from '../../src/simulator/random.ts'
import { startSimulator } from '../../src/simulator/simulator.ts'
import { picture } from '../pictures.ts'
import { type Line, type Start, type Victim, startVictim } from './victim.ts'

/** The world of the torture: a folder, a provider that counts what it bills, and the user's own folder. */
export interface Stage extends AsyncDisposable {
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
  readonly random: () => number
  /** Everything the provider was asked, in order; a line is there before its answer leaves. */
  readonly asked: readonly Asked[]
  /** Resolves at the nth answer from now. */
  answer(nth: number): Promise<void>
  /** Resolves when the provider has read all that the dead have sent. */
  quiet(): Promise<void>
  /** Starts a real process with `--json`. */
  start(args: readonly string[], more?: Partial<Start>): Victim
  /** The same command line in this process, for questions that change nothing. */
  ask(...args: string[]): Promise<{ readonly code: number; readonly lines: readonly Line[]; readonly text: string }>
}

export interface Project {
  /** Where it is looked at from here. */
  readonly folder: string
  readonly board: Board
  /** The list that it comes from. */
  readonly list: string
}

export async function openStage(seed: number, latencyMs: readonly [number, number] = [20, 80]): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'beatboard-torture-'))
  const { clock, answer } = hearingClock()
  const simulator = await startSimulator({ latencyMs, clock, seed })
  const home = join(folder, 'home')
  const key = 'torture-key-4711'
  const env = { PATH: process.env['PATH'] ?? '', BEATBOARD_HOME: home, GEMINI_API_KEY: key, ...simulator.environment }
  const { asked } = simulator.log
  return {
    folder,
    env,
    random: seededRandom(seed),
    asked,
    answer,
    async quiet() {
      for (let calm = 0, seen = -1; calm < 3; calm = asked.length === seen ? calm + 1 : 0) {
        seen = asked.length
        await wallClock.sleep(15)
      }
    },
    start: (args, more = {}) => startVictim({ cwd: folder, ...more, args: [...args, '--json'], env: { ...env, ...more.env } }),
    ask: (...args) => asking(folder, env, [...args, '--json']),
    async [Symbol.asyncDispose]() {
      await simulator.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A clock whose sleepers are the provider's answers: one that wakes up is sent at once. */
function hearingClock(): { clock: Clock; answer: (nth: number) => Promise<void> } {
  let answers = 0
  const waiting: { readonly at: number; readonly resolve: () => void }[] = []
  const clock: Clock = {
    now: () => wallClock.now(),
    async sleep(ms, signal) {
      await wallClock.sleep(ms, signal)
      answers += 1
      for (const each of waiting.filter(({ at }) => at === answers)) each.resolve()
    },
  }
  return { clock, answer: (nth) => new Promise((resolve) => void waiting.push({ at: answers + nth, resolve })) }
}

async function asking(cwd: string, env: Stage['env'], argv: readonly string[]): ReturnType<Stage['ask']> {
  let [out, text] = ['', '']
  const stdout = { write: (more: string) => (out += more) }
  const stderr = { write: (more: string) => (text += more) }
  const signal = new AbortController().signal
  const code = await main({ argv, env, cwd: () => cwd, stdin: process.stdin, stdout, stderr, signal })
  const lines = out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line)
  return { code, lines, text }
}

/** A list on disk and the folder that its project gets, style references in place; nothing is made of it yet. */
export async function layOut(stage: Pick<Stage, 'folder'>, name: string, board: Board, root: string = stage.folder): Promise<Project> {
  const list = join(stage.folder, `${name}.json`)
  const folder = board.kind === 'timeline' ? join(root, name, board.title) : join(root, name)
  await mkdir(join(folder, 'references'), { recursive: true })
  const { bytes } = await picture(7)
  for (const style of board.styles.filter(({ continuity }) => continuity === 'reference'))
    await writeFile(join(folder, 'references', `${style.id}.png`), bytes)
  await writeFile(list, writeBoard(board))
  return { folder, board, list }
}

/** What `generate` is given to make a project of its list, or to go on with it. */
export function generateArgs({ board, list, folder }: Project, root: string): readonly string[] {
  return ['generate', list, '--output-dir', board.kind === 'timeline' ? join(root, '..') : folder, '--rpm', '60000']
}
