import { stripVTControlCharacters, styleText } from 'node:util'
import type { Redact } from '../redact.ts'

export type Paint = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'blue'

/** Where a command speaks: results on stdout, everything else on stderr; with `--json` stdout holds JSON Lines and nothing else. */
export interface Output {
  readonly json: boolean
  /** Bars may be drawn: stderr is a terminal that moves its cursor. */
  readonly live: boolean
  /** Columns of the terminal, 80 where there is none. */
  readonly width: number
  /** A line of the result, for people. */
  print(text?: string): void
  /** A line of the result, for programs; only with `--json`. */
  emit(record: unknown): void
  /** A line beside the result. */
  log(text: string): void
  paint(paint: Paint, text: string): string
  /** Draws these lines at the foot of the terminal in place of those before; empty takes them away. */
  foot(lines: readonly string[]): void
}

/** A stream to write to, and what it can do. */
export interface Sink {
  write(text: string): unknown
  readonly isTTY?: boolean
  readonly columns?: number
}

export interface OutputWorld {
  readonly stdout: Sink
  readonly stderr: Sink
  readonly json: boolean
  readonly colour: boolean
  readonly live: boolean
  readonly redact: Redact
}

/** No text passes but through `redact`, so that no key leaves by the terminal (A3). */
export function openOutput({ stdout, stderr, json, colour, live, redact }: OutputWorld): Output {
  let drawn: readonly string[] = []
  const erase = (): string => (drawn.length === 0 ? '' : `\u001B[${drawn.length}A\u001B[J`)
  const above = (sink: Sink, text: string): void => {
    if (drawn.length > 0) stderr.write(erase())
    sink.write(`${redact(text)}\n`)
    if (drawn.length > 0) stderr.write(`${drawn.join('\n')}\n`)
  }
  return {
    json,
    live,
    get width() {
      return stderr.columns ?? 80
    },
    print: (text = '') => {
      if (!json) above(stdout, text)
    },
    emit: (record) => {
      if (json) stdout.write(`${redact(JSON.stringify(record))}\n`)
    },
    log: (text) => above(stderr, text),
    paint: (paint, text) => (colour ? styleText(paint, text, { validateStream: false }) : text),
    foot: (lines) => {
      if (!live) return
      const next = lines.map((line) => fit(redact(line), stderr.columns ?? 80))
      if (next.length === drawn.length && next.every((line, index) => line === drawn[index])) return
      stderr.write(`${erase()}${next.map((line) => `${line}\n`).join('')}`)
      drawn = next
    },
  }
}

/** A line no wider than the terminal, so that erasing by lines stays true. */
function fit(line: string, width: number): string {
  const plain = stripVTControlCharacters(line)
  return plain.length < width ? line : plain.slice(0, Math.max(0, width - 1))
}
