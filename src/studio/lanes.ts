import type { Board, ModelChoice, Style } from '../board/board.ts'
import { BeatboardError } from '../errors.ts'
import type { Pace } from '../keys/key-pool.ts'
import { addressOf, findCard, findProvider } from '../models/catalog.ts'
import type { Card } from '../models/provider.ts'
import type { Lane } from '../plan/forecast.ts'
import { type Studio, canDraw, paceOf, poolFor } from './painters.ts'
import { today } from './world.ts'

/** Pictures at once and quota domain, where the provider names no bound: enough to fill the window at usual latencies. */
const inFlightPerDomain = 6

/** Price and pace of the model that will draw each style, the first that can, for the forecast. */
export function lanesOf(board: Board, studio: Studio): ReadonlyMap<string, Lane> {
  return new Map(
    board.styles.flatMap((style) => {
      const able = studio.own === undefined ? style.models.find((choice) => canDraw(style, choice, studio)) : undefined
      const choice = able ?? style.models[0]
      return choice === undefined ? [] : [[style.id, laneOf(style, choice, studio)] as const]
    }),
  )
}

function laneOf(style: Style, choice: ModelChoice, studio: Studio): Lane {
  const card = studio.own?.card ?? cardOf(choice, studio)
  if (card === undefined) return unknownLane(choice)
  const { pace, domains } = studio.own === undefined ? paced(style, choice, studio) : { pace: { windowMs: 60_000 }, domains: 1 }
  const { quality, steps } = choice
  const asked = { size: style.size, ...(quality === undefined ? {} : { quality }), ...(steps === undefined ? {} : { steps }) }
  return {
    provider: card.provider,
    model: card.model,
    priceUsd: (references) => card.priceUsd({ ...asked, references: Math.min(references, card.abilities.references) }),
    estimate: card.estimate ?? false,
    seconds: card.seconds,
    windowMs: pace.windowMs,
    concurrency: card.abilities.concurrency ?? pace.concurrency ?? inFlightPerDomain * domains,
    ...(pace.requests === undefined ? {} : { requests: pace.requests * domains }),
  }
}

/** A choice that the catalog does not know, or no longer: it has no price. */
function unknownLane({ provider, model = '' }: ModelChoice): Lane {
  return { provider, model, priceUsd: () => undefined, estimate: false, seconds: 0, windowMs: 60_000, concurrency: 1 }
}

/** The card even where the key is missing: a plan has its price before the key is bought. */
function cardOf(choice: ModelChoice, { world, addresses }: Studio): Card | undefined {
  try {
    const provider = findProvider(choice.provider)
    return findCard(provider, choice.model, today(world), addressOf(provider, addresses)).card
  } catch (error) {
    if (error instanceof BeatboardError) return undefined
    throw error
  }
}

function paced(style: Style, choice: ModelChoice, studio: Studio): { pace: Pace; domains: number } {
  const provider = findProvider(choice.provider)
  return { pace: paceOf(provider, studio), domains: Math.max(1, poolFor(style, provider, studio).domains ?? 1) }
}
