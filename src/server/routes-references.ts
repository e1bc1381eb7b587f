import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sniffMediaType } from '../board/picture.ts'
import { replaceFile } from '../durable.ts'
import { inspect } from '../gallery/inspect.ts'
import type { BoardChanged } from './api.ts'
import { boardChanged } from './answers.ts'
import type { BoardRoom } from './board-room.ts'
import { changeBoard } from './change-board.ts'
import { sent } from './picture-answer.ts'
import { problem } from './problem.ts'
import { type Routes, bodyIn } from './route.ts'
import type { ServerWorld } from './server-world.ts'
import { styleReferences } from '../studio/style-references.ts'

const largest = 32 * 1024 * 1024

/** Style references: pictures the user sends along. Limited, decoded and checked before they are written. */
export function addReferenceRoutes(routes: Routes, { rooms }: ServerWorld): void {
  const path = '/api/boards/:board/styles/:style/reference'
  routes.add({ method: 'get', path, says: 'The style’s reference picture.', answerType: 'image/*' }, async ({ context, param }) => {
    const room = rooms.find(param('board'))
    const { board } = await room.read()
    const found = (await styleReferences(room.folder, board)).found.get(param('style'))
    if (found === undefined)
      throw problem('not-found', 'This style has no reference picture.', { hint: 'Hard cuts are made from words alone.' })
    return sent(context, found.picture.bytes, { type: found.picture.type, tag: found.sha256.slice(0, 16), isFixed: false })
  })
  routes.add(
    {
      method: 'put',
      path,
      says: 'A PNG, JPEG or WebP of at most 32 MB becomes the style’s reference.',
      bodyType: 'image/*',
      answer: boardChanged,
    },
    async ({ context, param }) => {
      const room = rooms.find(param('board'))
      await needStyle(room, param('style'))
      return takeReference(room, param('style'), await bodyIn(context, largest))
    },
  )
  routes.add(
    { method: 'delete', path, says: 'The style goes without a reference; the file stays.', answer: boardChanged },
    async ({ param }) => {
      const room = rooms.find(param('board'))
      await needStyle(room, param('style'))
      return withReference(room, param('style'), undefined)
    },
  )
}

async function needStyle(room: BoardRoom, style: string): Promise<void> {
  const { board } = await room.read()
  if (board.styles.every(({ id }) => id !== style)) throw problem('not-found', `This board has no style "${style.slice(0, 80)}".`)
}

async function takeReference(room: BoardRoom, style: string, bytes: Uint8Array): Promise<BoardChanged> {
  const { type } = await inspect(bytes).catch((error: unknown) => {
    throw problem('wrong-usage', error instanceof Error ? `${error.message}.` : 'That is no picture.', {
      hint: 'Send a whole PNG, JPEG or WebP of at most 32 MB.',
    })
  })
  const inside = `references/${style}.${type.slice('image/'.length)}`
  await replaceFile(join(room.folder, inside), bytes)
  const written = await readFile(join(room.folder, inside))
  if (sniffMediaType(written) !== type) throw problem('disk', 'The picture did not arrive whole.')
  return withReference(room, style, inside)
}

async function withReference(room: BoardRoom, id: string, reference: string | undefined): Promise<BoardChanged> {
  const { board } = await room.read()
  const styles = board.styles.map((style) => {
    if (style.id !== id) return style
    const { reference: _old, ...rest } = style
    return reference === undefined ? rest : { ...rest, reference }
  })
  return changeBoard(room, { styles })
}
