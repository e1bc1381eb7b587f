import { randomUUID } from 'node:crypto'
import type { Fault } from './faults.ts'
import { json, type Reply } from './wire.ts'

/** An error in OpenAI's own shape. `fields`: more members of the error object. */
export function openaiFailure(status: number, error: { type: string; code: string | null; message: string; param?: string | null }): Reply {
  const { type, code, message, param = null, ...fields } = error
  return json(status, { error: { message, type, param, code, ...fields } }, { 'x-request-id': `req_${randomUUID()}` })
}

/** What OpenAI says instead of a picture. */
export function openaiRefusal(fault: Fault, key: string | undefined, model: string): Reply {
  switch (fault.name) {
    case 'rate-limited':
      return tooMany(`Rate limit reached for ${model} on requests per min. Limit: ${fault.limit}.`, {
        ...hints(fault),
        ...limitHeaders(fault.limit, 0, fault.retryAfterMs),
      })
    case 'rate-limited-bare':
      return tooMany(`Rate limit reached for ${model}.`)
    case 'day-exhausted':
      return tooMany(`Rate limit reached for ${model} on requests per day (RPD): Limit ${fault.limit}.`, hints(fault))
    case 'quota-zero':
    case 'out-of-credit':
      return noQuota()
    case 'bad-key':
      return invalid(401, 'invalid_api_key', `Incorrect API key provided: ${echoed(key)}.`)
    case 'forbidden':
      return invalid(403, null, `Your organization must be verified to use the model \`${model}\`.`)
    case 'model-gone':
      return invalid(404, 'model_not_found', `The model '${model}' does not exist or you do not have access to it.`)
    case 'bad-request':
      return invalid(400, 'invalid_value', fault.reason ?? 'Invalid value.')
    case 'refused-input':
      return blocked('input', fault.reason ?? 'violence')
    case 'refused-output':
      return blocked('output', fault.reason ?? 'violence')
    case 'no-image':
    case 'text-only':
      return json(200, { created: 1_790_000_000, data: [] })
    case 'empty':
      return json(200, {})
    case 'server-error':
    case 'out-of-memory':
      return openaiFailure(500, { type: 'server_error', code: null, message: 'The server had an error while processing your request.' })
    case 'overloaded':
      return openaiFailure(503, {
        type: 'server_error',
        code: null,
        message: 'The engine is currently overloaded, please try again later.',
      })
  }
}

function noQuota(): Reply {
  const message = 'You exceeded your current quota, please check your plan and billing details.'
  return openaiFailure(429, { type: 'insufficient_quota', code: 'insufficient_quota', message })
}

function invalid(status: number, code: string | null, message: string): Reply {
  return openaiFailure(status, { type: 'invalid_request_error', code, message, param: code === 'model_not_found' ? 'model' : null })
}

function tooMany(message: string, headers: Readonly<Record<string, string>> = {}): Reply {
  const reply = openaiFailure(429, { type: 'requests', code: 'rate_limit_exceeded', message })
  return { ...reply, headers: { ...reply.headers, ...headers } }
}

function hints({ retryAfterMs }: Fault): Readonly<Record<string, string>> {
  return { 'retry-after': String(Math.ceil(retryAfterMs / 1000)), 'retry-after-ms': String(Math.ceil(retryAfterMs)) }
}

function blocked(stage: 'input' | 'output', category: string): Reply {
  const error = {
    type: 'image_generation_user_error',
    code: 'moderation_blocked',
    message: `Your request was rejected by the safety system. safety_violations=[${category}].`,
    moderation_details: { moderation_stage: stage, categories: [category] },
  }
  return openaiFailure(400, error)
}

/** OpenAI shows the beginning and the end of a wrong key. */
function echoed(key: string | undefined): string {
  return key === undefined ? '' : `${key.slice(0, 7)}${'*'.repeat(12)}${key.slice(-4)}`
}

export function limitHeaders(limit: number, remaining: number, resetMs: number): Readonly<Record<string, string>> {
  return {
    'x-ratelimit-limit-requests': String(limit),
    'x-ratelimit-remaining-requests': String(remaining),
    'x-ratelimit-reset-requests': spoken(resetMs),
  }
}

/** `350ms`, `12s`, `6m0s`: as OpenAI writes a time. */
function spoken(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  if (ms < 1000) return `${Math.ceil(ms)}ms`
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`
}
