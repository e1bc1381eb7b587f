import { expect, test } from 'vitest'
import { beat, film } from '../../test/boards.ts'
import { fullGallery, mixedPicks, pick, twoStyles } from '../../test/export-world.ts'
import { picture, recipeFor } from '../../test/pictures.ts'
import { type Missing, type Sequence, readiness, sequenceOf } from './sequence.ts'

const board = twoStyles(['1.1', '1.2', '1.3'].map((id) => beat(id)))
const timed = twoStyles([0, 4, 6].map((start, index) => beat(`1.${index + 1}`, { start, caption: `words ${index + 1}` })))
const { '1.2': _, ...twoPicks } = mixedPicks(board)

const shown = ({ panels }: Sequence) => panels.map(({ number, beat: { id }, style, start, end }) => [number, id, style, start, end])

test('A15: the picks in order, styles mixed, with their times', async () => {
  const sequence = await sequenceOf({ board, picks: mixedPicks(board), gallery: await fullGallery(board), missing: 'stop' })
  expect(shown(sequence)).toEqual([
    [1, '1.1', 'ink', 0, 3],
    [2, '1.2', 'oil', 3, 6],
    [3, '1.3', 'ink', 6, 9],
  ])
  expect([sequence.seconds, sequence.readiness.line, sequence.warnings]).toEqual([9, '3 of 3 beats picked. Nothing missing.', []])
})

test('a beat without a pick stops the export, with the ways out', async () => {
  const stopped = sequenceOf({ board, picks: twoPicks, gallery: await fullGallery(board), missing: 'stop' })
  await expect(stopped).rejects.toMatchObject({
    kind: 'wrong-usage',
    message: '2 of 3 beats picked. 1 beat has nothing to show: 1.2.',
    facts: { hint: expect.stringMatching(/--missing leave.*--missing ink or --missing oil/) },
  })
})

test('left out of an untimed list, a beat takes its time along', async () => {
  const sequence = await sequenceOf({ board, picks: twoPicks, gallery: await fullGallery(board), missing: 'leave' })
  expect(shown(sequence)).toEqual([
    [1, '1.1', 'ink', 0, 3],
    [2, '1.3', 'ink', 3, 6],
  ])
  expect(sequence.warnings).toEqual(['Left out, a beat without a picture: 1.2.'])
})

test('left out of a timed list, a beat is still heard and the picture before it stands on', async () => {
  const sequence = await sequenceOf({ board: timed, picks: twoPicks, gallery: await fullGallery(timed), missing: 'leave' })
  expect(shown(sequence)).toEqual([
    [1, '1.1', 'ink', 0, 6],
    [2, '1.3', 'ink', 6, 8],
  ])
  expect(sequence.heard.map((one) => [one.beat.id, one.start, one.end])).toEqual([
    ['1.1', 0, 4],
    ['1.2', 4, 6],
    ['1.3', 6, 8],
  ])
})

test('a named style stands in', async () => {
  const sequence = await sequenceOf({ board, picks: twoPicks, gallery: await fullGallery(board), missing: { style: 'ink' } })
  expect(sequence.panels.map((panel) => panel.style)).toEqual(['ink', 'ink', 'ink'])
  expect(sequence.readiness.picked).toBe(2)
})

test.for<[string, Missing, RegExp]>([
  ['a style that the board does not have is refused', { style: 'pastel' }, /no style "pastel"/],
  ['a style that has no picture either stops the export', { style: 'oil' }, /"oil" has no picture either for 1\.2/],
])('%s', async ([, missing, message]) => {
  const gallery = await fullGallery(board, undefined, (id) => id !== 'oil/1.2')
  await expect(sequenceOf({ board, picks: twoPicks, gallery, missing })).rejects.toThrow(message)
})

test('what is picked and cannot be shown is named with the reason', async () => {
  const gallery = await fullGallery(board, undefined, (id) => id !== 'ink/1.1')
  const picks = { '1.1': pick('ink'), '1.2': pick('oil', 7), '1.3': pick('crayon') }
  expect(await readiness({ board, picks, gallery })).toEqual({
    total: 3,
    picked: 0,
    gaps: [
      { beat: '1.1', why: 'no picture' },
      { beat: '1.2', why: 'its take is gone' },
      { beat: '1.3', why: 'its style is gone' },
    ],
    flagged: [],
    styles: ['ink', 'oil'],
    line: '0 of 3 beats picked. 3 beats have nothing to show: 1.1 (no picture), 1.2 (its take is gone), 1.3 (its style is gone).',
  })
})

test('an older take that is picked is the one shown', async () => {
  const gallery = await fullGallery(board)
  await gallery.save('ink/1.1', await picture(99), recipeFor('ink/1.1', 2))
  const picks = { ...mixedPicks(board), '1.1': pick('ink', 1) }
  expect((await sequenceOf({ board, picks, gallery, missing: 'stop' })).panels[0]?.take).toBe(1)
})

test('flagged picks are pointed out', async () => {
  const picks = { ...mixedPicks(board), '1.3': { style: 'ink', isFlagged: true, selectedAt: '' } }
  expect((await readiness({ board, picks, gallery: await fullGallery(board) })).line).toBe(
    '3 of 3 beats picked. Nothing missing. Flagged for another look: 1.3.',
  )
})

test('where there is one style there is nothing to choose: its pictures are the picks', async () => {
  const one = film()
  const sequence = await sequenceOf({ board: one, picks: {}, gallery: await fullGallery(one), missing: 'stop' })
  expect(sequence.panels.map((panel) => panel.beat.id)).toEqual(['1.1', '1.2', '1.3', '2.1', '2.2'])
})
