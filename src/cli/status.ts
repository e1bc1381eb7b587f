import { openProject } from '../studio.ts'
import type { ProjectStatus } from '../studio/status.ts'
import { type Command, exitCodes } from './command.ts'
import { clip, count, money, table } from './format.ts'
import { needFolder } from './need-folder.ts'
import type { Output } from './output.ts'

const usage = 'status FOLDER'
/** Errors told one by one before they are counted. */
const shown = 20

/** `status`: where a project stands, from disk and journal; another process may be at work on it. */
export const command: Command = {
  usage,
  about: 'Per style: done of total, errors with reasons, what is in doubt, what was spent.',
  options: {},
  example: 'beatboard status night-ferry',
  run: async (context) => {
    await using project = await openProject(needFolder(context, usage), { world: context.world, write: false })
    const status = await project.status()
    context.out.emit({ type: 'status', folder: project.folder, title: project.board.title, ...status })
    tellStatus(context.out, project.board.title, status)
    return exitCodes.complete
  },
}

function tellStatus(out: Output, title: string, status: ProjectStatus): void {
  out.print(out.paint('bold', title))
  if (status.atWork !== undefined) out.print(`At work: ${status.atWork}`)
  out.print(
    table(
      status.styles.map((style) => [
        `  ${style.id}`,
        `${style.done}/${style.total}`,
        `${Math.floor((style.done / Math.max(1, style.total)) * 100)}%`,
        style.outOfDate > 0 ? `${style.outOfDate} out of date` : '',
        style.spentUsd > 0 ? `${money(style.spentUsd)} spent` : '',
      ]),
    ),
  )
  for (const error of status.errors.slice(0, shown))
    out.print(`  ${out.paint('red', '✗')} ${error.id}  ${error.kind}: ${clip(error.message, 160)}`)
  if (status.errors.length > shown) out.print(`  and ${status.errors.length - shown} more errors; all with --json`)
  for (const doubt of status.inDoubt.slice(0, shown))
    out.print(
      `  ${out.paint('yellow', '?')} ${doubt.id}  sent ${doubt.sentAt} to ${doubt.provider}/${doubt.model}, maybe billed ${money(doubt.priceUsd)}`,
    )
  if (status.inDoubt.length > 0)
    out.print(
      `In doubt: ${count(status.inDoubt.length, 'request')}, ${money(status.inDoubtUsd)} at most. "generate" sends them again, "generate --skip-in-doubt" leaves them.`,
    )
  out.print(status.spentUsd > 0 ? `Spent: ${money(status.spentUsd)}` : 'Spent: nothing')
}
