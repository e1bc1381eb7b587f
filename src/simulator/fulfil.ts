import { sha256 } from './entries.ts'
import { jobFaults, type FaultName } from './faults.ts'
import type { Asked } from './log.ts'
import type { Painter } from './pictures.ts'
import { isRemote, wait, write, type Attended, type ExchangeWorld, type Ticket } from './ticket.ts'
import type { Seat } from './windows.ts'
import type { Ask, Reply } from './wire.ts'

export interface Making {
  /** How many pictures of this prompt came before; another one looks different. */
  readonly take: number
  readonly fault: FaultName | undefined
  readonly seat: Seat
}

/** Makes the picture, or takes the job, and bills it; then the line may still break. */
export async function fulfil(world: ExchangeWorld, ticket: Ticket, making: Making): Promise<Attended> {
  const { fault } = making
  const { reply, facts } = await make(world, ticket, making)
  const outcome = fault ?? (ticket.order.answer.how === 'at once' ? 'drawn' : 'taken')
  const status = fault === 'charged-without-answer' ? 0 : reply.status
  write(world, ticket, { ...facts, outcome, status, billed: 'picture', billedUsd: world.priceUsd(ticket.provider, ticket.order) })
  if (!isRemote(ticket.order)) await wait(world)
  if (fault === 'charged-without-answer') return { ending: 'reset', keep: reply }
  if (fault === 'cut-body') return { reply, ending: 'cut', keep: reply }
  if (fault !== 'broken-json') return { reply, ending: 'whole', keep: reply }
  return { reply: { ...reply, body: reply.body.subarray(0, Math.floor(reply.body.length / 2)) }, ending: 'whole', keep: reply }
}

interface Finished {
  readonly reply: Reply
  readonly facts: Partial<Pick<Asked, 'pictureHash' | 'job'>>
}

async function make(world: ExchangeWorld, { provider, order, arrived }: Ticket, { take, fault, seat }: Making): Promise<Finished> {
  const { ask, answer } = order
  switch (answer.how) {
    case 'at once': {
      const bytes = await pictureOf(world.painter, { ask, take, fault })
      return { reply: answer.put({ bytes, seed: ask.seed ?? take + 1, seat, at: arrived.at }), facts: { pictureHash: sha256(bytes) } }
    }
    case 'as a job': {
      const readyAt = arrived.at + (isRemote(order) ? world.latencyMs() : 0)
      const jobFault = jobFaults.find((name) => name === fault)
      const job = world.jobs.start({ provider, ask, take, startedAt: arrived.at, readyAt, fault: jobFault })
      return { reply: answer.take(job), facts: { job: job.id } }
    }
  }
}

/** The bytes of a picture, or what this fault puts in their place. */
export async function pictureOf(
  painter: Painter,
  of: { readonly ask: Ask; readonly take: number; readonly fault: FaultName | undefined },
): Promise<Buffer> {
  if (of.fault === 'not-an-image') return Buffer.from('This is not a picture.\n')
  return of.fault === 'blank' ? painter.blank(of.ask) : painter.paint(of.ask, of.take)
}
