import { join, relative, resolve } from 'node:path'
import { type PictureCache, openPictureCache } from '../gallery/cache.ts'
import { inspect } from '../gallery/inspect.ts'
import { type Views, openViews } from '../gallery/views.ts'
import { startRun } from '../run/run.ts'
import type { Written } from '../run/events.ts'
import { watch } from '../run/watch.ts'
import type { Cap, Elsewhere } from '../run/world.ts'
import type { Making, Planned } from '../studio.ts'
import type { Rooms } from './open-rooms.ts'
import { openPainters } from './painters.ts'
import { styleReferences } from './style-references.ts'
import type { World } from './world.ts'

/** How a plan is executed. */
export interface MakeOptions {
  /** Stops sending and waits for what is in flight. */
  readonly signal?: AbortSignal
  /** Caps of this run, in USD and pictures; the board's own hold as well. */
  readonly limits?: Cap
  readonly allowUnknownPrice?: boolean
  /** Pictures at once over all styles. */
  readonly concurrency?: number
  /** Longest wait for a key or a rate limit, in ms; 10 minutes by default. */
  readonly maxWaitMs?: number
  /** Draw anew even where another project of the user has the picture of the same request. */
  readonly fresh?: boolean
}

export interface MakeQuestion {
  readonly folder: string
  readonly rooms: Rooms
  readonly world: World
  readonly planned: Planned
  readonly options: MakeOptions
}

/** Starts the run of a plan, or watches the one that another process has on. */
export async function make(question: MakeQuestion): Promise<Making> {
  const { rooms, options } = question
  if (rooms.hold === undefined) return watching(question)
  const { run, close } = await started(question)
  const cancel = (): void => void run.cancel()
  if (options.signal?.aborted === true) cancel()
  options.signal?.addEventListener('abort', cancel, { once: true })
  const done = run.done.finally(() => {
    options.signal?.removeEventListener('abort', cancel)
    close()
  })
  return { run: { ...run, done }, events: run.events() }
}

async function started({
  folder,
  rooms,
  world,
  planned,
  options,
}: MakeQuestion): Promise<{ run: Awaited<ReturnType<typeof startRun>>; close: () => void }> {
  const { plan, facts, forecast } = planned
  const needed = new Set(plan.toMake.map((item) => item.style.id))
  const { painters } = await openPainters(
    plan.board.styles.filter((style) => needed.has(style.id)),
    rooms.studio,
  )
  const drafts = [...painters.values()].flat().every((painter) => painter.provider === 'draft')
  const cache = drafts || options.fresh === true ? undefined : openPictureCache(world.home)
  const run = await startRun({
    plan,
    made: facts.made,
    journal: rooms.journal,
    gallery: rooms.gallery,
    painters,
    references: (await styleReferences(folder, plan.board)).found,
    inspect,
    fetch: world.fetch,
    clock: world.clock,
    random: world.random,
    redact: rooms.redact,
    onKeyChange: (listener) => rooms.studio.ring.onChange(listener),
    limits: {
      ...(options.limits === undefined ? {} : { run: options.limits }),
      ...(plan.board.limits === undefined ? {} : { board: plan.board.limits }),
    },
    forecast: { priceUsd: forecast.unknownPrices > 0 ? undefined : forecast.priceUsd, seconds: forecast.seconds },
    views: viewsOf({ folder, rooms, world, planned }),
    ...(cache === undefined ? {} : { elsewhere: elsewhere(folder, cache) }),
    options: {
      ...(options.concurrency === undefined ? {} : { concurrency: options.concurrency }),
      ...(options.maxWaitMs === undefined ? {} : { maxWaitMs: options.maxWaitMs }),
      ...(options.allowUnknownPrice === undefined ? {} : { allowUnknownPrice: options.allowUnknownPrice }),
    },
  })
  return { run, close: () => cache?.close() }
}

/** Opened with the first picture that is kept, so that no request waits for it; by the end of the run at the latest. */
function viewsOf(question: Omit<MakeQuestion, 'options'>): Views {
  let views: Promise<Views> | undefined
  const opened = (): Promise<Views> =>
    (views ??= openedViews(question).catch((error: unknown) => {
      views = undefined
      throw error
    }))
  return {
    note(kept, recipe) {
      opened()
        .then((each) => each.note(kept, recipe))
        .catch(() => undefined) // said by flush
    },
    flush: async () => (await opened()).flush(),
  }
}

function openedViews({ folder, rooms, world, planned }: Omit<MakeQuestion, 'options'>): Promise<Views> {
  const extra = planned.plan.board.extra ?? {}
  const promptsFile = typeof extra['prompts_file'] === 'string' ? extra['prompts_file'] : ''
  const names = { videoName: planned.plan.board.title, promptsFile, outputDir: relative(world.cwd, resolve(folder)) || '.' }
  return openViews(folder, planned.plan.board, { gallery: rooms.gallery, clock: world.clock, names })
}

/** What the same request gave in another project of this user (B15). */
function elsewhere(folder: string, cache: PictureCache): Elsewhere {
  return {
    async find(asked) {
      const found = await cache.find(asked)
      return found === undefined ? undefined : { picture: found.picture, from: found.path }
    },
    remember: (asked, { path, sha256 }) => cache.remember(asked, { path: join(folder, path), sha256 }),
  }
}

async function watching({ rooms, world, options }: MakeQuestion): Promise<Making> {
  const holder = rooms.heldBy
  const who =
    holder === undefined
      ? 'Another process is at work on this project.'
      : `Process ${holder.pid} on ${holder.host} is at work on this project since ${holder.since} (${holder.command}).`
  const [latest] = rooms.journal.runs(1)
  const signal = options.signal ?? new AbortController().signal
  return {
    watching: who,
    events: watched(rooms, world, { after: latest === undefined ? 0 : rooms.journal.firstEventOf(latest.id) - 1, signal }),
  }
}

async function* watched(rooms: Rooms, world: World, { after, signal }: { after: number; signal: AbortSignal }): AsyncGenerator<Written> {
  try {
    yield* watch({ journal: rooms.journal, clock: world.clock, signal, isHeld: () => rooms.isHeld() }, after)
  } catch (error) {
    if (!signal.aborted) throw error
  }
}
