import { join } from 'node:path'
import type { PictureId } from '../board/picture.ts'
import { layoutOf } from '../gallery/layout.ts'
import type { JournalLook, LastTrouble, Sight } from '../run/journal-look.ts'
import type { Spend } from '../run/journal-reads.ts'
import { type Planned, type Project, openProject } from '../studio.ts'
import { innerFolder } from '../studio/project-folder.ts'
import type { World } from '../studio/world.ts'
import { type BoardOnDisk, markOf, picturesMark } from './board-files.ts'

/** What a board's screens are built on: everything that disk and journal say, read at one moment. */
export interface Base extends BoardOnDisk {
  readonly mark: string
  readonly project: Project
  readonly planned: Planned
  readonly sights: ReadonlyMap<PictureId, Sight>
  readonly troubles: ReadonlyMap<PictureId, LastTrouble>
  readonly spend: readonly Spend[]
}

export interface BaseWorld {
  readonly folder: string
  readonly world: World
  readonly read: () => Promise<BoardOnDisk>
  readonly journal: () => JournalLook | undefined
  /** Counts up when keys change: they decide who draws. */
  readonly keysMark: () => string
  /** A run is on: its events tell what changes, the base stays. */
  readonly isOn: () => boolean
}

/** The base of a board, made anew when something under it changed. What is in doubt is left alone in its plan. */
export interface BaseKeeper {
  get(): Promise<Base>
  close(): Promise<void>
}

/** How often a base that changed while it was made is made again before it is taken as it is. */
const mostTurns = 3

export function keepBase(question: BaseWorld): BaseKeeper {
  let base: Base | undefined
  let making: Promise<Base> | undefined
  const fresh = async (): Promise<Base> => {
    for (let turn = 1; ; turn++) {
      const onDisk = await question.read()
      const mark = markOfBase(question, onDisk)
      if (base?.mark === mark) return base
      const old = base?.project
      base = await madeBase(question, onDisk, mark)
      await old?.[Symbol.asyncDispose]()
      if (turn === mostTurns) return base
    }
  }
  return {
    get: () => (making ??= fresh().finally(() => (making = undefined))),
    async close() {
      await making?.catch(() => undefined)
      await base?.project[Symbol.asyncDispose]()
      base = undefined
    },
  }
}

function markOfBase({ folder, journal, keysMark, isOn }: BaseWorld, { board, version }: BoardOnDisk): string {
  const always = [version, keysMark(), markOf(join(folder, 'references')), markOf(join(folder, 'style_reference.png'))]
  if (isOn()) return ['on', ...always].join(' ')
  return [
    'off',
    ...always,
    picturesMark(folder, layoutOf(board)),
    journal()?.lastEvent() ?? 0,
    markOf(join(innerFolder(folder), 'journal.db')),
  ].join(' ')
}

async function madeBase({ folder, world, journal }: BaseWorld, onDisk: BoardOnDisk, mark: string): Promise<Base> {
  const project = await openProject(folder, { world, write: false })
  try {
    const look = journal()
    const sights = new Map([...(look?.sights() ?? [])].map((sight) => [sight.id, sight]))
    const troubles = look?.troubles() ?? new Map<PictureId, LastTrouble>()
    const planned = await project.plan({ skipInDoubt: true })
    return { ...onDisk, mark, project, planned, sights, troubles, spend: look?.spend() ?? [] }
  } catch (error) {
    await project[Symbol.asyncDispose]()
    throw error
  }
}
