import { mkdtempSync, rmSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type Beat, type Board, beatsOf } from '../src/board/board.ts'
import { pictureId, type Size } from '../src/board/picture.ts'
import { type ExportRequest, type Exported, exportSequence } from '../src/exports/export-sequence.ts'
import type { Gallery } from '../src/gallery/gallery.ts'
import { memoryGallery } from '../src/gallery/memory-gallery.ts'
import type { Picks } from '../src/review/picks.ts'
import { film, shot, style } from './boards.ts'
import { picture, recipeFor } from './pictures.ts'

/** An empty folder that is gone after the test. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'beatboard-exports-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A board in the styles ink and oil. */
export function twoStyles(beats: readonly Beat[], more: Partial<Board> = {}): Board {
  return film({ styles: [style('ink'), style('oil')], shots: [shot('1', ...beats)], ...more })
}

/** A gallery in memory with a picture of every beat in every style, or in those named. */
export async function fullGallery(board: Board, size?: Size, only: (id: string) => boolean = () => true): Promise<Gallery> {
  const gallery = memoryGallery(board)
  let seed = 0
  for (const { id: styleId } of board.styles)
    for (const { beat } of beatsOf(board)) {
      seed += 1
      const id = pictureId(styleId, beat.id)
      if (only(id)) await gallery.save(id, await picture(seed, 'png', size), recipeFor(id, 1))
    }
  return gallery
}

export function pick(styleId: string, take?: number): Picks[string] {
  return { style: styleId, ...(take === undefined ? {} : { take }), isFlagged: false, selectedAt: '' }
}

/** Picks that change between ink and oil from beat to beat. */
export function mixedPicks(board: Board): Picks {
  return Object.fromEntries([...beatsOf(board)].map(({ beat, index }) => [beat.id, pick(index % 2 === 0 ? 'ink' : 'oil')]))
}

type Asked = Partial<ExportRequest> & Pick<ExportRequest, 'format' | 'board'>

/** Exports a board with all its pictures into an empty folder, unless told otherwise. */
export async function exported(asked: Asked): Promise<Exported & { readonly folder: string }> {
  const folder = asked.folder ?? emptyFolder()
  const done = await exportSequence({
    picks: mixedPicks(asked.board),
    missing: 'stop',
    options: {},
    cwd: folder,
    signal: new AbortController().signal,
    progress: () => undefined,
    ...asked,
    folder,
    gallery: asked.gallery ?? (await fullGallery(asked.board)),
  })
  return { ...done, folder }
}

/** Every file below a folder, sorted, with forward slashes. */
export async function filesIn(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted()
}
