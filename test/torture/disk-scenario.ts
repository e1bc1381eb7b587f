import { openBooks } from './books.ts'
import { type Round, beginRound, finish } from './kill-scenario.ts'
import { openObserver } from './observe.ts'
import { type SmallDisk, openSmallDisk } from './small-disk.ts'
import type { Stage } from './stage.ts'
import { type Tally, newTally, settleInto } from './tally.ts'
import { smallBoard } from './torture-boards.ts'
import type { Start, Victim } from './victim.ts'

const preload = new URL('broken-disk.ts', import.meta.url).href

/** The run ends by itself, named, with the way out, and without a word of a fault of ours. */
async function isBlocked(tally: Tally, victim: Victim, words: RegExp): Promise<boolean> {
  const { code } = await victim.exit
  const said = JSON.stringify(victim.lines) + victim.told()
  if (code === 0) return false
  if (code !== 4 || !words.test(said)) tally.problems.push(`a broken disk ends with ${code}: ${said.slice(-500)}`)
  tally.breaks += 1
  return true
}

/** The disk runs full at one instant after another; with room again the same command goes on. */
export async function fullDisk(stage: Stage, times: number): Promise<Tally> {
  const tally = newTally('full disk')
  for (let time = 0; time < times; time++) {
    await using disk = await openSmallDisk(stage, `small-${time}`, `${250 + Math.floor(stage.random() * 700)}k`)
    if (disk === undefined) break
    const round = await roundOn(stage, disk, `full-${time}`)
    await fill(stage, tally, { round, start: { before: disk.before }, mend: () => disk.remount('size=64m') })
  }
  for (let time = 0; time < times; time++) {
    const round = await beginRound(stage, `injected-${time}`, smallBoard(`injected ${time}`))
    const env = { NODE_OPTIONS: `--import=${preload}`, BROKEN_DISK: `ENOSPC:${2 + Math.floor(stage.random() * 14)}` }
    await fill(stage, tally, { round, start: {}, broken: { env }, mend: () => undefined })
  }
  return tally
}

interface Filling {
  readonly round: Round
  readonly start: Partial<Start>
  /** Only while the disk is full. */
  readonly broken?: Partial<Start>
  readonly mend: () => void
}

async function fill(stage: Stage, tally: Tally, { round, start, broken, mend }: Filling): Promise<void> {
  await isBlocked(tally, stage.start(round.args, { ...start, ...broken }), /disk is full.*(space|room)/i)
  await stage.quiet()
  await settleInto(tally, round)
  mend()
  await finish(stage, tally, round, start)
}

/** A project that has begun is put where nothing can be written: said at once, still to be looked at, and nothing is sent. */
export async function readOnly(stage: Stage): Promise<Tally> {
  const tally = newTally('read-only')
  await using disk = await openSmallDisk(stage, 'protected', '64m')
  if (disk !== undefined) {
    const round = await roundOn(stage, disk, 'protected-list')
    const start = { before: disk.before }
    await protect(stage, tally, { round, start, spoil: () => disk.remount('ro'), mend: () => disk.remount('rw') })
  }
  const round = await beginRound(stage, 'unwritable', smallBoard('unwritable'))
  const env = { NODE_OPTIONS: `--import=${preload}`, BROKEN_DISK: 'EROFS' }
  await protect(stage, tally, { round, start: {}, broken: { env }, spoil: () => undefined, mend: () => undefined })
  return tally
}

async function protect(stage: Stage, tally: Tally, { round, start, broken, spoil, mend }: Filling & { spoil: () => void }): Promise<void> {
  await stage.start([...round.args, '--max-images', '5'], start).exit
  await settleInto(tally, round)
  const asked = stage.asked.length
  spoil()
  if (!(await isBlocked(tally, stage.start(round.args, { ...start, ...broken }), /read-only|written/i)))
    tally.problems.push('a read-only folder does not stop the run')
  await stage.quiet()
  if (stage.asked.length > asked) tally.problems.push('sent, although the folder is read-only')
  await settleInto(tally, round)
  mend()
  await finish(stage, tally, round, start)
}

async function roundOn(stage: Stage, disk: SmallDisk, name: string): Promise<Round> {
  const { project, args } = await beginRound(stage, name, smallBoard(name), disk.outside)
  return {
    project,
    args: args.map((word) => word.replace(disk.outside, disk.inside)),
    observer: openObserver(stage, project),
    books: openBooks(stage, project),
  }
}
