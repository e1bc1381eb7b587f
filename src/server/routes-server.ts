import { basename } from 'node:path'
import { z } from 'zod'
import { session } from './answers-settings.ts'
import { eventStream } from './event-stream.ts'
import type { Guard } from './guard.ts'
import { openApi } from './open-api.ts'
import { loginQuestion, streamQuery } from './questions.ts'
import type { Routes } from './route.ts'
import type { ServerWorld } from './server-world.ts'

export interface Door {
  readonly guard: Guard
  readonly needsToken: boolean
  readonly version: string
}

/** The server itself: the event stream, who is signed in, its own description. */
export function addServerRoutes(routes: Routes, { rooms, hub, root }: ServerWorld, { guard, needsToken, version }: Door): void {
  const facts = { needsToken, version, folder: basename(root) }
  routes.add(
    {
      method: 'get',
      path: '/api/events',
      query: streamQuery,
      answerType: 'text/event-stream',
      says: 'All events of all boards: hello first, replay after Last-Event-ID or ?after=, resync where that is too old, a heartbeat every 15 s.',
    },
    ({ context, query }) => {
      // Whoever comes back gets what happened meanwhile, also what other processes wrote.
      for (const room of rooms.all()) room.watch()
      return eventStream(hub, context.req.header('last-event-id') ?? query.after)
    },
  )
  routes.add(
    { method: 'get', path: '/api/session', says: 'Whether a token is needed, and was shown.', answer: session },
    ({ context }) => ({
      ...facts,
      signedIn: guard.isSignedIn(context),
    }),
  )
  routes.add(
    { method: 'post', path: '/api/login', says: 'A session cookie for the token.', body: loginQuestion, answer: session },
    ({ context, body }) => {
      guard.signIn(context, body.token)
      return { ...facts, signedIn: true }
    },
  )
  routes.add(
    { method: 'get', path: '/healthz', says: 'Whether the server is up.', answer: z.object({ status: z.string(), version: z.string() }) },
    () => ({ status: 'ok', version }),
  )
  let description: unknown
  routes.add(
    { method: 'get', path: '/api/openapi.json', says: 'This interface.', answer: z.record(z.string(), z.unknown()) },
    () => (description ??= openApi(routes.all, version)),
  )
}
