import { wallClock, type Clock } from '../clock.ts'
import { BeatboardError } from '../errors.ts'
import { dispatcherWith } from './dispatcher.ts'
import { answerOf, ask, base64Of, jsonOf, jsonPost, pictureOfBase64, send, urlAt, type Line } from './http.ts'
import type { Call, Drawn, ImageModel, ImageRequest } from './image-model.ts'
import { field, listOf, numberOf, parseJson, textOf } from './json.ts'
import type { Card } from './provider.ts'
import { imageSizeFor } from './size.ts'
import { troubleIn, type Read, type Where } from './trouble.ts'

/** How far a continuation may leave the picture before it: 0 = the same picture again, 1 = that picture is ignored. */
const continuationStrength = 0.65
const progressEveryMs = 1_000

interface Server {
  readonly url: (path: string) => string
  readonly headers: Readonly<Record<string, string>>
  readonly line: Line
}

/** One checkpoint of a web UI. It answers when the picture is made and not before, so progress is asked for beside the request. */
export function automatic1111Model(card: Card, baseUrl: string, clock: Clock = wallClock): ImageModel {
  // Node's own limit of 300 s until the first header is shorter than a picture on a slow machine takes.
  const dispatcher = dispatcherWith({ headersTimeout: 0, bodyTimeout: 0 })
  let unanswered = false
  return {
    id: `automatic1111/${card.model}`,
    abilities: card.abilities,
    async draw(request, call) {
      const server = serverFor(card, baseUrl, call)
      const { path, body, warnings } = orderFor(card, request)
      const stopWatching = watchProgress(server, call, clock)
      try {
        unanswered = true
        const received = await ask(server.url(path), jsonPost(body, server.headers), { ...server.line, dispatcher }, readAutomatic1111)
        unanswered = false
        const image = textOf(listOf(field(jsonOf(received), 'images'))[0])
        if (image === undefined) throw troubleIn(answerOf(received), server.line.where, readAutomatic1111)
        return { picture: pictureOfBase64(image, server.line.where), costUsd: 0, ...toldIn(jsonOf(received)), warnings }
      } catch (error) {
        unanswered &&= !(error instanceof BeatboardError && error.facts.status !== undefined)
        throw error
      } finally {
        stopWatching()
      }
    },
    /** Interrupts what runs, but only when a request of ours has had no answer: the server cannot tell whose picture it stops. */
    async cancel(_job, call) {
      if (!unanswered) return
      unanswered = false
      const { url, headers, line } = serverFor(card, baseUrl, { ...call, signal: new AbortController().signal })
      await send(url('sdapi/v1/interrupt'), { method: 'POST', headers }, { ...line, deadlineMs: 10_000 }).catch(() => undefined)
    },
  }
}

/** Whether a web UI with its API stands at the address, and which checkpoints it has. */
export async function testAutomatic1111(card: Card, baseUrl: string, call: Call): Promise<string> {
  const { url, headers, line } = serverFor(card, baseUrl, call)
  const json = jsonOf(await ask(url('sdapi/v1/sd-models'), { headers }, { ...line, deadlineMs: 10_000 }, readAutomatic1111))
  const names = listOf(json)
    .map((one) => textOf(field(one, 'model_name')))
    .filter((name) => name !== undefined)
  return `The web UI answers; its checkpoints: ${names.length === 0 ? 'none' : names.join(', ')}`
}

/** A user name and a password come as the key, `user:password`, or in the address. */
function serverFor(card: Card, baseUrl: string, call: Call): Server {
  const address = new URL(baseUrl)
  const inAddress = address.username === '' ? undefined : `${decodeURIComponent(address.username)}:${decodeURIComponent(address.password)}`
  address.username = ''
  address.password = ''
  const key = call.key ?? inAddress
  const where: Where = { provider: card.provider, title: 'Automatic1111', key, model: card.model, now: Date.now() }
  return {
    url: (path) => urlAt(address.href, path),
    headers: key === undefined ? {} : { authorization: `Basic ${Buffer.from(key).toString('base64')}` },
    line: { call, where, deadlineMs: card.abilities.deadlineMs },
  }
}

function orderFor(card: Card, request: ImageRequest): { path: string; body: unknown; warnings: string[] } {
  const { size, warning } = imageSizeFor(card.abilities.sizing, request.size)
  const { options = {} } = request
  const [reference] = request.references
  const body = {
    prompt: request.prompt,
    negative_prompt: request.negativePrompt ?? '',
    ...size,
    seed: request.seed ?? -1,
    ...(request.steps !== undefined && { steps: request.steps }),
    ...(request.guidance !== undefined && { cfg_scale: request.guidance }),
    ...Object.fromEntries(['sampler', 'scheduler'].flatMap((name) => named(name, options[name]))),
    n_iter: 1,
    batch_size: 1,
    send_images: true,
    save_images: false,
    ...(card.model !== 'current' && {
      override_settings: { sd_model_checkpoint: card.model },
      override_settings_restore_afterwards: false, // else the server loads two models for each picture
    }),
    ...(reference && {
      init_images: [base64Of(reference.picture)],
      denoising_strength: numberOf(options['strength']) ?? continuationStrength,
    }),
  }
  return { path: `sdapi/v1/${reference ? 'img2img' : 'txt2img'}`, body, warnings: warning === undefined ? [] : [warning] }
}

function named(name: string, value: unknown): [string, string][] {
  const text = textOf(value)
  return text === undefined ? [] : [[name === 'sampler' ? 'sampler_name' : name, text]]
}

/** `info` is JSON in a string; some servers leave it empty. */
function toldIn(json: unknown): Pick<Drawn, 'seed' | 'modelVersion'> {
  const info = parseJson(textOf(field(json, 'info')) ?? '')
  const seed = numberOf(field(info, 'seed'))
  const modelVersion = textOf(field(info, 'sd_model_name'))
  return { ...(seed !== undefined && seed >= 0 && { seed }), ...(modelVersion !== undefined && { modelVersion }) }
}

/** Tells the share done every second until stopped; what goes wrong here does not touch the picture. */
function watchProgress(server: Server, call: Call, clock: Clock): () => void {
  const { onProgress } = call
  const over = new AbortController()
  if (!onProgress) return () => undefined
  const signal = AbortSignal.any([call.signal, over.signal])
  const line: Line = { ...server.line, call: { fetch: call.fetch, signal }, deadlineMs: 10_000 }
  const watch = async (): Promise<void> => {
    for (let shown = 0; ;) {
      await clock.sleep(progressEveryMs, signal)
      const received = await send(server.url('sdapi/v1/progress?skip_current_image=true'), { headers: server.headers }, line)
      const share = numberOf(field(jsonOf(received), 'progress')) ?? 0
      if (share <= shown || share > 1) continue
      shown = share
      onProgress(share)
    }
  }
  watch().catch(() => undefined)
  return () => over.abort()
}

/** The web UI's `{error, detail, body, errors}` and FastAPI's `{detail: text | [{loc, msg}]}`. */
const readAutomatic1111: Read = (json, answer) => {
  const errors = textOf(field(json, 'errors'))
  const detail = field(json, 'detail')
  const places = listOf(detail).map((one) => `${listOf(field(one, 'loc')).join('.')}: ${textOf(field(one, 'msg')) ?? 'wrong'}`)
  const words = errors ?? textOf(detail) ?? (places.length > 0 ? places.join('; ') : undefined)
  const code = textOf(field(json, 'error'))
  const told = { ...(words !== undefined && { words }) }
  if (/out of memory|OutOfMemoryError/i.test(answer.body)) {
    return {
      ...told,
      kind: 'bad-request',
      code: 'out-of-memory',
      hint: 'choose a smaller size or a smaller model, or start the server with --medvram',
    }
  }
  if (answer.status === 404 && (detail === 'Not Found' || detail === undefined)) {
    return { ...told, kind: 'model-gone', code: 'no-api', hint: 'start the web UI with --api' }
  }
  // It raises 404 and 500 for wrong input too, then with a sentence of its own.
  const sentence = textOf(detail) !== undefined && errors === undefined
  if (answer.status === 404 || (answer.status === 500 && sentence)) return { ...told, kind: 'bad-request' }
  if (/model .*not found|unknown (?:model|checkpoint)/i.test(words ?? '')) return { ...told, kind: 'model-gone' }
  return { ...told, ...(code !== undefined && { code }) }
}
