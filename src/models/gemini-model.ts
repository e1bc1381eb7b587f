import { under } from './base-url.ts'
import { hasResolutions, resolutionFor } from './cards/gemini-cards.ts'
import { costOf, imageIn, noImageIn, readGemini } from './gemini-answer.ts'
import { answerOf, ask, base64Of, jsonOf, jsonPost, pictureOfBase64 } from './http.ts'
import type { Call, Drawn, ImageModel, ImageRequest } from './image-model.ts'
import { field, listOf, textOf } from './json.ts'
import { foldNegative } from './negative.ts'
import type { Card } from './provider.ts'
import { imageSizeFor } from './size.ts'
import { troubleFor, troubleIn, type Where } from './trouble.ts'

/** Draws with `generateContent`: the words first, then the references in their order, and takes the last finished picture. */
export function geminiModel(card: Card, baseUrl: string, keyPage: string): ImageModel {
  return {
    id: `gemini/${card.model}`,
    abilities: card.abilities,
    async draw(request, call) {
      const { model, successor } = card
      const where: Where = { provider: 'gemini', title: 'Gemini', key: call.key, keyPage, model, successor, now: Date.now() }
      const { body, warnings } = bodyFor(card, request)
      const line = { call, where, deadlineMs: card.abilities.deadlineMs }
      const url = under(baseUrl, 'v1beta', `models/${encodeURIComponent(card.model)}:generateContent`)
      const received = await ask(url, jsonPost(body, keyHeader(call)), line, readGemini)
      const json = jsonOf(received)
      if (json === undefined) throw troubleIn(answerOf(received), where)
      return { ...drawnFrom(json, card, where), warnings }
    },
  }
}

function keyHeader(call: Call): Record<string, string> {
  return call.key === undefined ? {} : { 'x-goog-api-key': call.key }
}

function bodyFor(card: Card, request: ImageRequest): { body: unknown; warnings: string[] } {
  const { prompt, warnings } = foldNegative(request)
  const sent = imageSizeFor(card.abilities.sizing, request.size)
  const { safetySettings, ...options } = request.options ?? {}
  const imageConfig = {
    aspectRatio: sent.ratio,
    ...(hasResolutions(card.model) && { imageSize: resolutionFor(card.model, request.size) }),
  }
  const images = request.references.map(({ picture }) => ({ inlineData: { mimeType: picture.type, data: base64Of(picture) } }))
  const body = {
    contents: [{ role: 'user', parts: [{ text: prompt }, ...images] }],
    // Words beside the picture cost tokens and tempt the model to talk instead of drawing.
    generationConfig: { responseModalities: ['IMAGE'], imageConfig, seed: request.seed, ...options },
    safetySettings,
  }
  return { body, warnings: [...warnings, ...(sent.warning === undefined ? [] : [sent.warning])] }
}

/** Status 200 says nothing: a refusal comes with it too, and even beside a picture. */
function drawnFrom(json: unknown, card: Card, where: Where): Omit<Drawn, 'warnings'> {
  const costUsd = costOf(json, card.model)
  const data = imageIn(json)
  const refusal = noImageIn(json, data !== undefined)
  if (refusal !== undefined || data === undefined) {
    const billing = field(json, 'usageMetadata') === undefined ? 'unknown' : 'charged'
    throw troubleFor(where, refusal?.kind ?? 'no-image', { status: 200, billing, costUsd, ...refusal })
  }
  const modelVersion = textOf(field(json, 'modelVersion'))
  return {
    picture: pictureOfBase64(data, where),
    ...(costUsd !== undefined && { costUsd }),
    ...(modelVersion !== undefined && { modelVersion }),
  }
}

/** Lists one model: free, and refused to a key that is not valid. */
export async function testGeminiKey(baseUrl: string, call: Call, keyPage: string): Promise<string> {
  const where: Where = { provider: 'gemini', title: 'Gemini', key: call.key, keyPage, now: Date.now() }
  const url = under(baseUrl, 'v1beta', 'models')
  url.searchParams.set('pageSize', '1000')
  const received = await ask(url, { headers: keyHeader(call) }, { call, where, deadlineMs: 20_000 }, readGemini)
  const models = listOf(field(jsonOf(received), 'models')).filter((model) => textOf(field(model, 'name'))?.includes('image'))
  return `Gemini accepts the key; it may use ${models.length} image models.`
}
