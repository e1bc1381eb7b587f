import type { Job } from './jobs.ts'

/** Where a finished picture is fetched: on the simulator itself, for clients that trust result addresses of the same origin only. */
export function pictureUrl(origin: string, job: Job): string {
  return `${origin}/pictures/${job.id}.${job.ask.format}`
}

/** The job in such a path. */
export function jobOfPicture(path: string): string | undefined {
  return /^\/pictures\/([\da-f-]{36})\.(?:png|jpeg|webp)$/.exec(path)?.[1]
}
