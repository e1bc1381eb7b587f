import { createHash } from 'node:crypto'
import { keyName } from '../redact.ts'
import type { Asked } from './log.ts'
import type { Arrived, Ask, ProviderName } from './wire.ts'

export function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex')
}

export interface Asker {
  readonly provider: ProviderName | 'none'
  readonly key: string | undefined
  readonly domain: string
}

/** The part of a line in the log that is known when the request is read. */
export function entryOf(arrived: Arrived, asker: Asker, ask?: Ask): Omit<Asked, 'outcome' | 'status' | 'billed' | 'billedUsd'> {
  const idempotencyKey = arrived.headers['idempotency-key']
  return {
    at: arrived.at,
    asks: ask ? 'picture' : 'other',
    provider: asker.provider,
    method: arrived.method,
    path: arrived.path,
    domain: asker.domain,
    key: asker.key === undefined ? '' : keyName(asker.key),
    references: ask?.references.length ?? 0,
    referenceHashes: ask?.references.map(sha256) ?? [],
    ...(ask && { model: ask.model, promptHash: sha256(ask.prompt), prompt: ask.prompt.slice(0, 200) }),
    ...(idempotencyKey !== undefined && { idempotencyKey }),
  }
}
