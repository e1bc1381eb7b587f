import { type Socket, connect } from 'node:net'
import { expect, test } from 'vitest'
import { type Frame, type Served, follow, served } from '../../test/stream-client.ts'

const tell = ({ stage }: Served, from: number, to: number): void => {
  for (let beat = from; beat < to; beat++) stage.studio.server.hub.publish({ type: 'picked', board: 'boat', beat: String(beat) })
}
const beats = (frames: readonly Frame[]): number[] =>
  frames.filter(({ data }) => data.type === 'picked').map(({ data }) => Number(data.beat))
const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

test('the first frame is hello with an id; a client that drops before any event goes on after it and misses nothing', async () => {
  await using here = await served()
  const first = await follow(here.url)
  await first.until(() => first.frames.length > 0)
  expect([first.frames[0]?.event, first.frames[0]?.id]).toEqual(['hello', here.stage.studio.server.hub.position()])
  first.leave()
  tell(here, 0, 5)
  const second = await follow(here.url, first.last())
  await second.until(() => beats(second.frames).length === 5)
  expect([second.frames[0]?.event, beats(second.frames)]).toEqual(['hello', upTo(5)])
  second.leave()
})

test('a client that drops ten times hears every event once', async () => {
  await using here = await served()
  const heard: number[] = []
  let last: string | undefined
  for (let turn = 0; turn < 10; turn++) {
    const client = await follow(here.url, last)
    tell(here, turn * 20, turn * 20 + 20)
    await client.until(() => beats(client.frames).length > 7)
    heard.push(...beats(client.frames))
    last = client.last()
    client.leave()
    const missing = (turn + 1) * 20 - heard.length
    const next = await follow(here.url, last)
    await next.until(() => beats(next.frames).length === missing)
    heard.push(...beats(next.frames))
    last = next.last()
    next.leave()
  }
  expect(heard).toEqual(upTo(200))
})

test('an id that is too old, or of another server, is answered with resync and the id to go on after', async () => {
  await using here = await served()
  for (const after of ['0123456789-7', 'nonsense']) {
    const client = await follow(here.url, after)
    await client.until(() => client.frames.length > 1)
    expect(client.frames.map(({ event, id }) => [event, id])).toEqual(
      ['hello', 'resync'].map((event) => [event, here.stage.studio.server.hub.position()]),
    )
    client.leave()
  }
})

test('two hundred clients and bursts of events: none loses one', async () => {
  await using here = await served()
  const clients = await Promise.all(upTo(200).map(() => follow(here.url)))
  for (let burst = 0; burst < 10; burst++) {
    tell(here, burst * 60, burst * 60 + 60)
    await new Promise(setImmediate)
  }
  await Promise.all(clients.map((client) => client.until(() => beats(client.frames).length === 600)))
  for (const client of clients) expect(beats(client.frames)).toEqual(upTo(600))
  for (const client of clients) client.leave()
})

/** A client that asks and then reads nothing. */
function deaf(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write('GET /api/events HTTP/1.1\r\nhost: localhost\r\n\r\n')
      socket.once('data', () => resolve(socket.pause()))
    })
  })
}

test('a client that does not read is cut off and costs no memory; one that does goes on', async () => {
  await using here = await served({ bounds: { events: 100_000, bytes: 8e6, lagBytes: 200_000, pieceBytes: 16_384 } })
  const socket = await deaf(here.url.replace('localhost', '127.0.0.1'))
  const client = await follow(here.url)
  const { hub } = here.stage.studio.server
  expect(hub.readers).toBe(2)
  let told = 0
  while (hub.readers > 1 && told < 400_000) {
    tell(here, told, told + 200)
    told += 200
    await client.until(() => beats(client.frames).length === told)
  }
  expect(hub.readers).toBe(1)
  expect(beats(client.frames).length).toBe(told)
  socket.destroy()
  client.leave()
})

test('a heartbeat says that the server is alive', async () => {
  await using here = await served({ heartbeatMs: 5 })
  const client = await follow(here.url)
  await client.until(() => client.frames.some(({ event }) => event === 'heartbeat'))
  expect(client.frames.at(-1)?.id).toBe('')
  client.leave()
})

test('a server that stops says goodbye to its streams', async () => {
  const here = await served()
  const client = await follow(here.url)
  await here[Symbol.asyncDispose]()
  await client.ended
  expect(client.frames.at(-1)?.event).toBe('goodbye')
})
