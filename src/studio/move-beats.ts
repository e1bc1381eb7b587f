import { existsSync } from 'node:fs'
import { readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Board, beatsOf } from '../board/board.ts'
import { writeBoard } from '../board/board-file.ts'
import { type PictureId, pictureId } from '../board/picture.ts'
import { realDisk, replaceFile } from '../durable.ts'
import { layoutOf } from '../gallery/layout.ts'
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

interface Notes {
  readonly steps: readonly Step[]
  readonly beats: readonly (readonly [string, string])[]
  readonly board: string
}

const outNotes = 'moving-out.json'
const inNotes = 'moving-in.json'

/**
 * Moves the pictures of renumbered beats and writes the board. Swaps are safe: everything goes aside first and to its place after,
 * and what is to be done is written down before either, so that a crash between any two steps is finished by `finishMoves`.
 * A picture of a beat that is gone is put aside in `.beatboard/gone`, never overwritten.
 */
export async function moveBeats({ folder, before, board, moved }: BeatMoves): Promise<void> {
  const steps = [...stepsOf(folder, before, board, moved)]
  const notes: Notes = { steps, beats: [...moved], board: writeBoard(board) }
  await replaceFile(join(innerFolder(folder), outNotes), JSON.stringify(notes))
  await finishMoves(folder)
}

/** Finishes moves that a crash interrupted; without any it only looks for their notes. */
export async function finishMoves(folder: string): Promise<void> {
  const [out, into] = [join(innerFolder(folder), outNotes), join(innerFolder(folder), inNotes)]
  if (existsSync(out)) {
    const { steps } = JSON.parse(await readFile(out, 'utf8')) as Notes
    for (const { from, via } of steps) await moveOnce(join(folder, from), join(folder, via))
    await rename(out, into)
    await realDisk.syncFolder(innerFolder(folder))
  }
  if (!existsSync(into)) return
  const notes = JSON.parse(await readFile(into, 'utf8')) as Notes
  for (const { via, to } of notes.steps) await moveOnce(join(folder, via), join(folder, to))
  await renameInPicks(folder, new Map(notes.beats))
  await replaceFile(boardFileIn(folder), notes.board)
  await rm(into)
}

function* stepsOf(folder: string, before: Board, board: Board, moved: ReadonlyMap<string, string>): Generator<Step> {
  const [old, fresh] = [layoutOf(before), layoutOf(board)]
  const arriving = new Set(moved.values())
  const stay = `.beatboard/gone/${new Date().toISOString().replaceAll(/[:.]/g, '-')}`
  let number = 0
  for (const style of before.styles)
    for (const { beat } of beatsOf(before)) {
      const to = moved.get(beat.id)
      if (to === undefined && !arriving.has(beat.id)) continue
      const id = pictureId(style.id, beat.id)
      const places: [string, string][] = old
        .candidatesOf(id)
        .map((path) => [path, to === undefined ? `${stay}/${path}` : freshPath(fresh, pictureId(style.id, to), path)])
      places.push([old.takesOf(id), to === undefined ? `${stay}/${old.takesOf(id)}` : fresh.takesOf(pictureId(style.id, to))])
      for (const [from, target] of places)
        if (existsSync(join(folder, from))) yield { from, via: `.beatboard/moving/${number++}`, to: target }
    }
}

function freshPath(fresh: ReturnType<typeof layoutOf>, id: PictureId, path: string): string {
  const extension = path.slice(path.lastIndexOf('.'))
  return fresh.candidatesOf(id).find((candidate) => candidate.endsWith(extension)) ?? fresh.pathOf(id)
}

/** Renames unless it has been done before: the file is then no longer where it came from. */
async function moveOnce(from: string, to: string): Promise<void> {
  if (!existsSync(from) || existsSync(to)) return
  const parent = join(to, '..')
  await realDisk.makeFolder(parent)
  await rename(from, to)
  await realDisk.syncFolder(parent)
}

async function renameInPicks(folder: string, moved: ReadonlyMap<string, string>): Promise<void> {
  const file = join(folder, 'picks.json')
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return
  const picks = Object.entries(JSON.parse(text) as Record<string, unknown>).filter(
    ([beat]) => moved.has(beat) || ![...moved.values()].includes(beat),
  )
  await replaceFile(file, `${JSON.stringify(Object.fromEntries(picks.map(([beat, pick]) => [moved.get(beat) ?? beat, pick])), null, 2)}\n`)
}
