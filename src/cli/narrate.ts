import type { Board, BoardKind } from '../board/board.ts'
import { partsOf } from '../board/picture.ts'
import type { RunEvent } from '../run/events.ts'
import type { RunState } from '../run/run-state.ts'
import { count, money } from './format.ts'

/** What one beat is called in a board of this kind. */
export function beatWord(kind: BoardKind): string {
  switch (kind) {
    case 'film':
      return 'Beat'
    case 'timeline':
      return 'Section'
    case 'story':
      return 'Page'
    case 'steps':
      return 'Step'
  }
}

/** The log of a run (A14): what an event says in words, given the state after it. */
export function narrate(event: RunEvent, state: RunState, board: Board): readonly string[] {
  switch (event.type) {
    case 'run-started':
      return event.styles
        .filter((style) => style.toMake > 0)
        .map(
          (style) =>
            `[${style.id}] Starting image generation for ${count(style.toMake, 'prompt')}...${style.exists > 0 ? ` ${style.exists} exist already.` : ''}`,
        )
    case 'picture-kept':
      return kept(event, state, board)
    case 'picture-retried':
      return [`${placeOf(event.id, board)}: ${event.message} ${nextWords(event)}`]
    case 'picture-failed':
      return [
        `${placeOf(event.id, board)} failed: ${event.message}${billed(event)}`,
        ...(event.hint === undefined || event.message.includes(event.hint) ? [] : [`    ${event.hint}`]),
      ]
    case 'picture-blocked':
      return [`${placeOf(event.id, board)} not started: ${event.why}`]
    case 'key-rotated':
      return [`[${event.style}] Key rotated: ${event.from} → ${event.to} (${event.why})`]
    case 'key-rested':
      return [
        `Key ${event.key} of ${event.provider} is ${event.state}${event.until === undefined ? '' : ` until ${event.until.slice(11, 19)} UTC`}: ${event.why}`,
      ]
    case 'warning':
      return [`Note: ${event.message}`]
    case 'run-paused':
      return ['Paused. What is in flight will still arrive.']
    case 'run-resumed':
      return ['Going on.']
    case 'run-cancelled':
      return ['Stopping: nothing new is sent, what is in flight will still arrive. Ctrl-C again leaves at once.']
    case 'picture-started':
    case 'picture-progress':
    case 'run-ended':
      return []
  }
}

function kept(event: Extract<RunEvent, { type: 'picture-kept' }>, state: RunState, board: Board): readonly string[] {
  const { style, beat } = partsOf(event.id)
  const now = state.styles.find((each) => each.id === style)
  const from = [
    event.bridgedFrom === undefined ? '' : `continued from ${event.bridgedFrom}, the picture between is missing`,
    event.reusedFrom === undefined ? '' : `reused from ${event.reusedFrom}, nothing paid`,
  ].filter((part) => part !== '')
  return [
    `[${style}] Image saved: ${beatWord(board.kind)} ${beat}${from.length === 0 ? '' : ` (${from.join('; ')})`}`,
    ...event.warnings.map((warning) => `[${style}]   ${warning}`),
    ...(now === undefined ? [] : [`[${style}] Completed ${now.done + now.exists}/${now.total} images`]),
  ]
}

function placeOf(id: `${string}/${string}`, board: Board): string {
  const { style, beat } = partsOf(id)
  return `[${style}] ${beatWord(board.kind)} ${beat}`
}

function nextWords({ next, afterMs }: Extract<RunEvent, { type: 'picture-retried' }>): string {
  const soon = afterMs < 1000 ? 'now' : `in ${Math.round(afterMs / 1000)} s`
  switch (next) {
    case 'again':
      return `Again ${soon}.`
    case 'other-key':
      return `With another key ${soon}.`
    case 'other-model':
      return `With the next model ${soon}.`
  }
}

function billed({ billing, costUsd }: Extract<RunEvent, { type: 'picture-failed' }>): string {
  switch (billing) {
    case 'charged':
      return ` Charged${costUsd > 0 ? ` ${money(costUsd)}` : ''}.`
    case 'not-charged':
      return ' Not charged.'
    case 'unknown':
      return ' It may have been charged.'
  }
}
