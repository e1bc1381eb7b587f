import type { Clock } from '../clock.ts'
import { entryOf, sha256, type Asker } from './entries.ts'
import { jobEnds, jobFaults, refusals, type FaultFacts, type FaultName, type FaultRule, type JobFault, type RefusalName } from './faults.ts'
import type { Jobs } from './jobs.ts'
import type { Asked } from './log.ts'
import type { Painter } from './pictures.ts'
import type { Replays } from './replays.ts'
import type { Limits, Seat, Windows } from './windows.ts'
import { json, type Arrived, type Ask, type Order, type ProviderName, type Reading, type Refusal, type Reply } from './wire.ts'

/** What goes back over the line, and how the line ends. */
export interface Sending {
  readonly reply?: Reply
  readonly ending: 'whole' | 'cut' | 'reset' | 'hang'
}

export interface Exchange {
  /** Decides, writes the log and bills, waits, and says what to send: in this order, so that what is sent is always in the log. */
  answer(provider: ProviderName, reading: Reading, arrived: Arrived): Promise<Sending>
}

export interface ExchangeWorld {
  readonly keys: readonly string[] | undefined
  readonly domainOf: (key: string) => string
  readonly limits: Limits | undefined
  readonly windows: Windows
  readonly pickFault: (facts: FaultFacts) => FaultRule | undefined
  readonly priceUsd: (provider: ProviderName, order: Order) => number
  readonly painter: Painter
  readonly jobs: Jobs
  readonly replays: Replays
  readonly latencyMs: () => number
  readonly write: (entry: Asked) => void
  readonly clock: Clock
  readonly signal: AbortSignal
}

/** One request for a picture on its way through the house. */
interface Ticket {
  readonly provider: ProviderName
  readonly order: Order
  readonly arrived: Arrived
  readonly asker: Asker & { readonly provider: ProviderName }
}

interface Attended extends Sending {
  /** What the same idempotency key gets again. */
  readonly keep?: Reply
}

export function createExchange(world: ExchangeWorld): Exchange {
  const takes = new Map<string, number>()
  return {
    async answer(provider, reading, arrived) {
      const key = reading.is === 'picture' ? reading.order.key : reading.key
      const asker = { provider, key, domain: key === undefined ? 'anonymous' : world.domainOf(key) }
      const welcome = isWelcome(world.keys, provider, key)
      if (reading.is === 'other') {
        const refused = !welcome && reading.refuse?.({ name: 'bad-key', retryAfterMs: 0, limit: 0 })
        const reply = refused || (await reading.reply())
        world.write({
          ...entryOf(arrived, asker),
          outcome: refused ? 'bad-key' : 'answered',
          status: reply.status,
          billed: 'nothing',
          billedUsd: 0,
        })
        return { reply, ending: 'whole' }
      }
      const ticket: Ticket = { provider, order: reading.order, arrived, asker }
      if (!welcome) return refuse(world, ticket, { name: 'bad-key' })
      const idempotencyKey = arrived.headers['idempotency-key']
      if (!idempotencyKey) return attend(world, ticket, takes)
      const result = await world.replays.once(JSON.stringify([provider, key, idempotencyKey]), () => attend(world, ticket, takes))
      return 'ending' in result ? result : replay(world, ticket, result)
    },
  }
}

function isWelcome(keys: readonly string[] | undefined, provider: ProviderName, key: string | undefined): boolean {
  if (key === undefined) return provider === 'automatic1111' || provider === 'openai-compatible'
  return keys === undefined || keys.includes(key) || (provider === 'horde' && /^0+$/.test(key))
}

function replay(world: ExchangeWorld, ticket: Ticket, reply: Reply): Sending {
  write(world, ticket, { outcome: 'replayed', status: reply.status, billed: 'nothing', billedUsd: 0 })
  return { reply, ending: 'whole' }
}

async function attend(world: ExchangeWorld, ticket: Ticket, takes: Map<string, number>): Promise<Attended> {
  const { provider, order, arrived, asker } = ticket
  const { ask } = order
  const seat = world.windows.take(JSON.stringify([provider, asker.domain, ask.model]), arrived.at)
  if (!seat.free) {
    return refuse(world, ticket, {
      name: seat.why === 'day' ? 'day-exhausted' : 'rate-limited',
      retryAfterMs: seat.retryAfterMs,
      limit: seat.limit,
    })
  }
  const rule = world.pickFault({ provider, ask, key: order.key, domain: asker.domain })
  const fault = faultHere(rule?.fault, order)
  const refusal = refusals.find((name) => name === fault)
  if (refusal && !inJob(order, fault)) return refuse(world, ticket, { ...rule, name: refusal })
  if (fault === 'html-body' || fault === 'reset' || (fault === 'hang' && !inJob(order, fault))) return breakLine(world, ticket, fault)
  const take = ask.seed === undefined ? count(takes, JSON.stringify([provider, ask.model, ask.prompt])) : 0
  const made =
    order.answer.how === 'at once' ? await drawNow(world, ticket, { take, fault, seat }) : takeJob(world, ticket, { take, fault, seat })
  return send(world, ticket, { ...made, fault })
}

/** Remote jobs end in ways that an answer at once cannot: there, the provider is overloaded. */
function faultHere(fault: FaultName | undefined, order: Order): FaultName | undefined {
  const isJobEnd = (jobEnds as readonly (string | undefined)[]).includes(fault)
  return isJobEnd && !isRemote(order) ? 'overloaded' : fault
}

function isRemote({ answer }: Order): boolean {
  return answer.how === 'as a job' && !answer.wait
}

function inJob(order: Order, fault: FaultName | undefined): boolean {
  return isRemote(order) && (jobFaults as readonly (string | undefined)[]).includes(fault)
}

const atTheDoor: ReadonlySet<RefusalName> = new Set<RefusalName>([
  'rate-limited',
  'rate-limited-bare',
  'day-exhausted',
  'quota-zero',
  'bad-key',
  'out-of-credit',
  'forbidden',
  'model-gone',
  'bad-request',
])

async function refuse(
  world: ExchangeWorld,
  ticket: Ticket,
  fault: { readonly name: RefusalName; readonly retryAfterMs?: number; readonly limit?: number; readonly reason?: string },
): Promise<Attended> {
  const { name, retryAfterMs = 2000, limit = world.limits?.requests ?? 10, reason } = fault
  const reply: Refusal = ticket.order.refuse({ name, retryAfterMs, limit, ...(reason !== undefined && { reason }) })
  const billedUsd = reply.billedUsd ?? 0
  write(world, ticket, { outcome: name, status: reply.status, billed: billedUsd > 0 ? 'refusal' : 'nothing', billedUsd })
  if (!atTheDoor.has(name)) await wait(world)
  return { reply, ending: 'whole' }
}

const proxyPage = '<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>\n'

async function breakLine(world: ExchangeWorld, ticket: Ticket, fault: 'html-body' | 'reset' | 'hang'): Promise<Attended> {
  write(world, ticket, { outcome: fault, status: fault === 'html-body' ? 502 : 0, billed: 'nothing', billedUsd: 0 })
  await wait(world)
  if (fault !== 'html-body') return { ending: fault }
  return { reply: { status: 502, headers: { 'content-type': 'text/html; charset=utf-8' }, body: Buffer.from(proxyPage) }, ending: 'whole' }
}

interface Making {
  readonly take: number
  readonly fault: FaultName | undefined
  readonly seat: Seat
}

interface Finished {
  readonly reply: Reply
  readonly facts: Partial<Pick<Asked, 'pictureHash' | 'job'>>
  readonly waits: boolean
}

async function drawNow(world: ExchangeWorld, ticket: Ticket, { take, fault, seat }: Making): Promise<Finished> {
  const { answer, ask } = ticket.order
  const picture = await pictureOf(world.painter, { ask, take, fault })
  const made = { bytes: picture, seed: ask.seed ?? take + 1, seat, at: ticket.arrived.at }
  const reply = answer.how === 'at once' ? answer.put(made) : json(500, {})
  return { reply, facts: { pictureHash: sha256(picture) }, waits: true }
}

function takeJob(world: ExchangeWorld, ticket: Ticket, { take, fault }: Making): Finished {
  const { provider, arrived, order } = ticket
  const remote = isRemote(order)
  const readyAt = remote ? arrived.at + world.latencyMs() : arrived.at
  const job = world.jobs.start({
    provider,
    ask: order.ask,
    take,
    startedAt: arrived.at,
    readyAt,
    fault: jobFaults.find((name) => name === fault),
  })
  const reply = order.answer.how === 'as a job' ? order.answer.take(job) : json(500, {})
  return { reply, facts: { job: job.id }, waits: !remote }
}

/** The bytes of a picture, or what this fault puts in their place. */
export async function pictureOf(
  painter: Painter,
  of: { readonly ask: Ask; readonly take: number; readonly fault: FaultName | JobFault | undefined },
): Promise<Buffer> {
  if (of.fault === 'not-an-image') return Buffer.from('This is not a picture.\n')
  return of.fault === 'blank' ? painter.blank(of.ask) : painter.paint(of.ask, of.take)
}

async function send(world: ExchangeWorld, ticket: Ticket, made: Finished & { readonly fault: FaultName | undefined }): Promise<Attended> {
  const { reply, fault, facts } = made
  const outcome = fault ?? (ticket.order.answer.how === 'at once' ? 'drawn' : 'taken')
  const status = fault === 'charged-without-answer' ? 0 : reply.status
  write(world, ticket, { ...facts, outcome, status, billed: 'picture', billedUsd: world.priceUsd(ticket.provider, ticket.order) })
  if (made.waits) await wait(world)
  if (fault === 'charged-without-answer') return { ending: 'reset', keep: reply }
  if (fault === 'cut-body') return { reply, ending: 'cut', keep: reply }
  if (fault !== 'broken-json') return { reply, ending: 'whole', keep: reply }
  return { reply: { ...reply, body: reply.body.subarray(0, Math.floor(reply.body.length / 2)) }, ending: 'whole', keep: reply }
}

function write(
  world: ExchangeWorld,
  { arrived, asker, order }: Ticket,
  rest: Pick<Asked, 'outcome' | 'status' | 'billed' | 'billedUsd'>,
): void {
  world.write({ ...entryOf(arrived, asker, order.ask), ...rest })
}

async function wait(world: ExchangeWorld): Promise<void> {
  const ms = world.latencyMs()
  if (ms > 0) await world.clock.sleep(ms, world.signal)
}

function count(counts: Map<string, number>, name: string): number {
  const before = counts.get(name) ?? 0
  counts.set(name, before + 1)
  return before
}
