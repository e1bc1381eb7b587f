import { entryOf } from './entries.ts'
import { jobEnds, refusals, type FaultName } from './faults.ts'
import { fulfil } from './fulfil.ts'
import { breakLine, refuse } from './refuse.ts'
import { inJob, isRemote, write, type Attended, type ExchangeWorld, type Sending, type Ticket } from './ticket.ts'
import type { Arrived, Order, ProviderName, Reading, Reply } from './wire.ts'

export interface Exchange {
  /** Decides, writes the log and bills, waits, and says what to send: in this order, so that what is sent is always in the log. */
  answer(provider: ProviderName, reading: Reading, arrived: Arrived): Promise<Sending>
}

/** The one way every request goes: key, idempotency key, window, fault, picture. */
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
  return fulfil(world, ticket, { take, fault, seat })
}

/** Remote jobs end in ways that an answer at once cannot: there, the provider is overloaded. */
function faultHere(fault: FaultName | undefined, order: Order): FaultName | undefined {
  const isJobEnd = (jobEnds as readonly (string | undefined)[]).includes(fault)
  return isJobEnd && !isRemote(order) ? 'overloaded' : fault
}

function count(counts: Map<string, number>, name: string): number {
  const before = counts.get(name) ?? 0
  counts.set(name, before + 1)
  return before
}
