import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { film, style } from '../../test/boards.ts'
import { follow, served } from '../../test/stream-client.ts'
import { type Stage, openStage, runEnded } from '../../test/studio-stage.ts'
import { wallClock } from '../clock.ts'
import { openJournal } from '../run/journal.ts'
import { takeHold } from '../run/lock.ts'
import { startSimulator } from '../simulator/simulator.ts'
import type { BoardList, Problem, Snapshot } from './api.ts'

const gemini = (id: string): ReturnType<typeof style> => style(id, { models: [{ provider: 'gemini' }], continuity: 'none' })
const keys = { GEMINI_API_KEY: 'AIzaTestKeyForTheSimulator0001', BEATBOARD_RPM: '1000' }
const snapshot = async (stage: Stage): Promise<Snapshot> => (await stage.ask('GET', '/api/boards/boat')).json as Snapshot

test('a snapshot in the middle of a run shows what is drawn, made and failed, with the provider’s words', async () => {
  await using simulator = await startSimulator({
    faults: [
      { fault: 'refused-input', when: { prompt: 'beat 1.1 ' } },
      { fault: 'hang', when: { prompt: 'beat 1.3 ' } },
    ],
  })
  await using stage = await openStage({ boards: { boat: film({ styles: [gemini('ink')] }) }, env: { ...simulator.environment, ...keys } })
  await stage.ask('POST', '/api/boards/boat/runs', {})
  const room = stage.studio.server.rooms.find('boat')
  while ((room.run()?.styles[0]?.done ?? 0) < 3 || room.run()?.styles[0]?.failed !== 1)
    await new Promise((resolve) => setImmediate(resolve))
  const { pictures, run } = await snapshot(stage)
  expect(Object.fromEntries(Object.entries(pictures).map(([id, cell]) => [id, cell.status]))).toEqual({
    'ink/1.1': 'error',
    'ink/1.2': 'complete',
    'ink/1.3': 'generating',
    'ink/2.1': 'complete',
    'ink/2.2': 'complete',
  })
  expect(pictures['ink/1.1']).toMatchObject({ trouble: 'refused-input', failure: { billing: 'charged' } })
  expect(pictures['ink/1.2']?.v).toMatch(/^[0-9a-f]{12}-/)
  expect([run?.phase, pictures['ink/1.3']?.provider]).toEqual(['running', 'gemini'])
  const card = ((await stage.ask('GET', '/api/boards')).json as BoardList).boards[0]
  expect([card?.phase, card?.done, card?.failed]).toEqual(['running', 3, 1])
  await stage.ask('POST', '/api/boards/boat/runs/latest/cancel', { now: true })
  await runEnded(stage, 'boat')
  const after = await snapshot(stage)
  expect([after.run?.ending, after.pictures['ink/1.3']?.inDoubt === undefined]).toEqual(['stopped', false])
})

test('a run of another process is joined and watched; it is paused, renumbered under and deleted by nobody here', async () => {
  await using here = await served()
  const { stage } = here
  const inner = join(stage.root, 'boat/.beatboard')
  mkdirSync(inner)
  const hold = takeHold(join(inner, 'run.lock'), {
    pid: 1,
    host: 'elsewhere',
    command: 'beatboard generate boat',
    since: '2026-11-20T10:00:00.000Z',
  })
  const journal = openJournal(join(inner, 'journal.db'), wallClock)
  const client = await follow(here.url)
  const styles = [{ id: 'ink', total: 5, exists: 0, toMake: 5 }]
  const run = await journal.begin({ pid: 1, host: 'elsewhere', options: {} }, (id) => ({
    type: 'run-started',
    run: id,
    board: 'x',
    styles,
    priceUsd: 0,
    seconds: 1,
  }))
  await client.until(() => client.frames.some(({ data }) => data.type === 'run-started'))
  expect((await stage.ask('POST', '/api/boards/boat/runs', {})).json).toMatchObject({
    what: 'joined',
    run,
    atWork: expect.stringContaining('beatboard generate boat') as string,
  })
  const { atWork, run: seen } = await snapshot(stage)
  expect([seen?.phase, atWork]).toEqual(['running', expect.stringContaining('process 1 on elsewhere')])
  const refused = [
    await stage.ask('POST', `/api/boards/boat/runs/${run}/pause`, {}),
    await stage.ask('POST', '/api/boards/boat/pictures/ink/1.1/redo', {}),
    await stage.ask('PATCH', '/api/boards/boat', { shots: film().shots.toReversed(), moved: { '1.1': '2.1', '2.1': '1.1' } }),
    await stage.ask('DELETE', '/api/boards/boat', { name: 'Salt & Lantern' }),
  ]
  expect(refused.map(({ status, json }) => [status, (json as Problem).kind])).toEqual([1, 2, 3, 4].map(() => [409, 'held']))
  journal.close()
  hold.release()
  await client.until(() => client.frames.some(({ data }) => data.type === 'board-changed' && data.why === 'process-gone'))
  expect((await snapshot(stage)).run?.ending).toBe('stopped')
  client.leave()
})

test('an edited list keeps the pictures of beats whose words did not change', async () => {
  await using stage = await openStage({ boards: {} })
  const made = await stage.ask('POST', '/api/boards', {
    text: 'A red boat\nA blue house',
    title: 'boat',
    settings: { styles: ['clear'], size: { width: 128, height: 72 } },
  })
  expect((made.json as { id: string }).id).toBe('boat')
  await stage.ask('POST', '/api/boards/boat/runs', { selection: { styles: ['clear'] } })
  await runEnded(stage, 'boat')
  const { status } = await stage.ask('PATCH', '/api/boards/boat', { list: { text: 'A new first beat\nA red boat\nA blue house' } })
  const { pictures, board } = await snapshot(stage)
  expect([status, board.shots[0]?.beats.map(({ id }) => id)]).toEqual([200, ['1.1', '1.2', '1.3']])
  expect(
    Object.entries(pictures)
      .filter(([id]) => id.startsWith('clear/'))
      .map(([id, { status: is }]) => [id, is]),
  ).toEqual([
    ['clear/1.2', expect.stringMatching(/exists|complete/)],
    ['clear/1.3', expect.stringMatching(/exists|complete/)],
  ])
})

test('a picture that is deleted on disk is pending again, one that is put there counts as there', async () => {
  await using stage = await openStage()
  await stage.ask('POST', '/api/boards/boat/runs', { selection: { beats: ['1.1', '2.1'] } })
  await runEnded(stage, 'boat')
  const { rename } = await import('node:fs/promises')
  const [from, to] = ['Shot_1/Beat_1.1.png', 'Shot_2/Beat_2.2.png'].map((path) => join(stage.root, 'boat/generated_images/ink', path)) as [
    string,
    string,
  ]
  await rename(from, to)
  expect(Object.entries((await snapshot(stage)).pictures).map(([id, { status }]) => [id, status])).toEqual([
    ['ink/2.1', 'complete'],
    ['ink/2.2', 'exists'],
  ])
})

test('boards that come and go are told', async () => {
  await using here = await served()
  const client = await follow(here.url)
  await here.stage.ask('POST', '/api/boards', { text: 'A boat\nA house', title: 'New' })
  await here.stage.ask('DELETE', '/api/boards/New', { name: 'New' })
  await here.stage.ask('PATCH', '/api/boards/boat', { title: 'Other' })
  await client.until(() => client.frames.some(({ data }) => data.type === 'board-changed'))
  const told = client.frames.map(({ data }) => [data.type, data.board]).filter(([type]) => type !== undefined)
  expect(told).toEqual([
    ['board-added', 'New'],
    ['board-gone', 'New'],
    ['board-changed', 'boat'],
  ])
  client.leave()
})
