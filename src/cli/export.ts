import { relative } from 'node:path'
import type { z } from 'zod'
import { BeatboardError } from '../errors.ts'
import { exporterNamed, exporters } from '../exports/catalog.ts'
import { flagOf } from '../exports/exporter.ts'
import type { Missing } from '../exports/sequence.ts'
import { exportProject, exportReadiness } from '../studio/export-project.ts'
import { numberOption, textOption } from './args.ts'
import { type Command, type Context, type Option, type Options, exitCodes } from './command.ts'
import { table } from './format.ts'
import { needFolder } from './need-folder.ts'

const usage = 'export FORMAT FOLDER'

const common: Options = {
  missing: {
    type: 'string',
    value: 'WHAT',
    says: 'beats without a pick: stop (default), leave them out, or the name of a style that stands in',
  },
  seconds: { type: 'string', value: 'N', says: 'the same time for every beat, in place of the list’s times' },
  to: {
    type: 'string',
    value: 'PATH',
    says: 'where to write; by default exports/ in the project folder; a name that is taken gets a number',
  },
}

/** `export`: the final sequence of a project in one of the formats of the catalog. */
export const command: Command = {
  usage,
  about: `Makes files of the chosen pictures. Formats:\n\n${table(exporters.map(({ id, about }) => [`  ${id}`, about]))}`,
  options: { ...common, ...formatOptions() },
  example: 'beatboard export pictures night-ferry --missing clear --names {shot}/{beat}_{style} --type webp',
  run: async (context) => {
    const { out, world, words, options, signal } = context
    const [id, folderWord, extra] = words
    if (id === undefined || folderWord === undefined || extra !== undefined)
      throw new BeatboardError('wrong-usage', `Usage: beatboard ${usage}`, {
        hint: `Formats: ${exporters.map((each) => each.id).join(', ')}.`,
      })
    const format = exporterNamed(id)
    checkOptions(context, format.id)
    const folder = needFolder({ words: [folderWord], world }, usage)
    const readiness = await exportReadiness(folder)
    out.emit({ type: 'readiness', ...readiness })
    const missing = missingOf(textOption(options, 'missing'))
    if (missing !== 'stop' || readiness.gaps.length === 0) out.log(readiness.line)
    const secondsEach = numberOption(options, 'seconds', { min: 0.04, max: 3600 })
    const to = textOption(options, 'to')
    const { paths, warnings, facts, sequence } = await exportProject(folder, {
      format: id,
      missing,
      options: Object.fromEntries(Object.keys(format.options.shape).map((name) => [name, options[flagOf(name)]])),
      cwd: world.cwd,
      signal,
      progress: progressOf(context),
      ...(secondsEach === undefined ? {} : { secondsEach }),
      ...(to === undefined ? {} : { to }),
    })
    out.foot([])
    for (const warning of warnings) out.log(`${out.paint('yellow', 'Note:')} ${warning}`)
    out.emit({ type: 'exported', format: id, paths, panels: sequence.panels.length, seconds: sequence.seconds, facts, warnings })
    out.print(paths.map((path) => relative(world.cwd, path) || path).join('\n'))
    return sequence.panels.length < readiness.total ? exitCodes.gaps : exitCodes.complete
  },
}

/** The options of all formats in one list; each says which formats know it. */
function formatOptions(): Options {
  const options: Record<string, Option> = {}
  for (const format of exporters)
    for (const [name, schema] of Object.entries(format.options.shape)) {
      const flag = flagOf(name)
      const { description = '', kind } = described(schema)
      const before = options[flag]?.says.replace(/^\[[^\]]*\] /, '')
      const ids = exporters.filter((other) => name in other.options.shape).map((other) => other.id)
      options[flag] = {
        ...(kind === 'boolean' ? { type: 'boolean' } : { type: 'string', value: kind }),
        says: `[${ids.join(', ')}] ${before ?? description}`,
      }
    }
  return options
}

function described(schema: z.core.$ZodType): { readonly description: string | undefined; readonly kind: string } {
  let inner = schema as z.ZodType
  const description = inner.description
  while (inner.def.type === 'default' || inner.def.type === 'optional')
    inner = (inner as z.ZodDefault | z.ZodOptional).unwrap() as z.ZodType
  if (inner.def.type === 'enum') return { description, kind: Object.values((inner as z.ZodEnum).enum).join('|') }
  return { description, kind: inner.def.type === 'boolean' ? 'boolean' : inner.def.type === 'number' ? 'N' : 'TEXT' }
}

/** An option of another format is refused, not passed over. */
function checkOptions({ options }: Context, id: string): void {
  const own = new Set(Object.keys(exporterNamed(id).options.shape).map(flagOf))
  const strange = Object.keys(formatOptions()).find((flag) => options[flag] !== undefined && !own.has(flag))
  if (strange !== undefined)
    throw new BeatboardError('wrong-usage', `The format ${id} has no option --${strange}.`, { hint: 'See: beatboard export --help' })
}

function missingOf(text: string | undefined): Missing {
  return text === undefined || text === 'stop' || text === 'leave' ? (text ?? 'stop') : { style: text }
}

function progressOf({ out, world }: Context): (done: number, total: number) => void {
  let last = Number.NEGATIVE_INFINITY
  return (done, total) => {
    const now = world.clock.now()
    if (now - last < 100 && done < total) return
    last = now
    out.emit({ type: 'progress', done, total })
    out.foot([`Exporting: ${done}/${total} (${total === 0 ? 100 : Math.floor((done / total) * 100)}%)`])
  }
}
