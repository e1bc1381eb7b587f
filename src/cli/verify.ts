import { openProject } from '../studio.ts'
import { type Command, exitCodes } from './command.ts'
import { count } from './format.ts'
import { needFolder } from './need-folder.ts'

const usage = 'verify FOLDER'

/** `verify`: decodes every picture and holds pictures, recipes, journal and views against each other. */
export const command: Command = {
  usage,
  about: 'Do pictures, recipes, journal and views agree? Decodes every picture; changes nothing.',
  options: {},
  example: 'beatboard verify night-ferry',
  run: async (context) => {
    const { out, world } = context
    await using project = await openProject(needFolder(context, usage), { world, write: false })
    const { pictures, findings } = await project.verify()
    for (const finding of findings) {
      out.emit({ type: 'finding', ...finding })
      const paint = finding.severity === 'error' ? 'red' : 'yellow'
      out.print(`${out.paint(paint, finding.severity)} ${finding.path}: ${finding.message}\n    ${finding.hint}`)
    }
    const errors = findings.filter((finding) => finding.severity === 'error').length
    out.emit({ type: 'verified', pictures, errors, findings: findings.length })
    out.print(
      findings.length === 0
        ? `${count(pictures, 'picture')} whole; recipes, journal and views agree.`
        : `${count(pictures, 'picture')} looked at, ${count(findings.length, 'finding')}, ${count(errors, 'error')}.`,
    )
    return errors === 0 ? exitCodes.complete : exitCodes.gaps
  },
}
