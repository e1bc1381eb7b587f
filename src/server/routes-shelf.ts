import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Board } from '../board/board.ts'
import { writeBoard } from '../board/board-file.ts'
import { replaceFile } from '../durable.ts'
import { folderName } from '../studio/project-folder.ts'
import { withSettings } from '../studio/settings.ts'
import { boardList, boardMade, listAnswer } from './answers.ts'
import { answerOf, understood } from './list-text.ts'
import { problem } from './problem.ts'
import { listQuery, listQuestion } from './questions.ts'
import type { Routes } from './route.ts'
import type { ServerWorld } from './server-world.ts'

/** Longest list that is taken, in bytes. */
export const listBytes: number = 16 * 1024 * 1024

/** Lists and boards: what is understood, what there is, what is made new. */
export function addShelfRoutes(routes: Routes, server: ServerWorld): void {
  const { rooms, hub } = server
  routes.add(
    {
      method: 'post',
      path: '/api/lists',
      says: 'What a list is understood as; writes nothing.',
      body: listQuestion,
      bodyBytes: listBytes,
      answer: listAnswer,
    },
    async ({ body }) => (await understood(body)).answer,
  )
  routes.add({ method: 'get', path: '/api/boards', says: 'All boards of the folder.', answer: boardList }, async () => {
    const event = hub.position()
    const cards = await Promise.all(rooms.all().map((room) => room.card().catch((error: unknown) => ({ broken: room.inside, error }))))
    return {
      event,
      boards: cards.filter((card) => !('broken' in card)),
      broken: cards.flatMap((card) =>
        'broken' in card ? [{ folder: card.broken, why: card.error instanceof Error ? card.error.message : '' }] : [],
      ),
    }
  })
  routes.add(
    {
      method: 'post',
      path: '/api/boards',
      says: 'A new board of a list; with ?dry=1 nothing is written.',
      query: listQuery,
      body: listQuestion,
      bodyBytes: listBytes,
      answer: boardMade,
      status: 201,
    },
    async ({ body, query }) => {
      const { read } = await understood(body)
      const board = withSettings(read.board, body.settings ?? {})
      const answer = answerOf(read, board)
      if (query.dry !== undefined && query.dry !== '0') return { understood: answer }
      return { id: await makeBoard(server, board), understood: answer }
    },
  )
}

/** A folder of its own for a new board, named like it. */
async function makeBoard({ root, rooms }: ServerWorld, board: Board): Promise<string> {
  const name = folderName(board.title)
  for (let number = 1; number < 1_000; number++) {
    const folder = join(root, number === 1 ? name : `${name} ${number}`)
    if (existsSync(folder)) continue
    await mkdir(folder, { recursive: true })
    await replaceFile(join(folder, 'board.json'), writeBoard(board))
    const made = rooms.look().find((room) => room.folder === folder)
    if (made !== undefined) return made.id
  }
  throw problem('disk', `There are too many boards called "${name}" already.`, { hint: 'Give it another title.' })
}
