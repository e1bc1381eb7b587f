import type { Move } from './transitions.ts'
import type { Place } from './reader.ts'

/** A beat as a list has it, before ids are made safe and shots are cut. */
export interface Found extends Move {
  readonly at: Place
  /** The shot's number or name as written; beats with the same one in a row are one shot. */
  readonly shot?: string
  readonly shotTitle?: string
  /** The beat's number as written: `Beat 1`, `Beat_1.1`, `1.1`. */
  readonly beat?: string
  readonly prompt: string
  readonly prompts?: Readonly<Record<string, string>>
  readonly caption?: string
  readonly title?: string
  readonly start?: number
  readonly end?: number
  readonly styleWords?: string
  readonly negativePrompt?: string
  readonly extra?: Readonly<Record<string, unknown>>
}
