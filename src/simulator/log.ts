import { closeSync, openSync, writeSync } from 'node:fs'
import type { FaultName } from './faults.ts'
import type { ProviderName } from './wire.ts'

/** One request and what became of it. No key is in it, only its last four characters. */
export interface Asked {
  /** Epoch ms of arrival. */
  readonly at: number
  /** `other`: lists of models, polls, downloads, and pictures asked for in a way the provider does not understand. */
  readonly asks: 'picture' | 'other'
  readonly provider: ProviderName | 'none'
  readonly method: string
  readonly path: string
  readonly model?: string
  readonly domain: string
  /** `…7f3a` */
  readonly key: string
  readonly promptHash?: string
  /** Its first 200 characters. */
  readonly prompt?: string
  readonly references: number
  /** SHA-256 of each reference's bytes, in order. */
  readonly referenceHashes: readonly string[]
  readonly idempotencyKey?: string
  /** `drawn`; `taken` as a job; `replayed` for an idempotency key seen before; a fault's name; `answered` for `other`. */
  readonly outcome: 'drawn' | 'taken' | 'replayed' | 'answered' | FaultName
  /** HTTP status; 0 when the line breaks before one. */
  readonly status: number
  /** SHA-256 of the picture sent. */
  readonly pictureHash?: string
  /** A picture, an answer without one, or nothing. */
  readonly billed: 'picture' | 'refusal' | 'nothing'
  readonly billedUsd: number
  /** The job that was taken. */
  readonly job?: string
}

export interface SimulatorLog {
  /** Every request in the order of the answers' decisions. */
  readonly asked: readonly Asked[]
  /** Requests for a picture. */
  readonly pictures: readonly Asked[]
  readonly billedUsd: number
  /** How many pictures were billed. */
  readonly billedPictures: number
  /** Answers of status 429. */
  readonly tooMany: number
  /** How often a picture of a prompt was billed, by the prompt's SHA-256. */
  readonly billedByPrompt: ReadonlyMap<string, number>
}

/** A log that is also a file of JSON Lines: `write` returns when the line is with the operating system, so it outlives whoever is killed next. */
export function simulatorLog(file: string | undefined): { readonly log: SimulatorLog; write(entry: Asked): void; close(): void } {
  const asked: Asked[] = []
  const handle = file === undefined ? undefined : openSync(file, 'a', 0o600)
  let open = true
  return {
    log: {
      asked,
      get pictures() {
        return asked.filter((entry) => entry.asks === 'picture')
      },
      get billedUsd() {
        return asked.reduce((sum, entry) => sum + entry.billedUsd, 0)
      },
      get billedPictures() {
        return asked.filter((entry) => entry.billed === 'picture').length
      },
      get tooMany() {
        return asked.filter((entry) => entry.status === 429).length
      },
      get billedByPrompt() {
        return countBillings(asked)
      },
    },
    write(entry) {
      asked.push(entry)
      if (handle !== undefined && open) writeSync(handle, `${JSON.stringify(entry)}\n`)
    },
    close() {
      if (handle !== undefined && open) closeSync(handle)
      open = false
    },
  }
}

/** How often a picture was billed, by the prompt's SHA-256: for entries read back from a log file, too. */
export function countBillings(asked: readonly Asked[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { billed, promptHash } of asked) {
    if (billed === 'picture' && promptHash !== undefined) counts.set(promptHash, (counts.get(promptHash) ?? 0) + 1)
  }
  return counts
}
