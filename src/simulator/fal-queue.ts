import { isDone, type Job, type Jobs } from './jobs.ts'
import { pictureUrl } from './picture-url.ts'
import { json, type Arrived, type Reply } from './wire.ts'

/** fal's queue behind Hugging Face's router: `…/requests/{id}/status`, the result at `…/requests/{id}`, `PUT …/cancel`. */
export function falQueue(jobs: Jobs): (arrived: Arrived) => Reply | undefined {
  return (arrived) => {
    const found = /^\/fal-ai\/.+\/requests\/([^/]+)(?:\/(status|cancel))?$/.exec(arrived.path)
    if (!found?.[1]) return undefined
    const job = found[2] === 'cancel' ? jobs.cancel(found[1]) : jobs.find(found[1])
    if (!job || job.provider !== 'hugging-face') return json(404, { detail: 'Request not found' })
    return found[2] === undefined ? resultOf(job, arrived) : json(found[2] === 'status' ? 200 : 202, statusOf(job, arrived))
  }
}

function statusOf(job: Job, arrived: Arrived): object {
  const isOver = isDone(job, arrived.at) || (hasFailed(job) && arrived.at >= job.readyAt)
  return { request_id: job.id, status: isOver ? 'COMPLETED' : 'IN_PROGRESS' }
}

/** fal calls a failed request completed, too, and tells the failure with the result. */
function resultOf(job: Job, arrived: Arrived): Reply {
  if (hasFailed(job) && arrived.at >= job.readyAt) return json(500, { detail: 'The request failed.' })
  if (!isDone(job, arrived.at)) return json(400, { detail: 'Request is still in progress' })
  const isSilent = job.fault === 'empty' || job.fault === 'no-image' || job.fault === 'text-only'
  const image = { url: pictureUrl(arrived.origin, job), content_type: `image/${job.ask.format}`, ...job.ask.size }
  const blocked = job.fault === 'refused-output'
  return json(200, { images: isSilent ? [] : [image], seed: job.ask.seed ?? 1, has_nsfw_concepts: [blocked], prompt: job.ask.prompt })
}

function hasFailed(job: Job): boolean {
  return job.cancelled || job.fault === 'job-lost' || job.fault === 'impossible'
}
