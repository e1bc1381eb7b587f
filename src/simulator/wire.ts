import type { Size } from '../board/picture.ts'
import type { Fault } from './faults.ts'
import type { Job } from './jobs.ts'
import type { Seat } from './windows.ts'

export const providerNames = ['gemini', 'openai', 'stability', 'hugging-face', 'horde', 'automatic1111', 'openai-compatible'] as const
export type ProviderName = (typeof providerNames)[number]

export type PictureFormat = 'png' | 'jpeg' | 'webp'

/** A request as it stands when its last byte is in. `path` is without the provider's prefix. */
export interface Arrived {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  /** `http://127.0.0.1:port` */
  readonly origin: string
  readonly at: number
}

/** A picture that was asked for, whatever the wire. */
export interface Ask {
  readonly model: string
  readonly prompt: string
  readonly negativePrompt?: string
  readonly size: Size
  readonly references: readonly Buffer[]
  readonly format: PictureFormat
  readonly seed?: number
  /** The picture comes as an address, not as bytes. */
  readonly byUrl?: boolean
}

export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** An answer without a picture, and what the provider bills for it all the same. */
export interface Refusal extends Reply {
  readonly billedUsd?: number
}

/** A picture ready to be put into an answer. */
export interface Made {
  readonly bytes: Buffer
  readonly seed: number
  readonly seat: Seat
  /** Epoch ms. */
  readonly at: number
}

/** A picture asked for on one provider's wire, with that provider's ways to answer. */
export interface Order {
  readonly ask: Ask
  readonly key: string | undefined
  /** USD for the picture, as the answer's usage says it. */
  readonly priceUsd: number
  readonly refuse: (fault: Fault) => Refusal
  readonly answer: Answer
}

export type Answer =
  | { readonly how: 'at once'; readonly put: (made: Made) => Reply }
  /** The provider takes the job and is asked for it later; `wait` = it answers when the picture is ready and gives its address. */
  | { readonly how: 'as a job'; readonly wait?: boolean; readonly take: (job: Job) => Reply }

/** What a request turned out to be. */
export type Reading =
  | { readonly is: 'picture'; readonly order: Order }
  | { readonly is: 'other'; readonly key?: string; readonly refuse?: Order['refuse']; readonly reply: () => Reply | Promise<Reply> }

/** One provider's way to speak. `undefined` = not a path of this provider. */
export interface Wire {
  readonly provider: ProviderName
  /** First part of the path under which only this provider answers. */
  readonly prefix: string
  read(arrived: Arrived): Promise<Reading | undefined>
}

export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body: Buffer.from(JSON.stringify(body)) }
}

export function bytes(body: Buffer, type: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status: 200, headers: { 'content-type': type, ...headers }, body }
}

/** The key of an `Authorization: Bearer` header. */
export function bearer(arrived: Arrived): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(arrived.headers['authorization'] ?? '')?.[1]
}
