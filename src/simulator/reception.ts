import { automatic1111Wire } from './automatic1111-wire.ts'
import { compatibleWire } from './compatible-wire.ts'
import { entryOf } from './entries.ts'
import type { Exchange } from './exchange.ts'
import { pictureOf } from './fulfil.ts'
import type { Sending } from './ticket.ts'
import { geminiWire } from './gemini-wire.ts'
import { hordeWire } from './horde-wire.ts'
import { huggingFaceWire, type HubProvider } from './hugging-face-wire.ts'
import { isDone, type Job, type Jobs } from './jobs.ts'
import type { Asked } from './log.ts'
import { openaiWire } from './openai-wire.ts'
import { jobOfPicture } from './picture-url.ts'
import type { Painter } from './pictures.ts'
import { stabilityWire } from './stability-wire.ts'
import { bytes, json, type Arrived, type ProviderName, type Reply, type Wire } from './wire.ts'

export interface ReceptionWorld {
  readonly jobs: Jobs
  readonly painter: Painter
  readonly hubProviders: readonly HubProvider[]
  readonly exchange: Exchange
  readonly write: (entry: Asked) => void
}

/** Finds out whose wire a request is on and lets it be answered; `undefined` stands for a body that was too long. */
export function reception(world: ReceptionWorld): (arrived: Arrived | undefined) => Promise<Sending> {
  const paint = (job: Job): Promise<Buffer> => pictureOf(world.painter, job)
  // At the root OpenAI goes before its look-alike, and before Gemini, whose list of models has a path of its own.
  const wires = [
    openaiWire,
    geminiWire,
    stabilityWire,
    huggingFaceWire(world.jobs, world.hubProviders),
    hordeWire({ jobs: world.jobs, paint }),
    automatic1111Wire,
    compatibleWire,
  ]
  return async (arrived) => {
    if (!arrived) return whole(json(413, { error: { message: 'The request is longer than 64 MiB.' } }))
    if (!isLocal(arrived.headers['host'])) return turnAway(world, arrived, 421)
    const picture = await download(world, paint, arrived)
    if (picture) return picture
    for (const [wire, request] of candidates(wires, arrived)) {
      const reading = await wire.read(request)
      if (reading) return world.exchange.answer(wire.provider, reading, request)
    }
    return turnAway(world, arrived, 404)
  }
}

/** The wire whose prefix it is, or all of them at the root. */
function candidates(wires: readonly Wire[], arrived: Arrived): readonly (readonly [Wire, Arrived])[] {
  const own = wires.find(({ prefix }) => arrived.path.startsWith(`${prefix}/`))
  if (own) return [[own, { ...arrived, path: arrived.path.slice(own.prefix.length) }]]
  return wires.map((wire) => [wire, arrived])
}

/** A page elsewhere that points its own name at this machine gets nothing. */
function isLocal(host: string | undefined): boolean {
  return /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host ?? '')
}

async function download(world: ReceptionWorld, paint: (job: Job) => Promise<Buffer>, arrived: Arrived): Promise<Sending | undefined> {
  const job = world.jobs.find(jobOfPicture(arrived.path) ?? '')
  if (!job || arrived.method !== 'GET' || !isDone(job, arrived.at)) return undefined
  return record(world, arrived, job.provider, bytes(await paint(job), `image/${job.ask.format}`))
}

function turnAway(world: ReceptionWorld, arrived: Arrived, status: 404 | 421): Sending {
  return record(world, arrived, 'none', json(status, { error: { message: `Nothing answers to ${arrived.method} ${arrived.path} here.` } }))
}

function record(world: ReceptionWorld, arrived: Arrived, provider: ProviderName | 'none', reply: Reply): Sending {
  const entry = entryOf(arrived, { provider, key: undefined, domain: 'anonymous' })
  world.write({ ...entry, outcome: 'answered', status: reply.status, billed: 'nothing', billedUsd: 0 })
  return whole(reply)
}

function whole(reply: Reply): Sending {
  return { reply, ending: 'whole' }
}
