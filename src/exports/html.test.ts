import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { beat } from '../../test/boards.ts'
import { emptyFolder, exported, twoStyles } from '../../test/export-world.ts'
import { hasProgram } from '../../test/programs.ts'
import { writeBoard } from '../board/board-file.ts'
import { openPicks } from '../review/picks.ts'
import { takeNotes } from '../studio/take-notes.ts'
import { readNotes } from './viewer/notes.ts'

const attack = '</script><img src=x onerror="document.title=1">&'
const board = twoStyles([beat('1.1', { caption: attack, title: attack, prompt: attack }), beat('1.2', { caption: 'שלום' })], {
  title: attack,
})

const visitor = `
const cards = document.querySelectorAll('article')
cards[0].querySelector('[data-mark=again]').click()
cards[1].querySelector('[data-mark=good]').click()
cards[1].querySelector('[data-mark=good]').click()
const area = cards[1].querySelector('textarea')
area.value = 'Brighter, please <b>'
area.dispatchEvent(new Event('input'))
document.body.setAttribute('data-result', encodeURIComponent(notesText()))
document.body.setAttribute('data-drawn', String([...document.images].every((image) => image.naturalWidth === 96)))
document.body.setAttribute('data-said', document.getElementById('count').textContent)`

test.runIf(hasProgram('chromium', '--version'))(
  'a client marks and notes in the page, offline, and it comes back',
  { timeout: 90_000 },
  async () => {
    const { paths, folder } = await exported({ format: 'html', board })
    const visited = join(folder, 'visited.html')
    await writeFile(visited, `${await readFile(paths[0] ?? '', 'utf8')}<script>onload = () => {${visitor}}</script>`)
    const arguments_ = [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      `--user-data-dir=${emptyFolder()}`,
      '--virtual-time-budget=5000',
      '--dump-dom',
      `file://${visited}`,
    ]
    const dom = execFileSync('chromium', arguments_, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 64_000_000 })
    const said = (name: string): string => decodeURIComponent(new RegExp(`data-${name}="([^"]*)"`).exec(dom)?.[1] ?? '')
    expect([said('drawn'), said('said')]).toEqual(['true', '0 good, 1 again, 1 notes'])
    expect(readNotes(said('result'), new Set(['1.1', '1.2']))).toEqual([
      { beat: '1.1', style: 'ink', mark: 'again', text: '' },
      { beat: '1.2', style: 'oil', mark: '', text: 'Brighter, please <b>' },
    ])
  },
)

test('the page loads nothing from anywhere, and words stay words', async () => {
  const { paths } = await exported({ format: 'html', board, options: { prompts: 'with' } })
  const text = await readFile(paths[0] ?? '', 'utf8')
  expect(text).toContain("default-src 'none'")
  expect(text.match(/<img /g)).toHaveLength(2)
  expect(text.match(/<script/g)).toHaveLength(2)
  expect(text).not.toMatch(/(?:src|href)="(?!data:image\/webp;base64,)/)
})

const notesText = (notes: readonly unknown[]): string => JSON.stringify({ format: 'beatboard-notes', version: 1, notes })

test('"again" flags the pick, "good" takes the flag away, notes are kept', async () => {
  const folder = emptyFolder()
  await writeFile(join(folder, 'board.json'), writeBoard(board))
  const picks = await openPicks(folder)
  await picks.set('1.1', { style: 'ink', take: 1 })
  await takeNotes(
    folder,
    notesText([
      { beat: '1.1', style: 'ink', mark: 'again', text: 'Darker' },
      { beat: '1.2', style: 'oil', mark: 'again' },
    ]),
  )
  expect((await openPicks(folder)).all()).toMatchObject({ '1.1': { style: 'ink', take: 1, isFlagged: true } })
  expect((await openPicks(folder)).all()['1.2']).toBeUndefined()
  await takeNotes(folder, notesText([{ beat: '1.1', style: 'ink', mark: 'good' }]))
  expect((await openPicks(folder)).all()).toMatchObject({ '1.1': { isFlagged: false } })
  expect(JSON.parse(await readFile(join(folder, 'notes.json'), 'utf8'))).toEqual({
    '1.1': { style: 'ink', mark: 'good', text: '' },
    '1.2': { style: 'oil', mark: 'again', text: '' },
  })
})

test('damaged notes of before are not overwritten', async () => {
  const folder = emptyFolder()
  await writeFile(join(folder, 'board.json'), writeBoard(board))
  await writeFile(join(folder, 'notes.json'), '{"1.1":')
  await expect(takeNotes(folder, notesText([{ beat: '1.1', style: 'ink' }]))).rejects.toMatchObject({ kind: 'broken-project' })
})

test.for([
  ['no JSON', '<html>'],
  ['another file', '{"format":"beatboard-sequence","version":1}'],
  ['an unknown mark', notesText([{ beat: '1.1', style: 'ink', mark: 'maybe' }])],
  ['notes of another board', notesText([{ beat: '9.9', style: 'ink' }])],
])('%s is refused', ([, text]) => {
  expect(() => readNotes(text ?? '', new Set(['1.1']))).toThrow(expect.objectContaining({ kind: 'wrong-usage' }))
})
