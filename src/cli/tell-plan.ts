import type { Forecast } from '../plan/forecast.ts'
import type { PlanItem } from '../plan/plan.ts'
import type { Planned } from '../studio.ts'
import { count, money, span, table, unitPrice } from './format.ts'
import type { Output } from './output.ts'

const standingWords: Readonly<Record<PlanItem['standing'], string>> = {
  'to-make': 'to make',
  exists: 'there',
  stale: 'out of date',
  left: 'not asked for',
  blocked: 'cannot start',
}

/** Reasons shown one by one before they are counted. */
const shown = 6

/** The same plan on every screen: what, why, price, time (B13). */
export function tellPlan(out: Output, { plan, forecast, warnings }: Planned): void {
  const { counts } = plan
  for (const warning of warnings) out.print(`${out.paint('yellow', 'note:')} ${warning}`)
  if (forecast.styles.some((style) => style.provider === 'draft'))
    out.print('The built-in draft painter draws: it needs no key and is for planning. Who else can draw: beatboard providers')
  out.print(sumsOf(counts))
  for (const line of reasons(plan.items)) out.print(`  ${line}`)
  if (forecast.styles.length > 0) out.print(table(forecast.styles.map((style) => styleRow(style))))
  out.print(totalLine(forecast))
  const { inDoubt } = forecast
  if (inDoubt.count > 0)
    out.print(
      `${out.paint('yellow', 'in doubt:')} ${count(inDoubt.count, 'request')} ${inDoubt.count === 1 ? 'was' : 'were'} on the way when a run died and may have been billed, ${money(inDoubt.priceUsd)} in all. They are sent again now; --skip-in-doubt leaves them.`,
    )
}

/** The plan as records: one summary, then one a picture. */
export function emitPlan(out: Output, { plan, forecast, warnings }: Planned, folder: string): void {
  if (!out.json) return
  const { styles, ...sums } = forecast
  out.emit({ type: 'plan', folder, counts: plan.counts, ...sums, styles, warnings })
  for (const item of plan.items)
    out.emit({
      type: 'picture',
      id: item.id,
      standing: item.standing,
      why: item.why,
      ...(item.after === undefined ? {} : { after: item.after }),
      ...(item.inDoubt === undefined ? {} : { inDoubtUsd: item.inDoubt.priceUsd }),
    })
}

/** `To make 3 · there already 27`; what is none of is not told. */
function sumsOf(counts: Planned['plan']['counts']): string {
  const sums = [
    ['there already', counts.exists],
    ['out of date', counts.stale],
    ['not asked for', counts.left],
    ['cannot start', counts.blocked],
  ] as const
  const told = sums.filter(([, number]) => number > 0).map(([name, number]) => `${name} ${number}`)
  return [`To make ${counts['to-make']}`, ...told].join(' · ')
}

export function totalLine(forecast: Forecast): string {
  if (forecast.pictures === 0) return 'Nothing to make, nothing to pay.'
  const unknown = forecast.unknownPrices === 0 ? '' : `, and ${count(forecast.unknownPrices, 'picture')} whose price is not known`
  const price =
    forecast.priceUsd === 0
      ? unknown === ''
        ? 'free'
        : 'price not known'
      : `${forecast.estimate ? 'about ' : ''}${money(forecast.priceUsd)}${unknown}`
  return `${count(forecast.pictures, 'picture')}: ${price}, about ${span(forecast.seconds)}.`
}

function styleRow(style: Forecast['styles'][number]): string[] {
  const each =
    style.priceUsd === undefined ? 'price not known' : style.priceUsd === 0 ? 'free' : `× ${unitPrice(style.priceUsd / style.pictures)}`
  return [
    `  ${style.style}`,
    `${style.provider}/${style.model}`,
    `${style.pictures} ${each}`,
    style.priceUsd === undefined || style.priceUsd === 0 ? '' : money(style.priceUsd),
    span(style.seconds),
  ]
}

/** Why things are as they are, the same reasons together. Plain `missing` and `exists` need no words. */
function reasons(items: readonly PlanItem[]): string[] {
  const groups = Map.groupBy(
    items.filter((item) => item.why !== 'missing' && item.why !== 'exists' && item.standing !== 'left'),
    (item) => `${standingWords[item.standing]}: ${item.why}`,
  )
  return [...groups].map(([why, group]) => {
    const names = group.slice(0, shown).map((item) => item.id)
    return `${why} (${names.join(', ')}${group.length > shown ? ` and ${group.length - shown} more` : ''})`
  })
}
