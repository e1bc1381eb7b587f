import { BeatboardError, type Fault, type Trouble } from '../errors.ts'
import type { Problem } from './api.ts'

type Kind = Problem['kind']

/** An answer that is no success, thrown where it is noticed. */
export class ProblemError extends Error {
  readonly problem: Omit<Problem, 'type' | 'title' | 'status' | 'detail'>

  constructor(known: ProblemError['problem'], detail: string) {
    super(detail)
    this.name = 'ProblemError'
    this.problem = known
  }
}

/** A problem to be thrown. */
export function problem(kind: Kind, detail: string, more: Partial<Problem> = {}): ProblemError {
  return new ProblemError({ kind, ...more }, detail)
}

/** What whatever was thrown means to a client. A fault of ours shows no inner words: they stand in the server's log. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return complete(error.problem, error.message)
  if (error instanceof BeatboardError) {
    const { hint, line, expected, found } = error.facts
    const facts = Object.fromEntries(Object.entries({ hint, line, expected, found }).filter(([, value]) => value !== undefined))
    return complete({ kind: error.kind, ...facts }, error.message)
  }
  return complete(
    { kind: 'fault', hint: 'Nothing finished is lost. The server’s log has the details; please report them.' },
    'A fault of Beatboard itself.',
  )
}

function complete(known: ProblemError['problem'], detail: string): Problem {
  const [status, title] = meaning[known.kind]
  return { type: `about:blank#${known.kind}`, title, status, detail, ...known }
}

const atProvider = [502, 'The provider did not deliver'] as const

const meaning: Readonly<Record<Kind, readonly [status: number, title: string]>> = {
  'not-found': [404, 'Not found'],
  conflict: [409, 'Changed by somebody else'],
  'not-allowed': [403, 'Not allowed'],
  'token-needed': [401, 'Sign in first'],
  'too-large': [413, 'Too large'],
  'too-many': [429, 'Too many tries'],
  fault: [500, 'A fault of Beatboard'],
  'unreadable-list': [422, 'The list cannot be read'],
  'wrong-usage': [400, 'That cannot be done'],
  'no-provider': [409, 'Nobody can draw'],
  'over-limit': [409, 'Over the limit'],
  held: [409, 'Somebody else is at work'],
  disk: [507, 'The disk did not take it'],
  'broken-project': [409, 'A file of the project is damaged'],
  ...({
    'rate-limited': atProvider,
    'day-exhausted': atProvider,
    'out-of-credit': atProvider,
    'key-rejected': atProvider,
    forbidden: atProvider,
    'model-gone': atProvider,
    'refused-input': atProvider,
    'refused-output': atProvider,
    'no-image': atProvider,
    'bad-request': atProvider,
    overloaded: atProvider,
    timeout: atProvider,
    'job-lost': atProvider,
    cancelled: atProvider,
    'broken-image': atProvider,
  } satisfies Record<Trouble, unknown>),
} satisfies Record<Kind | Fault, readonly [number, string]>
