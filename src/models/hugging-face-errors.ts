import { field, listOf, numberOf, textOf } from './json.ts'
import type { Read } from './trouble.ts'

/** What the services behind the router say in their own ways: `{error: text | text[] | {message}}`, or fal's `{detail: text | [{type, msg}]}`. */
export const readHuggingFace: Read = (json, answer) => {
  const { status } = answer
  const seconds = numberOf(field(json, 'estimated_time'))
  if (status === 503 && seconds !== undefined) return { kind: 'overloaded', restMs: Math.ceil(seconds * 1_000) }
  if (status === 403 && /exhausted balance|not_enough_balance|insufficient credit/i.test(answer.body)) return { kind: 'out-of-credit' }
  const refused = listOf(field(json, 'detail')).some((one) => textOf(field(one, 'type')) === 'content_policy_violation')
  if (refused) return { kind: 'refused-input', code: 'content_policy_violation' }
  const mistake = status === 400 || status === 422
  if (mistake && /nsfw|safety (?:checker|system|filter)|content policy/i.test(answer.body)) return { kind: 'refused-input' }
  if (status === 400 && /does not exist|not supported by provider|is not supported for task/i.test(answer.body))
    return { kind: 'model-gone' }
  return undefined
}

/** The same for a job that was sent before: what is not found any more is lost. */
export const readJob: Read = (json, answer) => (answer.status === 404 ? { kind: 'job-lost' } : readHuggingFace(json, answer))
