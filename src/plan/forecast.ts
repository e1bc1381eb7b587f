import type { PictureId } from '../board/picture.ts'
import type { Plan, PlanItem } from './plan.ts'

/** What a style's first model costs and how fast it may be asked, from its card and its pool. */
export interface Lane {
  readonly provider: string
  readonly model: string
  /** USD of one picture with this many references; `undefined` = unknown. */
  readonly priceUsd: (references: number) => number | undefined
  readonly estimate: boolean
  /** Usual seconds a picture takes. */
  readonly seconds: number
  /** Requests in any window over all quota domains of the pool; `undefined` = not paced. */
  readonly requests?: number
  readonly windowMs: number
  /** Pictures at once. */
  readonly concurrency: number
}

export interface StyleForecast {
  readonly style: string
  readonly provider: string
  readonly model: string
  readonly pictures: number
  /** USD for all of them; `undefined` = the price is not known. */
  readonly priceUsd: number | undefined
  readonly seconds: number
}

/** Price and time of a plan, the same on every screen (B13). */
export interface Forecast {
  readonly pictures: number
  /** Sum of what is known, in USD. */
  readonly priceUsd: number
  /** The sum holds prices from formulas or third parties. */
  readonly estimate: boolean
  /** Pictures whose price nobody knows: a run is blocked until the user allows them. */
  readonly unknownPrices: number
  readonly seconds: number
  readonly inDoubt: { readonly count: number; readonly priceUsd: number }
  readonly styles: readonly StyleForecast[]
}

/**
 * What the plan will cost and how long it takes. Time is the largest of three bounds: the longest chain at the model's usual
 * pace, the pictures at the concurrency allowed, and the windows of the pools, which styles of one provider share.
 */
export function forecast(plan: Plan, lanes: ReadonlyMap<string, Lane>): Forecast {
  const byStyle = Map.groupBy(plan.toMake, (item) => item.style.id)
  const styles = [...byStyle].flatMap(([style, items]) => {
    const lane = lanes.get(style)
    return lane === undefined ? [] : [ofStyle(style, items, lane)]
  })
  const doubts = plan.items.flatMap((item) => item.inDoubt ?? [])
  return {
    pictures: plan.toMake.length,
    priceUsd: sum(styles.map((style) => style.priceUsd ?? 0)),
    estimate: [...lanes.values()].some((lane) => lane.estimate),
    unknownPrices: sum(styles.filter((style) => style.priceUsd === undefined).map((style) => style.pictures)),
    seconds: Math.max(0, ...styles.map((style) => style.seconds), ...pooled(byStyle, lanes)),
    inDoubt: { count: doubts.length, priceUsd: sum(doubts.map((doubt) => doubt.priceUsd)) },
    styles,
  }
}

function ofStyle(style: string, items: readonly PlanItem[], lane: Lane): StyleForecast {
  const prices = items.map((item) => lane.priceUsd(item.after === undefined ? 0 : 1))
  const known = prices.every((price) => price !== undefined)
  const seconds = Math.max(longestChain(items) * lane.seconds, (items.length / lane.concurrency) * lane.seconds)
  return { style, provider: lane.provider, model: lane.model, pictures: items.length, priceUsd: known ? sum(prices) : undefined, seconds }
}

/** Seconds that each provider's windows demand of all its styles together; the first window's allowance goes at once. */
function pooled(byStyle: ReadonlyMap<string, readonly PlanItem[]>, lanes: ReadonlyMap<string, Lane>): number[] {
  const models = Map.groupBy(
    [...byStyle].flatMap(([style, items]) => {
      const lane = lanes.get(style)
      return lane?.requests === undefined ? [] : [{ lane, requests: lane.requests, count: items.length }]
    }),
    ({ lane }) => `${lane.provider}/${lane.model}`,
  )
  return [...models.values()].map((parts) => {
    const [{ lane, requests }] = parts as [(typeof parts)[number]]
    const windows = Math.ceil(sum(parts.map((part) => part.count)) / requests) - 1
    return (windows * lane.windowMs) / 1000 + lane.seconds
  })
}

function longestChain(items: readonly PlanItem[]): number {
  const depth = new Map<PictureId, number>()
  let longest = 0
  for (const item of items) {
    const here = 1 + (item.after === undefined ? 0 : (depth.get(item.after) ?? 0))
    depth.set(item.id, here)
    longest = Math.max(longest, here)
  }
  return longest
}

function sum(numbers: readonly (number | undefined)[]): number {
  return numbers.reduce<number>((total, number) => total + (number ?? 0), 0)
}
