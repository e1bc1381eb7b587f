import { createServer, type Server } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { BeatboardError, type ErrorFacts } from '../errors.ts'
import { base64, provider, silent, tinyPng, unreachable, type Reply } from '../../test/recorded-provider.ts'
import { pinned } from './addresses.ts'
import { ask, dataUrlOf, download, formOf, jsonOf, jsonPost, pictureOf, pictureOfBase64, send } from './http.ts'

const where = { provider: 'example', title: 'Example', now: 0 }
const origin = 'https://api.example'
const lookup = async (host: string): Promise<readonly string[]> => [host.startsWith('inside') ? '10.0.0.7' : '93.184.215.14']

function fetching(replies: readonly Reply[]) {
  const world = provider(replies)
  return { ...world, options: { origin, fetch: world.fetch, signal: new AbortController().signal, where, lookup } }
}

const to = (location: string): Reply => ({ status: 302, headers: { location } })

async function troubleOf(work: Promise<unknown>): Promise<BeatboardError> {
  const outcome = await work.catch((error: unknown) => error)
  expect(outcome).toBeInstanceOf(BeatboardError)
  return outcome as BeatboardError
}

async function factsOf(work: Promise<unknown>): Promise<{ kind: string } & ErrorFacts> {
  const { kind, facts } = await troubleOf(work)
  return { kind, ...facts }
}

async function serve(answer: Parameters<typeof createServer>[1]): Promise<number> {
  const server: Server = createServer(answer as never)
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as { port: number }).port
}

test('a download gives the bytes, and asks with no header of ours', async () => {
  const { bytes } = tinyPng()
  const world = fetching([{ body: bytes }])
  expect(await download('https://pictures.example/a.png?signed=1', world.options)).toEqual(bytes)
  expect(world.requests.map(({ url, headers }) => [url.href, headers.get('authorization'), headers.get('apikey')])).toEqual([
    ['https://pictures.example/a.png?signed=1', null, null],
  ])
})

test('redirects are followed by hand, three at most', async () => {
  const world = fetching([to('/b.png'), to('https://other.example/c.png'), to('d.png'), { body: 'bytes' }])
  expect(Buffer.from(await download('https://pictures.example/a.png', world.options)).toString()).toBe('bytes')
  expect(world.requests.map(({ url }) => url.href)).toEqual([
    'https://pictures.example/a.png',
    'https://pictures.example/b.png',
    'https://other.example/c.png',
    'https://other.example/d.png',
  ])
  const endless = fetching([to('/1'), to('/2'), to('/3'), to('/4')])
  expect(await troubleOf(download('https://pictures.example/', endless.options))).toMatchObject({
    kind: 'no-image',
    facts: { code: 'address-refused', words: 'the address of the picture was refused: it redirects more than three times' },
  })
})

test.for([
  ['a private address', 'http://169.254.169.254/latest/meta-data', []],
  ['a name inside', 'https://inside.example/a.png', []],
  ['loopback on another port', 'http://localhost:1/a.png', []],
  ['no URL', 'a.png', []],
  ['a redirect to a private address', 'https://pictures.example/', [{ status: 307, headers: { location: 'http://[::1]/' } }]],
] as const)('a download of %s is refused before it is asked for', async ([, url, replies]) => {
  const world = fetching(replies)
  const inside = { ...world.options, lookup: async (host: string) => (host === 'localhost' ? ['127.0.0.1'] : lookup(host)) }
  expect(await factsOf(download(url, inside))).toMatchObject({ kind: 'no-image', code: 'address-refused', billing: 'unknown' })
  expect(world.requests).toHaveLength(replies.length)
})

test.for([
  ['says', { headers: { 'content-length': '11' }, body: '12345678901' }],
  ['does not say', { body: '12345678901' }],
] as const)('a download that is too long is refused, when it %s so', async ([, reply]) => {
  const work = download('https://pictures.example/', { ...fetching([reply]).options, maxBytes: 10 })
  expect(await factsOf(work)).toMatchObject({ kind: 'broken-image', code: 'too-long' })
})

test.for([
  ['gone', fetching([{ status: 404 }]).options.fetch, 'job-lost'],
  ['busy', fetching([{ status: 503 }]).options.fetch, 'overloaded'],
  ['out of reach', unreachable('ECONNREFUSED'), 'overloaded'],
  ['silent', silent, 'timeout'],
] as const)('a picture that was made and is %s now may be billed all the same', async ([, fetch, kind]) => {
  const options = { ...fetching([]).options, fetch, deadlineMs: 20 }
  expect(await factsOf(download('https://pictures.example/', options))).toMatchObject({ kind, billing: 'unknown' })
})

test('a connection is held to the addresses that were checked', async () => {
  const port = await serve((_request, response) => void response.end('here'))
  const dispatcher = pinned('pictures.example', ['127.0.0.1'])
  const fetchPinned = async (url: string): Promise<string> => (await fetch(url, { ...(dispatcher && { dispatcher }) })).text()
  expect(await fetchPinned(`http://pictures.example:${port}/`)).toBe('here')
  await expect(fetchPinned(`http://elsewhere.example:${port}/`)).rejects.toThrow('fetch failed')
  await dispatcher?.close()
})

test('a failure is read to 64 KiB and no further', async () => {
  const world = fetching([{ status: 500, body: 'x'.repeat(100_000) }])
  const received = await send(origin, {}, { call: world.options, where, deadlineMs: 1_000 })
  expect([received.ok, received.status, received.bytes.length]).toEqual([false, 500, 65_536])
})

test('a redirect of the provider is not followed: our key stays with it', async () => {
  const world = fetching([{ status: 307, headers: { location: 'https://other.example/' } }])
  expect(await troubleOf(ask(origin, jsonPost({}), { call: world.options, where, deadlineMs: 1_000 }))).toMatchObject({
    kind: 'bad-request',
  })
})

test.for([
  ['before it was sent', false, 'not-charged'],
  ['of a job that was sent before', true, 'unknown'],
] as const)('a request that fails %s', async ([, begun, billing]) => {
  const line = (fetch: typeof globalThis.fetch) => ({ call: { ...fetching([]).options, fetch }, where, deadlineMs: 20, begun })
  expect(await factsOf(ask(origin, {}, line(unreachable('ENOTFOUND'))))).toMatchObject({ kind: 'overloaded', billing })
  expect(await factsOf(ask(origin, {}, line(fetching([{ status: 429 }]).options.fetch)))).toMatchObject({ kind: 'rate-limited', billing })
  expect(await factsOf(ask(origin, {}, line(silent)))).toMatchObject({ kind: 'timeout', billing: 'unknown' })
})

test('JSON goes out and comes back', async () => {
  const world = fetching([{ body: { id: 'a' } }])
  const received = await ask(origin, jsonPost({ prompt: 'é' }, { apikey: 'k' }), { call: world.options, where, deadlineMs: 1_000 })
  expect(jsonOf(received)).toEqual({ id: 'a' })
  expect([world.requests[0]?.json, world.requests[0]?.headers.get('apikey')]).toEqual([{ prompt: 'é' }, 'k'])
})

test('a form leaves absent fields out and names pictures by their type', async () => {
  const picture = tinyPng()
  const form = formOf({ prompt: 'kettle', seed: 0, strength: undefined, image: picture })
  const file = form.get('image') as File
  expect([...form.keys()]).toEqual(['prompt', 'seed', 'image'])
  expect([file.name, file.type, new Uint8Array(await file.arrayBuffer())]).toEqual(['image.png', 'image/png', picture.bytes])
})

test('a picture is what its first bytes say, plain or in base64', () => {
  const picture = tinyPng()
  expect(pictureOf(picture.bytes, where)).toEqual(picture)
  expect(pictureOfBase64(base64(picture), where)).toEqual(picture)
  expect(pictureOfBase64(dataUrlOf(picture), where)).toEqual(picture)
  expect(() => pictureOf(Buffer.from('<html>'), where)).toThrow('not a whole picture')
})
