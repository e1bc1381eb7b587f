import { live } from '../live/live.ts'
import type { Pick } from '../live/live-store.ts'
import { notes } from '../pieces/notes.tsx'
import { ask, reasonOf } from './http.ts'
import { queries } from './queries.ts'
import type { PickQuestion, RedoQuestion, RunAnswer, RunQuestion } from './types.ts'

const at = (board: string): string => `/boards/${encodeURIComponent(board)}`

/** Starts or joins a run. Money may be spent: only called with the price on the screen. */
export async function startRun(board: string, question: RunQuestion): Promise<RunAnswer | undefined> {
  return told(async () => {
    const answer = await ask<RunAnswer>('POST', `${at(board)}/runs`, question)
    if (answer.what === 'joined') notes.say('A run is on already. This joins it.')
    if (answer.what === 'nothing') notes.say('There is nothing left to make.')
    void queries.invalidateQueries({ queryKey: ['board', board] })
    return answer
  })
}

/** A new take, or one more try. Money may be spent: the price was on the screen before. */
export async function redo(board: string, style: string, beat: string, question: RedoQuestion = {}): Promise<RunAnswer | undefined> {
  return told(() => ask<RunAnswer>('POST', `${at(board)}/pictures/${encodeURIComponent(style)}/${encodeURIComponent(beat)}/redo`, question))
}

export async function steer(board: string, run: string, how: 'pause' | 'resume' | 'cancel'): Promise<void> {
  await told(() => ask('POST', `${at(board)}/runs/${encodeURIComponent(run)}/${how}`))
}

/** Picks at once on the screen, and takes it back when the server says no. The same pick again clears it. */
export async function pick(board: string, beat: string, question: PickQuestion | undefined): Promise<void> {
  const before = live.pick(board, beat)
  const asked: Pick | undefined = question
  live.setPick(board, beat, asked)
  const path = `${at(board)}/picks/${encodeURIComponent(beat)}`
  try {
    await (question === undefined ? ask('DELETE', path) : ask('PUT', path, question))
  } catch (error) {
    live.setPick(board, beat, before)
    notes.say(`Not picked. ${reasonOf(error)}`)
  }
}

/** Does it, and says why where it could not be done. */
export async function told<T>(deed: () => Promise<T>): Promise<T | undefined> {
  try {
    return await deed()
  } catch (error) {
    notes.say(reasonOf(error))
    return undefined
  }
}
