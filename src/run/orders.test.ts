import { expect, test } from 'vitest'
import { boardOf, idsOf, painter, poolOf, rehearse, turns } from '../../test/run-world.ts'
import { BeatboardError } from '../errors.ts'
import { memoryGallery } from '../gallery/memory-gallery.ts'
import { startRun } from './run.ts'
import { pictureOf } from './run-state.ts'

/** A painter that answers only when told to. */
function slowPainter() {
  const waiting: (() => void)[] = []
  const only = painter({ abilities: { concurrency: 1 }, answer: () => new Promise((resolve) => void waiting.push(() => resolve({}))) })
  return { only, waiting, answer: () => waiting.shift()?.() }
}

const beats = boardOf(['1', '|2', '|3'])

test('paused, what is in flight is finished and kept and nothing new is sent; resumed, it goes on', async () => {
  const { only, waiting, answer } = slowPainter()
  const world = await rehearse({ board: beats, painter: only })
  const run = await startRun(world)
  await turns(10)
  run.pause()
  answer()
  await turns(20)
  expect([(await world.gallery.list()).size, waiting.length, run.state().phase]).toEqual([1, 0, 'paused'])
  run.resume()
  for (let beat = 0; beat < 2; beat++) {
    await turns(20)
    answer()
  }
  expect((await run.done).ending).toBe('complete')
})

test('C6: cancelled, nothing more is sent, what is in flight is waited for and kept, and the ending says stopped', async () => {
  const { only, answer } = slowPainter()
  const world = await rehearse({ board: beats, painter: only })
  const run = await startRun(world)
  await turns(10)
  const cancelled = run.cancel()
  await turns(10)
  expect(run.state().phase).toBe('stopping')
  answer()
  await cancelled
  expect(run.state()).toMatchObject({ ending: 'stopped', why: 'Stopped with 2 left to make.' })
  expect([only.asked.length, (await world.gallery.list()).size]).toEqual([1, 1])
})

test('cancelled twice, what is in flight is given up and is in doubt with its price', async () => {
  const { only } = slowPainter()
  const world = await rehearse({ board: beats, painter: only })
  const run = await startRun(world)
  await turns(10)
  const first = run.cancel()
  await Promise.all([first, run.cancel()])
  expect(run.state().ending).toBe('stopped')
  expect(world.journal.attempts('in-doubt')).toMatchObject([{ id: 'ink/1', reservedUsd: 0.04, trouble: 'cancelled' }])
})

test('C4: with no key left the run ends blocked, says why, and the rest stays to be made', async () => {
  const keys = {
    ...poolOf('aaaa'),
    borrow: () =>
      Promise.reject(new BeatboardError('day-exhausted', 'No key can draw now; the first is back in 3600 s.', { hint: 'Wait.' })),
  }
  const world = await rehearse({ board: beats, painter: painter({ keys }) })
  const state = await (await startRun(world)).done
  expect(state).toMatchObject({ ending: 'blocked', why: 'No key can draw now; the first is back in 3600 s.', hint: 'Wait.' })
  expect(pictureOf(state, 'ink/1').words).toBe('No key can draw now; the first is back in 3600 s.')
})

test('C2: where the first model has no key left, the next draws', async () => {
  const keys = { ...poolOf('aaaa'), borrow: () => Promise.reject(new BeatboardError('key-rejected', 'No key.')) }
  const [first, second] = [painter({ keys }), painter({ model: 'm2' })]
  const world = await rehearse({ board: beats, painters: new Map([['ink', [first, second]]]) })
  expect((await (await startRun(world)).done).ending).toBe('complete')
  expect([first.asked.length, second.asked.length]).toEqual([0, 3])
})

test('B13: a run stops at its cap, keeps what it made, and says how to go on', async () => {
  const only = painter({ abilities: { concurrency: 1 } })
  const world = await rehearse({ board: beats, painter: only, limits: { run: { maxCostUsd: 0.08 } } })
  const state = await (await startRun(world)).done
  expect(state).toMatchObject({ ending: 'blocked', hint: 'Raise --max-cost and run again: what is made stays.' })
  expect([only.asked.length, (await world.gallery.list()).size, state.spentUsd]).toEqual([2, 2, 0.08])
})

test('B13: a cap of the board counts earlier runs', async () => {
  const only = painter({ abilities: { concurrency: 1 } })
  const shared = { board: beats, painter: only, limits: { board: { maxImages: 2 } } }
  const world = await rehearse({ ...shared, selection: { beats: ['1'] } })
  await (
    await startRun(world)
  ).done
  const { journal, gallery } = world
  const state = await (await startRun(await rehearse({ ...shared, journal, gallery }))).done
  expect([only.asked.length, state.ending]).toEqual([2, 'blocked'])
})

test('an unknown price is refused until the user allows it', async () => {
  const only = painter({ priceUsd: undefined })
  expect((await (await startRun(await rehearse({ board: beats, painter: only }))).done).ending).toBe('blocked')
  const allowed = await rehearse({ board: beats, painter: only, options: { allowUnknownPrice: true } })
  expect((await (await startRun(allowed)).done).ending).toBe('complete')
})

test('B12: a full disk stops the run at once; what was paid and lost is counted', async () => {
  const gallery = {
    ...memoryGallery(beats),
    save: () => Promise.reject(new BeatboardError('disk', 'The disk is full.', { hint: 'Make room.' })),
  }
  const only = painter({ abilities: { concurrency: 1 } })
  const world = await rehearse({ board: beats, painter: only, gallery })
  expect(await (await startRun(world)).done).toMatchObject({ ending: 'blocked', why: 'The disk is full.', hint: 'Make room.' })
  expect([only.asked.length, world.journal.attempts('failed')[0]?.message]).toEqual([
    1,
    'The picture came and could not be saved: The disk is full.',
  ])
  expect(world.journal.spend()).toMatchObject([{ spentUsd: 0.04, doubtUsd: 0 }])
})

test('B15: the same request made in another project is reused, unpaid, and nothing is sent', async () => {
  const shelf = new Map<string, Awaited<ReturnType<ReturnType<typeof memoryGallery>['load']>>>()
  const gallery = memoryGallery(beats)
  const elsewhere = {
    remember: (asked: { fingerprint: string }) => void shelf.set(asked.fingerprint, undefined),
    find: async (asked: { fingerprint: string }) => {
      const index = [...shelf.keys()].indexOf(asked.fingerprint)
      const picture = index < 0 ? undefined : await gallery.load(`ink/${index + 1}`)
      return picture && { picture, from: 'other/1.png' }
    },
  }
  const first = painter({ abilities: { concurrency: 1 } })
  await (
    await startRun(await rehearse({ board: beats, painter: first, gallery, elsewhere }))
  ).done
  const second = painter()
  const world = await rehearse({ board: beats, painter: second, elsewhere })
  const state = await (await startRun(world)).done
  expect([first.asked.length, second.asked.length, state.ending, state.spentUsd]).toEqual([3, 0, 'complete', 0])
  expect(
    world.journal
      .eventsAfter(0, 99)
      .filter((event) => event.type === 'picture-kept')
      .map(({ reusedFrom }) => reusedFrom),
  ).toEqual(idsOf(beats).map(() => 'other/1.png'))
})

test('A11: events are read from the journal and then as they come, to the end, and give the live state', async () => {
  const world = await rehearse({ board: beats })
  const run = await startRun(world)
  const types: string[] = []
  for await (const event of run.events()) types.push(event.type)
  expect([types[0], types.at(-1), types.filter((type) => type === 'picture-kept').length]).toEqual(['run-started', 'run-ended', 3])
})

test('C6: an ending that the journal does not take is told all the same, with the way out', async () => {
  const world = await rehearse({ board: boardOf(['1']), painter: painter() })
  const full = new BeatboardError('disk', 'The disk is full.', { hint: 'Make room.' })
  const journal = { ...world.journal, end: async () => Promise.reject(full) }
  const run = await startRun({ ...world, journal })
  const events = []
  for await (const event of run.events()) events.push(event)
  expect(events.at(-1)).toMatchObject({ type: 'run-ended', ending: 'blocked', why: 'The disk is full.', hint: 'Make room.' })
  expect((await run.done).ending).toBe('blocked')
})
