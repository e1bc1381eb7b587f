import { readdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { film, style } from '../../test/boards.ts'
import { picture } from '../../test/pictures.ts'
import { type Stage, openStage, runEnded } from '../../test/studio-stage.ts'
import type { Snapshot, TakeAnswer } from './api.ts'

async function drawn(): Promise<Stage> {
  const stage = await openStage({ boards: { boat: film({ styles: [style('ink'), style('clear')] }) } })
  await stage.ask('POST', '/api/boards/boat/runs', { selection: { beats: ['1.1'] } })
  await runEnded(stage, 'boat')
  return stage
}

const path = '/api/boards/boat/pictures/ink/1.1'
const snapshot = async (stage: Stage): Promise<Snapshot> => (await stage.ask('GET', '/api/boards/boat')).json as Snapshot

test('a picture by its content never changes; without, it is asked for again and answered 304', async () => {
  await using stage = await drawn()
  const { v } = (await snapshot(stage)).pictures['ink/1.1'] ?? {}
  const fixed = await stage.raw(`${path}?v=${v}`)
  expect([fixed.status, fixed.headers.get('cache-control')]).toEqual([200, 'private, max-age=31536000, immutable'])
  const plain = await stage.raw(path)
  const etag = plain.headers.get('etag') ?? ''
  expect([plain.headers.get('cache-control'), etag]).toEqual(['private, no-cache', `"${v}"`])
  const again = await stage.raw(path, { headers: { 'if-none-match': etag } })
  expect([again.status, (await again.arrayBuffer()).byteLength]).toEqual([304, 0])
  expect((await stage.raw(`${path}?v=000000000000-1`)).headers.get('cache-control')).toBe('private, no-cache')
})

test.for([
  ['bytes=0-9', 206, 'bytes 0-9/', 10],
  ['bytes=-5', 206, 'bytes ', 5],
  ['bytes=99999999-', 416, 'bytes */', 0],
  ['bytes=5-1', 416, 'bytes */', 0],
  ['lines=1-2', 200, '', -1],
] as const)('a part of a picture: %s gives %i', async ([range, status, contentRange, length]) => {
  await using stage = await drawn()
  const answer = await stage.raw(path, { headers: { range } })
  expect([answer.status, (answer.headers.get('content-range') ?? '').startsWith(contentRange)]).toEqual([status, true])
  const bytes = (await answer.arrayBuffer()).byteLength
  expect(length < 0 ? bytes > 100 : bytes === length).toBe(true)
})

test.for([192, 384, 768])('a small copy %i wide is WebP, made once, and served from where it is kept', async (width) => {
  const big = style('ink', { size: { width: 800, height: 448 } })
  await using stage = await openStage({ boards: { boat: film({ styles: [big] }) } })
  await stage.ask('POST', '/api/boards/boat/runs', { selection: { beats: ['1.1'] } })
  await runEnded(stage, 'boat')
  const { v } = (await snapshot(stage)).pictures['ink/1.1'] ?? {}
  const answers = await Promise.all([1, 2, 3].map(() => stage.raw(`${path}?v=${v}&width=${width}`)))
  const [bytes] = await Promise.all(answers.map(async (answer) => Buffer.from(await answer.arrayBuffer())))
  expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width })
  const folder = join(stage.root, 'boat/.beatboard/thumbnails', String(width))
  expect(readdirSync(folder)).toEqual([`${v}.webp`])
  const marked = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
    .webp()
    .toBuffer()
  await writeFile(join(folder, `${v}.webp`), marked)
  expect(Buffer.from(await (await stage.raw(`${path}?v=${v}&width=${width}`)).arrayBuffer())).toEqual(marked)
})

test.for([
  ['/api/boards/boat/pictures/ink/9.9', 404],
  ['/api/boards/boat/pictures/nobody/1.1', 404],
  ['/api/boards/boat/pictures/ink/1.2', 404],
  ['/api/boards/boat/pictures/ink/1.1?take=7', 404],
  ['/api/boards/boat/pictures/ink/..%2f..%2f..%2fboard.json', 404],
  ['/api/boards/..%2fboat/pictures/ink/1.1', 404],
  ['/api/boards/boat/pictures/ink/1.1?width=5000', 400],
  ['/api/boards/boat/pictures/ink/1.1?width=192&v=../../../secret', 400],
] as const)('%s is refused with %i', async ([address, status]) => {
  await using stage = await drawn()
  const answer = await stage.raw(address)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/problem+json; charset=utf-8'])
})

test('what lies in a picture’s place and is none is not served', async () => {
  await using stage = await drawn()
  await writeFile(join(stage.root, 'boat/generated_images/ink/Shot_1/Beat_1.2.png'), 'root:x:0:0')
  expect((await stage.raw('/api/boards/boat/pictures/ink/1.2')).status).toBe(404)
})

test('takes are told with who made them; an older one can be picked, and the pick taken back', async () => {
  await using stage = await drawn()
  await stage.ask('POST', `${path}/redo`, {})
  await runEnded(stage, 'boat')
  const takes = async (): Promise<readonly TakeAnswer[]> =>
    ((await stage.ask('GET', '/api/boards/boat/takes/1.1')).json as { takes: TakeAnswer[] }).takes
  const shown = async (): Promise<unknown> =>
    (await takes()).map(({ style: each, take, current, picked }) => `${each} ${take}${current ? ' current' : ''}${picked ? ' picked' : ''}`)
  expect(await shown()).toEqual(['ink 1', 'ink 2 current', 'clear 1 current'])
  const put = (body: object): Promise<{ status: number; json: unknown }> => stage.ask('PUT', '/api/boards/boat/picks/1.1', body)
  expect((await put({ style: 'ink', take: 1 })).json).toMatchObject({ style: 'ink', take: 1, isFlagged: false })
  expect(await shown()).toEqual(['ink 1 current picked', 'ink 2', 'clear 1 current'])
  await put({ style: 'clear', isFlagged: true })
  expect((await snapshot(stage)).picks['1.1']).toMatchObject({ style: 'clear', take: 1, isFlagged: true })
  const undo = async (): Promise<unknown> => (await stage.ask('POST', '/api/boards/boat/picks/undo', {})).json
  expect([await undo(), await shown()]).toEqual([{ undone: true }, ['ink 1 current picked', 'ink 2', 'clear 1 current']])
  expect([await undo(), await shown(), await undo()]).toEqual([
    { undone: true },
    ['ink 1', 'ink 2 current', 'clear 1 current'],
    { undone: false },
  ])
  expect((await put({ style: 'ink', take: 9 })).status).toBe(400)
})

test('a pick is cleared, and cleared again without harm', async () => {
  await using stage = await drawn()
  await stage.ask('PUT', '/api/boards/boat/picks/1.1', { style: 'ink' })
  await stage.ask('DELETE', '/api/boards/boat/picks/1.1')
  await stage.ask('DELETE', '/api/boards/boat/picks/1.1')
  expect((await snapshot(stage)).picks).toEqual({})
})

const reference = '/api/boards/boat/styles/ink/reference'

test('A6: a style reference is decoded, kept inside the project, named in the board, and makes pictures out of date', async () => {
  await using stage = await drawn()
  const { bytes } = await picture(3, 'jpeg')
  const put = await stage.raw(reference, { method: 'PUT', body: Buffer.from(bytes), headers: { 'content-type': 'image/png' } })
  expect(put.status).toBe(200)
  const { board, pictures } = await snapshot(stage)
  expect([board.styles[0]?.reference, pictures['ink/1.1']?.outOfDate !== undefined]).toEqual(['references/ink.jpeg', true])
  expect(Buffer.from(await (await stage.raw(reference)).arrayBuffer())).toEqual(Buffer.from(bytes))
  await stage.ask('DELETE', reference)
  expect((await snapshot(stage)).board.styles[0]?.reference).toBeUndefined()
})

test.for([
  ['a web page', Buffer.from('<html><script>alert(1)</script></html>'), 400],
  ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 400],
  ['the start of a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 400],
  ['nothing', Buffer.alloc(0), 400],
  ['more than is taken', Buffer.alloc(33 * 1024 * 1024), 413],
] as const)('a reference that is %s is refused', async ([, body, status]) => {
  await using stage = await openStage()
  const answer = await stage.raw(reference, { method: 'PUT', body })
  expect(answer.status).toBe(status)
  expect(readdirSync(join(stage.root, 'boat'))).toEqual(['board.json'])
})
