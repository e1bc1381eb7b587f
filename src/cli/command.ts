import type { World } from '../studio.ts'
import type { Output } from './output.ts'

/** One option of a command, as `--help` shows it. */
export interface Option {
  readonly type: 'string' | 'boolean'
  /** What stands behind it, e.g. `USD`. */
  readonly value?: string
  readonly says: string
  readonly multiple?: boolean
}

export type Options = Readonly<Record<string, Option>>

/** What a command is given: nothing below the doors reads the process. */
export interface Context {
  readonly world: World
  readonly out: Output
  readonly words: readonly string[]
  /** Parsed options by their long names; strings unless they are switches. */
  readonly options: Readonly<Record<string, string | boolean | undefined>>
  /** Aborted by the first Ctrl-C; a second one leaves at once. */
  readonly signal: AbortSignal
  /** Asks a question on the terminal; `undefined` where there is none. */
  readonly ask: ((question: string, hidden?: boolean) => Promise<string>) | undefined
  /** All of standard input, where it is not a terminal. */
  readonly readInput: () => Promise<string>
}

/** A command: one file and one line in `commands.ts`. */
export interface Command {
  /** `generate LIST|FOLDER` */
  readonly usage: string
  readonly about: string
  readonly options: Options
  readonly example: string
  /** Resolves to the exit code. */
  run(context: Context): Promise<number>
}

export const exitCodes = { complete: 0, fault: 1, usage: 2, gaps: 3, blocked: 4, stopped: 130 } as const
