import { randomUUID } from 'node:crypto'
import type { Fault, RefusalName } from './faults.ts'
import { geminiUsage, geminiUsd, type GeminiUsage } from './prices.ts'
import { json, type Ask, type Refusal, type Reply } from './wire.ts'

/** What ends every answer of status 200. */
export function closing(ask: Ask, usage: GeminiUsage): object {
  return { usageMetadata: usage, modelVersion: ask.model, responseId: randomUUID() }
}

const type = (name: string): object => ({ '@type': `type.googleapis.com/google.rpc.${name}` })

/** An error in Google's own shape. */
export function failure(status: number, name: string, message: string, details: readonly object[] = []): Reply {
  return json(status, { error: { code: status, message, status: name, ...(details.length > 0 && { details }) } })
}

function quotaFailure(period: 'Minute' | 'Day', fault: Fault, model: string): Reply {
  const violation = {
    quotaMetric: 'generativelanguage.googleapis.com/generate_content_requests',
    quotaId: `GenerateRequestsPer${period}PerProjectPerModel`,
    quotaDimensions: { location: 'global', model },
    quotaValue: String(fault.limit),
  }
  // The real thing names a short rest for a day's quota too.
  const retryDelay = `${period === 'Day' ? 34 : fault.retryAfterMs / 1000}s`
  return failure(429, 'RESOURCE_EXHAUSTED', `You exceeded your current quota. Please retry in ${retryDelay}.`, [
    { ...type('QuotaFailure'), violations: [violation] },
    {
      ...type('Help'),
      links: [{ description: 'Learn more about Gemini API quotas', url: 'https://ai.google.dev/gemini-api/docs/rate-limits' }],
    },
    { ...type('RetryInfo'), retryDelay },
  ])
}

/** What Gemini says instead of a picture. `made`: absent where no picture was asked for. */
export function refuse(fault: Fault, model: string, made?: { readonly ask: Ask; readonly key: string | undefined }): Refusal {
  const silent = silences[fault.name]
  if (!silent || !made) return doorReply(fault, model, made?.key)
  const usage = { ...geminiUsage(made.ask, 'none'), thoughtsTokenCount: fault.name === 'refused-input' ? 0 : 200 }
  const reply = json(200, { ...silent(fault.reason), ...closing(made.ask, usage) })
  return { ...reply, billedUsd: geminiUsd(usage, model) }
}

/** Answers of status 200 that hold no picture. */
const silences: { readonly [Name in RefusalName]?: (reason: string | undefined) => object } = {
  'refused-input': (reason) => ({ promptFeedback: { blockReason: reason ?? 'PROHIBITED_CONTENT' } }),
  'refused-output': (reason) => ({
    candidates: [
      {
        content: { role: 'model' },
        finishReason: reason ?? 'IMAGE_SAFETY',
        finishMessage: 'The generated image may go against the policies.',
        index: 0,
      },
    ],
  }),
  'no-image': (reason) => ({ candidates: [{ content: {}, finishReason: reason ?? 'NO_IMAGE', index: 0 }] }),
  'text-only': (reason) => ({
    candidates: [
      { content: { role: 'model', parts: [{ text: reason ?? 'I can describe that picture for you.' }] }, finishReason: 'STOP', index: 0 },
    ],
  }),
  empty: () => ({}),
}

const noQuota = { quota_limit: 'GenerateContentRequestsPerMinutePerProjectPerRegion', quota_limit_value: '0' }

function errorInfo(reason: string, metadata: object): object {
  return { ...type('ErrorInfo'), reason, domain: 'googleapis.com', metadata: { service: 'generativelanguage.googleapis.com', ...metadata } }
}

function doorReply(fault: Fault, model: string, key: string | undefined): Reply {
  switch (fault.name) {
    case 'rate-limited':
      return quotaFailure('Minute', fault, model)
    case 'rate-limited-bare':
      return failure(429, 'RESOURCE_EXHAUSTED', 'Resource exhausted. Please try again later.')
    case 'day-exhausted':
      return quotaFailure('Day', fault, model)
    case 'quota-zero':
      return failure(429, 'RESOURCE_EXHAUSTED', 'Quota exceeded.', [errorInfo('RATE_LIMIT_EXCEEDED', noQuota)])
    case 'bad-key':
      return failure(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', [
        errorInfo('API_KEY_INVALID', {}),
        // Google's own test data echoes the key, so that whoever reads this has to take it out.
        { ...type('DebugInfo'), detail: `Invalid API key: ${key ?? ''}` },
      ])
    case 'out-of-credit':
      return failure(
        429,
        'RESOURCE_EXHAUSTED',
        'Your prepayment credits are depleted. Please go to AI Studio to manage your project and billing.',
      )
    case 'forbidden':
      return failure(403, 'PERMISSION_DENIED', 'The caller does not have permission.')
    case 'model-gone':
      return failure(404, 'NOT_FOUND', `models/${model} is not found for API version v1beta, or is not supported for generateContent.`)
    case 'overloaded':
      return failure(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.')
    case 'server-error':
    case 'out-of-memory':
      return failure(500, 'INTERNAL', 'An internal error has occurred.')
    case 'bad-request':
    case 'refused-input':
    case 'refused-output':
    case 'no-image':
    case 'text-only':
    case 'empty':
      return failure(400, 'INVALID_ARGUMENT', fault.reason ?? 'Request contains an invalid argument.')
  }
}
