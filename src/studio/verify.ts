import type { Board } from '../board/board.ts'
import { type Finding, verify } from '../gallery/verify.ts'
import type { Rooms } from './open-rooms.ts'

/** Pictures, recipes, takes and views by the gallery; the journal against the disk here. */
export async function verifyProject(
  folder: string,
  board: Board,
  rooms: Rooms,
): Promise<{ pictures: number; findings: readonly Finding[] }> {
  const disk = await rooms.gallery.list()
  const inGallery = await verify(folder, board, rooms.gallery)
  const known = new Map([...rooms.journal.pictures()].map((row) => [row.id, row]))
  const findings: Finding[] = []
  for (const [id, row] of known) {
    const file = disk.get(id)
    if (file === undefined)
      findings.push({
        severity: 'note',
        id,
        path: row.path,
        message: 'The journal knows this picture, the disk does not have it.',
        hint: 'It is made anew by the next "beatboard generate".',
      })
    else if (file.bytes !== row.bytes)
      findings.push({
        severity: 'warning',
        id,
        path: file.path,
        message: `The file has ${file.bytes} bytes, ${row.bytes} were kept: it was changed since.`,
        hint: 'A whole picture counts as yours; a torn one is made anew by the next "beatboard generate".',
      })
  }
  for (const [id, { path }] of disk)
    if (!known.has(id))
      findings.push({
        severity: 'note',
        id,
        path,
        message: 'The journal does not know this picture yet.',
        hint: 'The next "beatboard generate" takes it over.',
      })
  return { pictures: disk.size, findings: [...inGallery, ...findings] }
}
