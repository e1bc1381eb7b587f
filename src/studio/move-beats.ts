import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Board, beatsOf } from '../board/board.ts'
import { writeBoard } from '../board/board-file.ts'
import { type PictureId, pictureId } from '../board/picture.ts'
import { diskFault, realDisk, replaceFile } from '../durable.ts'
import { type Layout, layoutOf } from '../gallery/layout.ts'
import { renameBeats } from '../run/rename-beats.ts'
import { boardFileIn, innerFolder } from './project-folder.ts'

/** What an edited list asks for: beats that have a new id take their pictures with them. */
export interface BeatMoves {
  readonly folder: string
  readonly before: Board
  readonly board: Board
  /** Old beat id → new one. */
  readonly moved: ReadonlyMap<string, string>
}

/** One file or folder on its way, all paths relative to the project folder. */
interface Step {
  readonly from: string
  readonly via: string
  readonly to: string
}

/** All that is to be done, written down before anything is. */
interface Notes {
  readonly key: string
  readonly steps: readonly Step[]
  readonly beats: readonly (readonly [string, string])[]
  /** New contents of `board.json`, and of `picks.json` where there is one. */
  readonly board: string
  readonly picks?: string
}

const outNotes = 'moving-out.json'
const inNotes = 'moving-in.json'

/**
 * Moves the pictures of renumbered beats and writes the board. Swaps are safe: everything goes aside first and to its place after,
 * and what is to be done is written down before either, so that a crash between any two steps is finished by `finishMoves`.
 * A picture of a beat that is gone is put aside in `.beatboard/gone`, never overwritten.
 */
export async function moveBeats(moves: BeatMoves): Promise<void> {
  const { folder, board, moved } = moves
  const key = randomUUID()
  const picks = await movedPicks(folder, moved)
  const notes: Notes = {
    key,
    steps: stepsOf(moves, key),
    beats: [...moved],
    board: writeBoard(board),
    ...(picks === undefined ? {} : { picks }),
  }
  await replaceFile(join(innerFolder(folder), outNotes), JSON.stringify(notes))
  await finishMoves(folder)
}

/** Finishes moves that a crash interrupted; every step may be done twice. Without any it only looks for their notes. */
export async function finishMoves(folder: string): Promise<void> {
  const [out, into] = [join(innerFolder(folder), outNotes), join(innerFolder(folder), inNotes)]
  if (!existsSync(out) && !existsSync(into)) return
  try {
    if (existsSync(out)) await goAside(folder, out, into)
    await arrive(folder, into)
  } catch (error) {
    throw diskFault(error, folder)
  }
}

async function goAside(folder: string, out: string, into: string): Promise<void> {
  const { steps } = await readNotes(out)
  for (const { from, via } of steps) await moveOnce(join(folder, from), join(folder, via))
  await rename(out, into)
  await realDisk.syncFolder(innerFolder(folder))
}

async function arrive(folder: string, into: string): Promise<void> {
  const { key, steps, beats, board, picks } = await readNotes(into)
  for (const { via, to } of steps) await moveOnce(join(folder, via), join(folder, to))
  renameBeats(join(innerFolder(folder), 'journal.db'), {
    key,
    beats: new Map(beats),
    paths: new Map(steps.map(({ from, to }) => [from, to])),
  })
  if (picks !== undefined) await replaceFile(join(folder, 'picks.json'), picks)
  await replaceFile(boardFileIn(folder), board)
  await rm(into)
}

async function readNotes(file: string): Promise<Notes> {
  return JSON.parse(await readFile(file, 'utf8')) as Notes
}

function stepsOf({ folder, before, board, moved }: BeatMoves, key: string): Step[] {
  const layouts = { old: layoutOf(before), fresh: layoutOf(board) }
  const arriving = new Set(moved.values())
  const leaving = [...beatsOf(before)].map(({ beat }) => beat.id).filter((id) => moved.has(id) || arriving.has(id))
  const ways = before.styles.flatMap((style) =>
    leaving.flatMap((beat) => {
      const to = moved.get(beat)
      return waysOf(layouts, pictureId(style.id, beat), to === undefined ? { gone: key } : { id: pictureId(style.id, to) })
    }),
  )
  return ways
    .filter(({ from }) => existsSync(join(folder, from)))
    .map(({ from, to }, number) => ({ from, to, via: `.beatboard/moving/${number}` }))
}

type Goal = { readonly id: PictureId } | { readonly gone: string }

/** Where each file of a picture, and the folder of its takes, goes. */
function waysOf({ old, fresh }: { old: Layout; fresh: Layout }, id: PictureId, goal: Goal): { from: string; to: string }[] {
  const places = [...old.candidatesOf(id), old.takesOf(id)]
  if ('gone' in goal) return places.map((from) => ({ from, to: `.beatboard/gone/${goal.gone}/${from}` }))
  const targets = [...fresh.candidatesOf(goal.id), fresh.takesOf(goal.id)]
  return places.map((from, index) => ({ from, to: targets[index] ?? fresh.pathOf(goal.id) }))
}

/** Renames unless it has been done before: the file is then no longer where it came from. */
async function moveOnce(from: string, to: string): Promise<void> {
  if (!existsSync(from) || existsSync(to)) return
  await realDisk.makeFolder(dirname(to))
  await rename(from, to)
  await realDisk.syncFolder(dirname(to))
}

async function movedPicks(folder: string, moved: ReadonlyMap<string, string>): Promise<string | undefined> {
  const text = await readFile(join(folder, 'picks.json'), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const arriving = new Set(moved.values())
  const stay = Object.entries(JSON.parse(text) as Record<string, unknown>).filter(([beat]) => moved.has(beat) || !arriving.has(beat))
  return `${JSON.stringify(Object.fromEntries(stay.map(([beat, pick]) => [moved.get(beat) ?? beat, pick])), undefined, 2)}\n`
}
