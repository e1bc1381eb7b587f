import { readIntoProject } from '../studio/import-list.ts'
import { openProject } from '../studio.ts'
import { textOption } from './args.ts'
import { askedFor } from './asked-for.ts'
import { type Command, exitCodes } from './command.ts'
import { generateOptions, rpmFrom, selectionFrom } from './generate-options.ts'
import { openSource } from './open-source.ts'
import { tellList } from './tell-list.ts'
import { emitPlan, tellPlan } from './tell-plan.ts'

const usage = 'plan LIST|FOLDER [options]'

/** `plan`: what `generate` with the same options would do; writes and spends nothing. */
export const command: Command = {
  usage,
  about: 'What would be made, what exists, what is out of date and why, price and time. Spends nothing, writes nothing.',
  options: generateOptions,
  example: 'beatboard plan night-ferry --backend openai --quality high',
  run: async (context) => {
    const { out, options, world } = context
    const selection = selectionFrom(options)
    const rpm = rpmFrom(options)
    const source = await openSource(context, usage)
    const settings = await askedFor(context, 'folder' in source ? source.folder : undefined)
    const outputDir = textOption(options, 'output-dir')
    const imported =
      'folder' in source
        ? undefined
        : await readIntoProject({ ...source, cwd: world.cwd, ...(outputDir === undefined ? {} : { outputDir }) }, settings)
    if (imported !== undefined) tellList(out, imported, world.cwd)
    const folder = 'folder' in source ? source.folder : (imported?.folder ?? '')
    await using project = await openProject(folder, {
      world,
      settings,
      write: false,
      ...(rpm === undefined ? {} : { rpm }),
      ...(imported === undefined ? {} : { imported }),
    })
    const planned = await project.plan(selection)
    tellPlan(out, planned)
    emitPlan(out, planned, project.folder)
    return exitCodes.complete
  },
}
