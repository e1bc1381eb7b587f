import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { beat, film, shot } from '../../test/boards.ts'
import { emptyFolder, filesIn } from '../../test/export-world.ts'
import { picture, recipeFor } from '../../test/pictures.ts'
import { writeBoard } from '../board/board-file.ts'
import type { Board } from '../board/board.ts'
import { replaceFile } from '../durable.ts'
import { openFolderGallery } from '../gallery/folder-gallery.ts'
import { main } from './main.ts'

const board = film({ shots: [shot('1', beat('1.1', { caption: 'One' }), beat('1.2', { caption: 'Two' }), beat('1.3'))] })

/** A project folder with pictures of the beats named. */
async function project(beats: readonly string[], shown: Board = board): Promise<string> {
  const folder = emptyFolder()
  await replaceFile(join(folder, 'board.json'), writeBoard(shown))
  const gallery = await openFolderGallery(folder, shown)
  for (const [index, id] of beats.entries()) await gallery.save(`ink/${id}`, await picture(index), recipeFor(`ink/${id}`, 1))
  return folder
}

async function beatboard(...argv: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  let [stdout, stderr] = ['', '']
  const code = await main({
    argv: ['export', ...argv],
    env: { BEATBOARD_HOME: emptyFolder() },
    cwd: () => emptyFolder(),
    stdin: Readable.from([]),
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    signal: new AbortController().signal,
  })
  return { code, stdout, stderr }
}

test('A15: one command makes selected_images/ of a finished board', async () => {
  const folder = await project(['1.1', '1.2', '1.3'])
  const { code, stderr } = await beatboard('pictures', folder)
  expect([code, stderr]).toEqual([0, '3 of 3 beats picked. Nothing missing.\n'])
  expect(await readdir(join(folder, 'selected_images'))).toEqual(['Beat_1.1.png', 'Beat_1.2.png', 'Beat_1.3.png'])
})

test('a beat without a picture stops it with the ways out; left out, the exit code says gaps', async () => {
  const folder = await project(['1.1', '1.3'])
  const stopped = await beatboard('zip', folder)
  expect([stopped.code, stopped.stderr]).toEqual([2, expect.stringContaining('--missing leave')])
  expect((await beatboard('zip', folder, '--missing', 'leave')).code).toBe(3)
  expect(await readdir(join(folder, 'exports'))).toEqual(['pictures.zip'])
})

test('--json: readiness, progress, and what was made', async () => {
  const folder = await project(['1.1', '1.2', '1.3'])
  const { stdout } = await beatboard('srt', folder, '--json', '--seconds', '2')
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string })
  expect(lines.map((line) => line.type)).toEqual(['readiness', 'progress', 'exported'])
  expect(lines[2]).toMatchObject({
    format: 'srt',
    panels: 3,
    seconds: 6,
    facts: { captions: 2 },
    paths: [join(folder, 'exports/captions.srt')],
  })
})

test('--to names the file; a name that is taken gets a number there too', async () => {
  const folder = await project(['1.1', '1.2', '1.3'])
  const to = join(emptyFolder(), 'sub')
  await mkdir(to)
  for (let time = 0; time < 2; time++) await beatboard('srt', folder, '--to', join(to, 'mine.srt'))
  expect(await filesIn(to)).toEqual(['mine-2.srt', 'mine.srt'])
  expect(await readFile(join(to, 'mine.srt'), 'utf8')).toContain('One')
})

test.for([
  [['docx', 'FOLDER'], /no export format "docx"/],
  [['srt', 'FOLDER', '--type', 'png'], /format srt has no option --type/],
  [['pictures', 'FOLDER', '--width', 'wide'], /--width/],
  [['pictures', 'FOLDER', '--seconds', '0'], /--seconds takes a number/],
  [['pictures'], /Usage: beatboard export FORMAT FOLDER/],
] as const)('%j is refused', async ([argv, message]) => {
  const folder = await project(['1.1', '1.2', '1.3'])
  const { code, stderr } = await beatboard(...argv.map((word) => (word === 'FOLDER' ? folder : word)))
  expect([code, stderr]).toEqual([2, expect.stringMatching(message)])
  expect(await readdir(folder)).not.toContain('exports')
})

test('killed at any time, it leaves nothing that looks finished', async () => {
  const beats = Array.from({ length: 60 }, (_, index) => `1.${index + 1}`)
  const folder = await project(beats, film({ shots: [shot('1', ...beats.map((id) => beat(id)))] }))
  const bin = join(import.meta.dirname, '../../bin/beatboard.js')
  const child = spawn(process.execPath, [bin, 'export', 'zip', folder, '--type', 'webp', '--json'], { stdio: ['ignore', 'pipe', 'ignore'] })
  const ended = once(child, 'exit')
  for await (const chunk of child.stdout) if (String(chunk).includes('"progress"')) child.kill('SIGKILL')
  expect((await ended)[1]).toBe('SIGKILL')
  expect((await readdir(join(folder, 'exports'))).filter((name) => !name.endsWith('.part'))).toEqual([])
  expect((await beatboard('zip', folder)).code).toBe(0)
  expect(await readdir(join(folder, 'exports'))).toEqual(['pictures.zip'])
})
