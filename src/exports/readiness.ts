/** A beat that has nothing to show, and why. */
export interface Gap {
  readonly beat: string
  readonly why: 'no pick' | 'no picture' | 'its take is gone' | 'its style is gone'
}

/** Whether a board is ready to leave the house. */
export interface Readiness {
  readonly total: number
  readonly picked: number
  readonly gaps: readonly Gap[]
  /** Beats whose pick is flagged for another look. */
  readonly flagged: readonly string[]
  /** Styles that could stand in. */
  readonly styles: readonly string[]
  /** All of it in a line, e.g. `12 of 12 beats picked. Nothing missing.` */
  readonly line: string
}

/** The report with its line. */
export function readinessOf(facts: Pick<Readiness, 'total' | 'gaps' | 'flagged' | 'styles'>): Readiness {
  const picked = facts.total - facts.gaps.length
  return { ...facts, picked, line: [gapLine(facts.total, facts.gaps), flagLine(facts.flagged)].filter((text) => text !== '').join(' ') }
}

function gapLine(total: number, gaps: readonly Gap[]): string {
  if (total === 0) return 'The board has no beats.'
  const picked = `${total - gaps.length} of ${total} beats picked.`
  if (gaps.length === 0) return `${picked} Nothing missing.`
  if (gaps.length === total && gaps.every((gap) => gap.why === 'no pick')) return picked
  const shown = gaps.slice(0, 8).map(({ beat, why }) => (why === 'no pick' ? beat : `${beat} (${why})`))
  const more = gaps.length > shown.length ? ` and ${gaps.length - shown.length} more` : ''
  return `${picked} ${gaps.length === 1 ? '1 beat has' : `${gaps.length} beats have`} nothing to show: ${shown.join(', ')}${more}.`
}

function flagLine(flagged: readonly string[]): string {
  if (flagged.length === 0) return ''
  return `Flagged for another look: ${flagged.slice(0, 8).join(', ')}${flagged.length > 8 ? ` and ${flagged.length - 8} more` : ''}.`
}
