import { BeatboardError } from '../errors.ts'
import type { Lease } from '../keys/key-pool.ts'
import { type TryEnd, afterFailure, failedEvent, paintersLeft } from './after-failure.ts'
import { type Attempt, type Checked, drawAndCheck, keep } from './attempt.ts'
import type { Hold } from './budget.ts'
import type { Desk, Task, TaskEnd } from './desk.ts'
import type { RunEvent } from './events.ts'
import type { Attempt as JournalAttempt } from './journal.ts'
import { type Order, makeRequest } from './make-request.ts'
import { type Failure, failureOf } from './outcome.ts'
import { reuse } from './reuse.ts'
import { type Tries, newTries } from './tries.ts'
import type { Painter } from './world.ts'

/** Makes one picture: the only retry loop there is. Rejects only with what no rule foresees. */
export async function drawTask(desk: Desk, task: Task): Promise<TaskEnd> {
  const tries = newTries(() => desk.world.clock.now())
  try {
    for (;;) {
      await desk.gate.passed()
      if (desk.gate.stopped.aborted) return { end: 'unsent' }
      const painter = painterFor(desk, task, tries)
      if (painter === undefined) return await noneLeft(desk, task, tries)
      const end = await tryOnce(desk, task, painter, tries)
      if (end.end !== 'next') return end
    }
  } catch (error) {
    // A limit, the disk, the journal: not this picture's trouble but the run's.
    if (!(error instanceof BeatboardError)) throw error
    return { end: 'halted', why: desk.world.redact(error.message), hint: error.facts.hint }
  }
}

/** One try, step by step. Every path out gives the key back and settles the money. */
async function tryOnce(desk: Desk, task: Task, painter: Painter, tries: Tries): Promise<TryEnd> {
  const order = makeRequest(desk.world, task, painter, tries.seedShift)
  const reused = tries.count === 0 ? await reuse(desk, task, painter, order) : undefined
  if (reused !== undefined) return { end: 'kept', made: reused }
  const lease = await borrow(desk, painter)
  if (lease === 'none') return { end: 'next' }
  let hold: Hold | undefined
  let failure: Failure | undefined
  try {
    if (desk.gate.isPaused || desk.gate.stopped.aborted) return { end: 'next' }
    const unfinished = desk.unfinished.get(task.item.id)
    desk.unfinished.delete(task.item.id)
    hold = unfinished === undefined ? reserve(desk, painter, order.priceUsd) : desk.budget.takeOver(unfinished.reservedUsd)
    const attempt = await writeSending(desk, task, tries, { painter, order, lease, hold, unfinished })
    const checked = await drawAndCheck(desk, task, attempt).catch((error: unknown) => {
      failure = failureOf(error, attempt.priceUsd, desk.world.redact)
    })
    if (failure !== undefined) return await afterFailure(desk, task, attempt, { failure, tries })
    return { end: 'kept', made: await keepIt(desk, task, attempt, checked as Checked) }
  } finally {
    hold?.settle(failure?.costUsd ?? 0, failure !== undefined && failure.billing !== 'not-charged')
    lease?.giveBack(failure)
  }
}

async function keepIt(desk: Desk, task: Task, attempt: Attempt, checked: Checked): ReturnType<typeof keep> {
  attempt.hold.settle(checked.costUsd, true)
  return keep(desk, task, attempt, checked)
}

/** A job that outlived its process goes on with the model that began it. */
function painterFor(desk: Desk, { item }: Task, tries: Tries): Painter | undefined {
  const left = paintersLeft(desk, item.style.id, tries)
  const job = desk.unfinished.get(item.id)
  return left.find((painter) => painter.provider === job?.provider && painter.card.model === job.model) ?? left[0]
}

/** Nobody left to ask: the picture's own failure, or nobody who could draw at all. */
async function noneLeft(desk: Desk, task: Task, { last, passed }: Tries): Promise<TaskEnd> {
  if (last !== undefined && passed.size > 0) {
    // What its tries cost has been told with each of them.
    await desk.world.journal.tell(desk.run, [failedEvent(task, { ...last, costUsd: 0 })])
    return { end: 'failed' }
  }
  const reasons = (desk.world.painters.get(task.item.style.id) ?? []).flatMap((painter) => desk.closed.get(painter) ?? [])
  const why = reasons.map((reason) => reason.why).join(' ') || `No model can draw the style ${task.item.style.id}.`
  return { end: 'closed', why, hint: reasons.at(-1)?.hint ?? 'Add a key with "beatboard keys add", or choose another backend.' }
}

/** Waits for a key in its turn; `undefined` where none is needed, `none` where the pool has none to give: that model is done for this run. */
async function borrow(desk: Desk, painter: Painter): Promise<Lease | 'none' | undefined> {
  try {
    return await painter.keys?.borrow(painter.card.model, { signal: desk.gate.stopped, maxWaitMs: desk.maxWaitMs })
  } catch (error) {
    if (desk.gate.stopped.aborted) return 'none'
    if (!(error instanceof BeatboardError)) throw error
    const why = desk.world.redact(error.message)
    const isNews = !desk.closed.has(painter)
    desk.closed.set(painter, { why, hint: error.facts.hint })
    if (isNews) await desk.world.journal.tell(desk.run, [{ type: 'warning', message: why }])
    return 'none'
  }
}

/** A price that nobody knows is refused until the user allows it (architecture, rule 7). */
function reserve(desk: Desk, painter: Painter, priceUsd: number | undefined): Hold {
  if (priceUsd === undefined && desk.world.options?.allowUnknownPrice !== true)
    throw new BeatboardError('over-limit', `Nobody knows the price of a picture by ${painter.card.title}.`, {
      hint: 'Allow unknown prices, or choose a model whose price is known; "beatboard models" lists them.',
    })
  return desk.budget.reserve(priceUsd ?? 0)
}

interface Leaving extends Pick<Attempt, 'painter' | 'order' | 'lease' | 'hold'> {
  readonly order: Order
  readonly unfinished: JournalAttempt | undefined
}

/** The row with its price is committed before a byte leaves (architecture, rule 2). */
async function writeSending(desk: Desk, { item }: Task, tries: Tries, leaving: Leaving): Promise<Attempt> {
  const { journal, clock } = desk.world
  const { painter, order, lease, hold, unfinished } = leaving
  const priceUsd = unfinished?.reservedUsd ?? order.priceUsd ?? 0
  const take = unfinished?.take ?? journal.nextTake(item.id)
  const keyName = lease === undefined || lease.key === '' ? undefined : lease.name
  const shared = { id: item.id, take, provider: painter.provider, model: painter.card.model, reservedUsd: priceUsd }
  const events: RunEvent[] = rotation(item.style.id, painter, keyName, tries)
  tries.count += 1
  tries.key = keyName
  events.push({ type: 'picture-started', ...shared, attempt: tries.count, key: keyName })
  const began = clock.now()
  if (unfinished !== undefined) await journal.pollOn(desk.run, unfinished.attempt, events)
  const sending = { ...shared, fingerprint: item.fingerprint, domain: lease?.domain, keyName }
  const attempt = unfinished?.attempt ?? (await journal.send(desk.run, sending, events))
  return { attempt, take, painter, order, lease, hold, priceUsd, job: unfinished?.job, began }
}

/** The move to another key after the one before was turned away (A5, A14). */
function rotation(style: string, { provider }: Painter, to: string | undefined, { key: from, last }: Tries): RunEvent[] {
  if (from === undefined || to === undefined || last === undefined || from === to) return []
  return [{ type: 'key-rotated', style, provider, from, to, why: last.trouble }]
}
