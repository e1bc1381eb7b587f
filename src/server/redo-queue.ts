import { type PictureId, partsOf } from '../board/picture.ts'
import type { RunQuestion } from './api.ts'

/** A new take that waits for the run that is on. */
export interface Waiting {
  readonly id: PictureId
  readonly limits: RunQuestion['limits'] | undefined
  readonly allowUnknownPrice: boolean
}

export interface RedoQueue {
  /** Asked for twice, it waits once. */
  add(waiting: Waiting): void
  ids(): readonly PictureId[]
  /** The next run's question: the first that waits, and all others of its style that ask for the same. */
  take(): RunQuestion | undefined
  clear(): void
}

/** `changed` hears what waits now, whenever that changes. It is not written down: after a restart nothing is sent by itself. */
export function openQueue(changed: (ids: readonly PictureId[]) => void): RedoQueue {
  let queue: readonly Waiting[] = []
  const ids = (): PictureId[] => queue.map(({ id }) => id)
  const become = (next: readonly Waiting[]): void => {
    if (next.length === queue.length) return
    queue = next
    changed(ids())
  }
  return {
    ids,
    add: (waiting) => become(ids().includes(waiting.id) ? queue : [...queue, waiting]),
    take() {
      const [first] = queue
      if (first === undefined) return undefined
      const together = queue.filter((each) => isAlike(each, first))
      become(queue.filter((each) => !together.includes(each)))
      return questionOf(first, together)
    },
    clear: () => become([]),
  }
}

function isAlike(one: Waiting, other: Waiting): boolean {
  return (
    partsOf(one.id).style === partsOf(other.id).style &&
    one.allowUnknownPrice === other.allowUnknownPrice &&
    JSON.stringify(one.limits) === JSON.stringify(other.limits)
  )
}

/** What new takes of one style ask of a run. */
export function questionOf({ id, limits, allowUnknownPrice }: Waiting, together: readonly { readonly id: PictureId }[]): RunQuestion {
  return {
    selection: {
      styles: [partsOf(id).style],
      beats: together.map((each) => partsOf(each.id).beat),
      redo: ['all'],
      skipInDoubt: false,
    },
    allowUnknownPrice,
    ...(limits === undefined ? {} : { limits }),
  }
}
