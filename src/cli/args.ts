import { parseArgs } from 'node:util'
import { BeatboardError } from '../errors.ts'
import type { Command, Options } from './command.ts'

/** Options that every command has. */
export const everywhere: Options = {
  help: { type: 'boolean', says: 'what the command does, its options, an example' },
  json: { type: 'boolean', says: 'JSON Lines on stdout and nothing else there' },
}

export interface Parsed {
  readonly words: readonly string[]
  readonly options: Readonly<Record<string, string | boolean | undefined>>
}

/** Words and options of a command line; an option the command does not have is refused with the nearest it has. */
export function parseCommand(command: Command, argv: readonly string[]): Parsed {
  const known = { ...command.options, ...everywhere }
  const options = Object.fromEntries(Object.entries(known).map(([name, option]) => [name, { type: option.type }]))
  try {
    const parsed = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true })
    return { words: parsed.positionals, options: parsed.values }
  } catch (error) {
    throw usageError(command, Object.keys(known), argv, error)
  }
}

function usageError(command: Command, known: readonly string[], argv: readonly string[], error: unknown): BeatboardError {
  const way = `See: beatboard ${command.usage.split(' ')[0]} --help`
  const unknown = argv.find((word) => word.startsWith('--') && !known.includes(word.slice(2).split('=')[0] ?? ''))
  if (unknown !== undefined) {
    const guess = nearest(unknown.slice(2).split('=')[0] ?? '', known)
    return new BeatboardError(
      'wrong-usage',
      `There is no option ${unknown.split('=')[0]}.${guess === undefined ? '' : ` Did you mean --${guess}?`}`,
      { hint: way },
    )
  }
  const words = error instanceof Error ? error.message.split('. ')[0] : String(error)
  return new BeatboardError('wrong-usage', `${words}.`, { hint: way })
}

/** The known word closest to a mistyped one, when it is close at all. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const [best] = known.map((other) => ({ other, far: distance(word, other) })).toSorted((a, b) => a.far - b.far)
  return best !== undefined && best.far <= Math.max(2, Math.floor(word.length / 3)) ? best.other : undefined
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1))
    row = next
  }
  return row[b.length] ?? 0
}

/** A whole or decimal number of an option within bounds; `undefined` when it was not given. */
export function numberOption(
  options: Parsed['options'],
  name: string,
  bounds: { min: number; max: number; whole?: boolean },
): number | undefined {
  const text = options[name]
  if (typeof text !== 'string') return undefined
  const number = text.trim() === '' ? Number.NaN : Number(text)
  if (Number.isNaN(number) || number < bounds.min || number > bounds.max || (bounds.whole === true && !Number.isInteger(number)))
    throw new BeatboardError(
      'wrong-usage',
      `--${name} takes a ${bounds.whole === true ? 'whole ' : ''}number from ${bounds.min} to ${bounds.max}, not "${text}".`,
    )
  return number
}

/** The parts of a comma list; `undefined` when it was not given. */
export function listOption(options: Parsed['options'], name: string): readonly string[] | undefined {
  const text = options[name]
  if (typeof text !== 'string') return undefined
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  if (parts.length === 0) throw new BeatboardError('wrong-usage', `--${name} takes a comma list, e.g. --${name} a,b.`)
  return parts
}

/** One of a closed set of words; `undefined` when it was not given. */
export function choiceOption<T extends string>(options: Parsed['options'], name: string, choices: readonly T[]): T | undefined {
  const text = options[name]
  if (typeof text !== 'string') return undefined
  const found = choices.find((choice) => choice === text)
  if (found === undefined) throw new BeatboardError('wrong-usage', `--${name} takes ${choices.join(', ')}, not "${text}".`)
  return found
}

export function textOption(options: Parsed['options'], name: string): string | undefined {
  const text = options[name]
  return typeof text === 'string' ? text : undefined
}
