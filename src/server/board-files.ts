import { readdirSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { hash } from 'node:crypto'
import { join } from 'node:path'
import type { Board } from '../board/board.ts'
import { readBoardFile } from '../board/board-file.ts'
import { BeatboardError } from '../errors.ts'
import type { Layout } from '../gallery/layout.ts'
import { readPicks } from '../review/picks.ts'
import type { PickView } from './api.ts'

/** A board as it is on disk, and the version that a change has to name. */
export interface BoardOnDisk {
  readonly board: Board
  readonly version: string
  /** Epoch ms. */
  readonly changedMs: number
}

/** Length and time of a file or folder: another mark, another content. Empty where there is none. */
export function markOf(path: string): string {
  const facts = statSync(path, { throwIfNoEntry: false })
  return facts === undefined ? '' : `${facts.mtimeMs}/${facts.size}/${facts.ino}`
}

/** Reads a board once for each content of its file. */
export function boardReader(folder: string): () => Promise<BoardOnDisk> {
  const file = join(folder, 'board.json')
  let known: { mark: string; read: Promise<BoardOnDisk> } | undefined
  return () => {
    const mark = markOf(file)
    if (known?.mark !== mark) known = { mark, read: readBoardOnDisk(file) }
    return known.read
  }
}

async function readBoardOnDisk(file: string): Promise<BoardOnDisk> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new BeatboardError('broken-project', 'The board’s file is gone.', {
      cause: error,
      hint: 'Put board.json back, or import the list again.',
    })
  })
  return { board: readBoardFile(text), version: hash('sha256', text, 'hex').slice(0, 16), changedMs: statSync(file).mtimeMs }
}

/** The picks of a project, read once for each content of their file. Looks only: a damaged file is left as it is. */
export function picksReader(folder: string): () => Promise<Readonly<Record<string, PickView>>> {
  const file = join(folder, 'picks.json')
  let known: { mark: string; picks: Readonly<Record<string, PickView>> } | undefined
  return async () => {
    const mark = markOf(file)
    if (known?.mark === mark) return known.picks
    const text = mark === '' ? '{}' : await readFile(file, 'utf8').catch(() => '{}')
    known = { mark, picks: Object.fromEntries(readPicks(text)?.picks ?? []) }
    return known.picks
  }
}

/** Changes when a picture came, went or was replaced by renaming: the marks of all folders that hold pictures. */
export function picturesMark(folder: string, layout: Layout): string {
  return layout.folders
    .flatMap(({ path, nested }) => [path, ...(nested ? namesIn(join(folder, path)).map((name) => `${path}/${name}`) : [])])
    .map((path) => statSync(join(folder, path), { throwIfNoEntry: false })?.mtimeMs ?? 0)
    .join()
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.startsWith('Shot_'))
  } catch {
    return []
  }
}
