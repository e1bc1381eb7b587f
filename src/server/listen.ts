import { serve } from '@hono/node-server'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { BeatboardError, type ErrorFacts } from '../errors.ts'
import type { StudioServer } from './studio-server.ts'

export interface Listening {
  /** `http://localhost:3001` */
  readonly url: string
  /** Waits for what is in flight, then lets go of the port. */
  close(): Promise<void>
}

/** Puts a studio on a port; 0 takes a free one. Rejects with `wrong-usage` where that cannot be had. */
export async function listen(studio: StudioServer, { port, host }: { port: number; host: string }): Promise<Listening> {
  const server = serve({ fetch: studio.app.fetch, port, hostname: host }) as Server
  server.keepAliveTimeout = 30_000
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve)
    server.once('error', (cause: NodeJS.ErrnoException) => reject(cannotListen(cause, port, host)))
  })
  const { port: given } = server.address() as AddressInfo
  const name = host === '127.0.0.1' || host === '::1' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return {
    url: `http://${name}:${given}`,
    async close() {
      await studio.close()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeIdleConnections()
      setTimeout(() => server.closeAllConnections(), 2_000).unref()
      await closed
    },
  }
}

function cannotListen(cause: NodeJS.ErrnoException, port: number, host: string): BeatboardError {
  const facts = (hint: string): ErrorFacts => ({ cause, hint })
  if (cause.code === 'EADDRINUSE')
    return new BeatboardError(
      'wrong-usage',
      `Port ${port} is taken.`,
      facts(`Another Beatboard may be running: open http://localhost:${port}, or choose another with --port.`),
    )
  return new BeatboardError(
    'wrong-usage',
    `Cannot listen on ${host}:${port}: ${cause.message}.`,
    facts('Choose another with --host and --port.'),
  )
}
