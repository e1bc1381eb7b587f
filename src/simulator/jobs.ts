import { randomUUID } from 'node:crypto'
import type { JobFault } from './faults.ts'
import type { Ask, ProviderName } from './wire.ts'

/** A picture that is being made while nobody waits on the line. It goes on whoever hangs up. */
export interface Job {
  readonly id: string
  readonly provider: ProviderName
  readonly ask: Ask
  readonly take: number
  readonly readyAt: number
  readonly startedAt: number
  readonly fault: JobFault | undefined
  readonly cancelled: boolean
}

export interface Jobs {
  start(job: Omit<Job, 'id' | 'cancelled'>): Job
  find(id: string): Job | undefined
  cancel(id: string): Job | undefined
}

export function rememberJobs(): Jobs {
  const jobs = new Map<string, Job>()
  const put = (job: Job): Job => {
    jobs.set(job.id, job)
    return job
  }
  return {
    start: (job) => put({ ...job, id: randomUUID(), cancelled: false }),
    find: (id) => jobs.get(id),
    cancel(id) {
      const job = jobs.get(id)
      return job && put({ ...job, cancelled: true })
    },
  }
}

/** Ready, and nothing stands against handing the picture out. */
export function isDone(job: Job, now: number): boolean {
  return now >= job.readyAt && !job.cancelled && !['hang', 'job-lost', 'impossible'].includes(job.fault ?? '')
}
