import { existsSync, readdirSync, statSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { codeOf, diskFault } from '../durable.ts'
import type { TrashedBoard } from './api.ts'
import type { BoardRoom } from './board-room.ts'
import { problem } from './problem.ts'
import type { ServerWorld } from './server-world.ts'

const keptMs = 30 * 86_400_000

function trashIn(root: string): string {
  return join(root, '.beatboard-trash')
}

/** Moves a board's folder into the trash, where it stays 30 days. Its title has to be named, and no run may be on. */
export async function trashBoard({ root, rooms, world }: ServerWorld, room: BoardRoom, name: string): Promise<{ readonly id: string }> {
  const { board } = await room.read()
  if (name.trim() !== board.title.trim())
    throw problem('wrong-usage', `To delete this board, give its name: "${board.title}".`, {
      hint: 'It goes to the trash and can come back for 30 days.',
    })
  if (room.isOn()) throw problem('held', 'A run is on.', { hint: 'Cancel it, then delete the board.' })
  if (room.inside === '.') throw problem('wrong-usage', 'This board is the folder that is served; it cannot be deleted from here.')
  const trash = trashIn(root)
  const id = `${world.clock.now()}~${basename(room.folder).slice(0, 80)}`
  await rooms.letGo(room.id)
  try {
    await mkdir(trash, { recursive: true })
    await rename(room.folder, join(trash, id))
  } catch (error) {
    throw diskFault(error, trash)
  }
  await emptyOld(trash, world.clock.now())
  return { id }
}

/** What is in the trash, newest first. */
export function trashed({ root }: Pick<ServerWorld, 'root'>): { readonly boards: readonly TrashedBoard[] } {
  const boards = idsIn(trashIn(root)).map((id) => ({ id, title: titleOf(id), deletedAt: new Date(timeOf(id)).toISOString() }))
  return { boards: boards.toReversed() }
}

/** Brings a board back to where it was, under another name where that one is taken. */
export async function restoreBoard({ root, rooms }: ServerWorld, id: string): Promise<{ readonly id: string }> {
  const trash = trashIn(root)
  if (!idsIn(trash).includes(id)) throw problem('not-found', 'There is no such board in the trash.')
  const names = [titleOf(id), ...Array.from({ length: 99 }, (_, index) => `${titleOf(id)} ${index + 2}`)]
  const name = names.find((each) => !existsSync(join(root, each)))
  if (name === undefined) throw problem('disk', 'Its place is taken.')
  await rename(join(trash, id), join(root, name)).catch((error: unknown) => Promise.reject(diskFault(error, root)))
  const room = rooms.look().find((each) => each.folder === join(root, name))
  return { id: room?.id ?? name }
}

async function emptyOld(trash: string, now: number): Promise<void> {
  for (const id of idsIn(trash)) if (now - timeOf(id) > keptMs) await rm(join(trash, id), { recursive: true, force: true })
}

/** `1795168000000~night-ferry`: when it was deleted, and what its folder was called. */
function idsIn(trash: string): string[] {
  try {
    return readdirSync(trash)
      .filter((name) => /^\d{10,15}~./.test(name) && statSync(join(trash, name)).isDirectory())
      .sort()
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw diskFault(error, trash)
  }
}

function timeOf(id: string): number {
  return Number(id.slice(0, id.indexOf('~')))
}

function titleOf(id: string): string {
  return id.slice(id.indexOf('~') + 1)
}
