import { hash } from 'node:crypto'
import { partsOf } from '../board/picture.ts'
import type { Asked } from '../gallery/cache.ts'
import type { Recipe } from '../gallery/recipe.ts'
import type { Drawn, ImageRequest } from '../models/image-model.ts'
import { rolesOf } from '../plan/chain.ts'
import { composePrompt } from '../plan/compose-prompt.ts'
import type { PlanItem } from '../plan/plan.ts'
import type { Source, Task } from './desk.ts'
import type { Painter, RunWorld } from './world.ts'

/** A request with what its recipe will say of it. */
export interface Order {
  readonly request: ImageRequest
  readonly references: Recipe['references']
  /** USD; `undefined` = not known. */
  readonly priceUsd: number | undefined
}

/** The words, settings and reference pictures for one try. `seedShift` gives another seed after a refusal of the picture. */
export function makeRequest(world: RunWorld, { item, source }: Task, painter: Painter, seedShift: number): Order {
  const { style } = item
  const { abilities } = painter.model
  const styleReference = world.references.get(style.id)
  const roles = rolesOf(style, source?.id, styleReference !== undefined).slice(0, abilities.references)
  const words = composePrompt({
    board: world.plan.board,
    style,
    shot: item.shot,
    beat: item.beat,
    references: roles,
    continues: source !== undefined,
    bridged: source?.isBridge === true,
  })
  const shown = roles.flatMap((role) => {
    const found = role === 'previous' ? source : styleReference
    return found === undefined ? [] : [{ role, ...found }]
  })
  const request = {
    ...words,
    references: shown.map(({ role, picture }) => ({ role, picture })),
    size: style.size,
    ...settingsOf(item, painter, seedShift),
  }
  return {
    request,
    references: shown.map(({ role, sha256 }) => ({ role, sha256, ...(role === 'previous' && source ? { from: source.id } : {}) })),
    priceUsd: painter.card.priceUsd({ ...request, references: shown.length }),
  }
}

function settingsOf({ style }: PlanItem, { choice, model }: Painter, seedShift: number): Partial<ImageRequest> {
  const seed = style.seed === undefined ? (seedShift === 0 ? undefined : seedShift) : style.seed + seedShift
  const { quality, steps, guidance, options } = choice
  return {
    ...(seed === undefined || !model.abilities.seed ? {} : { seed }),
    ...(quality === undefined ? {} : { quality }),
    ...(steps === undefined ? {} : { steps }),
    ...(guidance === undefined ? {} : { guidance }),
    ...(options === undefined ? {} : { options }),
  }
}

/** A request by all that decides its picture, so that another project's picture of it can be found (B15). Drafts are never remembered. */
export function askedOf(painter: Painter, { request, references }: Order): Asked {
  const { references: _, ...settings } = request
  const fingerprint = hash('sha256', JSON.stringify([painter.model.id, painter.card.model, settings]), 'hex')
  return { fingerprint, references: references.map(({ role, sha256 }) => `${role} ${sha256}`), draft: false }
}

export interface RecipeFacts {
  readonly item: PlanItem
  readonly take: number
  readonly painter: Painter
  readonly order: Order
  readonly source: Source | undefined
  readonly costUsd: number
  /** Epoch ms. */
  readonly madeAt: number
}

/** The recipe of a picture that was drawn; its SHA-256 is filled in by the gallery, which reads the bytes anyway. */
export function recipeOf({ redact }: Pick<RunWorld, 'redact'>, facts: RecipeFacts, drawn: Drawn, warnings: readonly string[]): Recipe {
  const { item, take, painter, order, source } = facts
  const { prompt, negativePrompt, seed: sentSeed, quality, steps, guidance, size } = order.request
  const seed = drawn.seed ?? sentSeed
  const settings = { width: size.width, height: size.height, quality, steps, guidance }
  return {
    picture: item.id,
    take,
    prompt,
    ...(negativePrompt === undefined ? {} : { negativePrompt }),
    ...(drawn.revisedPrompt === undefined ? {} : { revisedPrompt: redact(drawn.revisedPrompt) }),
    provider: painter.provider,
    model: painter.card.model,
    ...(drawn.modelVersion === undefined ? {} : { modelVersion: drawn.modelVersion }),
    parameters: Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as Recipe['parameters'],
    ...(seed === undefined ? {} : { seed }),
    references: order.references,
    ...(source?.isBridge === true ? { bridgedFrom: partsOf(source.id).beat } : {}),
    fingerprint: item.fingerprint,
    costUsd: facts.costUsd,
    sha256: '',
    madeAt: new Date(facts.madeAt).toISOString(),
    ...(drawn.draft === true ? { draft: true } : {}),
    warnings,
  }
}
