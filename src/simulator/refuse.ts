import type { RefusalName } from './faults.ts'
import { wait, write, type Attended, type ExchangeWorld, type Ticket } from './ticket.ts'
import type { Refusal } from './wire.ts'

/** Said as soon as the request is read; everything else takes the time of a picture. */
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

/** Answers without a picture, in the provider's own words. */
export async function refuse(
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

/** Answers as no provider would want to. Nothing is billed. */
export async function breakLine(world: ExchangeWorld, ticket: Ticket, fault: 'html-body' | 'reset' | 'hang'): Promise<Attended> {
  write(world, ticket, { outcome: fault, status: fault === 'html-body' ? 502 : 0, billed: 'nothing', billedUsd: 0 })
  await wait(world)
  if (fault !== 'html-body') return { ending: fault }
  return { reply: { status: 502, headers: { 'content-type': 'text/html; charset=utf-8' }, body: Buffer.from(proxyPage) }, ending: 'whole' }
}
