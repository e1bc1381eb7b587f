import { wallClock, type Clock } from '../clock.ts'
import { readHuggingFace } from './hugging-face-errors.ts'
import { cancelFal, falJob, waitForFal } from './hugging-face-queue.ts'
import { orderFor, services, tasks, type Served } from './hugging-face-routes.ts'
import { answerOf, ask, download, jsonOf, jsonPost, pictureOf, pictureOfBase64, urlAt, type Line, type Received } from './http.ts'
import type { Call, Drawn, ImageModel, ImageRequest } from './image-model.ts'
import { field, listOf, textOf } from './json.ts'
import type { Card } from './provider.ts'
import { troubleFor, troubleIn, type Where } from './trouble.ts'

/** The hub beside a router: its own host for the standard one, the same address for any other. */
export function hubOf(baseUrl: string): string {
  return new URL(baseUrl).host === 'router.huggingface.co' ? 'https://huggingface.co' : baseUrl
}

export function huggingFaceWhere(call: Call, model?: string): Where {
  const keyPage = 'https://huggingface.co/settings/tokens'
  return { provider: 'hugging-face', title: 'Hugging Face', key: call.key, keyPage, model, now: Date.now() }
}

/** One model by whoever serves it: the hub is asked once who that is, then the first of our services draws. */
export function huggingFaceModel(card: Card, baseUrl: string, clock: Clock = wallClock): ImageModel {
  let known: readonly Served[] | undefined
  const queueFor = (call: Call) => {
    const line: Line = { call, where: huggingFaceWhere(call, card.model), deadlineMs: card.abilities.deadlineMs }
    return { baseUrl, line, headers: { authorization: `Bearer ${call.key ?? ''}` } }
  }
  return {
    id: `hugging-face/${card.model}`,
    abilities: card.abilities,
    async draw(request, call) {
      const queue = queueFor(call)
      const { line, headers } = queue
      const time = { clock, deadlineMs: card.abilities.deadlineMs }
      if (call.job) return { ...(await waitForFal(call.job, queue, call, time)), warnings: [] }
      known ??= await whoServes(card, baseUrl, headers, line)
      const served = choose(known, request, line.where)
      const { path, body, warnings } = orderFor(served, card, request)
      const accept = served.service === 'hf-inference' ? 'image/png' : 'application/json'
      const received = await ask(urlAt(baseUrl, path), jsonPost(body, { ...headers, accept }), line, readHuggingFace)
      if (served.service !== 'fal-ai') return { ...(await madeFrom(received, baseUrl, line)), warnings }
      const job = falJob(jsonOf(received), baseUrl)
      if (job === undefined) throw troubleIn(answerOf(received), line.where, readHuggingFace)
      await call.onJob?.(job)
      return { ...(await waitForFal(job, queue, call, time)), warnings }
    },
    async cancel(job, call) {
      if (job) await cancelFal(job, queueFor(call))
    },
  }
}

/** The hub's `inferenceProviderMapping`: an object by service, or a list. */
async function whoServes(card: Card, baseUrl: string, headers: Readonly<Record<string, string>>, line: Line): Promise<readonly Served[]> {
  const url = urlAt(hubOf(baseUrl), `api/models/${card.model}?expand[]=inferenceProviderMapping`)
  const received = await ask(url, { headers }, { ...line, deadlineMs: 30_000 }, readHuggingFace)
  const mapping = field(jsonOf(received), 'inferenceProviderMapping')
  if (typeof mapping !== 'object' || mapping === null) throw troubleIn(answerOf(received), line.where, readHuggingFace)
  const entries: [unknown, unknown][] = Array.isArray(mapping)
    ? mapping.map((one: unknown) => [field(one, 'provider'), one])
    : Object.entries(mapping)
  const served = entries.flatMap(([name, one]): Served[] => {
    const service = services.find((known) => known === name)
    const task = tasks.find((known) => known === field(one, 'task'))
    const modelId = textOf(field(one, 'providerId'))
    return service && task && modelId !== undefined && field(one, 'status') === 'live' ? [{ service, task, modelId }] : []
  })
  if (served.length > 0) return served
  const names = entries.map(([name]) => textOf(name)).filter((name) => name !== undefined)
  const words = names.length === 0 ? 'no service offers it' : `it is served by ${names.join(', ')} alone, which Beatboard does not speak to`
  throw troubleFor(line.where, 'model-gone', { words, code: 'not-served', billing: 'not-charged' })
}

function choose(known: readonly Served[], request: ImageRequest, where: Where): Served {
  const task = request.references.length > 0 ? 'image-to-image' : 'text-to-image'
  const wanted = request.options?.['provider']
  const fit = known.filter((one) => one.task === task && (wanted === undefined || one.service === wanted))
  const first = services.map((service) => fit.find((one) => one.service === service)).find((one) => one !== undefined)
  if (first) return first
  const words = `${where.model ?? 'this model'} is not served for ${task}${typeof wanted === 'string' ? ` by ${wanted}` : ''}`
  const hint =
    task === 'image-to-image' ? 'choose a model that starts from a picture, e.g. black-forest-labs/FLUX.1-Kontext-dev' : undefined
  throw troubleFor(where, 'bad-request', { words, code: 'task', hint, billing: 'not-charged' })
}

/** Bytes, or `data[]` with base64 or a URL. */
async function madeFrom(received: Received, baseUrl: string, { call, where }: Line): Promise<Omit<Drawn, 'warnings'>> {
  if (!(received.headers.get('content-type') ?? '').includes('json')) return { picture: pictureOf(received.bytes, where) }
  const first = listOf(field(jsonOf(received), 'data'))[0]
  const base64 = textOf(field(first, 'b64_json'))
  if (base64 !== undefined) return { picture: pictureOfBase64(base64, where) }
  const url = textOf(field(first, 'url'))
  if (url === undefined) throw troubleIn(answerOf(received), where, readHuggingFace)
  const world = { origin: new URL(baseUrl).origin, fetch: call.fetch, signal: call.signal, where }
  return { picture: pictureOf(await download(url, world), where) }
}
