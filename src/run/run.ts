import { hostname } from 'node:os'
import { openBudget } from './budget.ts'
import type { Desk } from './desk.ts'
import type { RunEvent } from './events.ts'
import { openGate } from './gate.ts'
import { eventsOf } from './events-of.ts'
import { endingOf } from './ending.ts'
import { existing, keyEvents, spentSoFar, startedEvent } from './opening.ts'
import { type RunState, advance, nothingYet } from './run-state.ts'
import { unfinishedJobs } from './unfinished.ts'
import { runWorks } from './works.ts'
import type { Heard, Run, RunWorld } from './world.ts'

/** Longest wait for a key or a limit, in ms, where nothing else is said. */
const standardWaitMs = 600_000

/**
 * Makes what the plan says: styles side by side, chains in order, nothing sent that the journal does not know of first. The process
 * holds the project (`takeHold`) and has put the journal in order (`readFacts`) before. Rejects only when the journal cannot be written.
 */
export async function startRun(world: RunWorld): Promise<Run> {
  const { journal, plan, clock } = world
  const before = journal.lastEvent()
  const listeners = new Set<(event: Heard) => void>()
  let state: RunState = { ...nothingYet, pictures: existing(plan) }
  let id: string | undefined
  const hear = (event: Heard): void => {
    state = advance(state, event)
    for (const listener of listeners) listener(event)
  }
  const deaf = journal.listen((event) => (id === undefined || event.run === id) && hear(event))
  const options = world.options ?? {}
  id = await journal.begin({ pid: process.pid, host: hostname(), options }, (run) => startedEvent(world, run))
  const run = id
  const gate = openGate()
  const aborting = new AbortController()
  const desk: Desk = {
    world,
    run,
    project: journal.project(),
    budget: openBudget(world.limits ?? {}, spentSoFar(world)),
    gate,
    aborted: aborting.signal,
    maxWaitMs: options.maxWaitMs ?? standardWaitMs,
    closed: new Map(),
    unfinished: await unfinishedJobs(world),
    tell: hear,
  }
  const works = runWorks(desk)
  const say = (event: RunEvent): void => void journal.tell(run, [event]).catch(works.halt)
  const stopKeys = world.onKeyChange?.((change) => keyEvents(world, change).forEach(say))
  let isCancelled = false

  const finish = async (): Promise<RunState> => {
    const reason = await works.finished
    const end = { type: 'run-ended', ...endingOf(plan, state, { isCancelled, reason }) } as const
    try {
      await world.views?.settle()
      await journal.end(run, end)
    } catch (error) {
      // Nobody will read it in the journal: those who listen hear it all the same.
      const why = world.redact(error instanceof Error ? error.message : String(error))
      hear({ ...end, ending: 'blocked', why, event: state.event, at: new Date(clock.now()).toISOString(), run })
    }
    stopKeys?.()
    deaf()
    return state
  }
  const done = finish()
  return {
    id: run,
    state: () => state,
    events: (after = before) => eventsOf(world, { run, after, done }),
    listen(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    pause() {
      if (gate.isPaused || gate.stopped.aborted) return
      gate.pause()
      say({ type: 'run-paused' })
    },
    resume() {
      if (!gate.isPaused) return
      say({ type: 'run-resumed' })
      gate.resume()
      works.fill()
    },
    async cancel() {
      if (isCancelled) aborting.abort(new DOMException('The run was given up.', 'AbortError'))
      else if (state.phase !== 'ended') {
        isCancelled = true
        say({ type: 'run-cancelled' })
        gate.stop()
        works.fill()
      }
      await done
    },
    done,
  }
}
