import type { Trouble } from '../../src/browser.ts'

/** What can be offered after a trouble; the screen turns it into a button. */
export type Offer = 'retry' | 'prompt' | 'settings' | 'styles'

export interface TroubleWords {
  readonly sentence: string
  readonly offers: readonly Offer[]
}

export interface TroubleFacts {
  readonly provider: string
  readonly model?: string
  /** Last four characters, with or without the dots. */
  readonly key?: string
}

/** One sentence and the next step for every kind of trouble. */
export function troubleWords(trouble: Trouble, { provider, model = 'this model', key }: TroubleFacts): TroubleWords {
  const ending = key === undefined ? 'The key' : `Key ending ${key.replaceAll(/[^\w]/g, '')}`
  switch (trouble) {
    case 'rate-limited':
      return { sentence: `${provider} asked us to wait`, offers: [] }
    case 'day-exhausted':
      return { sentence: `${ending} has used its day`, offers: ['styles'] }
    case 'out-of-credit':
      return { sentence: `Out of credit at ${provider}`, offers: ['settings'] }
    case 'key-rejected':
      return { sentence: `${ending} was refused`, offers: ['settings'] }
    case 'forbidden':
      return { sentence: `This key may not use ${model}`, offers: ['styles'] }
    case 'model-gone':
      return { sentence: `${model} is no longer offered`, offers: ['styles'] }
    case 'refused-input':
      return { sentence: `${provider} refused this one`, offers: ['retry', 'prompt'] }
    case 'refused-output':
      return { sentence: `${provider} made it and withheld it`, offers: ['retry', 'prompt'] }
    case 'no-image':
      return { sentence: `${provider} answered with words, no picture`, offers: ['retry', 'prompt'] }
    case 'bad-request':
      return { sentence: `${provider} did not accept the settings`, offers: ['retry', 'styles'] }
    case 'overloaded':
      return { sentence: `${provider} is busy`, offers: ['retry'] }
    case 'timeout':
      return { sentence: `No answer from ${provider}`, offers: ['retry'] }
    case 'job-lost':
      return { sentence: `${provider} lost this job`, offers: ['retry'] }
    case 'broken-image':
      return { sentence: 'What arrived was not a whole picture. Not kept', offers: ['retry'] }
    case 'cancelled':
      return { sentence: 'Cancelled by you', offers: ['retry'] }
  }
}

/** The short word of an error, for the list and for small cells. */
export function troubleWord(trouble: Trouble | undefined): string {
  if (trouble === undefined) return 'Error'
  return shortWords[trouble]
}

const shortWords: Readonly<Record<Trouble, string>> = {
  'rate-limited': 'Waiting',
  'day-exhausted': 'Day used up',
  'out-of-credit': 'Out of credit',
  'key-rejected': 'Key refused',
  forbidden: 'Not allowed',
  'model-gone': 'Model gone',
  'refused-input': 'Refused',
  'refused-output': 'Withheld',
  'no-image': 'No picture',
  'bad-request': 'Settings refused',
  overloaded: 'Busy',
  timeout: 'No answer',
  'job-lost': 'Job lost',
  'broken-image': 'Broken picture',
  cancelled: 'Cancelled',
}
