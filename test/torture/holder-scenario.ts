import { beginRound, finish } from './kill-scenario.ts'
import type { Stage } from './stage.ts'
import { type Tally, newTally, settleInto } from './tally.ts'
import { filmBoard } from './torture-boards.ts'

/** Longest start of a process here, in ms; nothing waits for a dead holder. */
const atOnceMs = 10_000

/** Two processes on one project: the second watches and says so; the first is killed, the second ends, a third goes on at once. */
export async function holders(stage: Stage): Promise<Tally> {
  const tally = newTally('two processes')
  const round = await beginRound(stage, 'held', filmBoard('held'))
  // One at a time, so that it is still at work when the second process has come up on a busy machine.
  const holder = stage.start([...round.args, '--concurrency', '1'])
  await holder.line('picture-kept', 5)
  const watcher = stage.start(['generate', round.project.folder])
  await Promise.race([watcher.line('picture-kept', 6), holder.exit, watcher.exit])
  holder.kill()
  const { killed } = await holder.exit
  if (killed) tally.kills += 1
  const watched = await watcher.exit
  const said = watcher.told()
  if (!said.includes(`Process ${holder.pid} `) || !said.includes('Watching'))
    tally.problems.push(`the watcher does not say who is at work: ${said.slice(0, 300)}`)
  if (killed && watched.code !== 130) tally.problems.push(`the watcher of a dead holder ends with ${watched.code}: ${said.slice(-300)}`)
  await stage.quiet()
  await settleInto(tally, round)
  const began = performance.now()
  const third = stage.start(round.args)
  await Promise.race([third.line('run-started'), third.exit])
  if (performance.now() - began > atOnceMs) tally.problems.push('a third process waits for a dead holder')
  await third.exit
  await stage.quiet()
  await settleInto(tally, round)
  await finish(stage, tally, round)
  return tally
}
