import type { PictureId } from '../board/picture.ts'
import { BeatboardError } from '../errors.ts'
import type { Forecast } from '../plan/forecast.ts'
import type { Heard, Run } from '../run/world.ts'
import { type Planned, type Project, openProject } from '../studio.ts'
import type { World } from '../studio/world.ts'
import type { PlanView, RedoQuestion, RunAnswer, RunQuestion } from './api.ts'
import { given } from './cells.ts'
import { problem } from './problem.ts'
import { forecastView } from './plan-view.ts'
import { type RedoQueue, type Waiting, openQueue, questionOf } from './redo-queue.ts'

export interface WorkWorld {
  readonly folder: string
  readonly world: World
  /** Hears what the run of this server does, the moment it does it. */
  readonly hear: (event: Heard) => void
  /** A run of this server has ended and let go of the project. */
  readonly ended: () => void
  readonly queueChanged: (queued: readonly PictureId[]) => void
  /** The run that another process has on, if it has begun one. */
  readonly runElsewhere: () => string | undefined
}

/** What this server makes of one board: at most one run at a time, everything else waits its turn. */
export interface BoardWork {
  /** Executes a plan; joins the run that is on, here or in another process. */
  start(question: RunQuestion): Promise<RunAnswer>
  /** A new take of one picture; waits for the run that is on here. */
  redo(id: PictureId, question: Omit<RedoQuestion, 'prompt'>): Promise<RunAnswer>
  run(): Run | undefined
  queued(): readonly PictureId[]
  /** Changes of the project's files, one after the other. */
  inTurn<T>(work: () => Promise<T>): Promise<T>
  /** The project opened for changing: the one that is at work, or one for this change alone. */
  withProject<T>(work: (project: Project) => Promise<T>): Promise<T>
  /** Sends nothing more and resolves when what is in flight is in. */
  stop(): Promise<void>
}

interface AtWork {
  readonly project: Project
  readonly run: Run
  readonly over: Promise<void>
}

export function openWork(world: WorkWorld): BoardWork {
  const inTurn = turns()
  const queue = openQueue(world.queueChanged)
  let atWork: AtWork | undefined
  let isStopping = false
  const begin = async (question: RunQuestion): Promise<RunAnswer> => {
    if (isStopping) throw stopping()
    if (atWork !== undefined) return { what: 'joined', run: atWork.run.id }
    const begun = await beginRun(world, question)
    if ('answer' in begun) return begun.answer
    atWork = { ...begun, over: letGo(begun.project, begun.run) }
    return { what: 'started', run: begun.run.id, plan: begun.plan }
  }
  const letGo = async (project: Project, run: Run): Promise<void> => {
    const silence = run.listen(world.hear)
    await run.done
    silence()
    await project[Symbol.asyncDispose]()
    atWork = undefined
    world.ended()
    goOn()
  }
  /** What waited was asked for and not refused then; what refuses it now stands in the state of the board. */
  const goOn = (): void => {
    const next = isStopping ? undefined : queue.take()
    if (next !== undefined)
      void inTurn(() => begin(next))
        .catch(() => undefined)
        .then(() => atWork === undefined && goOn())
  }
  return {
    inTurn,
    start: (question) => inTurn(() => begin(question)),
    redo: (id, question) =>
      inTurn(async () => {
        const waiting = waitingFor(id, question)
        return atWork === undefined ? begin(questionOf(waiting, [waiting])) : queued(atWork, queue, waiting)
      }),
    run: () => atWork?.run,
    queued: () => queue.ids(),
    withProject: (work) => inTurn(() => (atWork === undefined ? withOwnProject(world, work) : work(atWork.project))),
    async stop() {
      isStopping = true
      queue.clear()
      await inTurn(async () => undefined)
      await finished(atWork)
    },
  }
}

function stopping(): Error {
  return problem('held', 'The server is stopping; nothing new is begun.', { hint: 'Start it again to go on.' })
}

async function finished(atWork: AtWork | undefined): Promise<void> {
  await atWork?.run.cancel()
  await atWork?.over
}

async function queued({ project, run }: AtWork, queue: RedoQueue, waiting: Waiting): Promise<RunAnswer> {
  await refuseUnpriced(project, waiting)
  queue.add(waiting)
  return { what: 'queued', run: run.id }
}

function waitingFor(id: PictureId, { limits, allowUnknownPrice = false }: Omit<RedoQuestion, 'prompt'>): Waiting {
  return { id, limits, allowUnknownPrice }
}

/** Work waits for the work before it, however that ended. */
function turns(): BoardWork['inTurn'] {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work, work)
    last = mine.catch(() => undefined)
    return mine
  }
}

async function withOwnProject<T>({ folder, world }: WorkWorld, work: (project: Project) => Promise<T>): Promise<T> {
  await using project = await openProject(folder, { world, write: true })
  return await work(project)
}

type Begun = { readonly answer: RunAnswer } | { readonly project: Project; readonly run: Run; readonly plan: PlanView['forecast'] }

async function beginRun(world: WorkWorld, { selection, limits, allowUnknownPrice, concurrency }: RunQuestion): Promise<Begun> {
  const project = await openProject(world.folder, { world: world.world, write: true })
  try {
    const planned = await project.plan({ skipInDoubt: true, ...given(selection ?? {}) })
    const plan = forecastView(planned.forecast)
    if (planned.plan.toMake.length === 0) return await closing(project, { what: 'nothing', plan })
    refuseUnknownPrices(planned, allowUnknownPrice === true)
    const making = await project.make(planned, given({ limits, allowUnknownPrice, concurrency }))
    if (making.run !== undefined) return { project, run: making.run, plan }
    return await closing(project, { what: 'joined', plan, ...given({ run: world.runElsewhere(), atWork: making.watching }) })
  } catch (error) {
    await project[Symbol.asyncDispose]()
    throw error
  }
}

async function closing(project: Project, answer: RunAnswer): Promise<Begun> {
  await project[Symbol.asyncDispose]()
  return { answer }
}

async function refuseUnpriced(project: Project, waiting: Waiting): Promise<void> {
  const { selection } = questionOf(waiting, [waiting])
  refuseUnknownPrices(await project.plan(given(selection ?? {})), waiting.allowUnknownPrice)
}

function refuseUnknownPrices({ forecast }: Planned, isAllowed: boolean): void {
  const unknown = unpriced(forecast)
  if (unknown === undefined || isAllowed) return
  throw new BeatboardError('over-limit', `No price is known for ${unknown}, so nothing is sent.`, {
    hint: 'Send it again with allowUnknownPrice to make them anyway.',
  })
}

function unpriced({ unknownPrices, styles }: Forecast): string | undefined {
  if (unknownPrices === 0) return undefined
  const style = styles.find((each) => each.priceUsd === undefined)
  return `${style?.provider}/${style?.model}`
}
