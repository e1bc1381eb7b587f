import { openProject } from '../studio.ts'
import { numberOption } from './args.ts'
import { type Command, exitCodes } from './command.ts'
import { needFolder, needWords } from './need-folder.ts'

const usage = 'pick FOLDER BEAT STYLE [--take N]'

/** `pick`: chooses the picture of a beat; an older take becomes the current one of its style. */
export const command: Command = {
  usage,
  about: 'Chooses the picture of a beat, in picks.json; the take becomes the current picture of its style.',
  options: {
    take: { type: 'string', value: 'N', says: 'which take; by default the current one' },
    flag: { type: 'boolean', says: 'flag it for another look' },
    clear: { type: 'boolean', says: 'take the pick of this beat back (no STYLE then)' },
  },
  example: 'beatboard pick night-ferry 2.3 clear --take 2',
  run: async (context) => {
    const { out, world, options } = context
    const folder = needFolder(context, usage)
    const clear = options['clear'] === true
    const [beat = '', style = ''] = needWords(context, usage, clear ? { least: 1, most: 2 } : { least: 2, most: 2 })
    const take = numberOption(options, 'take', { min: 1, max: 1_000_000, whole: true })
    await using project = await openProject(folder, { world, write: false })
    if (clear) await project.clearPick(beat)
    const pick = clear
      ? undefined
      : await project.pick(beat, { style, isFlagged: options['flag'] === true, ...(take === undefined ? {} : { take }) })
    out.emit({ type: 'pick', beat, pick: pick ?? null })
    out.print(pick === undefined ? `No pick for ${beat} any more.` : `Picked ${pick.style}, take ${pick.take}, for ${beat}.`)
    return exitCodes.complete
  },
}
