import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { BeatboardError } from '../errors.ts'
import { takeNotes } from '../studio/take-notes.ts'
import { type Command, exitCodes } from './command.ts'
import { clip, count } from './format.ts'
import { needFolder, needWords } from './need-folder.ts'

const usage = 'notes FOLDER FILE'

/** `notes`: brings back what a client marked and wrote in the exported viewer. */
export const command: Command = {
  usage,
  about: 'Brings the marks and notes of an exported viewer back: "again" flags the pick, all are kept in notes.json.',
  options: {},
  example: 'beatboard notes night-ferry beatboard-notes.json',
  run: async (context) => {
    const { out, world } = context
    const folder = needFolder(context, usage)
    const [file = ''] = needWords(context, usage, { least: 1, most: 1 })
    const text = await readFile(resolve(world.cwd, file), 'utf8').catch((error: unknown) => {
      throw new BeatboardError('wrong-usage', `The file "${file}" cannot be read.`, { cause: error })
    })
    const notes = await takeNotes(folder, text)
    for (const { beat, mark, text: words } of notes) {
      out.emit({ type: 'note', beat, mark, text: words })
      out.print(`${beat.padEnd(8)} ${mark.padEnd(6)} ${clip(words, 100)}`.trimEnd())
    }
    out.log(`${count(notes.length, 'beat')} marked or noted.`)
    return exitCodes.complete
  },
}
