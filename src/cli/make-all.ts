import { relative } from 'node:path'
import { BeatboardError } from '../errors.ts'
import type { Ending, Written } from '../run/events.ts'
import { type RunState, advance, nothingYet } from '../run/run-state.ts'
import type { Planned, Project } from '../studio.ts'
import { numberOption } from './args.ts'
import { openBars } from './bars.ts'
import { type Context, type Options, exitCodes } from './command.ts'
import { money, span } from './format.ts'
import { narrate } from './narrate.ts'
import { totalLine } from './tell-plan.ts'

/** Options of every command that spends. */
export const makeOptions: Options = {
  'max-cost': { type: 'string', value: 'USD', says: 'send nothing that would pass this' },
  'max-images': { type: 'string', value: 'N', says: 'make at most this many' },
  concurrency: { type: 'string', value: 'N', says: 'pictures at once' },
  'ask-above': { type: 'string', value: 'USD', says: 'on a terminal, ask before spending more (default 1)' },
  'allow-unknown-price': { type: 'boolean', says: 'send also where the price is not known' },
  yes: { type: 'boolean', says: 'do not ask' },
}

/** Executes a plan that has been shown: asks where it must, makes, tells, and resolves to the exit code. */
export async function makeAll(context: Context, project: Project, planned: Planned): Promise<number> {
  refuseUnknownPrices(context, planned)
  return (await agreed(context, planned)) ? make(context, project, planned) : exitCodes.stopped
}

function refuseUnknownPrices({ options }: Context, { forecast }: Planned): void {
  if (forecast.unknownPrices === 0 || options['allow-unknown-price'] === true) return
  const style = forecast.styles.find((each) => each.priceUsd === undefined)
  throw new BeatboardError('over-limit', `No price is known for ${style?.provider}/${style?.model}, so nothing is sent.`, {
    hint: 'To send anyway: --allow-unknown-price',
  })
}

async function agreed({ options, ask, out }: Context, { forecast }: Planned): Promise<boolean> {
  const limit = numberOption(options, 'ask-above', { min: 0, max: 1_000_000 }) ?? 1
  if (options['yes'] === true || ask === undefined || forecast.priceUsd + forecast.inDoubt.priceUsd <= limit) return true
  const answer = await ask(`Generate ${totalLine(forecast)} Go on? [y/N] `)
  if (/^y(es)?$/i.test(answer.trim())) return true
  out.print('Nothing was sent.')
  return false
}

async function make(context: Context, project: Project, planned: Planned): Promise<number> {
  const { out, options, signal, world } = context
  const concurrency = numberOption(options, 'concurrency', { min: 1, max: 1000, whole: true })
  const maxCostUsd = numberOption(options, 'max-cost', { min: 0, max: 1_000_000 })
  const maxImages = numberOption(options, 'max-images', { min: 0, max: 10_000_000, whole: true })
  const making = await project.make(planned, {
    signal,
    allowUnknownPrice: options['allow-unknown-price'] === true,
    ...(concurrency === undefined ? {} : { concurrency }),
    limits: { ...(maxCostUsd === undefined ? {} : { maxCostUsd }), ...(maxImages === undefined ? {} : { maxImages }) },
  })
  if (making.watching !== undefined) out.log(`${making.watching} Watching it; Ctrl-C only stops watching.`)
  const bars = openBars(out, () => world.clock.now())
  const started = world.clock.now()
  let state = nothingYet
  for await (const event of making.events) {
    state = advance(state, event)
    tellEvent(out, event, state, project)
    bars.update(state)
  }
  bars.end()
  return tellEnd(context, project, state, (world.clock.now() - started) / 1000)
}

function tellEvent(out: Context['out'], event: Written, state: RunState, project: Project): void {
  out.emit(event)
  for (const line of narrate(event, state, project.board)) out.log(line)
}

function tellEnd({ out, world, signal }: Context, project: Project, state: RunState, seconds: number): number {
  const sum = (of: 'done' | 'exists' | 'failed' | 'blocked' | 'waiting' | 'total'): number =>
    state.styles.reduce((all, style) => all + style[of], 0)
  const gaps = sum('failed') + sum('blocked')
  const facts = [
    `${sum('done')} made`,
    sum('exists') > 0 ? `${sum('exists')} existed` : '',
    gaps > 0 ? `${gaps} not made` : '',
    state.spentUsd > 0 ? `${money(state.spentUsd)} spent` : 'nothing spent',
    span(seconds),
  ].filter((fact) => fact !== '')
  const ending = state.ending ?? 'stopped'
  const where = relative(world.cwd, project.folder) || '.'
  out.emit({
    type: 'result',
    ending,
    why: state.why,
    folder: project.folder,
    made: sum('done'),
    existed: sum('exists'),
    failed: gaps,
    total: sum('total'),
    spentUsd: state.spentUsd,
  })
  out.print(`${out.paint(...endWords[ending])} ${facts.join(', ')}.`)
  if (state.why !== undefined) out.print(`  ${state.why}`)
  if (state.hint !== undefined && ending === 'blocked') out.print(`  ${state.hint}`)
  out.print(`Pictures: ${where}${project.picturesFolder === '' ? '' : `/${project.picturesFolder}`}`)
  if (gaps > 0 || sum('waiting') > 0) out.print('To go on, run the same command again.')
  return signal.aborted ? exitCodes.stopped : exitCodes[ending]
}

const endWords: Readonly<Record<Ending, readonly ['green' | 'yellow' | 'red' | 'bold', string]>> = {
  complete: ['green', 'Complete.'],
  gaps: ['yellow', 'Complete with gaps.'],
  blocked: ['red', 'Blocked.'],
  stopped: ['bold', 'Stopped.'],
}
