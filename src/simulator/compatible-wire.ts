import { readOpenaiAsk } from './openai-ask.ts'
import { openaiFailure, openaiRefusal } from './openai-refusals.ts'
import { bearer, json, type Answer, type Reply, type Wire } from './wire.ts'
import { pictureUrl } from './picture-url.ts'

/** A server that speaks OpenAI's words: extra fields are welcome, keys optional, pictures free, `response_format: url` answers with an address. */
export const compatibleWire: Wire = {
  prefix: '/compatible',
  provider: 'openai-compatible',
  async read(arrived) {
    const path = arrived.path.replace(/^\/v1(?=\/)/, '')
    const key = bearer(arrived)
    if (arrived.method === 'GET' && path === '/models') {
      const reply = json(200, { object: 'list', data: [{ id: 'local', object: 'model', created: 1_790_000_000, owned_by: 'local' }] })
      return { is: 'other', ...(key && { key }), refuse: (fault) => openaiRefusal(fault, key, 'models'), reply: () => reply }
    }
    if (arrived.method !== 'POST' || !/^\/images\/(generations|edits)$/.test(path)) return undefined
    const asked = await readOpenaiAsk(arrived, 'free')
    if ('wrong' in asked) {
      const { wrong: message, param, code } = asked
      return { is: 'other', ...(key && { key }), reply: () => openaiFailure(400, { type: 'invalid_request_error', code, message, param }) }
    }
    const answer: Answer = asked.wantsUrl
      ? { how: 'as a job', wait: true, take: (job) => listOf({ url: pictureUrl(arrived.origin, job) }, job.startedAt) }
      : { how: 'at once', put: (made) => listOf({ b64_json: made.bytes.toString('base64') }, made.at) }
    const refuse = (fault: Parameters<typeof openaiRefusal>[0]): Reply => openaiRefusal(fault, key, asked.ask.model)
    return { is: 'picture', order: { ask: asked.ask, key, priceUsd: 0, refuse, answer } }
  },
}

function listOf(picture: object, at: number): Reply {
  return json(200, { created: Math.floor(at / 1000), data: [picture] })
}
