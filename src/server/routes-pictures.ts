import { takeList } from './answers-runs.ts'
import { pictureAnswer } from './picture-answer.ts'
import { placeIn } from './place-in.ts'
import { pictureQuery } from './questions.ts'
import type { Routes } from './route.ts'
import type { ServerWorld } from './server-world.ts'

/** Pictures and takes to look at. */
export function addPictureRoutes(routes: Routes, { rooms, thumbnails }: ServerWorld): void {
  routes.add(
    {
      method: 'get',
      path: '/api/boards/:board/pictures/:style/:beat',
      query: pictureQuery,
      answerType: 'image/*',
      says: 'A picture, or its small copy 192, 384 or 768 wide; with its content as v its address never changes.',
    },
    async ({ context, param, query }) => {
      const room = rooms.find(param('board'))
      return pictureAnswer({ context, room, thumbnails }, await placeIn(room, param), query)
    },
  )
  routes.add(
    { method: 'get', path: '/api/boards/:board/takes/:beat', says: 'All pictures of a beat to choose from.', answer: takeList },
    async ({ param }) => {
      const room = rooms.find(param('board'))
      const { project } = await room.base()
      return { takes: (await project.takes(param('beat'))).map(({ path: _path, ...take }) => take) }
    },
  )
}
