import type { Clock } from '../clock.ts'
import { readJob } from './hugging-face-errors.ts'
import { ask, download, jsonOf, pictureOf, pictureOfBase64, send, urlAt, type Line } from './http.ts'
import type { Call, Drawn, RemoteJob } from './image-model.ts'
import { field, listOf, numberOf, textOf } from './json.ts'
import { pollJob } from './poll-job.ts'
import { troubleFor, type Where } from './trouble.ts'

type Made = Omit<Drawn, 'warnings'>

interface Queue {
  readonly baseUrl: string
  readonly headers: Readonly<Record<string, string>>
  readonly line: Line
}

/** The job in fal's answer. Its URL is kept under our own address: fal names its own host, where the token would not be known. */
export function falJob(json: unknown, baseUrl: string): RemoteJob | undefined {
  const id = textOf(field(json, 'request_id'))
  const path = URL.parse(textOf(field(json, 'response_url')) ?? '')?.pathname
  return id === undefined || path === undefined ? undefined : { id, url: urlAt(baseUrl, `fal-ai${path}`) }
}

/** Polls a job of fal's queue until its picture is there. A job that does not stand under our address never sees the token. */
export async function waitForFal(job: RemoteJob, queue: Queue, call: Call, time: { clock: Clock; deadlineMs: number }): Promise<Made> {
  const url = ownUrl(job, queue)
  const line = { ...queue.line, begun: true }
  const get = async (what: string): Promise<unknown> =>
    jsonOf(await ask(`${url}${what}?_subdomain=queue`, { headers: queue.headers }, line, readJob))
  return pollJob({
    ...time,
    signal: call.signal,
    where: line.where,
    firstWaitMs: call.job ? 0 : 1_000,
    look: async () => {
      const status = textOf(field(await get('/status'), 'status'))
      if (status === 'COMPLETED') return { done: await madeFrom(await get(''), queue, call) }
      if (status !== 'IN_QUEUE' && status !== 'IN_PROGRESS') throw troubleFor(line.where, 'job-lost', { code: status, billing: 'unknown' })
      call.onProgress?.(status === 'IN_QUEUE' ? 0.05 : 0.5)
      return { waitMs: 1_000 }
    },
  })
}

/** Takes a job back that has not begun; a failure changes nothing. */
export async function cancelFal(job: RemoteJob, queue: Queue): Promise<void> {
  try {
    const line = { ...queue.line, call: { ...queue.line.call, signal: new AbortController().signal }, deadlineMs: 10_000 }
    await send(`${ownUrl(job, queue)}/cancel?_subdomain=queue`, { method: 'PUT', headers: queue.headers }, line)
  } catch {
    // The job goes on and its answer is not waited for.
  }
}

function ownUrl(job: RemoteJob, { baseUrl, line }: Queue): string {
  const url = URL.parse(job.url ?? '')
  if (url !== null && url.href.startsWith(`${urlAt(baseUrl, 'fal-ai')}/`)) return url.href
  throw troubleFor(line.where, 'job-lost', { words: 'the job was made at another address', billing: 'unknown' })
}

async function madeFrom(result: unknown, { baseUrl, line }: Queue, call: Call): Promise<Made> {
  const image = textOf(field(listOf(field(result, 'images'))[0], 'url'))
  if (listOf(field(result, 'has_nsfw_concepts'))[0] === true) throw censored(line.where)
  if (image === undefined) throw troubleFor(line.where, 'no-image', { billing: 'unknown' })
  const world = { origin: new URL(baseUrl).origin, fetch: call.fetch, signal: call.signal, where: line.where }
  const picture = image.startsWith('data:') ? pictureOfBase64(image, line.where) : pictureOf(await download(image, world), line.where)
  const seed = numberOf(field(result, 'seed'))
  return { picture, ...(seed !== undefined && { seed }) }
}

function censored(where: Where): Error {
  return troubleFor(where, 'refused-output', { code: 'has_nsfw_concepts', billing: 'charged' })
}
