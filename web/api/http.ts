import type { Problem } from './types.ts'

/** An answer that says no: the server's own problem, or that it could not be reached. */
export interface Refusal {
  readonly problem: Problem
}

export function isRefusal(error: unknown): error is Refusal {
  return typeof error === 'object' && error !== null && 'problem' in error
}

/** Why something did not work, as one or two sentences. */
export function reasonOf(error: unknown): string {
  if (!isRefusal(error)) return 'Beatboard did not answer.'
  const { detail, title, hint } = error.problem
  return [detail === '' ? title : detail, hint].filter(Boolean).join(' ')
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Asks the server. Rejects with a `Refusal`. */
export async function ask<T>(method: Method, path: string, body?: unknown): Promise<T> {
  const answer = await reach(path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  if (!answer.ok) throw refusal(await problemIn(answer))
  if (answer.status === 204) return undefined as T
  return (await answer.json()) as T
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(`/api${path}`, init)
  } catch {
    throw refusal({
      type: 'about:blank#fault',
      title: 'Not reachable',
      status: 0,
      kind: 'fault',
      detail: 'Beatboard does not answer.',
      hint: 'Start it again, and this page goes on.',
    })
  }
}

async function problemIn(answer: Response): Promise<Problem> {
  const fallback: Problem = {
    type: 'about:blank#fault',
    title: answer.statusText,
    status: answer.status,
    kind: 'fault',
    detail: `The server answered ${answer.status}.`,
  }
  try {
    return { ...fallback, ...((await answer.json()) as Partial<Problem>) }
  } catch {
    return fallback
  }
}

function refusal(problem: Problem): Error & Refusal {
  return Object.assign(new Error(problem.detail), { problem })
}
