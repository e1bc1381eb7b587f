import type { Trouble } from '../errors.ts'

interface Asked {
  readonly title: string
  readonly keyPage?: string | undefined
  readonly model?: string | undefined
  readonly successor?: string | undefined
}

interface Told {
  readonly status?: number | undefined
  readonly code?: string | undefined
  readonly words?: string | undefined
  readonly restMs?: number | undefined
  readonly keyName?: string | undefined
}

function inWords(ms: number): string {
  if (ms < 120_000) return `${Math.max(1, Math.ceil(ms / 1_000))} s`
  return ms < 7_200_000 ? `${Math.ceil(ms / 60_000)} min` : `${Math.ceil(ms / 3_600_000)} h`
}

/** The provider's words, short enough for a sentence. */
function quoted(words: string | undefined): string {
  if (words === undefined) return ''
  const line = words.replaceAll(/\s+/g, ' ').replace(/[.:;\s]+$/, '')
  return ` (“${line.length > 160 ? `${line.slice(0, 159)}…` : line}”)`
}

function unreachable(told: Told): string {
  return told.status === undefined
    ? `could not be reached${told.code === undefined ? '' : ` (${told.code})`}`
    : `is out of order (${told.status})`
}

/** The first half of the sentence: what happened, in the user's words. */
export function whatHappened(kind: Trouble, asked: Asked, told: Told): string {
  const { title } = asked
  const model = asked.model === undefined ? 'the model' : asked.model
  const key = told.keyName === undefined ? 'a missing key' : `the key ${told.keyName}`
  const says = quoted(told.words)
  const sentences: Readonly<Record<Trouble, string>> = {
    'rate-limited': `${title} asks to slow down`,
    'day-exhausted': `The day's quota of ${model} at ${title} is used up`,
    'out-of-credit': `${title} has no credit left for ${key}`,
    'key-rejected': `${title} does not accept ${key}`,
    forbidden: `${title} does not allow this${says}`,
    'model-gone': `${title} does not have ${model}${says}`,
    'refused-input': `${title} refuses this prompt or one of its reference pictures${says}`,
    'refused-output': `${title} made a picture and held it back${says}`,
    'no-image': `${title} answered without a picture${says}`,
    'bad-request': told.code === 'out-of-memory' ? `${title} ran out of memory` : `${title} cannot use this request${says}`,
    overloaded: `${title} ${unreachable(told)}${says}`,
    timeout: `${title} did not answer in time`,
    'job-lost': `${title} lost the job${says}`,
    cancelled: `The request to ${title} was cancelled`,
    'broken-image': `${title} sent something that is not a whole picture`,
  }
  return sentences[kind]
}

/** The second half: the way out, one sentence without a full stop. */
export function wayOut(kind: Trouble, asked: Asked, told: Told): string {
  const page = asked.keyPage === undefined ? '' : ` at ${asked.keyPage}`
  const rest = told.restMs === undefined ? 'wait a minute' : `wait ${inWords(told.restMs)}`
  const ways: Readonly<Record<Trouble, string>> = {
    'rate-limited': `${rest}, ask less often (--rpm), add a key of another account, or upgrade the plan`,
    'day-exhausted': 'go on after its midnight, use a key of another project, or upgrade the plan',
    'out-of-credit': `add credits${page}, or use another key or provider`,
    'key-rejected': `check the key, or make a new one${page}`,
    forbidden: `check what the account of this key may use${page}`,
    'model-gone': asked.successor === undefined ? 'choose another model; "beatboard models" lists them' : `use ${asked.successor} instead`,
    'refused-input': 'change the prompt or the reference picture, or draw this beat with another provider',
    'refused-output': 'try again, change the prompt, or draw this beat with another provider',
    'no-image': 'try again, or ask more plainly for a picture',
    'bad-request':
      told.code === 'out-of-memory' ? 'choose a smaller size, a smaller model, or the CPU (--device cpu)' : requestAdvice(told),
    overloaded: told.status === undefined ? 'check the network and the address, then go on' : 'go on later, or use another provider',
    timeout: 'try again; the picture may have been made and billed all the same',
    'job-lost': 'send it again, or use another provider',
    cancelled: 'run the same command again to go on',
    'broken-image': 'try again, or use another model',
  }
  return ways[kind]
}

function requestAdvice(told: Told): string {
  if (told.status === 413) return 'send fewer or smaller reference pictures'
  if (told.status !== undefined && (told.status === 404 || told.status < 400)) return 'check the address of the provider'
  return 'check size, quality and the other settings'
}
