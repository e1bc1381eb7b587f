import { BeatboardError, type Fault, type Trouble } from '../errors.ts'
import { exitCodes } from './command.ts'
import type { Output } from './output.ts'

/** The exit code that scripts rely on for whatever was thrown. */
export function exitCodeOf(error: unknown, signal: AbortSignal): number {
  if (signal.aborted) return exitCodes.stopped
  return error instanceof BeatboardError ? codeOf(error.kind) : exitCodes.fault
}

function codeOf(kind: Fault | Trouble): number {
  switch (kind) {
    case 'unreadable-list':
    case 'wrong-usage':
    case 'broken-project':
      return exitCodes.usage
    case 'cancelled':
      return exitCodes.stopped
    case 'no-provider':
    case 'over-limit':
    case 'held':
    case 'disk':
    case 'rate-limited':
    case 'day-exhausted':
    case 'out-of-credit':
    case 'key-rejected':
    case 'forbidden':
    case 'model-gone':
    case 'refused-input':
    case 'refused-output':
    case 'no-image':
    case 'bad-request':
    case 'overloaded':
    case 'timeout':
    case 'job-lost':
    case 'broken-image':
      return exitCodes.blocked
  }
}

/** What went wrong and the way out; a fault of ours shows its stack, so that it can be reported. */
export function tellError(out: Output, error: unknown): void {
  if (!(error instanceof BeatboardError)) {
    out.log(`${out.paint('red', 'A fault of Beatboard itself.')} Nothing finished is lost; please report this:`)
    out.log(error instanceof Error ? (error.stack ?? error.message) : String(error))
    out.emit({ type: 'error', kind: 'fault', message: error instanceof Error ? error.message : String(error) })
    return
  }
  const { line, expected, found, hint, words, status, code } = error.facts
  out.log(error.kind === 'cancelled' ? error.message : `${out.paint('red', 'Error:')} ${error.message}`)
  const details = { line: line === undefined ? undefined : `line ${line}`, expected, found, 'they say': words }
  for (const [name, text] of Object.entries(details))
    if (text !== undefined && !error.message.includes(text)) out.log(`  ${name.padEnd(8)}  ${text}`)
  if (hint !== undefined && !error.message.includes(hint)) out.log(`  ${hint}`)
  out.emit({ type: 'error', kind: error.kind, message: error.message, line, expected, found, hint, words, status, code })
}
