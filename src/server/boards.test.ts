import { existsSync } from 'node:fs'
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { beat, film, shot } from '../../test/boards.ts'
import { openStage, runEnded } from '../../test/studio-stage.ts'
import type { BoardCard, BoardList, ListAnswer, Problem, Snapshot } from './api.ts'

const list = { text: 'A red boat\nA blue house\n\nA cat sleeps', name: 'boats.txt' }

test('a list is understood before anything is made, and nothing is written', async () => {
  await using stage = await openStage({ boards: {} })
  const { json } = await stage.ask('POST', '/api/lists', list)
  const { shots, beats, hardCuts, format } = json as ListAnswer
  expect({ shots, beats, hardCuts, format }).toEqual({ shots: 2, beats: 3, hardCuts: ['1.1', '2.1'], format: 'Plain text' })
  const dry = await stage.ask('POST', '/api/boards?dry=1', list)
  expect((dry.json as { understood: ListAnswer }).understood.beats).toBe(3)
  expect(await readdir(stage.root)).toEqual([])
})

test('the same list as JSON makes the same board', async () => {
  await using stage = await openStage({ boards: {} })
  const steps = { construction_steps: ['Cut the paper', 'Fold it'] }
  const asJson = await stage.ask('POST', '/api/lists', { list: steps, name: 'steps.json' })
  const asText = await stage.ask('POST', '/api/lists', { text: JSON.stringify(steps), name: 'steps.json' })
  expect(asJson.json).toEqual(asText.json)
  expect((asJson.json as ListAnswer).board.kind).toBe('steps')
})

test('an unreadable list says line, expected and found, and nothing is written', async () => {
  await using stage = await openStage({ boards: {} })
  const { status, headers, json } = await stage.ask('POST', '/api/boards', { text: '{"shots": [', name: 'x.json' })
  const { kind, expected, found, line } = json as Problem
  expect([status, headers.get('content-type'), kind]).toEqual([422, 'application/problem+json; charset=utf-8', 'unreadable-list'])
  expect([typeof expected, typeof found, typeof line]).toEqual(['string', 'string', 'number'])
  expect(await readdir(stage.root)).toEqual([])
})

test('a new board gets a folder of its own, another of the same name the next', async () => {
  await using stage = await openStage({ boards: {} })
  const made = [
    await stage.ask('POST', '/api/boards', { ...list, title: 'Night ferry' }),
    await stage.ask('POST', '/api/boards', { ...list, title: 'Night ferry' }),
  ]
  expect(made.map(({ status, json }) => [status, (json as { id: string }).id])).toEqual([
    [201, 'Night~ferry'],
    [201, 'Night~ferry~2'],
  ])
  expect(await readdir(stage.root)).toEqual(['Night ferry', 'Night ferry 2'])
})

test('a title cannot lead out of the folder that is served', async () => {
  await using stage = await openStage({ boards: {} })
  await stage.ask('POST', '/api/boards', { ...list, title: '../../../outside' })
  expect((await readdir(stage.root)).length).toBe(1)
  expect(existsSync(join(stage.root, '..', 'outside'))).toBe(false)
})

test('boards lie in the folder, one level down, and are told as cards; what cannot be read is told too', async () => {
  await using stage = await openStage({ boards: { boat: film(), 'generated_images/clip': film({ title: 'Clip' }) } })
  await mkdir(join(stage.root, 'torn'))
  await writeFile(join(stage.root, 'torn', 'board.json'), '{')
  const { boards, broken } = (await stage.ask('GET', '/api/boards')).json as BoardList
  expect(boards.map(({ id, folder, title, total }) => [id, folder, title, total])).toEqual([
    ['boat', 'boat', 'Salt & Lantern', 5],
    ['generated_images~clip', 'generated_images/clip', 'Clip', 5],
  ])
  expect(broken.map(({ folder }) => folder)).toEqual(['torn'])
})

test('a card counts what is there and shows a beat that has its pictures', async () => {
  await using stage = await openStage()
  await stage.ask('POST', '/api/boards/boat/runs', { selection: { beats: ['1.1', '1.2'] } })
  await runEnded(stage, 'boat')
  const [card] = ((await stage.ask('GET', '/api/boards')).json as BoardList).boards as [BoardCard]
  const { done, total, failed, inDoubt, phase, ending, cover } = card
  expect({ done, total, failed, inDoubt, phase, ending }).toEqual({
    done: 2,
    total: 5,
    failed: 0,
    inDoubt: 0,
    phase: 'ended',
    ending: 'complete',
  })
  expect(cover).toEqual({ beat: '1.1', styles: [{ style: 'ink', here: true, v: expect.stringMatching(/^[0-9a-f]{12}-\w+$/) as string }] })
})

test('a change of one beat is on disk, names the new version, and marks what is out of date', async () => {
  await using stage = await openStage()
  await stage.ask('POST', '/api/boards/boat/runs', {})
  await runEnded(stage, 'boat')
  const before = (await stage.ask('GET', '/api/boards/boat')).json as Snapshot
  const { status, json } = await stage.ask('PATCH', '/api/boards/boat', {
    version: before.version,
    beats: { '2.1': { prompt: 'A harbour at night', caption: 'Home' } },
  })
  const after = (await stage.ask('GET', '/api/boards/boat')).json as Snapshot
  expect([status, (json as { version: string }).version]).toEqual([200, after.version])
  expect(after.board.shots[1]?.beats[0]).toMatchObject({ prompt: 'A harbour at night', caption: 'Home' })
  expect(Object.entries(after.pictures).map(([id, cell]) => [id, cell.status, cell.outOfDate !== undefined])).toEqual([
    ['ink/1.1', 'complete', false],
    ['ink/1.2', 'complete', false],
    ['ink/1.3', 'complete', false],
    ['ink/2.1', 'complete', true],
    ['ink/2.2', 'complete', true],
  ])
})

test('a change of what somebody else changed meanwhile is a conflict that shows theirs; nothing is written', async () => {
  await using stage = await openStage()
  const { version } = (await stage.ask('GET', '/api/boards/boat')).json as Snapshot
  await stage.ask('PATCH', '/api/boards/boat', { version, title: 'Theirs' })
  const { status, json } = await stage.ask('PATCH', '/api/boards/boat', { version, title: 'Mine' })
  const { kind, board, hint } = json as Problem
  expect([status, kind, board?.title, typeof hint]).toEqual([409, 'conflict', 'Theirs', 'string'])
})

test('renumbered beats take their pictures along', async () => {
  await using stage = await openStage()
  await stage.ask('POST', '/api/boards/boat/runs', { selection: { beats: ['2.1'] } })
  await runEnded(stage, 'boat')
  const picture = await readFile(join(stage.root, 'boat/generated_images/ink/Shot_2/Beat_2.1.png'))
  const shots = [shot('1', beat('1.1', { prompt: 'what beat 2.1 shows' }), beat('1.2', { prompt: 'what beat 1.1 shows' }))]
  const { status } = await stage.ask('PATCH', '/api/boards/boat', { shots, moved: { '2.1': '1.1', '1.1': '1.2' } })
  expect(status).toBe(200)
  expect(await readFile(join(stage.root, 'boat/generated_images/ink/Shot_1/Beat_1.1.png'))).toEqual(picture)
})

test.for([
  ['a style id that is no folder name', { styles: [{ ...film().styles[0], id: '../x' }] }, 422],
  ['a beat without words', { beats: { '1.1': { prompt: ' ' } } }, 400],
  ['a beat that is not there', { beats: { '9.9': { prompt: 'x' } } }, 404],
  ['a member that nobody knows', { colour: 'red' }, 400],
  ['two beats of one id', { shots: [shot('1', beat('1.1'), beat('1.1'))] }, 422],
] as const)('%s is refused and nothing is written', async ([, change, status]) => {
  await using stage = await openStage()
  const before = await readFile(join(stage.root, 'boat/board.json'), 'utf8')
  expect((await stage.ask('PATCH', '/api/boards/boat', change)).status).toBe(status)
  expect(await readFile(join(stage.root, 'boat/board.json'), 'utf8')).toBe(before)
})

test('deleting needs the name, goes to the trash, and comes back', async () => {
  await using stage = await openStage()
  expect((await stage.ask('DELETE', '/api/boards/boat', { name: 'boat' })).status).toBe(400)
  expect((await stage.ask('DELETE', '/api/boards/boat', { name: 'Salt & Lantern' })).status).toBe(200)
  expect(((await stage.ask('GET', '/api/boards')).json as BoardList).boards).toEqual([])
  const { boards } = (await stage.ask('GET', '/api/trash')).json as { boards: { id: string; title: string }[] }
  expect(boards.map(({ title }) => title)).toEqual(['boat'])
  expect((await stage.ask('POST', `/api/trash/${encodeURIComponent(boards[0]?.id ?? '')}/restore`, {})).json).toEqual({ id: 'boat' })
  expect((await stage.ask('GET', '/api/boards/boat')).status).toBe(200)
})

test('the plan shown is the plan that a run executes', async () => {
  await using stage = await openStage()
  const { json } = await stage.ask('GET', '/api/boards/boat/plan?beats=1.*&styles=ink')
  const plan = json as {
    counts: Record<string, number>
    toMake: { id: string; why: string; after?: string }[]
    forecast: { pictures: number; priceUsd: number }
  }
  expect(plan.toMake.map(({ id, after }) => [id, after])).toEqual([
    ['ink/1.1', undefined],
    ['ink/1.2', 'ink/1.1'],
    ['ink/1.3', 'ink/1.2'],
  ])
  expect(plan.forecast).toMatchObject({ pictures: 3, priceUsd: 0 })
  expect((await stage.ask('GET', '/api/boards/boat/plan?styles=nobody')).status).toBe(400)
})
