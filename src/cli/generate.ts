import { readIntoProject, writeProject } from '../studio/import-list.ts'
import { type Project, openProject } from '../studio.ts'
import { textOption } from './args.ts'
import { askedFor } from './asked-for.ts'
import { type Command, type Context, exitCodes } from './command.ts'
import { generateOptions, rpmFrom, selectionFrom } from './generate-options.ts'
import { leanWhenLarge } from './lean-memory.ts'
import { makeAll, makeOptions } from './make-all.ts'
import { openSource } from './open-source.ts'
import { tellList } from './tell-list.ts'
import { emitPlan, tellPlan } from './tell-plan.ts'

const usage = 'generate LIST|FOLDER [options]'

/** `generate`: plans, shows price and time, makes what is missing. */
export const command: Command = {
  usage,
  about: 'Makes what is missing. Stop it at any moment: the same command goes on where it stopped, and nothing is paid for twice.',
  options: {
    ...generateOptions,
    ...makeOptions,
    'dry-run': { type: 'boolean', says: 'show the plan and stop' },
  },
  example: 'beatboard generate film.json --styles illustration,clear --backend gemini --max-cost 5',
  run: async (context) => {
    const selection = selectionFrom(context.options)
    await using project = await projectFrom(context)
    if (context.signal.aborted) return exitCodes.stopped
    const planned = await project.plan(selection)
    tellPlan(context.out, planned)
    emitPlan(context.out, planned, project.folder)
    if (context.options['dry-run'] === true) return exitCodes.complete
    return await makeAll(context, project, planned)
  },
}

async function projectFrom(context: Context): Promise<Project> {
  const { out, options, world } = context
  const source = await openSource(context, usage)
  await leanWhenLarge(source)
  const settings = await askedFor(context, 'folder' in source ? source.folder : undefined)
  const rpm = rpmFrom(options)
  const reference = textOption(options, 'style-reference')
  const asked = {
    world,
    settings,
    write: options['dry-run'] !== true,
    ...(rpm === undefined ? {} : { rpm }),
    ...(reference === undefined ? {} : { styleReference: reference }),
  }
  if ('folder' in source) return openProject(source.folder, asked)
  const outputDir = textOption(options, 'output-dir')
  const imported = await readIntoProject({ ...source, cwd: world.cwd, ...(outputDir === undefined ? {} : { outputDir }) }, settings)
  if (asked.write) await writeProject(imported)
  tellList(out, imported, world.cwd)
  return openProject(imported.folder, { ...asked, ...(asked.write ? {} : { imported }) })
}
