import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Board } from '../board/board.ts'
import { readBoardFile, writeBoard } from '../board/board-file.ts'
import { readList } from '../board/readers/catalog.ts'
import type { Understood } from '../board/readers/reader.ts'
import { reimport } from '../board/reimport.ts'
import { type Disk, replaceFile } from '../durable.ts'
import { BeatboardError } from '../errors.ts'
import { finishMoves, moveBeats } from './move-beats.ts'
import { boardFileIn, projectFolderOf } from './project-folder.ts'
import { type Settings, withSettings } from './settings.ts'

/** A list, and where its project is to lie. */
export interface ListSource {
  readonly text: string
  /** File name without folder. */
  readonly name: string
  /** The file as the user named it, for the record of a timeline; by default its name. */
  readonly file?: string
  readonly outputDir?: string
  readonly cwd: string
}

/** What an edited list changes in a project that is there already. */
export interface Changes {
  /** Beats whose words did not change: their pictures stay. */
  readonly kept: number
  readonly changed: readonly string[]
  readonly added: readonly string[]
  /** No longer in the list; their pictures stay on disk. */
  readonly gone: readonly string[]
  /** Old beat id → new one: their pictures move along. */
  readonly moved: ReadonlyMap<string, string>
}

export interface Imported {
  readonly folder: string
  readonly board: Board
  readonly understood: Understood
  /** Only where the project was there before. */
  readonly changes?: Changes
  readonly before?: Board
}

/** Reads a list and says what its project would be; writes nothing. */
export async function readIntoProject(source: ListSource, settings: Settings = {}): Promise<Imported> {
  const understood = await readNamedList(source)
  const folder = projectFolderOf(understood.board, source.name, source.outputDir, source.cwd)
  if (!existsSync(boardFileIn(folder))) return { folder, board: onlyAsked(withSettings(understood.board, settings), settings), understood }
  await finishMoves(folder)
  const before = await readBoard(folder)
  if (before.kind !== understood.board.kind)
    throw new BeatboardError(
      'wrong-usage',
      `${folder} holds "${before.title}", a ${before.kind}; this list is a ${understood.board.kind}.`,
      {
        hint: 'Give the list a folder of its own: --output-dir FOLDER',
      },
    )
  const { board, kept, changed, added, gone, moved } = reimport(before, understood.board)
  return { folder, board: withSettings(board, settings), understood, before, changes: { kept: kept.length, changed, added, gone, moved } }
}

/** A list that cannot be read is named with its fault. */
async function readNamedList({ text, name, file = name }: ListSource): Promise<Understood> {
  try {
    const understood = await readList(text, name)
    return { ...understood, board: withFile(understood.board, file) }
  } catch (error) {
    if (!(error instanceof BeatboardError) || error.kind !== 'unreadable-list') throw error
    throw new BeatboardError('unreadable-list', `${name}, ${error.message}`, error.facts)
  }
}

/** A new project has the styles that were asked for, in that order, and no others: the next command makes all that a project has. */
function onlyAsked(board: Board, { styles }: Settings): Board {
  return styles === undefined ? board : { ...board, styles: styles.flatMap((id) => board.styles.find((style) => style.id === id) ?? []) }
}

/** A timeline remembers the file that it came from: its metadata names it (B6). */
function withFile(board: Board, file: string): Board {
  return board.kind === 'timeline' ? { ...board, extra: { prompts_file: file, ...board.extra } } : board
}

/** Makes the project folder of what was read, or brings it up to date: pictures of beats that moved go along, none is deleted. */
export async function writeProject(imported: Imported, disk?: Disk): Promise<void> {
  const { folder, board, before, changes } = imported
  if (before !== undefined && changes !== undefined && changes.moved.size > 0)
    return moveBeats({ folder, before, board, moved: changes.moved })
  const text = writeBoard(board)
  if (before !== undefined && writeBoard(before) === text) return
  await replaceFile(boardFileIn(folder), text, disk)
}

/** The board of a project folder; its `board.json` is parsed once here and trusted afterwards. */
export async function readBoard(folder: string): Promise<Board> {
  const file = boardFileIn(folder)
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new BeatboardError('wrong-usage', `${folder} is no Beatboard project: it has no board.json.`, {
      hint: 'Make one from a list: beatboard import LIST --output-dir FOLDER',
      cause: error,
    })
  })
  return readBoardFile(text)
}
