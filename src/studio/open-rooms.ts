import { existsSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import type { Board } from '../board/board.ts'
import { diskFault, realDisk } from '../durable.ts'
import { BeatboardError } from '../errors.ts'
import { openFolderGallery } from '../gallery/folder-gallery.ts'
import type { Gallery } from '../gallery/gallery.ts'
import type { Redact } from '../redact.ts'
import { type Journal, openJournal } from '../run/journal.ts'
import { type Hold, type Holder, holderOf, isHeld, takeHold } from '../run/lock.ts'
import { openKeys } from './open-keys.ts'
import { openToLook } from './open-to-look.ts'
import type { OwnModel, Studio } from './painters.ts'
import { innerFolder } from './project-folder.ts'
import type { World } from './world.ts'

/** The rooms of one opened project. */
export interface Rooms {
  readonly studio: Studio
  readonly gallery: Gallery
  readonly journal: Journal
  readonly redact: Redact
  readonly warnings: readonly string[]
  /** The project is ours to change; `undefined` when it was opened to look, or another process has it. */
  readonly hold: Hold | undefined
  /** Who had the project when it was to be opened for changing; it may have ended since. */
  readonly heldBy: Holder | undefined
  /** Whether some process holds the project now, and which. */
  atWork(): Holder | undefined
  /** Whether a process holds the project now, even one whose name is not known. */
  isHeld(): boolean
  close(): Promise<void>
}

export interface RoomsQuestion {
  readonly folder: string
  readonly board: Board
  readonly world: World
  /** Take the project for changing; where another process has it, the rooms are for watching. */
  readonly write: boolean
  readonly rpm?: number
  readonly own?: OwnModel
}

/** Opens journal, gallery and keys of a project, in this order of locks: the project first, then its journal. What fails lets go of all before it. */
export async function openRooms(question: RoomsQuestion): Promise<Rooms> {
  const { folder, board, world, write, rpm, own } = question
  const inner = innerFolder(folder)
  if (write)
    await realDisk.makeFolder(inner).catch((error: unknown) => {
      throw diskFault(error, inner)
    })
  const lock = join(inner, 'run.lock')
  const open: (() => void)[] = []
  const close = async (): Promise<void> => {
    for (const letGo of open.splice(0).toReversed()) letGo()
  }
  try {
    const hold = write ? taken(lock, world) : undefined
    const heldBy = write && hold === undefined ? holderOf(lock) : undefined
    open.push(() => hold?.release())
    const journalFile = join(inner, 'journal.db')
    const journal = write ? openJournal(journalFile, world.clock) : openToLook(journalFile, world.clock)
    open.push(() => journal.close())
    const { ring, addresses, redact, warnings, ...keys } = await openKeys(world, folder, { trace: write })
    open.push(() => keys.close())
    return {
      studio: { world, ring, addresses, rpm: rpm ?? keys.rpm, ...(own === undefined ? {} : { own }) },
      gallery: await openFolderGallery(folder, board),
      journal,
      redact,
      warnings,
      hold,
      heldBy,
      isHeld: () => existsSync(lock) && isHeld(lock),
      atWork: () => (existsSync(lock) && isHeld(lock) ? holderOf(lock) : undefined),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

function taken(lock: string, world: World): Hold | undefined {
  try {
    return takeHold(lock, { pid: process.pid, host: hostname(), command: world.command, since: new Date(world.clock.now()).toISOString() })
  } catch (error) {
    if (error instanceof BeatboardError && error.kind === 'held') return undefined
    throw error
  }
}
