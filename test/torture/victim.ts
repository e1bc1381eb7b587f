import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../bin/beatboard.js', import.meta.url))

/** One line of `--json`, as far as it is looked at here. */
export interface Line {
  readonly type: string
  readonly id?: string
  readonly [field: string]: unknown
}

export interface Exit {
  readonly code: number | null
  /** Ended by a signal: the plug, or a Ctrl-C that came when it was leaving anyway. */
  readonly killed: boolean
}

/** A real process of the command line that may be killed at any moment. */
export interface Victim {
  readonly pid: number
  /** What it has told so far with `--json`. */
  readonly lines: readonly Line[]
  /** What it has told beside that. */
  readonly told: () => string
  /** Resolves with the nth line of this type, or never: race it with `exit`. */
  line(type: string, nth?: number): Promise<Line>
  kill(signal?: 'SIGKILL' | 'SIGINT'): void
  readonly exit: Promise<Exit>
}

export interface Start {
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  /** Put before the program: enters a namespace, becomes another user. */
  readonly before?: readonly string[]
}

export function startVictim({ args, cwd, env, before = [] }: Start): Victim {
  const [first = '', ...rest] = [...before, process.execPath, program, ...args]
  const child = spawn(first, rest, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const lines: Line[] = []
  const waiting = new Map<string, ((line: Line) => void)[]>()
  const hear = (line: Line): void => {
    lines.push(line)
    const nth = lines.filter(({ type }) => type === line.type).length
    for (const resolve of waiting.get(`${line.type} ${nth}`) ?? []) resolve(line)
  }
  createInterface({ input: child.stdout }).on('line', (text) => hear(parsed(text)))
  let told = ''
  child.stderr.on('data', (text: Buffer) => (told += text.toString()))
  return {
    pid: child.pid ?? 0,
    lines,
    told: () => told,
    line(type, nth = 1) {
      const there = lines.filter((line) => line.type === type)[nth - 1]
      if (there !== undefined) return Promise.resolve(there)
      return new Promise((resolve) => {
        const name = `${type} ${nth}`
        waiting.set(name, [...(waiting.get(name) ?? []), resolve])
      })
    },
    kill: (signal = 'SIGKILL') => void child.kill(signal),
    exit: exitOf(child),
  }
}

function exitOf(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ code, killed: signal !== null }))
  })
}

/** A line that a kill has cut is no line. */
function parsed(text: string): Line {
  try {
    return JSON.parse(text) as Line
  } catch {
    return { type: 'cut', text }
  }
}
