import type { Board } from '../../board/board.ts'
import type { Fault, Trouble } from '../../errors.ts'

/** `application/problem+json`: what went wrong, and in `hint` what to do about it. */
export interface Problem {
  /** `about:blank#kind`: `kind` is what programs decide by. */
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly kind: Trouble | Fault | 'not-found' | 'conflict' | 'not-allowed' | 'token-needed' | 'too-large' | 'too-many' | 'fault'
  readonly hint?: string
  readonly line?: number
  readonly expected?: string
  readonly found?: string
  /** Members of the question that are wrong. */
  readonly wrong?: readonly { readonly at: string; readonly words: string }[]
  /** With `conflict`: the board as it is now, and its version. */
  readonly board?: Board
  readonly version?: string
}
