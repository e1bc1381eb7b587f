import { decode, isObject, listIn, numberIn, objectIn, readJson, textIn } from './form.ts'
import { closing, failure, refuse } from './gemini-refusals.ts'
import { geminiUsage, geminiUsd, type GeminiUsage } from './prices.ts'
import { sizeOfRatio } from './sizes.ts'
import { json, type Arrived, type Ask, type Made, type Order, type Reading, type Reply, type Wire } from './wire.ts'

const models = ['gemini-nano-banana-2.1', 'gemini-3-pro-image', 'gemini-3.1-flash-lite-image']

/** Gemini's native pictures: `POST /v1beta/models/{model}:generateContent` and `GET /v1beta/models`. */
export const geminiWire: Wire = {
  prefix: '/gemini',
  provider: 'gemini',
  async read(arrived) {
    const path = arrived.path.replace(/^\/v1(beta)?(?=\/)/, '')
    const key = arrived.headers['x-goog-api-key'] ?? arrived.query.get('key') ?? undefined
    const generate = /^\/models\/([^/:]+):generateContent$/.exec(path)
    if (generate?.[1] && arrived.method === 'POST') return readPicture(arrived, decodeURIComponent(generate[1]), key)
    if (path !== '/models' || arrived.method !== 'GET') return undefined
    return {
      is: 'other',
      ...(key && { key }),
      refuse: (fault) => refuse(fault, 'models'),
      reply: () => json(200, { models: models.map(modelInList) }),
    }
  },
}

const modelInList = (model: string): object => ({
  name: `models/${model}`,
  version: '001',
  displayName: model,
  inputTokenLimit: 65_536,
  outputTokenLimit: 32_768,
  supportedGenerationMethods: ['generateContent', 'countTokens'],
})

function readPicture(arrived: Arrived, model: string, key: string | undefined): Reading {
  const body = readJson(arrived)
  const parts = listIn(body, 'contents').flatMap((content) => listIn(content, 'parts'))
  const config = objectIn(body, 'generationConfig')
  const image = objectIn(config, 'imageConfig')
  const resolution = textIn(image, 'imageSize') ?? '1K'
  const side = sides[resolution]
  const size = side && sizeOfRatio(textIn(image, 'aspectRatio') ?? '1:1', side * side, side / 32)
  if (parts.length === 0 || !size) {
    const reply = failure(
      400,
      'INVALID_ARGUMENT',
      parts.length === 0 ? '* GenerateContentRequest.contents: contents is not specified' : 'Request contains an invalid argument.',
    )
    return { is: 'other', ...(key && { key }), reply: () => reply }
  }
  const seed = numberIn(config, 'seed')
  const ask: Ask = {
    model,
    prompt: parts.flatMap((part) => textIn(part, 'text') ?? []).join('\n'),
    size,
    references: parts.flatMap((part) => pictureIn(part)),
    format: 'png',
    ...(seed !== undefined && { seed }),
  }
  return { is: 'picture', order: orderOf(ask, resolution, key) }
}

const sides: Readonly<Record<string, number>> = { '512': 512, '1K': 1024, '2K': 2048, '4K': 4096 }

function pictureIn(part: unknown): Buffer[] {
  const inline = isObject(part) ? (part['inlineData'] ?? part['inline_data']) : undefined
  const data = textIn(inline, 'data')
  return data === undefined ? [] : [decode(data)]
}

function orderOf(ask: Ask, resolution: string, key: string | undefined): Order {
  const usage = geminiUsage(ask, resolution)
  return {
    ask,
    key,
    priceUsd: geminiUsd(usage, ask.model),
    refuse: (fault) => refuse(fault, ask.model, { ask, key }),
    answer: { how: 'at once', put: (made) => pictureReply(ask, usage, made) },
  }
}

function pictureReply(ask: Ask, usage: GeminiUsage, made: Made): Reply {
  const inlineData = { mimeType: 'image/png', data: made.bytes.toString('base64') }
  const candidates = [{ content: { role: 'model', parts: [{ inlineData }] }, finishReason: 'STOP', index: 0 }]
  return json(200, { candidates, ...closing(ask, usage) })
}
