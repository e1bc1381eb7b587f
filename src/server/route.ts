import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { problem } from './problem.ts'

/** One question that the server answers, as it is validated and as `/api/openapi.json` shows it. */
export interface RouteFacts {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** `/api/boards/:board` */
  readonly path: string
  readonly says: string
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  /** Largest body in bytes; 1 MiB by default. */
  readonly bodyBytes?: number
  /** Of a success; absent where it is no JSON. */
  readonly answer?: z.ZodType
  /** Media type of an answer or a body that is no JSON. */
  readonly answerType?: string
  readonly bodyType?: string
  readonly status?: number
}

/** A question as the handler gets it: validated. */
export interface Question<Query, Body> {
  readonly context: Context
  readonly param: (name: string) => string
  readonly query: Query
  readonly body: Body
}

export interface Route<Query = unknown, Body = unknown> extends RouteFacts {
  readonly query?: z.ZodType<Query>
  readonly body?: z.ZodType<Body>
}

/** All routes of an app, and the way to add one. */
export interface Routes {
  /** The handler's answer is sent as JSON, unless it is a `Response`. */
  add<Query, Body>(route: Route<Query, Body>, handle: (question: Question<Query, Body>) => unknown): void
  readonly all: readonly RouteFacts[]
}

const usualBodyBytes = 1024 * 1024

export function openRoutes(app: Hono): Routes {
  const all: RouteFacts[] = []
  return {
    all,
    add(route, handle) {
      all.push(route)
      app.on(route.method.toUpperCase(), route.path, async (context) => {
        const query = route.query === undefined ? undefined : parsed(route.query, context.req.query(), 'query')
        const body = route.body === undefined ? undefined : parsed(route.body, await jsonIn(context, route), 'body')
        const answer = await handle({
          context,
          param: (name) => context.req.param(name) ?? '',
          query: query as never,
          body: body as never,
        })
        return answer instanceof Response ? answer : sendJson(context, JSON.stringify(answer ?? {}), route.status)
      })
    },
  }
}

function parsed(schema: z.ZodType, data: unknown, what: string): unknown {
  const result = schema.safeParse(data)
  if (result.success) return result.data
  const wrong = result.error.issues.slice(0, 20).map((issue) => ({ at: issue.path.join('.') || what, words: issue.message }))
  throw problem('wrong-usage', `The ${what} of the request is not as expected: ${wrong[0]?.at}: ${wrong[0]?.words}.`, {
    wrong,
    hint: 'What is expected stands in /api/openapi.json.',
  })
}

async function jsonIn(context: Context, { bodyBytes = usualBodyBytes }: RouteFacts): Promise<unknown> {
  const bytes = await bodyIn(context, bodyBytes)
  if (bytes.length === 0) return {}
  if (!/^application\/json\b/i.test(context.req.header('content-type') ?? ''))
    throw problem('wrong-usage', 'Send JSON, with content-type: application/json.')
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw problem('wrong-usage', 'The body of the request is no valid JSON.')
  }
}

/** The body as it comes, refused as soon as it is longer than allowed, whatever its headers say. */
export async function bodyIn(context: Context, most: number): Promise<Uint8Array> {
  const tooLarge = (): Error => problem('too-large', `At most ${Math.floor(most / 1024)} KB are taken here.`)
  if (Number(context.req.header('content-length') ?? 0) > most) throw tooLarge()
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of (context.req.raw.body ?? []) as AsyncIterable<Uint8Array>) {
    length += piece.length
    if (length > most) throw tooLarge()
    pieces.push(piece)
  }
  return Buffer.concat(pieces, length)
}

const pack = promisify(gzip)
/** Shorter texts are not worth the work. */
const leastPacked = 1024

/** JSON text, packed where the client takes that. */
async function sendJson(context: Context, text: string, status = 200): Promise<Response> {
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', vary: 'accept-encoding' }
  const takesGzip = /\bgzip\b/.test(context.req.header('accept-encoding') ?? '')
  if (!takesGzip || text.length < leastPacked) return context.body(text, status as 200, headers)
  const packed = await pack(text, { level: 4 })
  return context.body(packed, status as 200, {
    ...headers,
    'content-encoding': 'gzip',
  })
}
