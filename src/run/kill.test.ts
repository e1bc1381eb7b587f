import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { boardOf, painter, rehearse, turns } from '../../test/run-world.ts'
import { jumpingClock } from '../clock.ts'
import type { Gallery } from '../gallery/gallery.ts'
import { memoryGallery } from '../gallery/memory-gallery.ts'
import type { Selection } from '../plan/plan.ts'
import { type Journal, openJournal } from './journal.ts'
import { startRun } from './run.ts'
import type { Painter } from './world.ts'

const board = boardOf(['1', '2', '3'], [{ id: 'ink' }, { id: 'oil' }])
const folders: string[] = []
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })))

/** The plug: at the n-th step, before it or after it, nothing of that process goes on any more. */
function plug(at: number, when: 'before' | 'after') {
  let steps = 0
  let isDead = false
  const never = new Promise<never>(() => undefined)
  const step = async <T>(work: () => Promise<T>): Promise<T> => {
    steps += 1
    const isLast = steps === at
    if (isDead) return never
    if (isLast && when === 'before') isDead = true
    if (isDead) return never
    const result = await work()
    if (isLast) isDead = true
    return isDead ? never : result
  }
  const wrap = <T extends object>(thing: T, ...names: (keyof T)[]): T => {
    const wrapped = names.map((name) => [
      name,
      (...given: never[]) => step(() => (thing[name] as (...all: never[]) => Promise<never>)(...given)),
    ])
    return { ...thing, ...(Object.fromEntries(wrapped) as Partial<T>) }
  }
  return { wrap, isPulled: () => isDead }
}

/** A provider that counts what it bills, by beat and style as the words name them. */
function billing(remoteJobs: boolean): { readonly bills: string[]; readonly painter: Painter } {
  const bills: string[] = []
  const only = painter({
    abilities: { remoteJobs },
    answer: async ({ request, call }) => {
      if (call.job === undefined) bills.push(`${/beat \d/.exec(request.prompt)?.[0]} ${/Style: \w+/.exec(request.prompt)?.[0]}`)
      if (remoteJobs && call.job === undefined) await call.onJob?.({ id: `job-${bills.length}` })
      return {}
    },
  })
  return { bills, painter: only }
}

interface Place {
  readonly file: string
  readonly gallery: Gallery
  readonly painter: Painter
}

async function runOnce(place: Place, journal: Journal, selection?: Partial<Selection>) {
  const world = await rehearse({ board, painter: place.painter, journal, gallery: place.gallery, ...(selection ? { selection } : {}) })
  return (await startRun(world)).done
}

/** Runs with the plug pulled; answers whether it was, and what a fresh process finds. */
async function pulled(remoteJobs: boolean, at: number, when: 'before' | 'after') {
  const folder = mkdtempSync(join(tmpdir(), 'beatboard-kill-'))
  folders.push(folder)
  const { bills, painter: only } = billing(remoteJobs)
  const place: Place = { file: join(folder, 'journal.db'), gallery: memoryGallery(board), painter: only }
  const { wrap, isPulled } = plug(at, when)
  const first = openJournal(place.file, jumpingClock())
  const journal = wrap(first, 'begin', 'send', 'job', 'keep', 'fail', 'tell', 'end')
  const doomed = { ...place, gallery: wrap(place.gallery, 'save'), painter: { ...only, model: wrap(only.model, 'draw') } }
  await Promise.race([runOnce(doomed, journal).catch(() => undefined), turns(60)])
  first.close()
  return { ...place, bills, isPulled: isPulled(), journal: openJournal(place.file, jumpingClock()) }
}

const cases = [false, true].flatMap((remoteJobs) => (['before', 'after'] as const).map((when) => ({ remoteJobs, when })))

test.for(cases)(
  'A9: pulling the plug $when any step loses no picture, pays none again, and lists what may be paid (remote jobs: $remoteJobs)',
  async ({ remoteJobs, when }) => {
    let at = 1
    for (; at < 100; at++) {
      const left = await pulled(remoteJobs, at, when)
      if (!left.isPulled) break
      const onDisk = [...(await left.gallery.list()).keys()]
      const billed = left.bills.length
      const { plan, made } = await rehearse({ ...left, board, selection: { skipInDoubt: true } })
      const doubts = plan.items.flatMap((item) => item.inDoubt ?? [])
      const unfinished = left.journal.attempts('unfinished')
      expect([...made.keys()].sort(), `step ${at}: what is on disk is known`).toEqual(onDisk.sort())
      expect(doubts.every((doubt) => doubt.priceUsd === 0.04)).toBe(true)
      expect(billed, `step ${at}: every bill is a picture, in doubt or polled on`).toBeLessThanOrEqual(
        onDisk.length + doubts.length + unfinished.length,
      )
      const state = await runOnce(left, left.journal, { skipInDoubt: true })
      expect(new Set(left.bills).size, `step ${at}: none is paid twice`).toBe(left.bills.length)
      expect(state.phase).toBe('ended')
      expect((await runOnce(left, left.journal)).ending).toBe('complete')
      expect(left.bills.length).toBeLessThanOrEqual(6 + doubts.length)
      const spent = left.journal.spend().reduce((sum, spend) => sum + spend.spentUsd + spend.doubtUsd, 0)
      expect(spent, 'no bill is missing in the accounts').toBeGreaterThanOrEqual(left.bills.length * 0.04 - 1e-9)
      left.journal.close()
    }
    expect(at).toBeGreaterThan(24)
  },
)

test('A9: a job that outlived its process is polled on with its own number, not bought again', async () => {
  const { bills, painter: only } = billing(true)
  const gallery = memoryGallery(board)
  const clock = jumpingClock()
  const journal = openJournal(':memory:', clock)
  const world = await rehearse({ board, painter: only, journal, gallery, clock })
  const [item] = world.plan.toMake
  const sending = { take: 1, provider: 'fake', model: 'm1', domain: undefined, keyName: undefined, reservedUsd: 0.04 }
  await journal.send('1', { ...sending, id: 'ink/1', fingerprint: item?.fingerprint ?? '' }, [])
  await journal.job(1, { id: 'job-77', url: 'https://example.test/77' })
  await runOnce({ file: '', gallery, painter: only }, journal)
  expect(only.model).toBeDefined()
  expect(bills).toHaveLength(5)
  expect(journal.attempts('kept').find(({ attempt }) => attempt === 1)).toMatchObject({ id: 'ink/1', job: { id: 'job-77' }, state: 'kept' })
})

test('A9: a job whose words have changed since is in doubt, with its price', async () => {
  const journal = openJournal(':memory:', jumpingClock())
  const sending = { id: 'ink/1', take: 1, provider: 'fake', model: 'm1', domain: undefined, keyName: '…1234', reservedUsd: 0.07 } as const
  await journal.send('1', { ...sending, fingerprint: 'other words' }, [])
  await journal.job(1, { id: 'job-77' })
  await runOnce({ file: '', gallery: memoryGallery(board), painter: painter({ answer: () => new Error('lost') }) }, journal)
  expect(journal.attempts('in-doubt')[0]).toMatchObject({ attempt: 1, id: 'ink/1', reservedUsd: 0.07 })
})
