import type { Card } from './provider.ts'

/** The day on which the facts of the cards were read. */
export const readOn = '2026-11-20'

/** Days before the end of a model from which on it is warned about. */
const noticeDays = 30

export interface Retirement {
  /** Its last day is over. */
  readonly gone: boolean
  /** It ends within 30 days, or its provider already names another in its place. */
  readonly soon: boolean
  readonly successor?: string
}

/** Where a model stands on a day (`YYYY-MM-DD`): a model still works on its last day. */
export function retirement(card: Card, today: string): Retirement {
  const daysLeft = card.until === undefined ? Infinity : (Date.parse(card.until) - Date.parse(today)) / 86_400_000
  const gone = daysLeft < 0
  const replaced = card.until === undefined && card.successor !== undefined
  const soon = !gone && (daysLeft <= noticeDays || replaced)
  return { gone, soon, ...(card.successor !== undefined && { successor: card.successor }) }
}
