import { boardChanged, done, snapshotAnswer, trashList } from './answers.ts'
import { planAnswer } from './answers-runs.ts'
import { changeBoard } from './change-board.ts'
import { planView } from './plan-view.ts'
import { boardChange, nameQuestion, planQuery } from './questions.ts'
import type { Routes } from './route.ts'
import { listBytes } from './routes-shelf.ts'
import type { ServerWorld } from './server-world.ts'
import { snapshotOf } from './snapshot.ts'
import { restoreBoard, trashBoard, trashed } from './trash.ts'

/** One board: how it stands, what it would cost, changing it, the trash. */
export function addBoardRoutes(routes: Routes, server: ServerWorld): void {
  const { rooms, hub } = server
  routes.add(
    {
      method: 'get',
      path: '/api/boards/:board',
      says: 'The board, its pictures, picks and run: follow the stream after its event.',
      answer: snapshotAnswer,
    },
    async ({ param }) => snapshotOf({ room: rooms.find(param('board')), keys: await server.keys.views(), position: () => hub.position() }),
  )
  routes.add(
    {
      method: 'patch',
      path: '/api/boards/:board',
      says: 'Changes a board; nothing that was made is deleted.',
      body: boardChange,
      bodyBytes: listBytes,
      answer: boardChanged,
    },
    ({ param, body }) => changeBoard(rooms.find(param('board')), body),
  )
  routes.add(
    {
      method: 'delete',
      path: '/api/boards/:board',
      says: 'Puts a board into the trash; its title is asked for.',
      body: nameQuestion,
      answer: done,
    },
    ({ param, body }) => trashBoard(server, rooms.find(param('board')), body.name),
  )
  routes.add(
    {
      method: 'get',
      path: '/api/boards/:board/plan',
      says: 'What a run would make, and why, its price and time. Sends nothing.',
      query: planQuery,
      answer: planAnswer,
    },
    async ({ param, query }) => {
      const { project } = await rooms.find(param('board')).base()
      return planView(await project.plan({ skipInDoubt: true, ...query }))
    },
  )
  routes.add({ method: 'get', path: '/api/trash', says: 'Boards that can come back.', answer: trashList }, () => trashed(server))
  routes.add({ method: 'post', path: '/api/trash/:id/restore', says: 'Brings a board back.', answer: done }, ({ param }) =>
    restoreBoard(server, param('id')),
  )
}
