import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { beat, film, shot } from '../../test/boards.ts'
import { writeBoard } from '../board/board-file.ts'
import { jumpingClock } from '../clock.ts'
import { type PictureRow, openJournal } from '../run/journal.ts'
import { finishMoves, moveBeats } from './move-beats.ts'

let folder: string
const before = film({ shots: [shot('1', beat('1.1'), beat('1.2'), beat('1.3'), beat('1.4'))] })
// 1.1 and 1.2 change places, 1.4 moves up to 1.3, and what was 1.3 is gone.
const after = film({ shots: [shot('1', beat('1.1'), beat('1.2'), beat('1.3'))] })
const moved = new Map([
  ['1.1', '1.2'],
  ['1.2', '1.1'],
  ['1.4', '1.3'],
])

beforeEach(reset)
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a renumbered list takes pictures, takes, picks and history along; what is gone is put aside, never overwritten', async () => {
  await moveBeats({ folder, before, board: after, moved })
  expect(state()).toEqual(whatItShouldBe)
})

test('a crash after any step is finished by the next command', async () => {
  for (let steps = 0; steps <= 5; steps++) {
    await interrupted(steps)
    await finishMoves(folder)
    await finishMoves(folder)
    expect(state(), `after ${steps} steps`).toEqual(whatItShouldBe)
    rmSync(folder, { recursive: true })
    await reset()
  }
})

const whatItShouldBe = {
  pictures: ['picture of 1.2', 'picture of 1.1', 'picture of 1.4', undefined],
  take: 'first take of 1.1',
  gone: 'picture of 1.3',
  picks: { '1.2': { style: 'ink' } },
  board: writeBoard(after),
  rows: {
    'ink/1.1': { take: 12, path: 'generated_images/ink/Shot_1/Beat_1.1.png', from: undefined },
    'ink/1.2': { take: 11, path: 'generated_images/ink/Shot_1/Beat_1.2.png', from: undefined },
    'ink/1.3': { take: 14, path: 'generated_images/ink/Shot_1/Beat_1.3.png', from: 'ink/1.2' },
  },
}

function state(): unknown {
  const journal = openJournal(join(folder, '.beatboard/journal.db'), jumpingClock())
  const rows = [...journal.pictures()].filter((row) => !row.id.includes('gone'))
  journal.close()
  const [goneFolder = ''] = existsSync(join(folder, '.beatboard/gone')) ? readdirSync(join(folder, '.beatboard/gone')) : []
  return {
    pictures: ['1.1', '1.2', '1.3', '1.4'].map((id) => read(`generated_images/ink/Shot_1/Beat_${id}.png`)),
    take: read('.beatboard/takes/ink/1.2/1.png'),
    gone: read(`.beatboard/gone/${goneFolder}/generated_images/ink/Shot_1/Beat_1.3.png`),
    picks: JSON.parse(read('picks.json') ?? '{}') as unknown,
    board: read('board.json'),
    rows: Object.fromEntries(rows.map((row) => [row.id, { take: row.take, path: row.path, from: row.previous?.from }])),
  }
}

/** The notes are there and this many files have gone aside; then the process is dead. */
async function interrupted(steps: number): Promise<void> {
  put('.beatboard/moving', 'in the way')
  await expect(moveBeats({ folder, before, board: after, moved })).rejects.toMatchObject({ kind: 'disk' })
  rmSync(join(folder, '.beatboard/moving'))
  const notes = JSON.parse(read('.beatboard/moving-out.json') ?? '') as { steps: { from: string; via: string }[] }
  expect(notes.steps).toHaveLength(5)
  for (const { from, via } of notes.steps.slice(0, steps)) {
    mkdirSync(dirname(join(folder, via)), { recursive: true })
    renameSync(join(folder, from), join(folder, via))
  }
}

async function reset(): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'beats-'))
  put('board.json', writeBoard(before))
  for (const { id } of before.shots[0]?.beats ?? []) put(`generated_images/ink/Shot_1/Beat_${id}.png`, `picture of ${id}`)
  put('.beatboard/takes/ink/1.1/1.png', 'first take of 1.1')
  put('picks.json', JSON.stringify({ '1.1': { style: 'ink' }, '1.3': { style: 'gone' } }))
  const journal = openJournal(join(folder, '.beatboard/journal.db'), jumpingClock())
  await journal.adopt(['1.1', '1.2', '1.3', '1.4'].map((id) => rowOf(id)))
  journal.close()
}

function put(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

function read(path: string): string | undefined {
  return existsSync(join(folder, path)) ? readFileSync(join(folder, path), 'utf8') : undefined
}

function rowOf(id: string): PictureRow {
  const previous = id === '1.4' ? ({ from: 'ink/1.1', sha256: 'a' } as const) : undefined
  const take = 10 + Number(id.slice(2))
  const nothing = { fingerprint: undefined, sha256: undefined, bridgedFrom: undefined, provider: undefined, model: undefined }
  return {
    id: `ink/${id}`,
    take,
    path: `generated_images/ink/Shot_1/Beat_${id}.png`,
    bytes: 16,
    previous,
    ...nothing,
    draft: false,
    costUsd: 0,
    madeAt: 0,
  }
}
