import { keyName } from '../redact.ts'
import { under } from './base-url.ts'
import { type Dispatcher, dispatcherWith } from './dispatcher.ts'
import { answerOf, ask, download, jsonOf, jsonPost, pictureOf, pictureOfBase64, type Line } from './http.ts'
import type { Call, Drawn, ImageModel, ImageRequest } from './image-model.ts'
import { field, listOf, textOf } from './json.ts'
import type { Card } from './provider.ts'
import { troubleFor, troubleIn, type Read, type Where } from './trouble.ts'

/** What one speaker of OpenAI's images API says differently. */
export interface Dialect {
  readonly title: string
  readonly keyPage?: string
  readonly read: Read
  /** The form field of reference pictures. */
  readonly pictureField: 'image' | 'image[]'
  /** The request's fields beside the pictures; absent ones are left out. */
  fields(request: ImageRequest, card: Card): { fields: Readonly<Record<string, unknown>>; warnings: readonly string[] }
  /** USD from the answer's own usage. */
  costOf?(json: unknown): number | undefined
}

/** Draws over OpenAI's images API: `generations` for words alone, `edits` where references go along. */
export function imagesApiModel(card: Card, baseUrl: string, dialect: Dialect): ImageModel {
  const patient = patientWith(card)
  return {
    id: `${card.provider}/${card.model}`,
    abilities: card.abilities,
    async draw(request, call) {
      const where = { ...whereOf(card.provider, dialect, call), model: card.model, successor: card.successor }
      const line: Line = { call, where, deadlineMs: card.abilities.deadlineMs, dispatcher: patient }
      const { fields, warnings } = dialect.fields(request, card)
      const edits = request.references.length > 0
      const init = edits
        ? { method: 'POST', headers: bearer(call), body: formOf(fields, request, dialect) }
        : jsonPost(fields, bearer(call))
      const url = under(baseUrl, 'v1', edits ? 'images/edits' : 'images/generations')
      const received = await ask(url, init, line, dialect.read)
      const json = jsonOf(received)
      if (json === undefined) throw troubleIn(answerOf(received), where)
      const costUsd = dialect.costOf?.(json)
      const drawn = await pictureIn(json, { call, where, costUsd, origin: url.origin })
      return { ...drawn, ...(costUsd !== undefined && { costUsd }), warnings }
    },
  }
}

/** The cheapest question that a key must answer: which models it may use. */
export async function testImagesApiKey(provider: string, baseUrl: string, dialect: Dialect, call: Call): Promise<string> {
  const where = whereOf(provider, dialect, call)
  const received = await ask(under(baseUrl, 'v1', 'models'), { headers: bearer(call) }, { call, where, deadlineMs: 20_000 }, dialect.read)
  const count = listOf(field(jsonOf(received), 'data')).length
  const key = call.key === undefined ? 'answers without a key' : `accepts the key ${keyName(call.key)}`
  return `${dialect.title} ${key}; it may use ${count} models.`
}

function whereOf(provider: string, dialect: Dialect, call: Call): Where {
  return { provider, title: dialect.title, key: call.key, keyPage: dialect.keyPage, now: Date.now() }
}

/** Servers that draw slowly send nothing before they are done, which Node's fetch bears for 300 s only. One a model: it holds connections. */
function patientWith({ abilities }: Card): Dispatcher | undefined {
  return abilities.deadlineMs > 300_000 ? dispatcherWith({ headersTimeout: 0, bodyTimeout: 0 }) : undefined
}

function bearer(call: Call): Record<string, string> {
  return call.key === undefined ? {} : { authorization: `Bearer ${call.key}` }
}

function formOf(fields: Readonly<Record<string, unknown>>, request: ImageRequest, dialect: Dialect): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) form.append(name, typeof value === 'string' ? value : JSON.stringify(value))
  }
  for (const [index, { picture }] of request.references.entries()) {
    const file = new Blob([picture.bytes], { type: picture.type })
    form.append(dialect.pictureField, file, `reference-${index + 1}.${picture.type.slice('image/'.length)}`)
  }
  return form
}

interface Origin {
  readonly call: Call
  readonly where: Where
  readonly costUsd: number | undefined
  readonly origin: string
}

/** The first picture, inline or behind a URL that is fetched without the key. */
async function pictureIn(json: unknown, { call, where, costUsd, origin }: Origin): Promise<Omit<Drawn, 'warnings'>> {
  const first = listOf(field(json, 'data'))[0]
  const inline = textOf(field(first, 'b64_json'))
  const url = textOf(field(first, 'url'))
  const revisedPrompt = textOf(field(first, 'revised_prompt'))
  const rest = revisedPrompt === undefined ? {} : { revisedPrompt }
  if (inline !== undefined) return { picture: pictureOfBase64(inline, where), ...rest }
  if (url?.startsWith('data:')) return { picture: pictureOfBase64(url, where), ...rest }
  if (url !== undefined) {
    const bytes = await download(url, { origin, fetch: call.fetch, signal: call.signal, where })
    return { picture: pictureOf(bytes, where), ...rest }
  }
  const words = textOf(field(json, 'error', 'message')) ?? textOf(field(json, 'error'))
  throw troubleFor(where, 'no-image', { status: 200, words, billing: costUsd === undefined ? 'unknown' : 'charged', costUsd })
}
