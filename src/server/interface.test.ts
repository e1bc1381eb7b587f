import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { film } from '../../test/boards.ts'
import { openStage, runEnded } from '../../test/studio-stage.ts'
import * as board from './answers.ts'
import * as runs from './answers-runs.ts'
import * as settings from './answers-settings.ts'
import { problemOf } from './problem.ts'

test('every answer is as the interface says it is', async () => {
  await using stage = await openStage({ env: { OPENAI_API_KEY: 'sk-environment-key-0000001234' } })
  const list = { text: 'A boat\nA house', title: 'New' }
  const answers = { ...board, ...runs, ...settings }
  const at = '/api/boards/boat'
  const asked: readonly (readonly [string, string, unknown, z.ZodType])[] = [
    ['POST', '/api/lists', list, answers.listAnswer],
    ['POST', '/api/boards', list, answers.boardMade],
    ['POST', `${at}/runs`, {}, answers.runAnswer],
    ['GET', '/api/boards', undefined, answers.boardList],
    ['GET', at, undefined, answers.snapshotAnswer],
    ['GET', `${at}/plan`, undefined, answers.planAnswer],
    ['GET', `${at}/runs/latest`, undefined, answers.runView],
    ['GET', `${at}/runs/1`, undefined, answers.runView],
    ['GET', `${at}/takes/1.1`, undefined, answers.takeList],
    ['PUT', `${at}/picks/1.1`, { style: 'ink' }, answers.pickAnswer],
    ['POST', `${at}/picks/undo`, {}, answers.done],
    ['PATCH', at, { beats: { '1.1': { prompt: 'Rain' } } }, answers.boardChanged],
    ['GET', at, undefined, answers.snapshotAnswer],
    ['GET', `${at}/plan?redo=stale`, undefined, answers.planAnswer],
    ['GET', '/api/keys', undefined, answers.keyList],
    ['GET', '/api/providers', undefined, answers.providerList],
    ['GET', '/api/session', undefined, answers.session],
    ['DELETE', '/api/boards/New', { name: 'New' }, answers.done],
    ['GET', '/api/trash', undefined, answers.trashList],
  ]
  for (const [method, path, body, schema] of asked) {
    const { status, json } = await stage.ask(method, path, body)
    expect([path, status < 300, schema.safeParse(json).error?.issues]).toEqual([path, true, undefined])
    if (path.endsWith('/runs')) await runEnded(stage, 'boat')
  }
})

test('the description of the interface names every promised route, from the schemas that validate', async () => {
  await using stage = await openStage()
  const { paths } = (await stage.ask('GET', '/api/openapi.json')).json as {
    paths: Record<string, Record<string, { requestBody?: object }>>
  }
  const promised = `get /api/boards|post /api/boards|get /api/boards/{board}|patch /api/boards/{board}|delete /api/boards/{board}
get /api/boards/{board}/plan|post /api/boards/{board}/runs|get /api/boards/{board}/runs/{run}|post /api/boards/{board}/runs/{run}/pause
post /api/boards/{board}/runs/{run}/resume|post /api/boards/{board}/runs/{run}/cancel|get /api/events|get /api/providers|get /healthz
post /api/boards/{board}/pictures/{style}/{beat}/redo|get /api/boards/{board}/pictures/{style}/{beat}|put /api/boards/{board}/picks/{beat}
get /api/keys/{provider}/{id}|put /api/keys/{provider}/{id}|delete /api/keys/{provider}/{id}|get /api/generation-status/{project}
get /step-images/{thread}|get /step-images/{thread}/step/{number}|get /step-images/health|get /api/ai/generated-content/{id}/images/status/`
  const described = new Set(Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`)))
  expect(promised.split(/[|\n]/).filter((route) => !described.has(route))).toEqual([])
  expect(JSON.stringify(paths['/api/boards/{board}/runs']?.['post']?.requestBody)).toContain('allowUnknownPrice')
})

test('long answers are packed where the client takes that, and say the same', async () => {
  await using stage = await openStage()
  const plain = await stage.raw('/api/providers')
  const packed = await stage.raw('/api/providers', { headers: { 'accept-encoding': 'gzip, br' } })
  expect([plain.headers.get('content-encoding'), packed.headers.get('content-encoding')]).toEqual([null, 'gzip'])
  expect(gunzipSync(Buffer.from(await packed.arrayBuffer())).toString()).toBe(await plain.text())
})

test.for([
  ['text that is no JSON', '{', 'application/json', 400],
  ['a form', 'text=x', 'application/x-www-form-urlencoded', 400],
  ['bytes that are no text', Buffer.from([0x22, 0xff, 0x22]), 'application/json', 400],
  ['a member of the wrong kind', '{"text": 7}', 'application/json', 400],
  ['more than is taken', `{"text":"${'x'.repeat(17 * 1024 * 1024)}"}`, 'application/json', 413],
] as const)('%s is refused, and the answer says what is expected', async ([, body, type, status]) => {
  await using stage = await openStage()
  const answer = await stage.raw('/api/lists', { method: 'POST', body, headers: { 'content-type': type } })
  expect(answer.status).toBe(status)
  expect(await answer.json()).toMatchObject({ status, kind: expect.any(String) as string, detail: expect.any(String) as string })
})

test('a fault of ours tells the client no inner words', () => {
  expect(problemOf(new Error('cannot read /home/me/secret'))).toMatchObject({
    status: 500,
    kind: 'fault',
    detail: 'A fault of Beatboard itself.',
  })
})

test('the page: hashed assets stay for ever, addresses of the page are the page, nothing outside is served', async () => {
  const page = await mkdtemp(join(tmpdir(), 'beatboard-page-'))
  await mkdir(join(page, 'assets'))
  await writeFile(join(page, 'index.html'), '<!doctype html><title>Beatboard</title>')
  await writeFile(join(page, 'assets/app-3f9a.js'), `export const text = '${'words '.repeat(500)}'`)
  await using stage = await openStage({ page, boards: { boat: film() } })
  const told = async (path: string): Promise<unknown[]> => {
    const answer = await stage.raw(path, { headers: { 'accept-encoding': 'gzip' } })
    return [answer.status, ...['content-type', 'cache-control', 'content-encoding'].map((name) => answer.headers.get(name))]
  }
  const html = [200, 'text/html; charset=utf-8', 'no-cache', null]
  expect([await told('/'), await told('/b/boat/generate'), await told('/new')]).toEqual([html, html, html])
  expect(await told('/assets/app-3f9a.js')).toEqual([200, 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable', 'gzip'])
  const [missing, outside, hidden, api] = await Promise.all(
    ['/assets/gone.js', '/..%2f..%2fetc%2fpasswd.txt', '/.env.txt', '/api/nothing'].map(told),
  )
  expect([missing?.[0], outside?.[0], hidden?.[0], api?.[0]]).toEqual([404, 404, 404, 404])
  const etag = (await stage.raw('/')).headers.get('etag') ?? ''
  expect((await stage.raw('/', { headers: { 'if-none-match': etag } })).status).toBe(304)
  await rm(page, { recursive: true })
})

test('a page that is not built yet says how it is built', async () => {
  await using stage = await openStage({ page: join(tmpdir(), 'beatboard-no-such-page') })
  const answer = await stage.raw('/')
  expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('npm run build')])
})
