import type { PictureId } from '../board/picture.ts'

/** How a picture was made: written inside the file and beside it. Holds no key. */
export interface Recipe {
  readonly picture: PictureId
  readonly take: number
  /** Words as sent. */
  readonly prompt: string
  readonly negativePrompt?: string
  readonly revisedPrompt?: string
  readonly provider: string
  readonly model: string
  readonly modelVersion?: string
  readonly parameters: Readonly<Record<string, string | number | boolean>>
  readonly seed?: number
  readonly references: readonly { readonly role: 'previous' | 'style'; readonly sha256: string; readonly from?: PictureId }[]
  /** Continued from this beat because the one between failed. */
  readonly bridgedFrom?: string
  /** Hash of everything that decides the picture but its references' bytes: the plan's measure of out of date. */
  readonly fingerprint: string
  readonly costUsd?: number
  /** SHA-256 (hex) of the picture as it came. */
  readonly sha256: string
  /** ISO time. */
  readonly madeAt: string
  readonly draft?: boolean
  readonly warnings: readonly string[]
}
