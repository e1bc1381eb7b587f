import { partsOf } from '../board/picture.ts'
import { nothingYet, advance } from '../run/run-state.ts'
import type { RunView } from './api.ts'
import { runAnswer, runView } from './answers-runs.ts'
import type { BoardRoom } from './board-room.ts'
import { changeBoard } from './change-board.ts'
import { placeIn } from './place-in.ts'
import { problem } from './problem.ts'
import { cancelQuestion, nothing, redoQuestion, runQuestion } from './questions.ts'
import type { Routes } from './route.ts'
import type { ServerWorld } from './server-world.ts'

/** Making pictures: runs are begun, joined, paused; single pictures are made anew. Only these routes spend. */
export function addRunRoutes(routes: Routes, { rooms }: ServerWorld): void {
  routes.add(
    {
      method: 'post',
      path: '/api/boards/:board/runs',
      body: runQuestion,
      answer: runAnswer,
      status: 202,
      says: 'Makes what the plan says. Asked for again, it joins the run that is on.',
    },
    ({ param, body }) => rooms.find(param('board')).work.start(body),
  )
  routes.add(
    {
      method: 'get',
      path: '/api/boards/:board/runs/:run',
      says: 'How a run stands, or ended; "latest" for the last one.',
      answer: runView,
    },
    ({ param }) => runOf(rooms.find(param('board')), param('run')),
  )
  for (const order of ['pause', 'resume', 'cancel'] as const)
    routes.add(
      {
        method: 'post',
        path: `/api/boards/:board/runs/:run/${order}`,
        answer: runView,
        status: 202,
        says: orders[order],
        body: order === 'cancel' ? cancelQuestion : nothing,
      },
      ({ param, body }) => obey(rooms.find(param('board')), param('run'), { order, now: 'now' in body && body.now === true }),
    )
  addRedoRoute(routes, rooms)
}

function addRedoRoute(routes: Routes, rooms: ServerWorld['rooms']): void {
  routes.add(
    {
      method: 'post',
      path: '/api/boards/:board/pictures/:style/:beat/redo',
      body: redoQuestion,
      answer: runAnswer,
      status: 202,
      says: 'A new take of one picture, with other words where they are sent; the old take is kept. Waits for the run that is on.',
    },
    async ({ param, body }) => {
      const room = rooms.find(param('board'))
      const id = await placeIn(room, param)
      if (room.atWork() !== undefined)
        throw problem('held', `Somebody else is at work on this board: ${room.atWork()}.`, { hint: 'Wait for its end, then ask again.' })
      const { style, beat } = partsOf(id)
      if (body.prompt !== undefined) await changeBoard(room, { beats: { [beat]: { prompts: { [style]: body.prompt } } } })
      return room.work.redo(id, body)
    },
  )
}

const orders = {
  pause: 'Sends nothing new; what is in flight is finished and kept.',
  resume: 'Goes on with a paused run.',
  cancel: 'Ends a run: what is in flight is finished and kept, with "now" given up.',
} as const

function runOf(room: BoardRoom, id: string): RunView {
  const latest = room.run()
  if (latest !== undefined && (id === 'latest' || latest.run === id)) return latest
  const look = room.follower.look()
  const first = /^\d{1,15}$/.test(id) ? (look?.firstEventOf(id) ?? 0) : 0
  if (first === 0) throw problem('not-found', `This board has no run "${id.slice(0, 40)}".`)
  let state = nothingYet
  for (let after = first - 1; ;) {
    const page = look?.eventsAfter(after, 1_000) ?? []
    for (const event of page) if (event.run === id) state = advance(state, event)
    after = page.at(-1)?.event ?? after
    if (page.length < 1_000 || state.phase === 'ended') break
  }
  const { pictures: _pictures, ...run } = state
  return run
}

function obey(room: BoardRoom, id: string, { order, now }: { order: keyof typeof orders; now: boolean }): RunView {
  const asked = runOf(room, id)
  const run = room.work.run()
  if (asked.phase === 'ended') return asked
  if (run === undefined || run.id !== asked.run)
    throw problem('held', `This run belongs to ${room.atWork() ?? 'another process'}.`, { hint: 'Stop it where it was started.' })
  switch (order) {
    case 'pause':
      run.pause()
      break
    case 'resume':
      run.resume()
      break
    case 'cancel':
      // What was asked for before is asked for again without harm; only `now` gives up what is in flight.
      if (asked.phase !== 'stopping') void run.cancel()
      if (now) void run.cancel()
      break
  }
  return runOf(room, id)
}
