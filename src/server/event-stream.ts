import type { Hub, Reader } from './hub.ts'

/** What a stream starts with: `hello` always carries an id, so that whoever drops before the first event knows where to go on. */
function opening(hub: Hub, after: string | undefined): { readonly words: string; readonly from: string } {
  const isKnown = after !== undefined && hub.knows(after)
  const from = isKnown ? after : hub.position()
  const resync = after === undefined || isKnown ? '' : `event: resync\nid: ${from}\ndata: ${JSON.stringify({ event: from })}\n\n`
  return { words: `retry: 1000\nevent: hello\nid: ${from}\ndata: ${JSON.stringify({ event: from })}\n\n${resync}`, from }
}

/** All events after an id (by default: from now on) as `text/event-stream`. Holds nothing for its client: a slow one is cut off by the hub. */
export function eventStream(hub: Hub, after: string | undefined): Response {
  const { words, from } = opening(hub, after)
  let reader: Reader | undefined
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        reader = hub.read(from)
        controller.enqueue(new TextEncoder().encode(words))
      },
      async pull(controller) {
        const piece = await reader?.next()
        if (piece === undefined) controller.close()
        else controller.enqueue(piece)
      },
      cancel: () => reader?.leave(),
    },
    { highWaterMark: 1 },
  )
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
  })
}

export const heartbeatMs = 15_000
export const heartbeatFrame = 'event: heartbeat\ndata: {}\n\n'
export const goodbyeFrame = 'event: goodbye\ndata: {"why":"The server was stopped."}\n\n'
