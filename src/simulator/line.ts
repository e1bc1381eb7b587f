import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Sending } from './ticket.ts'
import type { Arrived } from './wire.ts'

const mostBytes = 64 * 1024 * 1024

/** Reads a request to its last byte; `undefined` when it is longer than 64 MiB. */
export async function receive(request: IncomingMessage, origin: string, now: () => number): Promise<Arrived | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length <= mostBytes) chunks.push(chunk)
  }
  if (length > mostBytes) return undefined
  const url = new URL(request.url ?? '/', origin)
  const headers = Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')])
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks),
    origin,
    at: now(),
  }
}

/** Sends an answer, whole or broken as asked. A client that has gone is no error. */
export function transmit(response: ServerResponse, { reply, ending }: Sending): void {
  if (ending === 'hang') return
  if (ending === 'reset' || !reply) {
    response.socket?.resetAndDestroy()
    return
  }
  response.writeHead(reply.status, { ...reply.headers, 'content-length': reply.body.length })
  if (ending === 'whole') response.end(reply.body)
  else response.write(reply.body.subarray(0, Math.floor(reply.body.length / 2)), () => response.socket?.destroy())
}
