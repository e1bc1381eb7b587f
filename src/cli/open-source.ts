import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { decodeList } from '../board/readers/source.ts'
import { BeatboardError } from '../errors.ts'
import { clip } from './format.ts'
import type { Context } from './command.ts'

/** Largest list that is read, in bytes. */
const largestList = 256 * 1024 * 1024

/** What LIST|FOLDER means: a project folder, or a list's text and name. `-` reads standard input. */
export type Opened = { readonly folder: string } | { readonly text: string; readonly name: string; readonly file?: string }

/** Opens what the first word of a command names; a missing or unreadable file is said before anything is done. */
export async function openSource(
  { words, world, readInput }: Pick<Context, 'words' | 'world' | 'readInput'>,
  usage: string,
): Promise<Opened> {
  const [word, extra] = words
  if (word === undefined)
    throw new BeatboardError('wrong-usage', `Which list? Usage: beatboard ${usage}`, {
      hint: 'An example lies in examples/film.json of the package.',
    })
  if (extra !== undefined)
    throw new BeatboardError('wrong-usage', `One list or folder at a time; "${clip(extra, 60)}" is too much.`, {
      hint: `Usage: beatboard ${usage}`,
    })
  if (word === '-') return { text: await readInput(), name: 'list' }
  const path = resolve(world.cwd, word)
  const found = await stat(path).catch((error: unknown) => {
    throw new BeatboardError('wrong-usage', `There is no file or folder "${word}".`, { hint: `Looked in ${dirname(path)}.`, cause: error })
  })
  if (found.isDirectory()) return { folder: path }
  if (basename(path) === 'board.json') return { folder: dirname(path) }
  if (found.size > largestList)
    throw new BeatboardError('unreadable-list', `${word} holds ${Math.round(found.size / 1048576)} MB; a list holds at most 256 MB.`)
  return { text: await readText(path, word), name: basename(path), file: word }
}

async function readText(path: string, word: string): Promise<string> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new BeatboardError('wrong-usage', `"${word}" cannot be read.`, { hint: 'Check its permissions.', cause: error })
  })
  return decodeList(bytes)
}
