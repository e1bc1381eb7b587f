import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { Hono } from 'hono'
import { BeatboardError } from '../errors.ts'
import { redactor } from '../redact.ts'
import type { World } from '../studio/world.ts'
import { goodbyeFrame, heartbeatFrame, heartbeatMs } from './event-stream.ts'
import { openGuard, safeHeaders } from './guard.ts'
import { type HubBounds, openHub } from './hub.ts'
import { openKeyBook } from './key-book.ts'
import { servePage } from './page.ts'
import { ProblemError, problemOf } from './problem.ts'
import { openRooms } from './rooms.ts'
import { openRoutes } from './route.ts'
import { addBoardRoutes } from './routes-boards.ts'
import { addDocumentRoutes } from './routes-documents.ts'
import { addKeyRoutes } from './routes-keys.ts'
import { addReferenceRoutes } from './routes-references.ts'
import { addPickRoutes } from './routes-picks.ts'
import { addPictureRoutes } from './routes-pictures.ts'
import { addRunRoutes } from './routes-runs.ts'
import { addShelfRoutes } from './routes-shelf.ts'
import { addServerRoutes } from './routes-server.ts'
import type { ServerWorld } from './server-world.ts'
import { openThumbnails } from './thumbnails.ts'

export interface StudioOptions {
  readonly world: World
  /** The folder whose boards are served; by default the working directory. */
  readonly root?: string
  /** Demanded of everybody; must be there where others can reach the server. */
  readonly token?: string
  readonly allowOrigins?: readonly string[]
  /** Where the built page lies. */
  readonly page?: string
  readonly version?: string
  /** Lines for the log, without any key. */
  readonly log?: (line: string) => void
  readonly heartbeatMs?: number
  readonly bounds?: HubBounds
}

/** The studio as an HTTP application; `listen` puts it on a port. */
export interface StudioServer {
  readonly app: Hono
  readonly server: ServerWorld
  /** Sends nothing more, finishes what is in flight, says goodbye to all streams. */
  close(): Promise<void>
}

/** How often journals and files of other processes are looked at while somebody follows the stream, in ms. */
const watchMs = 80

export async function openStudioServer(options: StudioOptions): Promise<StudioServer> {
  const { world, token, allowOrigins = [], version = '0', log = () => undefined } = options
  const hub = openHub(randomBytes(5).toString('hex'), options.bounds)
  const keys = openKeyBook(world)
  const known = await keys.open()
  const hidden = redactor(token === undefined ? [] : [token])
  const server: ServerWorld = {
    root: resolve(options.root ?? world.cwd),
    world,
    hub,
    keys,
    thumbnails: openThumbnails(),
    redact: (text) => hidden(known.redact(text)),
    rooms: openRooms({
      root: options.root ?? world.cwd,
      world,
      keysMark: () => keys.mark(),
      publish: (event) => hub.publish(event),
    }),
  }
  const app = new Hono()
  const guard = openGuard({ token, allowOrigins, clock: world.clock })
  app.use(safeHeaders, guard.visitors)
  for (const path of ['/api/*', '/step-images/*'])
    app.use(path, (context, next) => (isOpen(context.req.path) ? next() : guard.token(context, next)))
  const routes = openRoutes(app)
  addServerRoutes(routes, server, { guard, needsToken: token !== undefined, version })
  addShelfRoutes(routes, server)
  addBoardRoutes(routes, server)
  addReferenceRoutes(routes, server)
  addRunRoutes(routes, server)
  addPictureRoutes(routes, server)
  addPickRoutes(routes, server)
  addKeyRoutes(routes, server)
  addDocumentRoutes(routes, server)
  if (options.page !== undefined) app.get('*', servePage(options.page))
  answerProblems(app, server, log)
  const stop = lookAround(server, options.heartbeatMs ?? heartbeatMs)
  return {
    app,
    server,
    async close() {
      stop()
      await server.rooms.close()
      hub.close(goodbyeFrame)
      await keys.close()
    },
  }
}

/** What is answered before anybody has shown the token. */
function isOpen(path: string): boolean {
  return path === '/api/session' || path === '/api/login'
}

function answerProblems(app: Hono, { redact }: ServerWorld, log: (line: string) => void): void {
  app.notFound((context) =>
    context.json(
      {
        type: 'about:blank#not-found',
        title: 'Not found',
        status: 404,
        detail: 'There is nothing at this address.',
        kind: 'not-found',
        hint: 'What there is: /api/openapi.json',
      },
      404,
      problemType,
    ),
  )
  app.onError((error, context) => {
    const problem = problemOf(error)
    const isOurs = !(error instanceof ProblemError) && !(error instanceof BeatboardError)
    if (isOurs) log(redact(`${context.req.method} ${context.req.path}: ${error.stack ?? error.message}`))
    return context.body(redact(JSON.stringify(problem)), problem.status as 400, { ...problemType, 'cache-control': 'no-store' })
  })
}

const problemType = { 'content-type': 'application/problem+json; charset=utf-8' }

/** Tells what other processes do while somebody listens, and that the server is alive. Returns the way to stop. */
function lookAround({ rooms, hub }: ServerWorld, beatMs: number): () => void {
  const watching = setInterval(() => {
    if (hub.readers > 0) for (const room of rooms.all()) room.watch()
  }, watchMs)
  const beating = setInterval(() => hub.ping(heartbeatFrame), beatMs)
  return () => {
    clearInterval(watching)
    clearInterval(beating)
  }
}
