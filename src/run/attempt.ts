import { hash } from 'node:crypto'
import { partsOf } from '../board/picture.ts'
import { deadline } from '../clock.ts'
import { BeatboardError } from '../errors.ts'
import type { Kept } from '../gallery/gallery.ts'
import type { Recipe } from '../gallery/recipe.ts'
import type { Lease } from '../keys/key-pool.ts'
import type { Drawn, RemoteJob } from '../models/image-model.ts'
import type { PlanItem } from '../plan/plan.ts'
import type { Hold } from './budget.ts'
import type { Desk, Source, Task } from './desk.ts'
import type { PictureRow } from './journal.ts'
import { type Order, askedOf, recipeOf } from './make-request.ts'
import { notOne } from './outcome.ts'
import type { Painter } from './world.ts'

/** A try that has been written down and may leave. */
export interface Attempt {
  readonly attempt: number
  readonly take: number
  readonly painter: Painter
  readonly order: Order
  readonly lease: Lease | undefined
  readonly hold: Hold
  readonly priceUsd: number
  /** A job that an earlier process began: it is polled on, not bought again. */
  readonly job: RemoteJob | undefined
  /** Epoch ms. */
  readonly began: number
}

/** A picture that came and counts as one. Nothing is on disk yet. */
export interface Checked {
  readonly drawn: Drawn
  readonly costUsd: number
  readonly warnings: readonly string[]
}

/** Sends and checks. Rejects with what the provider or the picture had against it. */
export async function drawAndCheck(desk: Desk, { item }: Task, attempt: Attempt): Promise<Checked> {
  const drawn = await draw(desk, item, attempt)
  const costUsd = drawn.costUsd ?? attempt.priceUsd
  try {
    const { warnings } = await desk.world.inspect(drawn.picture.bytes, { size: item.style.size })
    return { drawn, costUsd, warnings: [...drawn.warnings, ...warnings].map(desk.world.redact) }
  } catch (error) {
    throw notOne(error, costUsd)
  }
}

/** Picture on disk, then its row. Rejects only with a fault of this machine. */
export async function keep(desk: Desk, task: Task, attempt: Attempt, { drawn, costUsd, warnings }: Checked): Promise<Source> {
  const { world } = desk
  const { take, painter, order, began } = attempt
  const facts = { item: task.item, take, painter, order, source: task.source, costUsd, madeAt: world.clock.now() }
  const recipe = recipeOf(world, facts, drawn, warnings)
  const kept = await world.gallery.save(task.item.id, drawn.picture, recipe).catch(async (error: unknown) => {
    await writeLost(desk, task, attempt, { costUsd, error })
    throw error
  })
  await writeKept(desk, { task, kept, recipe, attempt: attempt.attempt, ms: world.clock.now() - began })
  if (drawn.draft !== true) world.elsewhere?.remember(askedOf(painter, order), kept)
  return { id: kept.id, sha256: kept.sha256, picture: drawn.picture, isBridge: false }
}

/** Paid and not saved. The journal may be on the same full disk: then the row stays as it is, and is in doubt. */
async function writeLost(
  desk: Desk,
  { item }: Task,
  { attempt }: Attempt,
  { costUsd, error }: { costUsd: number; error: unknown },
): Promise<void> {
  const message = `The picture came and could not be saved: ${desk.world.redact(error instanceof Error ? error.message : String(error))}`
  const lost = { trouble: 'broken-image', message, billing: 'charged', costUsd } as const
  const event = { type: 'picture-failed', id: item.id, ...lost } as const
  await desk.world.journal.fail(desk.run, attempt, { state: 'failed', ...lost }, [event]).catch(() => undefined)
}

async function draw(desk: Desk, { id, fingerprint }: PlanItem, { attempt, take, painter, order, lease, job }: Attempt): Promise<Drawn> {
  const { world } = desk
  const { abilities } = painter.model
  const guard = deadline(desk.aborted, abilities.deadlineMs + graceMs)
  const drawing = painter.model.draw(order.request, {
    key: lease?.key === '' ? undefined : lease?.key,
    signal: guard.signal,
    fetch: world.fetch,
    onProgress: (share) => desk.tell({ type: 'picture-progress', id, share }),
    onJob: (started) => world.journal.job(attempt, started),
    ...(job === undefined ? {} : { job }),
    ...(abilities.idempotencyKey ? { idempotencyKey: idempotencyKey(desk, id, take, fingerprint) } : {}),
  })
  return orAborted(drawing, guard.signal).finally(guard.end)
}

/** A model keeps its own deadline; this long after it nobody waits any more, in ms. */
const graceMs = 30_000

/** The same for every sending of the same take, also after a restart: the provider bills it once. */
function idempotencyKey(desk: Desk, ...parts: (string | number)[]): string {
  return hash('sha256', [desk.project, ...parts].join('\n'), 'hex').slice(0, 40)
}

function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      const isLate = signal.reason instanceof DOMException && signal.reason.name === 'TimeoutError'
      const kind = isLate ? 'timeout' : 'cancelled'
      reject(new BeatboardError(kind, isLate ? 'No answer in time.' : 'Cancelled while it was on its way.', { billing: 'unknown' }))
    }
    if (signal.aborted) return stop()
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

interface Keeping {
  readonly task: Task
  readonly kept: Kept
  readonly recipe: Recipe
  readonly attempt: number | undefined
  readonly ms: number
  readonly reusedFrom?: string
}

/** The row and its event, in one transaction, after the picture is on disk; then the views. */
export async function writeKept(desk: Desk, { task, kept, recipe, attempt, ms, reusedFrom }: Keeping): Promise<void> {
  const { world } = desk
  const { id } = kept
  const costUsd = reusedFrom === undefined ? (recipe.costUsd ?? 0) : 0
  const bridge = task.source?.isBridge === true ? { bridgedFrom: partsOf(task.source.id).beat } : {}
  const { provider, model, warnings } = recipe
  const reused = reusedFrom === undefined ? {} : { reusedFrom }
  await world.journal.keep(desk.run, attempt, rowOf(kept, recipe, costUsd), [
    { type: 'picture-kept', id, take: kept.take, path: kept.path, provider, model, costUsd, ms, warnings, ...bridge, ...reused },
  ])
  world.views?.note({ id, path: kept.path }, recipe)
}

/** A picture's row from its recipe and its file. */
export function rowOf(file: Pick<Kept, 'id' | 'take' | 'path' | 'bytes' | 'sha256'>, recipe: Recipe, costUsd: number): PictureRow {
  const { id, take, path, bytes, sha256 } = file
  const previous = recipe.references.find((reference) => reference.role === 'previous')
  return {
    id,
    take,
    path,
    bytes,
    sha256,
    fingerprint: recipe.fingerprint,
    previous: previous?.from === undefined ? undefined : { from: previous.from, sha256: previous.sha256 },
    bridgedFrom: recipe.bridgedFrom,
    draft: recipe.draft === true,
    costUsd,
    provider: recipe.provider,
    model: recipe.model,
    madeAt: Date.parse(recipe.madeAt),
  }
}
