import { resolve } from 'node:path'
import { type Exported, type ExportRequest, exportSequence } from '../exports/export-sequence.ts'
import type { Readiness } from '../exports/readiness.ts'
import { readiness } from '../exports/sequence.ts'
import { openFolderGallery } from '../gallery/folder-gallery.ts'
import { openPicks } from '../review/picks.ts'
import { readBoard } from './import-list.ts'

/** What to export of a project folder; `to` and files named in options are relative to `cwd`. */
export type ProjectExport = Omit<ExportRequest, 'folder' | 'board' | 'picks' | 'gallery'>

type Opened = Pick<ExportRequest, 'board' | 'picks' | 'gallery'>

/** Exports a project folder. It reads the project and takes no hold of it: pictures may be made meanwhile. */
export async function exportProject(folder: string, asked: ProjectExport): Promise<Exported> {
  const { to, ...rest } = asked
  return exportSequence({ ...rest, ...(await opened(folder)), folder, ...(to === undefined ? {} : { to: resolve(asked.cwd, to) }) })
}

/** Whether a project is ready to be exported: what is picked, what is missing. */
export async function exportReadiness(folder: string): Promise<Readiness> {
  return readiness(await opened(folder))
}

async function opened(folder: string): Promise<Opened> {
  const board = await readBoard(folder)
  return { board, picks: (await openPicks(folder)).all(), gallery: await openFolderGallery(folder, board) }
}
