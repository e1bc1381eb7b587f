import { expect, test } from 'vitest'
import { boardOf, painter, rehearse } from '../../test/run-world.ts'
import { jumpingClock } from '../clock.ts'
import type { Gallery } from '../gallery/gallery.ts'
import { memoryGallery } from '../gallery/memory-gallery.ts'
import { readFacts } from './facts.ts'
import { openJournal } from './journal.ts'
import { startRun } from './run.ts'

const board = boardOf(['1', '|2'])

async function made() {
  const world = await rehearse({ board, painter: painter() })
  await (
    await startRun(world)
  ).done
  return world
}

const listing = (gallery: Gallery, change: (all: Map<string, { path: string; bytes: number }>) => void): Gallery => ({
  ...gallery,
  async list() {
    const all = new Map(await gallery.list())
    change(all)
    return all
  },
})

test('A9: a picture whose file is deleted is made anew, as the next take', async () => {
  const world = await made()
  const gallery = listing(world.gallery, (all) => all.delete('ink/1'))
  const again = await rehearse({ board, journal: world.journal, gallery })
  expect(again.plan.toMake.map(({ id, why }) => [id, why])).toEqual([['ink/1', 'missing']])
  expect(world.journal.nextTake('ink/1')).toBe(2)
})

test('a file of another length is damaged, unless it is a whole picture: the user has painted over it', async () => {
  const { journal, gallery: whole } = await made()
  const gallery = listing(whole, (all) => all.set('ink/1', { path: 'a.png', bytes: 7 }))
  const ask = async (isWhole: boolean) =>
    (await readFacts({ journal, gallery, references: new Map(), as: 'reader', isWhole: async () => isWhole })).made.get('ink/1')
  expect(await ask(false)).toEqual({ damaged: true })
  expect(await ask(true)).toMatchObject({ fingerprint: expect.any(String) as string })
})

test('rule 1: without its journal a project still has its pictures; one from elsewhere counts as there', async () => {
  const { gallery } = await made()
  const strange = listing(gallery, (all) => all.set('ink/9', { path: 'b.png', bytes: 7 }))
  const world = await rehearse({ board, gallery: strange })
  expect(world.plan.counts).toMatchObject({ exists: 2, 'to-make': 0 })
  expect(world.made.get('ink/9')).toEqual({})
  expect([...world.journal.pictures()].map(({ id, take }) => `${id} ${take}`).toSorted()).toEqual(['ink/1 1', 'ink/2 1', 'ink/9 1'])
})

test('an onlooker writes nothing and takes nothing on its way for lost; a reader of a dead project does', async () => {
  const world = await rehearse({ board: boardOf(['1']) })
  const sending = {
    id: 'ink/1',
    take: 1,
    fingerprint: 'f',
    provider: 'p',
    model: 'm',
    domain: 'd',
    keyName: '…1234',
    reservedUsd: 0.04,
  } as const
  await world.journal.send('1', sending, [])
  const doubts = async (as: 'onlooker' | 'reader') => [
    ...(await readFacts({ ...world, gallery: memoryGallery(board), as, references: new Map() })).inDoubt.keys(),
  ]
  expect([await doubts('onlooker'), await doubts('reader'), world.journal.attempts('sending').length]).toEqual([[], ['ink/1'], 1])
})

test("a doubt is settled by the user's word, and counted as that says", async () => {
  const { journal } = await rehearse({ board })
  const sending = {
    id: 'ink/1',
    take: 1,
    fingerprint: 'f',
    provider: 'p',
    model: 'm',
    domain: 'd',
    keyName: undefined,
    reservedUsd: 0.04,
  } as const
  for (let count = 0; count < 2; count++) await journal.send('1', sending, [])
  await journal.orphan([1, 2].map((attempt) => ({ attempt, state: 'in-doubt' })))
  expect(journal.spend()).toMatchObject([{ spentUsd: 0, doubtUsd: 0.08, images: 2 }])
  await journal.settleDoubt(1, true)
  await journal.settleDoubt(2, false)
  expect(journal.spend()).toMatchObject([{ spentUsd: 0.04, doubtUsd: 0 }])
})

test('A9: who only looks sees in doubt what the next holder will: not what is on disk, nor the doubts before it', async () => {
  const { gallery, plan } = await made()
  const journal = openJournal(':memory:', jumpingClock())
  const sent = { take: 1, provider: 'fake', model: 'm1', domain: undefined, keyName: undefined, reservedUsd: 0.04 }
  const fingerprint = plan.items.find(({ id }) => id === 'ink/1')?.fingerprint ?? ''
  const first = await journal.send('1', { ...sent, id: 'ink/1', fingerprint }, [])
  await journal.orphan([{ attempt: first, state: 'in-doubt' }])
  await journal.send('2', { ...sent, id: 'ink/1', fingerprint }, [])
  await journal.send('2', { ...sent, id: 'ink/2', fingerprint: 'of other words' }, [])
  const ask = async (as: 'reader' | 'holder') => {
    const { inDoubt } = await readFacts({ journal, gallery, references: new Map(), as })
    return [...inDoubt.values()].map(({ attempt, id, priceUsd }) => ({ attempt, id, priceUsd }))
  }
  const seen = await ask('reader')
  expect(seen).toEqual([{ attempt: 3, id: 'ink/2', priceUsd: 0.04 }])
  expect(await ask('holder')).toEqual(seen)
})
