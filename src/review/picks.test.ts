import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openPicks, readPicks } from './picks.ts'

const now = (): number => Date.UTC(2026, 10, 20, 10, 30)
const selectedAt = '2026-11-20T10:30:00.000Z'
const emptyFolder = (): string => mkdtempSync(join(tmpdir(), 'beatboard-picks-'))
const onDisk = (folder: string): unknown => JSON.parse(readFileSync(join(folder, 'picks.json'), 'utf8'))

test('A15: a pick is on disk, in the promised shape, when its promise resolves', async () => {
  const folder = emptyFolder()
  const picks = await openPicks(folder, now)
  await picks.set('1.1', { style: 'clear', take: 2 })
  await picks.set('1.2', { style: 'illustration', isFlagged: true })
  const expected = {
    '1.1': { style: 'clear', take: 2, isFlagged: false, selectedAt },
    '1.2': { style: 'illustration', isFlagged: true, selectedAt },
  }
  expect([onDisk(folder), picks.all(), (await openPicks(folder)).all()]).toEqual([expected, expected, expected])
})

test('a pick is taken back by clear, and every change by undo', async () => {
  const folder = emptyFolder()
  const picks = await openPicks(folder, now)
  await picks.set('1.1', { style: 'clear' })
  await picks.set('1.1', { style: 'illustration' })
  await picks.clear('1.1')
  await picks.clear('9.9')
  const seen: (string | undefined)[] = [picks.all()['1.1']?.style]
  for (;;) {
    if (!(await picks.undo())) break
    seen.push(picks.all()['1.1']?.style)
  }
  expect([seen, onDisk(folder)]).toEqual([[undefined, 'illustration', 'clear', undefined], {}])
})

test('picks made at the same time are all kept', async () => {
  const folder = emptyFolder()
  const picks = await openPicks(folder, now)
  await Promise.all(Array.from({ length: 20 }, (_, index) => picks.set(`1.${index}`, { style: 'clear' })))
  expect(Object.keys(onDisk(folder) as object).length).toBe(20)
})

test('a file that cannot be read is kept aside, and said', async () => {
  const folder = emptyFolder()
  for (const text of ['{"1.1": {"sty', '[]']) {
    writeFileSync(join(folder, 'picks.json'), text)
    const picks = await openPicks(folder, now)
    expect([picks.all(), picks.warnings]).toEqual([
      {},
      [expect.stringMatching(/Could not read picks\.json; .* kept in .*picks\.json\.damaged/)],
    ])
  }
  expect(readdirSync(folder).sort()).toEqual(['picks.json.damaged', 'picks.json.damaged-2'])
  expect(readFileSync(join(folder, 'picks.json.damaged-2'), 'utf8')).toBe('[]')
})

test('one odd entry costs no other; the file as it was is kept aside', async () => {
  const folder = emptyFolder()
  writeFileSync(join(folder, 'picks.json'), '{"1.1":{"style":"clear"},"1.2":7}')
  const picks = await openPicks(folder, now)
  expect([picks.all(), picks.warnings.length]).toEqual([{ '1.1': { style: 'clear', isFlagged: false, selectedAt: '' } }, 1])
  expect(existsSync(join(folder, 'picks.json.damaged'))).toBe(true)
})

test('selections of the old tool are taken over, and its file is left as it is', async () => {
  const folder = emptyFolder()
  const old = { '1.1': { style: 'consistent', isFlagged: true, selectedAt } }
  writeFileSync(join(folder, 'image_selections.json'), JSON.stringify(old))
  const picks = await openPicks(folder, now)
  expect([picks.all(), picks.warnings, readdirSync(folder)]).toEqual([old, [], ['image_selections.json']])
})

test('selections of the old tool that cannot be read are said', async () => {
  const folder = emptyFolder()
  writeFileSync(join(folder, 'image_selections.json'), '{')
  expect((await openPicks(folder, now)).warnings).toEqual(['Not all of image_selections.json could be read; the file is left as it is.'])
})

test('whatever the beats are called, picks come back as they were set', async () => {
  const beats = fc.uniqueArray(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('__proto__', 'constructor', '1', '')), {
    maxLength: 5,
  })
  await fc.assert(
    fc.asyncProperty(beats, async (ids) => {
      const folder = emptyFolder()
      const picks = await openPicks(folder, now)
      for (const id of ids) await picks.set(id, { style: 'clear' })
      expect(Object.keys((await openPicks(folder)).all()).sort()).toEqual([...ids].sort())
    }),
    { numRuns: 20 },
  )
})

test('text that is no list of picks is not one', () => {
  expect([readPicks(''), readPicks('3'), readPicks('null')]).toEqual([undefined, undefined, undefined])
})
