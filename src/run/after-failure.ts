import type { Attempt } from './attempt.ts'
import type { Desk, Task, TaskEnd } from './desk.ts'
import type { RunEvent } from './events.ts'
import { type NextStep, nextStep } from './next-step.ts'
import { type Failure, stateOf } from './outcome.ts'
import type { Tries } from './tries.ts'
import type { Painter } from './world.ts'

/** What a try comes to: its task has ended, or the next try follows. */
export type TryEnd = TaskEnd | { readonly end: 'next' }

/** Decides what follows, writes the outcome down with its event, and does the waiting. */
export async function afterFailure(desk: Desk, task: Task, attempt: Attempt, failing: Failing): Promise<TryEnd> {
  const step = decide(desk, task, attempt, failing)
  const { failure } = failing
  const outcome = { ...failure, state: stateOf(failure) }
  const event = step.do === 'give-up' || step.do === 'stop' ? failedEvent(task, failure) : retriedEvent(task, failure, step)
  await desk.world.journal.fail(desk.run, attempt.attempt, outcome, [event])
  return follow(desk, attempt.painter, step, failing)
}

interface Failing {
  readonly failure: Failure
  readonly tries: Tries
}

function decide(desk: Desk, { item }: Task, { painter, priceUsd }: Attempt, { failure, tries }: Failing): NextStep {
  const { clock, random } = desk.world
  const { idempotencyKey, seed } = painter.model.abilities
  return nextStep({
    trouble: failure.trouble,
    billing: failure.billing,
    restMs: failure.restMs,
    times: tries.meets(painter, failure),
    keys: painter.keys?.size ?? 0,
    isFree: priceUsd === 0 || idempotencyKey,
    hasSeeds: seed,
    modelsLeft: paintersLeft(desk, item.style.id, tries).filter((other) => other !== painter).length,
    fallBackOnRefusal: item.style.fallBackOnRefusal === true,
    waitedMs: tries.waitedMs(clock.now()),
    maxWaitMs: desk.maxWaitMs,
    random: random(),
  })
}

/** The style's models that may still draw this picture, in order. */
export function paintersLeft({ world, closed }: Desk, style: string, tries: Tries): readonly Painter[] {
  return (world.painters.get(style) ?? []).filter((painter) => !closed.has(painter) && !tries.passed.has(painter))
}

async function follow(desk: Desk, painter: Painter, step: NextStep, { failure, tries }: Failing): Promise<TryEnd> {
  switch (step.do) {
    case 'again':
      if (step.otherSeed === true) tries.seedShift += 1 + Math.floor(desk.world.random() * 1_000_000)
      if (step.afterMs > 0) await desk.world.clock.sleep(step.afterMs, desk.gate.stopped).catch(() => undefined)
      return { end: 'next' }
    case 'other-key':
      return { end: 'next' }
    case 'other-model':
      tries.passed.add(painter)
      if (failure.trouble === 'model-gone') desk.closed.set(painter, { why: failure.message, hint: failure.hint })
      return { end: 'next' }
    case 'give-up':
    case 'stop':
      return { end: 'failed' }
  }
}

type Retry = Extract<NextStep, { do: 'again' | 'other-key' | 'other-model' }>

function retriedEvent({ item }: Task, { trouble, message, costUsd }: Failure, step: Retry): RunEvent {
  const paid = costUsd > 0 ? { costUsd } : {}
  return { type: 'picture-retried', id: item.id, trouble, message, next: step.do, afterMs: step.do === 'again' ? step.afterMs : 0, ...paid }
}

export function failedEvent({ item }: Task, failure: Failure): RunEvent {
  const { trouble, message, billing, costUsd, words, status, code, hint } = failure
  return {
    type: 'picture-failed',
    id: item.id,
    trouble,
    message,
    billing,
    costUsd,
    ...(words === undefined ? {} : { words }),
    ...(status === undefined ? {} : { status }),
    ...(code === undefined ? {} : { code }),
    ...(hint === undefined ? {} : { hint }),
  }
}
