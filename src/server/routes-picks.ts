import { done, pickAnswer } from './answers.ts'
import { openUndo } from './pick-undo.ts'
import { nothing, pickQuestion } from './questions.ts'
import type { Routes } from './route.ts'
import type { ServerWorld } from './server-world.ts'

/** What was chosen of each beat, with a way back. */
export function addPickRoutes(routes: Routes, { rooms }: ServerWorld): void {
  const undo = openUndo()
  routes.add(
    {
      method: 'put',
      path: '/api/boards/:board/picks/:beat',
      says: 'Chooses the picture of a beat.',
      body: pickQuestion,
      answer: pickAnswer,
    },
    async ({ param, body }) => {
      const room = rooms.find(param('board'))
      return undo.pick(room, param('beat'), body)
    },
  )
  routes.add(
    { method: 'delete', path: '/api/boards/:board/picks/:beat', says: 'Takes a choice away.', answer: done },
    async ({ param }) => {
      await undo.clear(rooms.find(param('board')), param('beat'))
      return {}
    },
  )
  routes.add(
    {
      method: 'post',
      path: '/api/boards/:board/picks/undo',
      says: 'Takes the last choice of this session back.',
      body: nothing,
      answer: done,
    },
    async ({ param }) => ({ undone: await undo.back(rooms.find(param('board'))) }),
  )
}
