import type { Clock } from '../clock.ts'
import { entryOf, type Asker } from './entries.ts'
import { jobFaults, type FaultFacts, type FaultName, type FaultRule } from './faults.ts'
import type { Jobs } from './jobs.ts'
import type { Asked } from './log.ts'
import type { Painter } from './pictures.ts'
import type { Replays } from './replays.ts'
import type { Limits, Windows } from './windows.ts'
import type { Arrived, Order, ProviderName, Reply } from './wire.ts'

/** What goes back over the line, and how the line ends. */
export interface Sending {
  readonly reply?: Reply
  readonly ending: 'whole' | 'cut' | 'reset' | 'hang'
}

/** All that stands behind the counter. */
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
export interface Ticket {
  readonly provider: ProviderName
  readonly order: Order
  readonly arrived: Arrived
  readonly asker: Asker & { readonly provider: ProviderName }
}

/** How a ticket ended. */
export interface Attended extends Sending {
  /** What the same idempotency key gets again. */
  readonly keep?: Reply
}

/** The provider answers before the picture is there, and is asked for it later. */
export function isRemote({ answer }: Order): boolean {
  return answer.how === 'as a job' && !answer.wait
}

/** The fault befalls the job, not the request for it. */
export function inJob(order: Order, fault: FaultName | undefined): boolean {
  return isRemote(order) && (jobFaults as readonly (string | undefined)[]).includes(fault)
}

/** Puts the ticket's line into the log. */
export function write(
  world: ExchangeWorld,
  { arrived, asker, order }: Ticket,
  rest: Pick<Asked, 'outcome' | 'status' | 'billed' | 'billedUsd'>,
): void {
  world.write({ ...entryOf(arrived, asker, order.ask), ...rest })
}

/** Takes as long as a picture takes. */
export async function wait(world: ExchangeWorld): Promise<void> {
  const ms = world.latencyMs()
  if (ms > 0) await world.clock.sleep(ms, world.signal)
}
