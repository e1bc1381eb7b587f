import { wallClock } from '../../src/clock.ts'
import type { Stage } from './stage.ts'
import type { Exit, Victim } from './victim.ts'

/** When the plug is pulled. */
export type Moment = 'start-up' | 'any' | 'answer' | 'kept' | 'end' | 'stopping'

/** As often as they stand here: over all of a run, and more often where something is between two steps. */
const often: readonly Moment[] = ['any', 'answer', 'any', 'kept', 'start-up', 'answer', 'any', 'end', 'kept', 'stopping']

export function momentOf(kill: number): Moment {
  return often[kill % often.length] ?? 'any'
}

/** Times of a run on the machine at hand, in ms: to its first request, and from there to its end. */
export interface Pace {
  readonly startMs: number
  readonly runMs: number
}

/** Kills the process at the moment meant; one that has ended before is left as it ended. */
export async function killAt(stage: Stage, victim: Victim, moment: Moment, pace: Pace): Promise<Exit> {
  const reached = await Promise.race([victim.exit.then(() => false), moved(stage, victim, moment, pace).then(() => true)])
  if (reached) victim.kill()
  const exit = await victim.exit
  await stage.quiet()
  return exit
}

/** Resolves at the moment. Rejects never; may stay pending when the process ends before. */
async function moved(stage: Stage, victim: Victim, moment: Moment, { startMs, runMs }: Pace): Promise<void> {
  const { random } = stage
  const upTo = (most: number): number => Math.floor(random() * most)
  switch (moment) {
    case 'start-up':
      return pause(upTo(startMs))
    case 'any':
      await victim.line('picture-started')
      return pause(upTo(runMs))
    case 'answer':
      await victim.line('picture-started')
      await stage.answer(1 + upTo(30))
      return pause(upTo(15))
    case 'kept':
      await victim.line('picture-kept', 1 + upTo(25))
      return pause(upTo(5))
    case 'end':
      await victim.line('run-ended')
      return pause(upTo(20))
    case 'stopping':
      await victim.line('picture-started')
      await pause(upTo(runMs / 2))
      victim.kill('SIGINT')
      return pause(upTo(60))
  }
}

function pause(ms: number): Promise<void> {
  return ms < 1 ? new Promise((resolve) => setImmediate(resolve)) : wallClock.sleep(ms)
}
