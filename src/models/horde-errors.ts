import type { Trouble } from '../errors.ts'
import { field, textOf } from './json.ts'
import type { Read, Reading } from './trouble.ts'

/** The Horde's return codes (README_return_codes.md of its server) that say more than their status. */
const kinds: Readonly<Record<string, Trouble>> = {
  CorruptPrompt: 'refused-input',
  KudosUpfront: 'bad-request',
  SharedKeyEmpty: 'out-of-credit',
  SharedKeyInsufficientKudos: 'out-of-credit',
  SharedKeyExpired: 'key-rejected',
  InvalidAPIKey: 'key-rejected',
  UserNotFound: 'key-rejected',
  DeletedUser: 'key-rejected',
  TimeoutIP: 'rate-limited',
  TooManyPrompts: 'rate-limited',
  MaintenanceMode: 'overloaded',
  NoValidWorkers: 'model-gone',
  UnexpectedModelName: 'model-gone',
  UnsupportedModel: 'model-gone',
  RequestNotFound: 'job-lost',
  RequestExpired: 'job-lost',
  AbortedGen: 'job-lost',
}

const hints: Readonly<Record<string, string>> = {
  CorruptPrompt: 'change the prompt before it is sent again; prompts that keep being refused put your address on hold',
  KudosUpfront: 'ask for a smaller size (576x576 always goes) or fewer steps, or use a key with kudos',
  NoValidWorkers: 'choose a model that is served now, or the model "any"',
}

/** The Horde's `{message, rc}`. A job that is not found or over its time is lost, whatever the code. */
export const readHorde: Read = (json, answer) => {
  const code = textOf(field(json, 'rc'))
  const words = textOf(field(json, 'message'))
  const kind = (code === undefined ? undefined : kinds[code]) ?? (answer.status === 404 || answer.status === 410 ? 'job-lost' : undefined)
  const hint = code === undefined ? undefined : hints[code]
  const reading: Reading = { ...(code !== undefined && { code }), ...(words !== undefined && { words }), ...(kind && { kind }) }
  return { ...reading, ...(hint !== undefined && { hint }), ...(code === 'TimeoutIP' && { restMs: secondsIn(words) * 1_000 }) }
}

function secondsIn(words: string = ''): number {
  return Number(/(\d+(?:\.\d+)?)(?: more)? seconds/.exec(words)?.[1] ?? 60)
}
