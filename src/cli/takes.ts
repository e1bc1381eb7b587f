import { openProject } from '../studio.ts'
import { type Command, exitCodes } from './command.ts'
import { clip, money, table } from './format.ts'
import { needFolder, needWords } from './need-folder.ts'

const usage = 'takes FOLDER BEAT'

/** `takes`: every picture of a beat, in all styles. */
export const command: Command = {
  usage,
  about: 'The pictures of a beat to choose from: every take in every style, who made it, what it cost.',
  options: {},
  example: 'beatboard takes night-ferry 2.3',
  run: async (context) => {
    const { out, world } = context
    const folder = needFolder(context, usage)
    const [beat = ''] = needWords(context, usage, { least: 1, most: 1 })
    await using project = await openProject(folder, { world, write: false })
    const takes = await project.takes(beat)
    for (const take of takes) out.emit({ type: 'take', beat, ...take })
    out.print(
      takes.length === 0
        ? `No pictures of ${beat} yet. To make them: beatboard generate ${context.words[0]} --beats ${beat}`
        : table(
            takes.map((take) => [
              take.picked ? '●' : take.current ? '○' : ' ',
              take.style,
              `take ${take.take}`,
              take.by ?? 'from elsewhere',
              take.costUsd === undefined ? '' : money(take.costUsd),
              take.path,
              clip(take.prompt ?? '', 60),
            ]),
          ),
    )
    if (takes.length > 0) out.print('\n● picked  ○ current of its style. To choose: beatboard pick FOLDER BEAT STYLE [--take N]')
    return exitCodes.complete
  },
}
