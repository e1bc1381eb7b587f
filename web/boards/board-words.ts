import type { BoardCard } from '../api/types.ts'
import type { IconName } from '../pieces/icon.tsx'

export type Kind = BoardCard['kind']
export type Sort = 'opened' | 'name' | 'progress' | 'spent'

export const kindNames: Readonly<Record<Kind, string>> = { film: 'Film', timeline: 'Video', story: 'Story', steps: 'How-to' }
export const kindIcons: Readonly<Record<Kind, IconName>> = { film: 'film', timeline: 'video', story: 'book', steps: 'steps' }

/** How big a board is, in its own words. */
export function sizeWords({ kind, shots, beats }: Pick<BoardCard, 'kind' | 'shots' | 'beats'>): string {
  switch (kind) {
    case 'film':
      return `${count(shots, 'shot')}, ${count(beats, 'beat')}`
    case 'timeline':
      return count(beats, 'section')
    case 'story':
      return count(beats, 'page')
    case 'steps':
      return count(beats, 'step')
  }
}

/** How a board stands: one dot and one line. */
export function statusWords(card: BoardCard): { readonly dot: string; readonly words: string } {
  const { phase, done, total, failed, picked, beats, inDoubt } = card
  if (phase === 'running' || phase === 'stopping') return { dot: 'run', words: `Generating ${percent(done, total)}%` }
  if (phase === 'paused') return { dot: 'cool', words: `Paused at ${done}/${total}` }
  if (inDoubt > 0) return { dot: 'half', words: `${inDoubt} in doubt, ${done} ready` }
  if (failed > 0) return { dot: 'er', words: `${failed} failed, ${done} ready` }
  if (done === 0) return { dot: '', words: 'Nothing made yet' }
  if (done < total) return { dot: 'cool', words: `${done} of ${total} made` }
  return { dot: 'ok', words: picked > 0 ? `${picked} of ${beats} picked` : 'All made' }
}

/** The boards that a search and a filter leave, in the order asked for. */
export function shownBoards(
  boards: readonly BoardCard[],
  { asked, kind, sort }: { readonly asked: string; readonly kind: Kind | 'all'; readonly sort: Sort },
): readonly BoardCard[] {
  const words = asked.toLowerCase().split(/\s+/).filter(Boolean)
  return boards
    .filter((board) => kind === 'all' || board.kind === kind)
    .filter((board) => words.every((word) => `${board.title} ${board.folder}`.toLowerCase().includes(word)))
    .toSorted(orders[sort])
}

const orders: Readonly<Record<Sort, (one: BoardCard, other: BoardCard) => number>> = {
  opened: (one, other) => other.updatedAt.localeCompare(one.updatedAt),
  name: (one, other) => one.title.localeCompare(other.title),
  progress: (one, other) => percent(one.done, one.total) - percent(other.done, other.total),
  spent: (one, other) => other.spentUsd - one.spentUsd,
}

function percent(done: number, total: number): number {
  return total === 0 ? 0 : Math.floor((done / total) * 100)
}

export function count(number: number, what: string): string {
  return number === 1 ? `1 ${what}` : `${number} ${what}s`
}
