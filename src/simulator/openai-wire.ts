import { randomUUID } from 'node:crypto'
import { readOpenaiAsk, type OpenaiAsk, type WrongAsk } from './openai-ask.ts'
import { limitHeaders, openaiFailure, openaiRefusal } from './openai-refusals.ts'
import { openaiUsage, openaiUsd } from './prices.ts'
import { bearer, json, type Made, type Order, type Reading, type Reply, type Wire } from './wire.ts'

const models = [
  ['gpt-image-2.6-flare', null],
  ['gpt-image-2.6-sunburst', null],
  ['gpt-image-2', null],
  ['gpt-image-1.5', '2026-12-01'],
] as const

/** OpenAI's pictures: `POST /v1/images/generations` (JSON), `/v1/images/edits` (a form, or JSON with data URLs), `GET /v1/models`. */
export const openaiWire: Wire = {
  prefix: '/openai',
  provider: 'openai',
  async read(arrived) {
    const path = arrived.path.replace(/^\/v1(?=\/)/, '')
    const key = bearer(arrived)
    if (arrived.method === 'GET' && path === '/models') {
      const data = models.map(([id, shutdownDate]) => ({
        id,
        object: 'model',
        created: 1_790_000_000,
        owned_by: 'system',
        shutdown_date: shutdownDate,
      }))
      return {
        is: 'other',
        ...(key && { key }),
        refuse: (fault) => openaiRefusal(fault, key, 'models'),
        reply: () => json(200, { object: 'list', data }),
      }
    }
    if (arrived.method !== 'POST' || !/^\/images\/(generations|edits)$/.test(path)) return undefined
    const asked = await readOpenaiAsk(arrived, 'strict')
    if ('wrong' in asked) return wrong(asked, key)
    return { is: 'picture', order: orderOf(asked, key) }
  },
}

function wrong({ wrong: message, param, code }: WrongAsk, key: string | undefined): Reading {
  return { is: 'other', ...(key && { key }), reply: () => openaiFailure(400, { type: 'invalid_request_error', code, message, param }) }
}

function orderOf(asked: OpenaiAsk, key: string | undefined): Order {
  const usage = openaiUsage(asked.ask, asked.quality)
  return {
    ask: asked.ask,
    key,
    priceUsd: openaiUsd(usage),
    refuse: (fault) => openaiRefusal(fault, key, asked.ask.model),
    answer: { how: 'at once', put: (made) => pictureReply(asked, usage, made) },
  }
}

function pictureReply({ ask, quality, background }: OpenaiAsk, usage: object, made: Made): Reply {
  const body = {
    created: Math.floor(made.at / 1000),
    background,
    data: [{ b64_json: made.bytes.toString('base64') }],
    output_format: ask.format,
    quality,
    size: `${ask.size.width}x${ask.size.height}`,
    usage,
  }
  const { seat } = made
  const left = seat.free && seat.limit !== undefined ? limitHeaders(seat.limit, seat.remaining ?? 0, seat.resetMs ?? 0) : {}
  return json(200, body, { 'x-request-id': `req_${randomUUID()}`, 'openai-processing-ms': '1', ...left })
}
