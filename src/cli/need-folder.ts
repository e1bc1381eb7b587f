import { resolve } from 'node:path'
import { BeatboardError } from '../errors.ts'
import type { Context } from './command.ts'

/** The project folder that a command names first, as an absolute path. */
export function needFolder({ words, world }: Pick<Context, 'words' | 'world'>, usage: string): string {
  const [folder] = words
  if (folder === undefined) throw new BeatboardError('wrong-usage', `Which project folder? Usage: beatboard ${usage}`)
  return resolve(world.cwd, folder)
}

/** The words after the folder; fewer than `least` or more than `most` are refused. */
export function needWords(
  { words }: Pick<Context, 'words'>,
  usage: string,
  { least, most }: { least: number; most: number },
): readonly string[] {
  const rest = words.slice(1)
  if (rest.length >= least && rest.length <= most) return rest
  throw new BeatboardError('wrong-usage', `Usage: beatboard ${usage}`)
}
