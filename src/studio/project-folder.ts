import { basename, extname, join, resolve } from 'node:path'
import type { Board } from '../board/board.ts'

/** Where a list's project lies when nothing else is said: a timeline under `generated_images/{video_name}`, anything else in a folder named like the list. */
export function projectFolderOf(board: Board, listName: string, outputDir: string | undefined, cwd: string): string {
  if (board.kind === 'timeline') return resolve(cwd, outputDir ?? 'generated_images', folderName(board.title))
  return resolve(cwd, outputDir ?? folderName(basename(listName, extname(listName))))
}

/** A title as a folder name that every file system takes: nothing that leads elsewhere, no reserved name, 80 characters at most. */
export function folderName(title: string): string {
  const safe = title
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cs}\\/:*?"<>|]+/gu, '_')
    .replace(/^[.\s]+/, '')
    .slice(0, 80)
    .replace(/[.\s]+$/, '')
  return safe === '' || /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i.test(safe) ? `board_${safe}` : safe
}

export function boardFileIn(folder: string): string {
  return join(folder, 'board.json')
}

/** Where Beatboard keeps journal, takes and originals of a project. */
export function innerFolder(folder: string): string {
  return join(folder, '.beatboard')
}
