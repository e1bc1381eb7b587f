import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { onTestFinished } from 'vitest'
import { main } from '../../src/cli/main.ts'
import type { Sink } from '../../src/cli/output.ts'
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator/simulator.ts'

/** What a command said and how it ended. */
export interface Said {
  readonly code: number
  readonly out: string
  readonly err: string
  /** Its JSON Lines, where `--json` was asked. */
  readonly records: readonly Record<string, unknown>[]
}

export interface Around {
  readonly env?: Readonly<Record<string, string>>
  /** Standard input. */
  readonly input?: string
  readonly signal?: AbortSignal
  /** Stands for stderr, e.g. a terminal with columns. */
  readonly stderr?: Sink
  readonly stdout?: Sink
  /** Keys typed on a terminal, as soon as it asks. */
  readonly typed?: string
}

/** A desk of one's own: an empty working folder, a home, and the command line. */
export interface Desk {
  readonly cwd: string
  readonly home: string
  readonly env: Readonly<Record<string, string>>
  /** Runs `beatboard` with the words of a line, `'…'` keeping words together. */
  run(line: string, around?: Around): Promise<Said>
  /** Writes a file under the working folder; data as JSON. */
  put(path: string, content: unknown): void
  text(path: string): string
  json(path: string): unknown
  /** All files under a folder of the working folder, sorted, without what Beatboard keeps for itself. */
  files(folder?: string): string[]
  /** All bytes of all files of working folder and home, as one text. */
  everything(): string
}

export function openDesk(env: Readonly<Record<string, string>> = {}): Desk {
  const root = mkdtempSync(join(tmpdir(), 'beatboard-desk-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const [cwd, home] = [join(root, 'work'), join(root, 'home')]
  mkdirSync(cwd)
  const all = { BEATBOARD_HOME: home, ...env }
  return {
    cwd,
    home,
    env: all,
    run: (line, around = {}) => run(cwd, { ...all, ...around.env }, wordsOf(line), around),
    put(path, content) {
      mkdirSync(dirname(join(cwd, path)), { recursive: true })
      writeFileSync(join(cwd, path), typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content))
    },
    text: (path) => readFileSync(join(cwd, path), 'utf8'),
    json: (path) => JSON.parse(readFileSync(join(cwd, path), 'utf8')) as unknown,
    files: (folder = '.') =>
      names(join(cwd, folder))
        .map((path) => path.slice(join(cwd, folder).length + 1))
        .filter((path) => !path.includes('.beatboard/'))
        .toSorted(),
    everything: () =>
      names(root)
        .map((path) => readFileSync(path, 'latin1'))
        .join('\n'),
  }
}

function names(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

export function wordsOf(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
}

async function run(cwd: string, env: Readonly<Record<string, string>>, argv: readonly string[], around: Around): Promise<Said> {
  const [stdout, stderr] = [new Array<string>(), new Array<string>()]
  const code = await main({
    argv,
    env,
    cwd: () => cwd,
    stdin: around.typed === undefined ? Readable.from(around.input === undefined ? [] : [around.input]) : keyboard(around.typed),
    stdout: around.stdout ?? { write: (text) => stdout.push(text) },
    stderr: around.stderr ?? { write: (text) => stderr.push(text) },
    signal: around.signal ?? new AbortController().signal,
  })
  const out = stdout.join('')
  const records = argv.includes('--json')
    ? out
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Record<string, unknown>)
    : []
  return { code, out, err: stderr.join(''), records }
}

/** A terminal's input: what is typed waits until it is read. */
function keyboard(typed: string): PassThrough & { isTTY: true } {
  const input = Object.assign(new PassThrough(), { isTTY: true as const })
  input.write(typed)
  return input
}

/** A simulator for one test, and the environment that leads to it, with keys of which the whole is found in no text by chance. */
export async function rehearsal(options: SimulatorOptions = {}): Promise<{ simulator: Simulator; env: Readonly<Record<string, string>> }> {
  const simulator = await startSimulator(options)
  onTestFinished(() => simulator.close())
  return { simulator, env: { ...simulator.environment, ...keys, BEATBOARD_RPM: '600' } }
}

export const keys = {
  GEMINI_API_KEY: 'gm-Wq7Lr2Xz9Pf4Tk81',
  OPENAI_API_KEY: 'oa-Vb3Ny6Jd0Hs5Mc92',
  STABILITY_API_KEY: 'st-Uc8Ge1Ra4Kw7Zt03',
  HF_TOKEN: 'hf-Ym5Dp9Qe2Lj6Xo14',
  HORDE_API_KEY: 'ho-Ti4Bs7Fv0Cn3Ru25',
} as const

/** A film of one shot with these beats; `|` before one cuts to it. */
export function filmList(...beats: readonly string[]): unknown {
  return {
    title: 'Night Ferry',
    shots: [
      {
        shot_number: 1,
        beats: beats.map((words, index) => ({
          beat_number: `1.${index + 1}`,
          ai_prompt: words.replace('|', ''),
          transition_type: index === 0 || words.startsWith('|') ? 'hard_cut' : 'continue',
        })),
      },
    ],
  }
}

/** A how-to of these steps. */
export function stepsList(...steps: readonly string[]): unknown {
  return { title: 'Shelf', construction_steps: steps.map((description, index) => ({ step_number: index + 1, description })) }
}
