import type { Beat, Board, Shot, Style } from '../board/board.ts'

export interface PromptQuestion {
  readonly board: Board
  readonly style: Style
  readonly shot: Shot
  readonly beat: Beat
  /** The reference pictures that go along, in the order in which they are sent. */
  readonly references: readonly ('previous' | 'style')[]
  /** The beat continues, whether or not the model can be shown the picture before it. */
  readonly continues?: boolean
  /** The picture shown is not the one right before: the link between failed. */
  readonly bridged?: boolean
}

/** Most steps told as already done, where the model cannot be shown them. */
const stepsTold = 6

/**
 * The words sent. A first picture is told to show its beat and nothing later; a continuation to start from the exact state shown,
 * to add only what is new, and to keep camera angle and distance, light, shadows and colour temperature (D2). Image numbers
 * are the order of the references.
 */
export function composePrompt(question: PromptQuestion): { prompt: string; negativePrompt?: string } {
  const { board, style, beat } = question
  const words = style.words === '' ? (beat.styleWords === undefined ? '' : `${beat.styleWords} style`) : style.words
  const parts = [
    continuityWords(question),
    board.cast === undefined ? '' : `Characters: ${board.cast}`,
    beatWords(question),
    styleReferenceWords(question.references),
    words === '' ? '' : `Style: ${words}`,
  ]
  const negative = [style.negativePrompt, beat.negativePrompt].filter((part) => part !== undefined && part !== '').join(', ')
  const prompt = onlyWords(question, words) ?? parts.filter((part) => part !== '').join('\n')
  return negative === '' ? { prompt } : { prompt, negativePrompt: negative }
}

/** A lone picture is asked for as the list wrote it, the visual style behind a comma, so that a timeline's words stay its own (B2). */
function onlyWords({ board, style, beat, references, continues }: PromptQuestion, words: string): string | undefined {
  if (board.kind !== 'timeline' || references.length > 0 || continues === true) return undefined
  const prompt = promptOf(beat, style)
  return words === '' ? prompt : `${prompt}, ${words}`
}

function beatWords({ board, style, shot, beat, references, continues }: PromptQuestion): string {
  const prompt = promptOf(beat, style)
  if (board.kind !== 'steps') return prompt
  if (references.includes('previous')) return `Add only this step: ${prompt}`
  if (continues === true) return `${doneBefore(shot, beat)}Add only this step: ${prompt}`
  return `Show only this first step and nothing of the steps after it: ${prompt}`
}

function promptOf(beat: Beat, style: Style): string {
  return beat.prompts?.[style.id] ?? beat.prompt
}

function continuityWords({ board, references, bridged }: PromptQuestion): string {
  if (!references.includes('previous')) return ''
  const start =
    board.kind === 'steps'
      ? 'Start from the exact state shown in image 1: everything in it stays as it is.'
      : 'Continue from image 1: the same characters, clothes, place and things, as they are there.'
  const keep =
    board.kind === 'steps'
      ? 'Keep the exact same camera angle and distance, and the same light, shadows and colour temperature. Nothing of later steps may appear.'
      : 'Keep the same light, shadows and colour temperature, and the same camera angle and distance unless the words below ask for another.'
  const gap = bridged === true ? 'One picture between image 1 and this one is missing; bridge it without a break.' : ''
  return [start, keep, gap].filter((part) => part !== '').join(' ')
}

function styleReferenceWords(references: readonly ('previous' | 'style')[]): string {
  const place = references.indexOf('style')
  return place < 0 ? '' : `Image ${place + 1} is the style reference: take its way of drawing, palette and light, not what it shows.`
}

function doneBefore(shot: Shot, beat: Beat): string {
  const done = shot.beats.slice(0, shot.beats.indexOf(beat)).slice(-stepsTold)
  return done.length === 0 ? '' : `Already done: ${done.map((step) => (step.title ?? step.prompt).slice(0, 120)).join('; ')}.\n`
}
