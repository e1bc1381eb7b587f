import type { Board, ModelChoice, Style } from '../board/board.ts'
import { BeatboardError } from '../errors.ts'
import type { KeyPool, KeyRing, Pace } from '../keys/key-pool.ts'
import { addressOf, findCard, findProvider, openModel, providers } from '../models/catalog.ts'
import type { ImageModel } from '../models/image-model.ts'
import type { Card, Provider } from '../models/provider.ts'
import type { Painter } from '../run/world.ts'
import { type World, today } from './world.ts'

/** Requests a minute and quota domain where neither the user nor the provider's card says (A4). */
const usualPace = 9

/**
 * Where the pools' pace comes from: `--rpm` and `BEATBOARD_RPM` go before what the provider's own limits say. A painter of this machine is
 * not paced, nor is a server that is asked without a key and names no limit.
 */
export function paceOf(provider: Provider, { ring, rpm }: Pick<Studio, 'ring' | 'rpm'>): Pace {
  const { requests, windowMs, concurrency, dayZone } = provider.limits
  const paced = provider.needsKey === 'none' ? requests : (rpm ?? requests ?? (isKeyless(provider, ring) ? undefined : usualPace))
  const window = rpm === undefined && requests !== undefined ? windowMs : 60_000
  return {
    windowMs: window,
    ...(paced === undefined ? {} : { requests: paced }),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(dayZone === undefined ? {} : { dayZone }),
  }
}

function isKeyless({ id, needsKey }: Provider, ring: KeyRing): boolean {
  return needsKey === 'optional' && !ring.health().some((key) => key.provider === id)
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

/**
 * The board with every style's models filled in: provider and model by name, so that tomorrow's defaults change nothing. A choice that
 * cannot draw, for its model has ended or has no key, stays as it is and is a warning: a project can always be looked at.
 */
export function withModels(board: Board, studio: Studio): { board: Board; warnings: readonly string[] } {
  const { ring, own } = studio
  if (own !== undefined) return { board: drawnBy(board, own), warnings: [] }
  const warnings = new Set<string>()
  const styles = board.styles.map((style) => {
    const choices = style.models.length > 0 ? style.models : [{ provider: defaultBackend(ring) }]
    const named = choices.map((choice) => nameModel(style, choice, studio))
    for (const warning of named.flatMap((each) => each.warnings)) warnings.add(warning)
    return { ...style, models: named.map((each) => each.choice) }
  })
  return { board: { ...board, styles }, warnings: [...warnings] }
}

interface Named {
  readonly choice: ModelChoice
  /** False: this choice cannot draw, as the warnings say. */
  readonly canDraw: boolean
  readonly warnings: readonly string[]
}

/** Whether a choice has a model that is served today, and a key where one is needed. */
export function canDraw(style: Style, choice: ModelChoice, studio: Studio): boolean {
  return nameModel(style, choice, studio).canDraw
}

function nameModel(style: Style, choice: ModelChoice, studio: Studio): Named {
  try {
    const provider = findProvider(choice.provider)
    const found = findCard(provider, choice.model, today(studio.world), addressOf(provider, studio.addresses))
    const named = { ...choice, provider: provider.id, model: found.card.model }
    const lacksKey = provider.needsKey === 'required' && poolFor(style, provider, studio).size === 0
    return lacksKey
      ? { choice: named, canDraw: false, warnings: [...found.warnings, missingKey(provider)] }
      : { choice: named, canDraw: true, warnings: found.warnings }
  } catch (error) {
    if (!(error instanceof BeatboardError)) throw error
    return { choice, canDraw: false, warnings: [error.message] }
  }
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
    if (usable.length === 0) throw nobody(style, opened)
    painters.set(style.id, usable)
    for (const warning of opened.flatMap((each) => each.warnings)) warnings.add(warning)
  }
  return { painters, warnings: [...warnings] }
}

interface Opened {
  readonly painter?: Painter
  readonly warnings: readonly string[]
  /** Why this choice cannot draw. */
  readonly fault?: BeatboardError
}

async function openPainter(style: Style, choice: ModelChoice, studio: Studio): Promise<Opened> {
  if (studio.own !== undefined) return { painter: { provider: choice.provider, choice, keys: undefined, ...studio.own }, warnings: [] }
  try {
    const { provider, card, model, warnings } = await openModel(choice, studio.addresses, today(studio.world))
    const keys = poolFor(style, provider, studio)
    if (keys.size === 0 && provider.needsKey === 'required') throw noKey(provider)
    return { painter: { provider: provider.id, choice, card, model, keys }, warnings }
  } catch (error) {
    if (!(error instanceof BeatboardError)) throw error
    return { warnings: [error.message], fault: error }
  }
}

/** The keys of a provider that a style may use. */
export function poolFor(style: Style, provider: Provider, studio: Studio): KeyPool {
  return studio.ring.pool(provider.id, style.pool ?? style.id, paceOf(provider, studio), { keyless: provider.needsKey !== 'required' })
}

function noKey(provider: Provider): BeatboardError {
  return new BeatboardError('no-provider', missingKey(provider), { hint: 'Without a key: --backend draft draws on this machine, free.' })
}

function missingKey({ id, title, keyNames, keyPage }: Provider): string {
  const where = keyPage === undefined ? '' : ` A key is had at ${keyPage}`
  return `No key for ${title}: set ${keyNames[0] ?? 'its key'}, or run "beatboard keys add ${id}".${where}`
}

/** The one reason, as it is, or all of them together. */
function nobody(style: Style, opened: readonly Opened[]): BeatboardError {
  const faults = opened.flatMap(({ fault }) => fault ?? [])
  const [first] = faults
  if (first !== undefined && faults.length === 1) return first
  return new BeatboardError('no-provider', `Nobody can draw the style "${style.id}". ${faults.map((fault) => fault.message).join(' ')}`, {
    hint: 'Without a key: --backend draft draws on this machine, free.',
  })
}
