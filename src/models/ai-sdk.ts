import { deadline } from '../clock.ts'
import { readOn } from './cards.ts'
import { noImageIn, readGemini } from './gemini-answer.ts'
import { pictureOf, pictureOfBase64 } from './http.ts'
import type { Abilities, Call, Drawn, ImageModel, ImageRequest } from './image-model.ts'
import { field, numberOf, textOf } from './json.ts'
import { foldNegative } from './negative.ts'
import { readOpenai } from './openai-model.ts'
import type { Card } from './provider.ts'
import { imageSizeFor, words } from './size.ts'
import { refuseIfAborted, troubleFor, troubleIn, troubleThrown, type Read, type Where } from './trouble.ts'

/** The part of the AI SDK's image model (specification v2 to v4) that is used; any of its providers' models fits. */
export interface AiSdkImageModel {
  readonly specificationVersion: string
  readonly provider: string
  readonly modelId: string
  doGenerate(options: AiSdkRequest): PromiseLike<AiSdkAnswer>
}

export interface AiSdkRequest {
  prompt: string
  n: number
  size: `${number}x${number}` | undefined
  aspectRatio: `${number}:${number}` | undefined
  seed: number | undefined
  files: { type: 'file'; mediaType: string; data: Uint8Array }[] | undefined
  mask: undefined
  providerOptions: Record<string, never>
  abortSignal: AbortSignal
  headers: Record<string, string | undefined>
}

export interface AiSdkAnswer {
  readonly images: readonly string[] | readonly Uint8Array[]
  readonly warnings: readonly object[]
  readonly providerMetadata?: object | undefined
  readonly response: { readonly modelId: string }
}

/** What the model's maker knows and the AI SDK does not tell. */
export type AiSdkFacts = Partial<Omit<Card, 'abilities'>> & {
  readonly abilities?: Partial<Abilities>
  /** How a key of a pool goes into the request, e.g. `(key) => ({ authorization: 'Bearer ' + key })`; without it the model's own key is used. */
  readonly keyHeaders?: (key: string) => Record<string, string>
}

/** A card for a model that is in no list: its price is unknown unless the facts tell it. */
export function aiSdkCard(model: AiSdkImageModel, facts: AiSdkFacts = {}): Card {
  const { abilities, keyHeaders: _, ...rest } = facts
  return {
    provider: model.provider,
    model: model.modelId,
    title: model.modelId,
    priceUsd: () => undefined,
    seconds: 30,
    source: 'given by the program',
    read: readOn,
    ...rest,
    abilities: {
      references: model.specificationVersion === 'v2' ? 0 : 1,
      seed: true,
      negativePrompt: false,
      steps: false,
      guidance: false,
      quality: [],
      sizing: { by: 'pixels', multipleOf: 16, min: 256, max: 4096 },
      remoteJobs: false,
      idempotencyKey: false,
      deadlineMs: 290_000,
      ...abilities,
    },
  }
}

/** Draws with an AI SDK image model: asked once for one picture, without the SDK's own retries, every failure named. */
export function fromAiSdk(model: AiSdkImageModel, facts: AiSdkFacts = {}): ImageModel {
  const { abilities } = aiSdkCard(model, facts)
  return {
    id: `${model.provider}/${model.modelId}`,
    abilities,
    async draw(request, call) {
      const where: Where = { provider: model.provider, title: model.provider, key: call.key, model: model.modelId, now: Date.now() }
      refuseIfAborted(call.signal, where)
      const { signal: abortSignal, end } = deadline(call.signal, abilities.deadlineMs)
      const { options, warnings } = optionsFor(request, abilities)
      const headers = keyHeadersFor(call, facts)
      try {
        const answer = await model.doGenerate({ ...options, abortSignal, headers })
        return drawnFrom(answer, where, warnings)
      } catch (error) {
        throw troubleOf(error, abortSignal, where)
      } finally {
        end()
      }
    },
  }
}

function keyHeadersFor(call: Call, facts: AiSdkFacts): Record<string, string> {
  return call.key === undefined ? {} : (facts.keyHeaders?.(call.key) ?? {})
}

function optionsFor(
  request: ImageRequest,
  abilities: Abilities,
): { options: Omit<AiSdkRequest, 'abortSignal' | 'headers'>; warnings: string[] } {
  const { prompt, warnings } = foldNegative(request)
  const sent = imageSizeFor(abilities.sizing, request.size)
  if (sent.warning !== undefined) warnings.push(sent.warning)
  const files = request.references.map(({ picture }) => ({ type: 'file' as const, mediaType: picture.type, data: picture.bytes }))
  const options = {
    prompt,
    n: 1,
    size: sent.ratio === undefined ? words(sent.size) : undefined,
    aspectRatio: sent.ratio as AiSdkRequest['aspectRatio'],
    seed: request.seed,
    files: files.length > 0 ? files : undefined,
    mask: undefined,
    providerOptions: {},
  }
  return { options, warnings }
}

function drawnFrom(answer: AiSdkAnswer, where: Where, warnings: readonly string[]): Drawn {
  const image = answer.images[0]
  if (image === undefined) throw emptyAnswer(answer.providerMetadata, where)
  const picture = typeof image === 'string' ? pictureOfBase64(image, where) : pictureOf(image, where)
  const told = answer.warnings.map(warningText).filter((text) => text !== undefined)
  return { picture, modelVersion: answer.response.modelId, warnings: [...warnings, ...told] }
}

function warningText(warning: object): string | undefined {
  const feature = textOf(field(warning, 'feature')) ?? textOf(field(warning, 'setting'))
  const details = textOf(field(warning, 'details'))
  return textOf(field(warning, 'message')) ?? (feature && `${feature} is not supported${details === undefined ? '' : `: ${details}`}`)
}

/** A success without a picture: the provider's metadata may say that it was a refusal. */
function emptyAnswer(metadata: object | undefined, where: Where): Error {
  const refusals = Object.values(metadata ?? {}).map((own: unknown) =>
    noImageIn(
      {
        candidates: [{ finishReason: field(own, 'finishReason'), finishMessage: field(own, 'finishMessage') }],
        promptFeedback: field(own, 'promptFeedback'),
      },
      false,
    ),
  )
  const refusal = refusals.find((one) => one !== undefined && one.kind !== 'no-image') ?? refusals[0]
  return troubleFor(where, refusal?.kind ?? 'no-image', { status: 200, billing: 'unknown', code: refusal?.code, words: refusal?.words })
}

const read: Read = (json, answer) => readOpenai(json, answer) ?? readGemini(json, answer)

/** By status, headers and raw body. The error itself is never kept: it holds the request with all its pictures. */
function troubleOf(error: unknown, signal: AbortSignal, where: Where): Error {
  const status = numberOf(field(error, 'statusCode'))
  if (signal.aborted || !(error instanceof Error)) return troubleThrown(error, signal, where)
  if (status !== undefined && error.name !== 'AI_DownloadError') {
    const headers = new Headers(Object.entries(field(error, 'responseHeaders') ?? {}) as [string, string][])
    return troubleIn({ status, headers, body: textOf(field(error, 'responseBody')) ?? '' }, where, read)
  }
  if (error.name === 'AI_DownloadError') return troubleFor(where, 'job-lost', { words: error.message, billing: 'unknown' })
  if (error.name === 'AI_APICallError' || error.name === 'TypeError' || error.name === 'BeatboardError')
    return troubleThrown(error, signal, where)
  // Some providers end a job with a bare error that only words tell apart.
  if (/moderat/i.test(error.message)) return troubleFor(where, 'refused-input', { words: error.message, billing: 'unknown' })
  if (/timed? ?out/i.test(error.message)) return troubleFor(where, 'timeout', { words: error.message, billing: 'unknown' })
  return troubleFor(where, 'bad-request', { words: error.message, billing: 'unknown' })
}
