import { type Place, placeText } from './reader.ts'

/** Keeps the account of a reading: repeated remarks are counted, not repeated. */
export interface Notes {
  /** `what` became something, once more. */
  map(what: string): void
  ignore(what: string, place: Place): void
  warn(what: string, place: Place): void
  readonly mapped: () => string[]
  readonly ignored: () => string[]
  readonly warnings: () => string[]
}

interface Remark {
  times: number
  readonly first: Place
}

export function takeNotes(): Notes {
  const mapped = new Map<string, number>()
  const ignored = new Map<string, Remark>()
  const warnings = new Map<string, Remark>()
  return {
    map: (what) => void mapped.set(what, (mapped.get(what) ?? 0) + 1),
    ignore: (what, place) => add(ignored, what, place),
    warn: (what, place) => add(warnings, what, place),
    mapped: () => [...mapped].map(([what, times]) => (times === 1 ? what : `${what} (${times})`)),
    ignored: () => told(ignored),
    warnings: () => told(warnings),
  }
}

function add(remarks: Map<string, Remark>, what: string, place: Place): void {
  const known = remarks.get(what)
  if (known) known.times++
  else remarks.set(what, { times: 1, first: place })
}

/** At most 50 remarks: a list that is odd all over does not bury its reader. */
function told(remarks: Map<string, Remark>): string[] {
  const lines = [...remarks].map(([what, { times, first }]) =>
    times === 1 ? `${what}, at ${placeText(first)}` : `${what}, ${times} times, first at ${placeText(first)}`,
  )
  return lines.length <= 50 ? lines : [...lines.slice(0, 50), `and ${lines.length - 50} more`]
}
