import { expect, test } from 'vitest'
import { openStage } from '../../test/studio-stage.ts'

interface Visit {
  readonly title: string
  readonly method?: string
  readonly path?: string
  readonly headers: Record<string, string>
  readonly status: number
}

const visits: readonly Visit[] = [
  { title: 'localhost', headers: {}, status: 200 },
  { title: '127.0.0.1 on another port', headers: { host: '127.0.0.1:9' }, status: 200 },
  { title: 'IPv6 loopback', headers: { host: '[::1]:3001' }, status: 200 },
  { title: 'a name that was pointed here (DNS rebinding)', headers: { host: 'evil.example:3001' }, status: 403 },
  { title: 'a name that only looks like localhost', headers: { host: 'localhost.evil.example' }, status: 403 },
  { title: 'the page itself', headers: { origin: 'http://localhost:3001', 'sec-fetch-site': 'same-origin' }, status: 200 },
  { title: 'another site that reads', headers: { origin: 'http://evil.example' }, status: 403 },
  { title: 'another site that posts', method: 'POST', path: '/api/lists', headers: { origin: 'http://evil.example' }, status: 403 },
  {
    title: 'a form of another site, without origin',
    method: 'POST',
    path: '/api/lists',
    headers: { 'sec-fetch-site': 'cross-site' },
    status: 403,
  },
  { title: 'a picture embedded by another site', headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'image' }, status: 403 },
  { title: 'an origin that is "null"', headers: { origin: 'null' }, status: 403 },
  {
    title: 'a page that may read',
    path: '/step-images/health',
    headers: { origin: 'http://shop.example', 'sec-fetch-site': 'cross-site' },
    status: 200,
  },
  { title: 'a page that may read, writing', method: 'POST', path: '/api/lists', headers: { origin: 'http://shop.example' }, status: 403 },
]

test.for(visits)('$title: $status', async ({ method = 'GET', path = '/api/boards', headers, status }) => {
  await using stage = await openStage({ allowOrigins: ['http://shop.example'] })
  const body = method === 'POST' ? { body: '{"text":"A boat\\nA house"}' } : {}
  const answer = await stage.raw(path, { method, headers: { 'content-type': 'application/json', ...headers }, ...body })
  expect(answer.status).toBe(status)
})

test('a page that may read is told so; others are not', async () => {
  await using stage = await openStage({ allowOrigins: ['http://shop.example'] })
  const told = async (origin: string): Promise<string | null> =>
    (await stage.raw('/step-images/health', { headers: { origin } })).headers.get('access-control-allow-origin')
  expect([await told('http://shop.example'), await told('http://localhost:3001')]).toEqual(['http://shop.example', null])
})

test('every answer, refusals too, forbids inline script, framing and guessing of types', async () => {
  await using stage = await openStage()
  for (const path of ['/api/boards', '/api/nothing', '/healthz']) {
    const { headers } = await stage.raw(path)
    expect(headers.get('content-security-policy'), path).toMatch(/script-src 'self';.*frame-ancestors 'none'/)
    expect(headers.get('content-security-policy'), path).not.toMatch(/unsafe/)
    expect([headers.get('x-content-type-options'), headers.get('referrer-policy')], path).toEqual(['nosniff', 'no-referrer'])
  }
})

const token = 'correct-horse-battery'

test('C8: with a token nothing is told before it is shown, the event stream included', async () => {
  await using stage = await openStage({ token })
  for (const path of [
    '/api/boards',
    '/api/events',
    '/api/keys',
    '/step-images/boat',
    '/api/openapi.json',
    '/api/boards/boat/pictures/ink/1.1',
  ])
    expect((await stage.raw(path)).status, path).toBe(401)
  expect((await stage.ask('GET', '/api/session')).json).toEqual({ needsToken: true, signedIn: false, version: '1', folder: 'boards' })
  expect((await stage.raw('/healthz')).status).toBe(200)
})

test('C8: the token opens as a header, and as a cookie that no script can read after one login', async () => {
  await using stage = await openStage({ token })
  const header = { 'x-beatboard-token': token }
  expect((await stage.raw('/api/boards', { headers: header })).status).toBe(200)
  expect((await stage.raw('/api/boards', { headers: { authorization: `Bearer ${token}` } })).status).toBe(200)
  expect((await stage.raw('/api/boards', { headers: { 'x-beatboard-token': `${token}x` } })).status).toBe(401)
  const { status, headers } = await stage.ask('POST', '/api/login', { token })
  const cookie = headers.get('set-cookie') ?? ''
  expect(status).toBe(200)
  expect(cookie).toMatch(/^beatboard_session=[^;]{40,}; .*HttpOnly; SameSite=Strict/)
  expect(cookie).not.toContain(token)
  const stream = await stage.raw('/api/events', { headers: { cookie: cookie.split(';')[0] ?? '' } })
  expect(stream.headers.get('content-type')).toMatch(/^text\/event-stream/)
  await stream.body?.cancel()
})

test('a wrong token is refused, and guessing is slowed down', async () => {
  await using stage = await openStage({ token })
  const tries = await Promise.all(Array.from({ length: 12 }, () => stage.ask('POST', '/api/login', { token: 'wrong' })))
  expect(tries.map(({ status }) => status)).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429])
})

test('with a token the server may go by any name; other sites still may not post', async () => {
  await using stage = await openStage({ token })
  const headers = { host: 'studio.example', 'x-beatboard-token': token }
  expect((await stage.raw('/api/boards', { headers })).status).toBe(200)
  expect((await stage.raw('/api/boards', { headers: { ...headers, origin: 'http://evil.example' } })).status).toBe(403)
})
