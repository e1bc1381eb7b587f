import { wallClock, type Clock } from '../clock.ts'
import { readHorde } from './horde-errors.ts'
import { answerOf, ask, base64Of, download, jsonOf, jsonPost, pictureOf, pictureOfBase64, send, urlAt, type Line } from './http.ts'
import type { Call, Drawn, ImageModel, ImageRequest, RemoteJob } from './image-model.ts'
import { field, listOf, numberOf, textOf } from './json.ts'
import { pollJob } from './poll-job.ts'
import type { Card } from './provider.ts'
import { imageSizeFor } from './size.ts'
import { troubleFor, troubleIn, type Where } from './trouble.ts'

type Made = Omit<Drawn, 'warnings'>

const anonymous = '0000000000'
const requestMs = 60_000

/** How far a continuation may leave the picture before it: 0 = the same picture again, 1 = that picture is ignored. */
const continuationStrength = 0.65

export function hordeWhere(call: Call, model: string | undefined, now: number): Where {
  return { provider: 'horde', title: 'AI Horde', key: call.key, keyPage: 'https://aihorde.net/register', model, now }
}

/** The Horde asks every client for its name, version and contact. */
export function hordeHeaders(call: Call): Record<string, string> {
  return { apikey: call.key ?? anonymous, 'client-agent': 'beatboard:0.1.0:unknown' }
}

/** An address without a path, a bare proxy or simulator, gets the Horde's own. */
export function hordeUrl(baseUrl: string, path: string): string {
  return urlAt(new URL(baseUrl).pathname === '/' ? urlAt(baseUrl, 'api') : baseUrl, `v2/${path}`)
}

/** One model of the Horde: submit, tell the job, poll, fetch. The only sleep is between polls; `clock` lets tests jump over it. */
export function hordeModel(card: Card, baseUrl: string, clock: Clock = wallClock): ImageModel {
  return {
    id: `horde/${card.model}`,
    abilities: card.abilities,
    async draw(request, call) {
      const line: Line = { call, where: hordeWhere(call, card.model, clock.now()), deadlineMs: requestMs }
      const submitted = call.job ? { job: call.job, warnings: [] } : await submit(orderFor(card, request), baseUrl, call, line)
      if (!call.job) await call.onJob?.(submitted.job)
      const watched = { job: submitted.job, baseUrl, call, line: { ...line, begun: true } }
      const made = await pollJob({
        clock,
        signal: call.signal,
        where: line.where,
        deadlineMs: card.abilities.deadlineMs,
        firstWaitMs: call.job ? 0 : 2_000,
        look: watching(watched, clock),
      })
      return { ...made, warnings: submitted.warnings }
    },
    async cancel(job, call) {
      if (job) await stop(job, baseUrl, call, hordeWhere(call, card.model, clock.now()))
    },
  }
}

interface Order {
  readonly body: unknown
  readonly warnings: readonly string[]
}

interface Watched {
  readonly job: RemoteJob
  readonly baseUrl: string
  readonly call: Call
  readonly line: Line
}

function orderFor(card: Card, request: ImageRequest): Order {
  const { size, warning } = imageSizeFor(card.abilities.sizing, request.size)
  const { prompt, negativePrompt, options = {} } = request
  const [reference] = request.references
  const params = {
    ...size,
    n: 1,
    steps: request.steps ?? 25,
    sampler_name: textOf(options['sampler']) ?? 'k_euler_a',
    karras: true,
    ...(request.guidance !== undefined && { cfg_scale: Math.round(request.guidance * 100) / 100 }),
    ...(request.seed !== undefined && { seed: String(request.seed) }),
    ...(reference && { denoising_strength: numberOf(options['strength']) ?? continuationStrength }),
  }
  const body = {
    prompt: negativePrompt === undefined ? plain(prompt) : `${plain(prompt)} ### ${plain(negativePrompt)}`,
    params,
    models: card.model === 'any' ? [] : [card.model],
    ...(reference && { source_image: base64Of(reference.picture), source_processing: 'img2img' }),
    nsfw: false,
    censor_nsfw: true,
    slow_workers: true,
    r2: true,
    shared: false,
    replacement_filter: false, // it would change the words without saying so
    allow_downgrade: true,
  }
  const split = plain(prompt) === prompt ? [] : ['“###” divides a Horde prompt; it is sent as “#”.']
  return { body, warnings: [...(warning === undefined ? [] : [warning]), ...split] }
}

function plain(prompt: string): string {
  return prompt.replaceAll(/#{3,}/g, '#')
}

async function submit(order: Order, baseUrl: string, call: Call, line: Line): Promise<{ job: RemoteJob; warnings: string[] }> {
  const received = await ask(hordeUrl(baseUrl, 'generate/async'), jsonPost(order.body, hordeHeaders(call)), line, readHorde)
  const json = jsonOf(received)
  const id = textOf(field(json, 'id'))
  if (id === undefined) throw troubleIn(answerOf(received), line.where, readHorde)
  const told = [field(json, 'message'), ...listOf(field(json, 'warnings')).map((one) => field(one, 'message'))].map(textOf)
  return { job: { id }, warnings: [...order.warnings, ...told.filter((text) => text !== undefined)] }
}

function watching({ job, baseUrl, call, line }: Watched, clock: Clock): () => Promise<{ done: Made } | { waitMs: number }> {
  const began = clock.now()
  const at = (what: string): string => hordeUrl(baseUrl, `generate/${what}/${encodeURIComponent(job.id)}`)
  const get = async (what: string): Promise<unknown> => jsonOf(await ask(at(what), { headers: hordeHeaders(call) }, line, readHorde))
  let shown = 0
  return async () => {
    const check = await get('check')
    if (field(check, 'faulted') === true) throw lost(line.where, 'the job failed at its worker', 'faulted')
    if (field(check, 'is_possible') === false) {
      await stop(job, baseUrl, call, line.where)
      throw lost(line.where, 'no worker that is online can draw this', 'is_possible: false')
    }
    if (field(check, 'done') === true) return { done: await madeFrom(await get('status'), baseUrl, line) }
    const waitMs = (numberOf(field(check, 'wait_time')) ?? 5) * 1_000
    const elapsed = clock.now() - began
    shown = Math.max(shown, Math.min(0.95, elapsed / (elapsed + waitMs + 1)))
    call.onProgress?.(shown)
    return { waitMs: Math.min(5_000, Math.max(2_000, waitMs)) }
  }
}

async function madeFrom(status: unknown, baseUrl: string, { call, where }: Line): Promise<Made> {
  const generation = listOf(field(status, 'generations'))[0]
  const image = textOf(field(generation, 'img'))
  const verdicts = listOf(field(generation, 'gen_metadata')).filter((one) => field(one, 'type') === 'censorship')
  const censored = field(generation, 'censored') === true || field(generation, 'state') === 'censored' || verdicts.length > 0
  if (censored)
    throw troubleFor(where, 'refused-output', { code: textOf(field(verdicts[0], 'value')) ?? 'censored', billing: 'not-charged' })
  if (field(generation, 'state') === 'faulted') throw lost(where, 'the job failed at its worker', 'faulted')
  if (image === undefined) throw troubleFor(where, 'no-image', { billing: 'not-charged' })
  const world = { origin: new URL(baseUrl).origin, fetch: call.fetch, signal: call.signal, where }
  const picture = /^https?:/i.test(image) ? pictureOf(await download(image, world), where) : pictureOfBase64(image, where)
  const seed = Number(textOf(field(generation, 'seed')) ?? Number.NaN)
  const modelVersion = textOf(field(generation, 'model'))
  return { picture, costUsd: 0, ...(Number.isSafeInteger(seed) && { seed }), ...(modelVersion !== undefined && { modelVersion }) }
}

function lost(where: Where, words: string, code: string): Error {
  return troubleFor(where, 'job-lost', { words, code, billing: 'not-charged' })
}

/** Tells the Horde to forget a job, also when the run itself was cancelled; a failure changes nothing. */
async function stop(job: RemoteJob, baseUrl: string, call: Call, where: Where): Promise<void> {
  const line: Line = { call: { fetch: call.fetch, signal: new AbortController().signal }, where, deadlineMs: 10_000 }
  const url = hordeUrl(baseUrl, `generate/status/${encodeURIComponent(job.id)}`)
  await send(url, { method: 'DELETE', headers: hordeHeaders(call) }, line).catch(() => undefined)
}
