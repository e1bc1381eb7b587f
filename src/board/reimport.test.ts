import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Beat, Board } from './board.ts'
import { beatsOf } from './board.ts'
import { reimport } from './reimport.ts'
import { readyStyles, startingStyles, styleNamed } from './styles.ts'

const boat = 'Wide shot of a blue boat on a calm sea at dawn'
const tree = 'Medium shot of one old tree in a field of snow'
const lamp = 'Close-up of a lamp on a wooden kitchen table'
const dog = 'Wide shot of a brown dog running down a city street'

function boardOf(...beats: readonly (readonly [id: string, prompt: string, more?: Partial<Beat>])[]): Board {
  const made = beats.map(([id, prompt, more]): Beat => Object.assign({ id, prompt, transition: 'continue' as const }, more))
  return { title: 'Old', kind: 'film', styles: startingStyles('film'), shots: [{ id: '1', beats: made }] }
}

const old = boardOf(['1', boat], ['2', tree], ['3', lamp])
const told = (fresh: Board, before = old): object => {
  const { board: _board, moved, kept, ...rest } = reimport(before, fresh)
  return { ...rest, kept: kept.map(({ beat, from }) => `${from}>${beat}`), moved: Object.fromEntries(moved) }
}
const ids = (of: Board): string[] => [...beatsOf(of)].map(({ beat }) => beat.id).toSorted()
const prompts = (of: Board): Map<string, string> => new Map([...beatsOf(of)].map(({ beat }) => [beat.id, beat.prompt]))
const many = (word: string): Board => boardOf(...Array.from({ length: 3_000 }, (_, index) => [String(index), `${word} ${index}`] as const))
const nothing = { kept: [], changed: [], added: [], gone: [], moved: {} }

test.for([
  ['the same list', boardOf(['1', boat], ['2', tree], ['3', lamp]), { kept: ['1>1', '2>2', '3>3'] }],
  ['other spaces', boardOf(['1', ` ${boat.replaceAll(' ', '\n')}`], ['2', tree], ['3', lamp]), { kept: ['1>1', '2>2', '3>3'] }],
  [
    'a beat in front',
    boardOf(['1', dog], ['2', boat], ['3', tree], ['4', lamp]),
    { kept: ['1>2', '2>3', '3>4'], added: ['1'], moved: { 1: '2', 2: '3', 3: '4' } },
  ],
  ['a beat gone', boardOf(['1', boat], ['2', lamp]), { kept: ['1>1', '3>2'], gone: ['2'], moved: { 3: '2' } }],
  ['two that changed places', boardOf(['1', tree], ['2', boat], ['3', lamp]), { kept: ['2>1', '1>2', '3>3'], moved: { 1: '2', 2: '1' } }],
  [
    'other numbers',
    boardOf(['1.1', boat], ['1.2', tree], ['1.3', lamp]),
    { kept: ['1>1.1', '2>1.2', '3>1.3'], moved: { 1: '1.1', 2: '1.2', 3: '1.3' } },
  ],
  ['a word changed', boardOf(['1', boat], ['2', `${tree} at dusk`], ['3', lamp]), { kept: ['1>1', '3>3'], changed: ['2'] }],
  ['all words of one beat changed', boardOf(['1', boat], ['2', dog], ['3', lamp]), { kept: ['1>1', '3>3'], changed: ['2'] }],
  [
    'a beat in front and a word changed',
    boardOf(['1', dog], ['2', boat], ['3', `${tree} at dusk`], ['4', lamp]),
    { kept: ['1>2', '3>4'], changed: ['3'], added: ['1'], moved: { 1: '2', 2: '3', 3: '4' } },
  ],
  [
    'a beat beside a changed one',
    boardOf(['1', boat], ['2', dog], ['3', `${tree} at dusk`], ['4', lamp]),
    { kept: ['1>1', '3>4'], changed: ['3'], added: ['2'], moved: { 2: '3', 3: '4' } },
  ],
  [
    'another negative prompt',
    boardOf(['1', boat, { negativePrompt: 'text' }], ['2', tree], ['3', lamp]),
    { kept: ['2>2', '3>3'], changed: ['1'] },
  ],
  ['another caption', boardOf(['1', boat, { caption: 'said' }], ['2', tree], ['3', lamp]), { kept: ['1>1', '2>2', '3>3'] }],
  ['nothing in common', boardOf(['9', dog]), { added: ['9'], gone: ['1', '2', '3'] }],
] as const)('an edited list with %s keeps the pictures of beats whose words did not change', ([, fresh, expected]) => {
  expect(told(fresh)).toEqual({ ...nothing, ...expected })
})

test('beats with equal words keep their ids where they can, and their order otherwise', () => {
  const twins = boardOf(['1', boat], ['2', boat], ['3', boat])
  expect(told(boardOf(['2', boat], ['7', boat]), twins)).toEqual({ ...nothing, kept: ['2>2', '1>7'], gone: ['3'], moved: { 1: '7' } })
})

test('styles, sizes, models, limits and title stay; words, order, cast and the prompts of a new style come in', () => {
  const [ink] = readyStyles
  const styles = ink ? [{ ...ink, size: { width: 512, height: 512 }, models: [{ provider: 'draft' }] }] : []
  const mine: Board = { ...old, styles, limits: { maxImages: 9 }, format: 'webp', extra: { a: 1 } }
  const fresh: Board = {
    ...boardOf(['1', boat, { prompts: { pencil: 'p' } }]),
    title: 'New',
    cast: 'Ida',
    styles: [styleNamed('pencil'), styleNamed('clear')],
    extra: { b: 2 },
  }
  expect(reimport(mine, fresh).board).toEqual({
    ...mine,
    cast: 'Ida',
    extra: { a: 1, b: 2 },
    styles: [...styles, styleNamed('pencil')],
    shots: fresh.shots,
  })
})

test('a prompt of one style that the user wrote stays with its beat; a list that has another marks it changed', () => {
  const mine = boardOf(['1', boat, { prompts: { clear: 'mine' } }])
  expect(reimport(mine, boardOf(['5', boat])).board.shots[0]?.beats[0]).toEqual({
    id: '5',
    prompt: boat,
    transition: 'continue',
    prompts: { clear: 'mine' },
  })
  expect(told(boardOf(['1', boat, { prompts: { clear: 'theirs' } }]), mine)).toEqual({ ...nothing, changed: ['1'] })
})

test('every beat is accounted for once, and kept ones have the same words', () => {
  const list = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.constantFrom(boat, tree, lamp, dog, `${boat} at dusk`, 'x')), {
    selector: ([id]) => id,
    maxLength: 10,
  })
  const board = list.map((beats) => boardOf(...beats.map(([id, prompt]) => [String(id), prompt] as const)))
  fc.assert(
    fc.property(board, board, (before, fresh) => {
      const { board: after, kept, changed, added, gone, moved } = reimport(before, fresh)
      expect([...kept.map((pair) => pair.beat), ...changed, ...added].toSorted()).toEqual(ids(fresh))
      expect(gone.length + kept.length + changed.length).toBe(ids(before).length)
      expect(ids(after)).toEqual(ids(fresh))
      expect(kept.filter(({ beat, from }) => prompts(fresh).get(beat) !== prompts(before).get(from))).toEqual([])
      expect(new Set(moved.values()).size).toBe(moved.size)
      expect(gone.filter((id) => added.includes(id))).toEqual([])
    }),
    { numRuns: 300 },
  )
})

test('a list of thousands whose words all changed is matched by ids and places, without comparing each with each', () => {
  expect(reimport(many('boat'), many('tree')).changed.length).toBe(3_000)
})
