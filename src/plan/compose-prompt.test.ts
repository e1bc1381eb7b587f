import { describe, expect, test } from 'vitest'
import { beat, film, shot, style } from '../../test/boards.ts'
import type { Board } from '../board/board.ts'
import { composePrompt } from './compose-prompt.ts'

const ink = style('ink', { words: 'ink and wash' })

describe('a how-to', () => {
  const steps: Board = {
    title: 'A bird house',
    kind: 'steps',
    styles: [ink],
    shots: [
      shot(
        '1',
        beat('1', { prompt: 'Lay the base board on the bench', title: 'Base' }),
        beat('2', { prompt: 'Screw on the back wall', transition: 'continue', title: 'Back wall' }),
        beat('3', { prompt: 'Add the roof', transition: 'continue' }),
      ),
    ],
  }
  const [first] = steps.shots as [Board['shots'][number]]
  const ask = (index: number, references: readonly ('previous' | 'style')[]): string => {
    const step = first.beats[index] ?? beat('0')
    return composePrompt({ board: steps, style: ink, shot: first, beat: step, references, continues: step.transition === 'continue' })
      .prompt
  }

  test('D2: the first step shows only itself', () => {
    expect(ask(0, [])).toBe(
      'Show only this first step and nothing of the steps after it: Lay the base board on the bench\nStyle: ink and wash',
    )
  })

  test('D2: a step after it starts from the exact state shown, adds only itself, keeps camera and light', () => {
    expect(ask(1, ['previous', 'style']).split('\n')).toEqual([
      'Start from the exact state shown in image 1: everything in it stays as it is. Keep the exact same camera angle and distance, and the same light, shadows and colour temperature. Nothing of later steps may appear.',
      'Add only this step: Screw on the back wall',
      'Image 2 is the style reference: take its way of drawing, palette and light, not what it shows.',
      'Style: ink and wash',
    ])
  })

  test('a model that cannot be shown the picture before is told in words what is done', () => {
    expect(ask(2, [])).toBe('Already done: Base; Back wall.\nAdd only this step: Add the roof\nStyle: ink and wash')
  })
})

describe('a film', () => {
  const board = film({ styles: [ink], cast: 'Mara, a girl in a yellow coat' })
  const [first] = board.shots as [Board['shots'][number]]

  test('A6: a hard cut goes with the style reference', () => {
    const { prompt } = composePrompt({ board, style: ink, shot: first, beat: beat('1.1'), references: ['style'] })
    expect(prompt.split('\n')).toEqual([
      'Characters: Mara, a girl in a yellow coat',
      'what beat 1.1 shows',
      'Image 1 is the style reference: take its way of drawing, palette and light, not what it shows.',
      'Style: ink and wash',
    ])
  })

  test('a continuation over a gap says so', () => {
    const { prompt } = composePrompt({
      board,
      style: ink,
      shot: first,
      beat: beat('1.3'),
      references: ['previous'],
      continues: true,
      bridged: true,
    })
    expect(prompt).toContain('One picture between image 1 and this one is missing')
  })

  test('A1: a beat may have words of its own for one style; what to avoid comes from style and beat', () => {
    const own = beat('1.1', { prompts: { ink: 'only for ink' }, negativePrompt: 'text' })
    expect(
      composePrompt({ board: film(), style: style('ink', { words: '', negativePrompt: 'blur' }), shot: first, beat: own, references: [] }),
    ).toEqual({
      prompt: 'only for ink',
      negativePrompt: 'blur, text',
    })
  })
})

test('B2: a timeline sends the section as written with its visual style behind it', () => {
  const timeline = film({ kind: 'timeline', styles: [style('as-written', { words: '' })] })
  const section = beat('s1', { prompt: 'A harbour at dawn', styleWords: 'watercolour' })
  expect(
    composePrompt({ board: timeline, style: style('as-written', { words: '' }), shot: shot('1', section), beat: section, references: [] }),
  ).toEqual({
    prompt: 'A harbour at dawn, watercolour style',
  })
})
