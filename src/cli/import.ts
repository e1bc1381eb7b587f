import { readIntoProject, writeProject } from '../studio/import-list.ts'
import { BeatboardError } from '../errors.ts'
import { textOption } from './args.ts'
import { askedFor } from './asked-for.ts'
import { type Command, exitCodes } from './command.ts'
import { generateOptions } from './generate-options.ts'
import { openSource } from './open-source.ts'
import { tellList } from './tell-list.ts'

const usage = 'import LIST --output-dir DIR'
const wanted = new Set([
  'output-dir',
  'backend',
  'model',
  'styles',
  'continuity',
  'size',
  'width',
  'height',
  'aspect-ratio',
  'quality',
  'format',
  'seed',
  'negative-prompt',
])

/** `import`: any list → a project folder with `board.json`; draws nothing. */
export const command: Command = {
  usage,
  about:
    'Reads any list into a project folder and says what was understood. An edited list keeps the pictures of beats whose words did not change.',
  options: Object.fromEntries(Object.entries(generateOptions).filter(([name]) => wanted.has(name))),
  example: 'beatboard import prompts.csv --output-dir night-ferry',
  run: async (context) => {
    const { out, options, world } = context
    const source = await openSource(context, usage)
    if ('folder' in source)
      throw new BeatboardError('wrong-usage', 'That is a project folder already.', { hint: 'To draw it: beatboard generate FOLDER' })
    const outputDir = textOption(options, 'output-dir')
    const imported = await readIntoProject(
      { ...source, cwd: world.cwd, ...(outputDir === undefined ? {} : { outputDir }) },
      await askedFor(context),
    )
    await writeProject(imported)
    tellList(out, imported, world.cwd)
    return exitCodes.complete
  },
}
