import { type Board, beatsOf } from '../board/board.ts'
import { readList } from '../board/readers/catalog.ts'
import type { Understood } from '../board/readers/reader.ts'
import type { ListAnswer, ListQuestion } from './api.ts'
import { problem } from './problem.ts'

/** The text of a list that came as text or as JSON, and the name it goes by. */
export function listText({ text, list, name }: ListQuestion): { readonly text: string; readonly name: string } {
  if (text !== undefined) return { text, name: name ?? 'list' }
  if (list !== undefined) return { text: JSON.stringify(list), name: name ?? 'list.json' }
  throw problem('wrong-usage', 'There is no list in this request.', { hint: 'Send its text as "text", or the same as JSON in "list".' })
}

/** What a list is understood as, before anything is made of it. Rejects with `unreadable-list`: line, expected, found. */
export async function understood(question: ListQuestion): Promise<{ readonly read: Understood; readonly answer: ListAnswer }> {
  const { text, name } = listText(question)
  const found = await readList(text, name)
  const read = question.title === undefined ? found : { ...found, board: { ...found.board, title: question.title } }
  return { read, answer: answerOf(read, read.board) }
}

export function answerOf({ format, mapped, ignored, warnings }: Understood, board: Board): ListAnswer {
  const beats = [...beatsOf(board)].map(({ beat }) => beat)
  const ends = beats.flatMap(({ start, end }) => [start, end].filter((time) => time !== undefined))
  return {
    format,
    board,
    shots: board.shots.length,
    beats: beats.length,
    hardCuts: beats.filter((beat) => beat.transition === 'hard_cut').map((beat) => beat.id),
    mapped,
    ignored,
    warnings,
    ...(ends.length === 0 ? {} : { seconds: Math.max(...ends) - Math.min(...ends) }),
  }
}
