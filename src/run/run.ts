import { hostname } from 'node:os'
import { BeatboardError } from '../errors.ts'
import { openBudget } from './budget.ts'
import type { Desk } from './desk.ts'
import { endingOf } from './ending.ts'
import type { RunEvent, Written } from './events.ts'
import { eventsOf } from './events-of.ts'
import { type Feed, openFeed } from './feed.ts'
import { openGate } from './gate.ts'
import { existing, keyEvents, spentSoFar, startedEvent } from './opening.ts'
import { type RunState, nothingYet } from './run-state.ts'
import { unfinishedJobs } from './unfinished.ts'
import { type Works, runWorks } from './works.ts'
import type { Run, RunWorld } from './world.ts'

/** Longest wait for a key or a limit, in ms, where nothing else is said. */
const standardWaitMs = 600_000

/**
 * Makes what the plan says: styles side by side, chains in order, nothing sent that the journal does not know of first. The process
 * holds the project (`takeHold`) and has put the journal in order (`readFacts`) before. Rejects only when the journal cannot be written.
 */
export async function startRun(world: RunWorld): Promise<Run> {
  const { journal, plan } = world
  const before = journal.lastEvent()
  const feed = openFeed(journal, { ...nothingYet, pictures: existing(plan) })
  const run = await journal.begin({ pid: process.pid, host: hostname(), options: world.options ?? {} }, (id) => startedEvent(world, id))
  feed.follow(run)
  const aborting = new AbortController()
  const desk: Desk = {
    world,
    run,
    project: journal.project(),
    budget: openBudget(world.limits ?? {}, spentSoFar(world)),
    gate: openGate(),
    aborted: aborting.signal,
    maxWaitMs: world.options?.maxWaitMs ?? standardWaitMs,
    closed: new Map(),
    unfinished: await unfinishedJobs(world),
    tell: feed.hear,
  }
  const works = runWorks(desk)
  const orders: Orders = { isCancelled: false }
  const over = ended(desk, { feed, works, orders })
  const done = over.then(({ state }) => state)
  return {
    id: run,
    state: feed.state,
    listen: feed.listen,
    events: (after = before) => eventsOf(world, { run, after, over }),
    done,
    ...controls(desk, { works, orders, done, abort: () => aborting.abort(new DOMException('The run was given up.', 'AbortError')) }),
  }
}

/** What the user has said since. */
interface Orders {
  isCancelled: boolean
}

interface Going {
  readonly feed: Feed
  readonly works: Works
  readonly orders: Orders
}

/** Waits for the end, names it, and writes it down last. Never rejects; an ending that could not be written comes along. */
async function ended(desk: Desk, { feed, works, orders }: Going): Promise<{ readonly state: RunState; readonly unwritten?: Written }> {
  const { world } = desk
  const stopKeys = world.onKeyChange?.((change) => keyEvents(world, change).forEach((event) => say(desk, works, event)))
  const reason = await works.finished
  const end = { type: 'run-ended', ...endingOf(world.plan, feed.state(), { ...orders, reason }) } as const
  const unwritten = await written(desk, feed, end)
  stopKeys?.()
  feed.close()
  return { state: feed.state(), ...(unwritten === undefined ? {} : { unwritten }) }
}

type RunEnded = Extract<RunEvent, { type: 'run-ended' }>

/** Views, then the last line of the journal; what neither takes is told to those who listen all the same. */
async function written({ world, run }: Desk, feed: Feed, end: RunEnded): Promise<Written | undefined> {
  try {
    await world.views?.flush()
    await world.journal.end(run, end)
    return undefined
  } catch (error) {
    const fault = { ...end, ending: 'blocked', why: world.redact(error instanceof Error ? error.message : String(error)) } as const
    const hint = error instanceof BeatboardError ? error.facts.hint : undefined
    const told = end.ending === 'blocked' ? end : { ...fault, ...(hint === undefined ? {} : { hint }) }
    const event = { ...told, event: feed.state().event, at: new Date(world.clock.now()).toISOString(), run }
    feed.hear(event)
    return event
  }
}

function say({ world, run }: Desk, works: Works, event: RunEvent): void {
  world.journal.tell(run, [event]).catch(works.halt)
}

interface Held {
  readonly works: Works
  readonly orders: Orders
  readonly done: Promise<RunState>
  readonly abort: () => void
}

function controls(desk: Desk, { works, orders, done, abort }: Held): Pick<Run, 'pause' | 'resume' | 'cancel'> {
  const { gate } = desk
  let isOver = false
  void done.then(() => (isOver = true))
  return {
    pause() {
      if (gate.isPaused || gate.stopped.aborted || isOver) return
      gate.pause()
      say(desk, works, { type: 'run-paused' })
    },
    resume() {
      if (!gate.isPaused) return
      say(desk, works, { type: 'run-resumed' })
      gate.resume()
      works.fill()
    },
    async cancel() {
      if (orders.isCancelled) abort()
      else if (!isOver) {
        orders.isCancelled = true
        say(desk, works, { type: 'run-cancelled' })
        gate.stop()
        works.fill()
      }
      await done
    },
  }
}
