import { BeatboardError } from '../errors.ts'

/** What a fault of SQLite means for the user, in words about `thing`, e.g. `the journal`; anything else comes back as it is. */
export function databaseFault(error: unknown, thing: string): unknown {
  const code = codeOf(error)
  const again = 'then run the same command again: nothing finished is lost.'
  const hint = { hint: `Make room or mend the disk, ${again}`, cause: error }
  if (code === codes.full) return new BeatboardError('disk', `The disk is full: ${thing} cannot be written.`, hint)
  if (code === codes.readOnly || code === codes.cannotOpen)
    return new BeatboardError('disk', `The project folder may not be written to: ${thing} cannot be written.`, {
      hint: `Give yourself write permission to the project folder, or remount its disk for writing, ${again}`,
      cause: error,
    })
  if (code === codes.ioError) return new BeatboardError('disk', `The disk does not take ${thing}.`, hint)
  if (code === codes.corrupt || code === codes.noDatabase)
    return new BeatboardError('broken-project', `${capital(thing)} is damaged.`, {
      hint: 'Move the folder .beatboard away and run the command again: pictures stay, history is lost.',
      cause: error,
    })
  return code === codes.busy ? new BeatboardError('held', `Another process keeps ${thing} busy.`, { cause: error }) : error
}

/** SQLite's primary result codes (sqlite.org/rescode.html). */
const codes = { busy: 5, readOnly: 8, ioError: 10, corrupt: 11, full: 13, cannotOpen: 14, noDatabase: 26 } as const

export function isBusy(error: unknown): boolean {
  return codeOf(error) === codes.busy
}

function codeOf(error: unknown): number {
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
