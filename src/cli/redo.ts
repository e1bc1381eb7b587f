import { openProject } from '../studio.ts'
import { textOption } from './args.ts'
import { type Command, exitCodes } from './command.ts'
import { leanWhenLarge } from './lean-memory.ts'
import { makeAll, makeOptions } from './make-all.ts'
import { needFolder, needWords } from './need-folder.ts'
import { emitPlan, tellPlan } from './tell-plan.ts'

const usage = 'redo FOLDER BEAT… [--style S] [--prompt TEXT]'

/** `redo`: a new take of beats, with changed words when the user has some; the old take is kept. */
export const command: Command = {
  usage,
  about:
    'Makes a new take of one or more beats; the old one is kept and can be picked again. What continues from it is marked out of date.',
  options: {
    style: { type: 'string', value: 'ID', says: 'only in this style; by default in all' },
    prompt: { type: 'string', value: 'TEXT', says: 'new words for the beat, kept in the board' },
    ...makeOptions,
  },
  example: 'beatboard redo night-ferry 2.3 --style clear --prompt "The lamp goes out"',
  run: async (context) => {
    const folder = needFolder(context, usage)
    const beats = needWords(context, usage, { least: 1, most: 1000 })
    const style = textOption(context.options, 'style')
    const prompt = textOption(context.options, 'prompt')
    await leanWhenLarge({ folder })
    await using project = await openProject(folder, { world: context.world, write: true })
    const selection = { beats, redo: ['all'] as const, ...(style === undefined ? {} : { styles: [style] }) }
    const before = await project.plan(selection)
    if (prompt !== undefined) await project.rewrite(selection, prompt)
    const planned = prompt === undefined ? before : await project.plan(selection)
    tellPlan(context.out, planned)
    emitPlan(context.out, planned, project.folder)
    return planned.plan.toMake.length === 0 ? exitCodes.complete : await makeAll(context, project, planned)
  },
}
