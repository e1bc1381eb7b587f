import type { PictureId } from '../board/picture.ts'
import type { Forecast } from '../plan/forecast.ts'
import type { Standing } from '../plan/plan.ts'
import type { Planned } from '../studio.ts'
import type { PlanView } from './api.ts'

/** A plan as the page shows it before anything is spent: the same object that a run executes. */
export function planView({ plan, forecast, facts, warnings }: Planned): PlanView {
  const listed = (standing: Standing): { id: PictureId; why: string }[] =>
    plan.items.filter((item) => item.standing === standing).map(({ id, why }) => ({ id, why }))
  return {
    counts: plan.counts,
    toMake: plan.toMake.map(({ id, why, after }) => ({ id, why, ...(after === undefined ? {} : { after }) })),
    outOfDate: listed('stale'),
    blocked: listed('blocked'),
    inDoubt: [...facts.inDoubt.values()],
    forecast: forecastView(forecast, facts.inDoubt.values()),
    warnings,
  }
}

export function forecastView(
  { pictures, priceUsd, estimate, unknownPrices, seconds, styles, inDoubt }: Forecast,
  doubts: Iterable<{ readonly priceUsd: number }> = [],
): PlanView['forecast'] {
  const doubtful = [...doubts].reduce((sum, doubt) => sum + doubt.priceUsd, 0)
  return {
    pictures,
    priceUsd,
    estimate,
    unknownPrices,
    seconds,
    inDoubtUsd: Math.max(inDoubt.priceUsd, doubtful),
    styles: styles.map(({ priceUsd: price, ...style }) => ({ ...style, ...(price === undefined ? {} : { priceUsd: price }) })),
  }
}
