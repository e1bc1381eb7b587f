import type { Board, ModelChoice, Style } from '../board/board.ts'
import { BeatboardError } from '../errors.ts'
import type { KeyRing, Pace } from '../keys/key-pool.ts'
import { addressOf, findCard, findProvider, openModel, providers } from '../models/catalog.ts'
import type { ImageModel } from '../models/image-model.ts'
import type { Card, Provider } from '../models/provider.ts'
import type { Lane } from '../plan/forecast.ts'
import type { Painter } from '../run/world.ts'
import { type World, today } from './world.ts'

/** Requests a minute and quota domain where neither the user nor the provider's card says (A4). */
const usualPace = 9
/** Pictures at once and quota domain, where the provider names no bound: enough to fill the window at usual latencies. */
const inFlightPerDomain = 6

/** Where the pools' pace comes from: `--rpm` and `BEATBOARD_RPM` go before what the provider's own limits say. */
export function paceOf(provider: Provider, rpm: number | undefined): Pace {
  const { requests, windowMs, concurrency, dayZone } = provider.limits
  const paced = rpm === undefined ? (requests ?? (provider.needsKey === 'none' ? undefined : usualPace)) : rpm
  const window = rpm === undefined && requests !== undefined ? windowMs : 60_000
  return {
    windowMs: window,
    ...(paced === undefined || (provider.needsKey === 'none' && rpm === undefined && requests === undefined) ? {} : { requests: paced }),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(dayZone === undefined ? {} : { dayZone }),
  }
}

/** What opening painters needs of the project and the user. */
export interface Studio {
  readonly world: World
  readonly ring: KeyRing
  /** `*_BASE_URL` settings. */
  readonly addresses: Readonly<Record<string, string | undefined>>
  readonly rpm: number | undefined
  /** A model that the program brought along: it draws every style, with its own key. */
  readonly own?: OwnModel
}

/** An image model of no provider of ours, with what is known of it. */
export interface OwnModel {
  readonly card: Card
  readonly model: ImageModel
}

/** The provider that draws where the user names none: the first in the catalog that a key is there for, else the draft painter. */
export function defaultBackend(ring: KeyRing): string {
  const withKey = new Set(ring.health().map((key) => key.provider))
  return providers.find((provider) => withKey.has(provider.id))?.id ?? 'draft'
}

/** The board with every style's models filled in: provider and model by name, so that tomorrow's defaults change nothing. */
export function withModels(board: Board, { ring, world, addresses, own }: Studio): { board: Board; warnings: readonly string[] } {
  if (own !== undefined) return { board: drawnBy(board, own), warnings: [] }
  const warnings = new Set<string>()
  const fill = (choice: ModelChoice): ModelChoice => {
    const provider = findProvider(choice.provider)
    const found = findCard(provider, choice.model, today(world), addressOf(provider, addresses))
    for (const warning of found.warnings) warnings.add(warning)
    return { ...choice, provider: provider.id, model: found.card.model }
  }
  const styles = board.styles.map((style) => {
    const choices = style.models.length > 0 ? style.models : [{ provider: defaultBackend(ring) }]
    return { ...style, models: choices.map(fill) }
  })
  return { board: { ...board, styles }, warnings: [...warnings] }
}

function drawnBy(board: Board, { card }: OwnModel): Board {
  return { ...board, styles: board.styles.map((style) => ({ ...style, models: [{ provider: card.provider, model: card.model }] })) }
}

/** Every style's models, opened, with the keys each may draw with. A style left with none stops the run before anything is spent (C4). */
export async function openPainters(
  styles: readonly Style[],
  studio: Studio,
): Promise<{ painters: ReadonlyMap<string, readonly Painter[]>; warnings: readonly string[] }> {
  const painters = new Map<string, readonly Painter[]>()
  const warnings = new Set<string>()
  for (const style of styles) {
    const opened = await Promise.all(style.models.map((choice) => openPainter(style, choice, studio)))
    const usable = opened.flatMap(({ painter }) => painter ?? [])
    if (usable.length === 0) throw noProvider(style)
    painters.set(style.id, usable)
    for (const warning of opened.flatMap((each) => each.warnings)) warnings.add(warning)
  }
  return { painters, warnings: [...warnings] }
}

/** Without a painter where the provider's key is missing: the warning says how it is had. */
async function openPainter(style: Style, choice: ModelChoice, studio: Studio): Promise<{ painter?: Painter; warnings: readonly string[] }> {
  if (studio.own !== undefined) return { painter: { provider: choice.provider, choice, keys: undefined, ...studio.own }, warnings: [] }
  const { provider, card, model, warnings } = await openModel(choice, studio.addresses, today(studio.world))
  const keys = studio.ring.pool(provider.id, style.pool ?? style.id, paceOf(provider, studio.rpm), {
    keyless: provider.needsKey !== 'required',
  })
  if (keys.size === 0 && provider.needsKey === 'required') return { warnings: [missingKey(provider)] }
  return { painter: { provider: provider.id, choice, card, model, keys }, warnings }
}

function missingKey(provider: Provider): string {
  return `No key for ${provider.title}. Set ${provider.keyNames[0] ?? 'its key'}, or run: beatboard keys add ${provider.id}`
}

function noProvider(style: Style): BeatboardError {
  const wanted = style.models.map((choice) => findProvider(choice.provider))
  const ways = wanted.map((provider) => `${missingKey(provider)}${provider.keyPage === undefined ? '' : ` (keys: ${provider.keyPage})`}`)
  return new BeatboardError('no-provider', `Nobody can draw the style "${style.id}". ${ways.join('. ')}`, {
    hint: 'Without a key: --backend draft draws on this machine, free.',
  })
}

/** Price and pace of each style's first model, for the forecast; needs no key. */
export function lanesOf(board: Board, studio: Studio): ReadonlyMap<string, Lane> {
  return new Map(
    board.styles.flatMap((style) => {
      const [choice] = style.models
      return choice === undefined ? [] : [[style.id, laneOf(style, choice, studio)] as const]
    }),
  )
}

function laneOf(style: Style, choice: ModelChoice, studio: Studio): Lane {
  const card = studio.own?.card ?? cardOf(choice, studio)
  const { pace, domains } = studio.own === undefined ? poolOf(style, choice, studio) : { pace: { windowMs: 60_000 }, domains: 1 }
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

function cardOf(choice: ModelChoice, { world, addresses }: Studio): Card {
  const provider = findProvider(choice.provider)
  return findCard(provider, choice.model, today(world), addressOf(provider, addresses)).card
}

function poolOf(style: Style, choice: ModelChoice, { ring, rpm }: Studio): { pace: Pace; domains: number } {
  const provider = findProvider(choice.provider)
  const pace = paceOf(provider, rpm)
  const pool = ring.pool(provider.id, style.pool ?? style.id, pace, { keyless: provider.needsKey !== 'required' })
  return { pace, domains: Math.max(1, pool.domains ?? 1) }
}
