import { expect, test } from 'vitest'
import { BeatboardError } from '../errors.ts'
import { pictureOf } from './run-state.ts'
import { startRun } from './run.ts'
import { boardOf, idsOf, painter, pictureOfNumber, poolOf, rehearse } from '../../test/run-world.ts'

const twoStyles = [{ id: 'ink' }, { id: 'oil' }]

test('A2, A9: makes every picture of every style once, and a second run has nothing to make', async () => {
  const board = boardOf(['1', '2', '|3'], twoStyles)
  const only = painter()
  const world = await rehearse({ board, painter: only })
  const run = await startRun(world)
  const state = await run.done
  expect(state.ending).toBe('complete')
  expect(state.styles.map(({ id, done, toMake, spentUsd }) => ({ id, done, toMake, spentUsd }))).toEqual([
    { id: 'ink', done: 3, toMake: 3, spentUsd: 0.12 },
    { id: 'oil', done: 3, toMake: 3, spentUsd: 0.12 },
  ])
  expect([...(await world.gallery.list()).keys()].sort()).toEqual(idsOf(board).sort())
  const again = await rehearse({ board, painter: only, journal: world.journal, gallery: world.gallery })
  expect(again.plan.counts).toMatchObject({ 'to-make': 0, exists: 6 })
  expect((await (await startRun(again)).done).ending).toBe('complete')
  expect(only.asked).toHaveLength(6)
})

test('D1: a continuation gets the bytes of the picture before it, strictly in order', async () => {
  const only = painter()
  await (
    await startRun(await rehearse({ board: boardOf(['1', '2', '3']), painter: only }))
  ).done
  expect(only.asked.map(({ request }) => request.references.map(({ role, picture }) => [role, picture.bytes]))).toEqual([
    [],
    [['previous', pictureOfNumber(1).bytes]],
    [['previous', pictureOfNumber(2).bytes]],
  ])
})

test('D7: a failed link is bridged from the last good picture, said in event and recipe', async () => {
  const only = painter({ answer: (_, times) => (times === 2 ? new BeatboardError('bad-request', 'no') : {}) })
  const world = await rehearse({ board: boardOf(['1', '2', '3']), painter: only })
  const run = await startRun(world)
  const state = await run.done
  expect(state).toMatchObject({ ending: 'gaps', why: '1 failed.' })
  expect((await world.gallery.recipe('ink/3'))?.bridgedFrom).toBe('1')
  expect(world.journal.eventsAfter(0, 100).filter((event) => event.type === 'picture-kept')).toMatchObject([
    { id: 'ink/1' },
    { id: 'ink/3', bridgedFrom: '1' },
  ])
  expect(only.asked[2]?.request.references[0]?.picture.bytes).toEqual(pictureOfNumber(1).bytes)
})

test('D7: with no good picture before it a continuation waits and never turns into a first picture', async () => {
  const only = painter({ answer: () => new BeatboardError('bad-request', 'no') })
  const run = await startRun(await rehearse({ board: boardOf(['1', '2', '3', '|4']), painter: only }))
  const state = await run.done
  expect(only.asked).toHaveLength(2)
  expect(['1', '2', '3', '4'].map((beat) => pictureOf(state, `ink/${beat}`).words)).toEqual([
    'no',
    'Waits for 1, which failed.',
    'Waits for 2, which failed.',
    'no',
  ])
  expect(state).toMatchObject({ ending: 'gaps', why: '2 failed, 2 wait for a picture that is not there.' })
})

test('A5, A14: after a 429 the next key goes on at once, and the rotation is told', async () => {
  const keys = poolOf('aaaa', 'bbbb')
  const only = painter({
    keys,
    answer: (_, times) => (times === 1 ? new BeatboardError('rate-limited', 'slow down', { restMs: 30_000 }) : {}),
  })
  const world = await rehearse({ board: boardOf(['1']), painter: only })
  await (
    await startRun(world)
  ).done
  expect(only.asked.map(({ call }) => call.key)).toEqual(['key-aaaa', 'key-bbbb'])
  expect(world.journal.eventsAfter(0, 100).find((event) => event.type === 'key-rotated')).toMatchObject({
    style: 'ink',
    from: '…aaaa',
    to: '…bbbb',
    why: 'rate-limited',
  })
  expect({ back: keys.back.map((outcome) => outcome?.trouble), out: keys.out() }).toEqual({ back: ['rate-limited', undefined], out: 0 })
})

test('C10: independent chains of all styles go on at the same time, links of one chain never do', async () => {
  let most = 0
  let now = 0
  const only = painter({
    abilities: { concurrency: 2 },
    answer: async () => {
      most = Math.max(most, (now += 1))
      await new Promise((resolve) => setImmediate(resolve))
      now -= 1
      return {}
    },
  })
  await (
    await startRun(await rehearse({ board: boardOf(['1', '|2', '|3', '4'], twoStyles), painter: only }))
  ).done
  expect(most).toBe(4)
})
