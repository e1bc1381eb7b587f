import type { Fault } from './faults.ts'
import { json, type Reply } from './wire.ts'

/** What Hugging Face's router says instead of a picture. */
export function huggingFaceRefusal(fault: Fault, model: string): Reply {
  switch (fault.name) {
    case 'rate-limited':
      return says(429, 'Too many requests. Please slow down.', { 'retry-after': String(Math.ceil(fault.retryAfterMs / 1000)) })
    case 'rate-limited-bare':
    case 'day-exhausted':
      return says(429, 'Too many requests. Please slow down.')
    case 'quota-zero':
    case 'out-of-credit':
      return says(402, 'You have depleted your monthly included credits. Purchase pre-paid credits to continue using Inference Providers.')
    case 'bad-key':
      return says(401, 'Invalid username or password.')
    case 'forbidden':
      return says(403, 'This authentication method does not have sufficient permissions to call Inference Providers.')
    case 'model-gone':
      return says(404, `Model ${model} does not exist`)
    case 'bad-request':
    case 'refused-input':
    case 'refused-output':
      return says(400, fault.reason ?? (fault.name === 'bad-request' ? 'Bad request' : 'NSFW content detected'))
    case 'server-error':
    case 'out-of-memory':
      return says(500, 'Internal Server Error')
    case 'overloaded':
      return json(503, { error: `Model ${model} is currently loading`, estimated_time: 20 })
    case 'no-image':
    case 'text-only':
      return json(200, { data: [] })
    case 'empty':
      return json(200, {})
  }
}

function says(status: number, error: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return json(status, { error }, headers)
}
