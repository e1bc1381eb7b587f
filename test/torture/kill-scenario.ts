import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Board } from '../../src/board/board.ts'
import { type Books, openBooks } from './books.ts'
import { type Moment, type Pace, killAt } from './moments.ts'
import { type Observer, openObserver } from './observe.ts'
import { type Project, type Stage, generateArgs, layOut } from './stage.ts'
import { placesOf } from './torture-boards.ts'
import { type Tally, newTally, settleInto } from './tally.ts'
import type { Exit, Start, Victim } from './victim.ts'

/** A project that is being killed, with what is held against it. */
export interface Round {
  readonly project: Project
  readonly args: readonly string[]
  readonly observer: Observer
  readonly books: Books
}

export interface Killing {
  readonly name: string
  readonly kills: number
  /** The board of a round; a new one begins when the one before is complete. */
  readonly board: (round: number) => Board
  readonly moment: (kill: number) => Moment
  readonly pace: Pace
}

/** Violations after which nothing more is learnt. */
const mostProblems = 20

/** Kills the same command over and over until it has been killed so often; a project that is complete makes room for the next. */
export async function killing(stage: Stage, { name, kills, board, moment, pace }: Killing): Promise<Tally> {
  const tally = newTally(name)
  let runs = 0
  for (let number = 0; tally.kills < kills && tally.problems.length <= mostProblems; number++) {
    const round = await beginRound(stage, `${name.replaceAll(' ', '-')}-${number}`, board(number))
    let isOver = false
    while (!isOver && tally.kills < kills && tally.problems.length <= mostProblems) {
      const leaves = ++runs % 6 === 5
      const victim = stage.start([...round.args, ...(leaves ? ['--skip-in-doubt'] : [])])
      const exit = await killAt(stage, victim, moment(tally.kills), pace)
      if (exit.killed) tally.kills += 1
      await settleInto(tally, round, leaves)
      if (!exit.killed) isOver = ended(tally, victim, exit) && !leaves
    }
    await finish(stage, tally, round)
  }
  return tally
}

export async function beginRound(stage: Stage, name: string, board: Board, root: string = stage.folder): Promise<Round> {
  const project = await layOut(stage, name, board, root)
  return {
    project,
    args: generateArgs(project, root === stage.folder ? project.folder : root),
    observer: openObserver(stage, project),
    books: openBooks(stage, project),
  }
}

/** Nobody was killed: the run ended by itself, as a run may. */
function ended(tally: Tally, victim: Victim, { code }: Exit): boolean {
  if (code !== 0 && code !== 3 && code !== 130) tally.problems.push(`ended with ${code}: ${victim.told().slice(-600)}`)
  return code === 0
}

/** Runs to the end: complete, everything there once, nothing half written left behind, and all of it agrees. */
export async function finish(stage: Stage, tally: Tally, round: Round, more: Partial<Start> = {}): Promise<void> {
  const victim = stage.start(round.args, more)
  const { code } = await victim.exit
  if (code !== 0) tally.problems.push(`the last run ended with ${code}: ${victim.told().slice(-600)}`)
  await stage.quiet()
  const sight = await settleInto(tally, round)
  const missing = placesOf(round.project.board).filter((id) => !sight.whole.some((each) => each.current && each.id === id))
  if (missing.length > 0) tally.problems.push(`complete, and not there: ${missing.join(', ')}`)
  if (sight.parts.length > 0) tally.problems.push(`part files are left for ever: ${sight.parts.join(', ')}`)
  if (sight.inDoubt.length > 0) tally.problems.push(`complete, and ${sight.inDoubt.length} in doubt`)
  const verified = await stage.ask('verify', round.project.folder)
  const findings = verified.lines.filter(({ type }) => type === 'finding')
  if (verified.code !== 0 || findings.length > 0) tally.problems.push(`verify: ${JSON.stringify(findings.slice(0, 3))} ${verified.text}`)
  tally.pictures += sight.whole.length
  tally.bills += round.books.bills()
  await rm(round.project.folder, { recursive: true, force: true })
  await rm(join(round.project.list), { force: true })
}
